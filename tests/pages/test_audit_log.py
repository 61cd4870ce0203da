"""Who changed what, and who came in, stands on one page; faults.md C15."""

import re
import uuid

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fieldwork.audit.models import AuditAction, AuditEntry, SubjectKind
from fieldwork.audit.record_event import NOT_RECORDED, record_added
from fieldwork.mailing.models import Rule
from fieldwork.masterdata import models as masterdata
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.actions.tokens import issue_token
from fieldwork.people.models import Person
from tests.pages.company import Nadiya
from tests.pages.html_view import shown

PASSWORD = "a long enough secret"

TOLD = {
    SubjectKind.COMPANY: "name tax_id address phone email currency language time_zone paper own_release_forbidden",
    SubjectKind.CLIENT: "code name active contact address phone email copies_to language no_mail",
    SubjectKind.ORDER_TYPE: "code name active shows_plan appends_photos",
    SubjectKind.PRODUCT: "kind code name unit price active",
    SubjectKind.WORKER: "code name active job_title price person",
    SubjectKind.PERSON: "email name job_title phone language time_zone roles is_active",
    SubjectKind.MAIL_RULE: (
        "name active released confirmed closed not_performed order_type client to_client to_coordinator "
        "to_supervisor to_field_workers addresses language subject text"
    ),
    SubjectKind.SEAL: "own not_after made_at",
}


def noor(company: Nadiya) -> Person:
    assert company.noor.person is not None
    return company.noor.person


def last() -> AuditEntry:
    found = AuditEntry.objects.first()
    assert found is not None
    return found


def lines(company: Nadiya, query: str = "") -> str:
    return shown(company.noor.client.get(f"/audit-log{query}")).text


@pytest.mark.parametrize("kind", SubjectKind)
def test_no_secret_is_told(kind: SubjectKind) -> None:
    """Passwords, keys and digests stay out; a new field has to be thought of here."""
    fields = [one.name for one in apps.get_model(kind.value)._meta.concrete_fields if one.name not in NOT_RECORDED]
    assert sorted(fields) == sorted(TOLD[kind].split())


def test_a_changed_price_is_told_with_who_before_and_after(company: Nadiya) -> None:
    product = masterdata.Product.objects.get(code="patch-cable")
    fields = {"code": product.code, "name": product.name, "unit": product.unit, "price": "9.75"}
    company.noor.client.post(f"/materials/{product.code}", fields)
    entry = last()
    assert (entry.author, entry.act, entry.kind, entry.name) == (
        noor(company),
        "changed",
        SubjectKind.PRODUCT,
        product.name,
    )
    assert entry.changes == [["price", product.price, 975]]
    text = lines(company)
    assert "$9.75" in text
    assert noor(company).name in text


def test_a_new_seal_is_told(company: Nadiya) -> None:
    """faults.md C15."""
    assert company.noor.client.post("/company/seal/renewal").status_code == 302
    entry = last()
    assert (entry.author, entry.act, entry.kind) == (noor(company), "added", SubjectKind.SEAL)
    assert noor(company).name in lines(company)


def test_what_changed_nothing_leaves_no_line(company: Nadiya) -> None:
    product = masterdata.Product.objects.get(code="patch-cable")
    before = AuditEntry.objects.count()
    price = f"{product.price / 100:.2f}"
    fields = {"code": product.code, "name": product.name, "unit": product.unit, "price": price}
    company.noor.client.post(f"/materials/{product.code}", fields)
    assert AuditEntry.objects.count() == before


def test_a_refused_change_leaves_no_line(company: Nadiya) -> None:
    product = masterdata.Product.objects.get(code="patch-cable")
    before = AuditEntry.objects.count()
    company.noor.client.post(f"/materials/{product.code}", {"code": "router", "name": "", "unit": "", "price": "9.75"})
    assert AuditEntry.objects.count() == before


def test_roles_are_told_in_words(company: Nadiya) -> None:
    diego = Person.objects.get(email="diego@nadiya.example")
    fields = {"name": diego.name, "email": diego.email, "roles": ["8", "4"]}
    company.noor.client.post(f"/people/{diego.pk}", fields)
    assert ["roles", 8, 12] in last().changes
    assert "Supervisor, Field worker" in lines(company)


def test_whoever_is_let_in_no_more_stands_there(company: Nadiya) -> None:
    diego = Person.objects.get(email="diego@nadiya.example")
    company.noor.client.post(f"/people/{diego.pk}/activity", {"active": "no"})
    acts = list(
        AuditEntry.objects.filter(subject_id=diego.pk, kind=SubjectKind.PERSON).values_list("act", "changes")[:2]
    )
    assert ("changed", [["is_active", True, False]]) in acts


def test_coming_in_going_out_and_a_wrong_password(company: Nadiya) -> None:
    diego = Person.objects.get(email="diego@nadiya.example")
    set_password(diego, PASSWORD)
    there = Client(REMOTE_ADDR="192.0.2.7")
    there.post("/sign-in", {"login": diego.email, "password": "wrong"})
    assert (last().act, last().author, last().subject_id, last().address) == (
        "sign_in_failed",
        None,
        diego.pk,
        "192.0.2.7",
    )
    there.post("/sign-in", {"login": diego.email, "password": PASSWORD})
    assert (last().act, last().author) == ("signed_in", diego)
    there.post("/sign-out")
    assert (last().act, last().author, last().author_name) == ("signed_out", diego, diego.name)


def test_an_address_that_is_nobodys_is_not_kept(company: Nadiya) -> None:
    """It may be a password in the wrong field; the line costs the same as for somebody known."""
    Client().post("/sign-in", {"login": "hunter2@nowhere.example", "password": "wrong"})
    assert (last().act, last().subject_id, last().name) == ("sign_in_failed", 0, "")
    assert "hunter2" not in lines(company)


def test_rules_and_their_end_are_told(company: Nadiya) -> None:
    rule = Rule.objects.first()
    assert rule is not None
    company.noor.client.post(f"/rules/{rule.pk}/removal")
    entry = AuditEntry.objects.filter(kind=SubjectKind.MAIL_RULE).first()
    assert entry is not None
    assert (entry.act, entry.subject_id, entry.author) == ("removed", rule.pk, noor(company))


def test_the_command_line_has_no_name(company: Nadiya) -> None:
    issue_token(noor(company), name="books")
    assert (last().act, last().author, last().name) == ("token_given", None, f"{noor(company).name}: books")
    assert "command line" in lines(company)


def test_programs_act_in_the_name_of_their_token(company: Nadiya) -> None:
    """The API has no call that changes master data; its calls carry the same id in answer and log."""
    token = issue_token(noor(company), name="books")
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


def test_each_answer_has_an_id_of_its_own_and_the_line_names_it(company: Nadiya) -> None:
    client = masterdata.Client.objects.get(code="acme")
    fields = {"code": client.code, "name": "ACME Ltd", "submission": str(uuid.uuid4())}
    answer = company.noor.client.post("/clients/acme", fields, headers={"X-Request-ID": "made up"})
    assert answer["X-Request-ID"] == last().request_id != "made up"
    assert company.noor.client.get("/audit-log")["X-Request-ID"] != answer["X-Request-ID"]


def test_the_page_goes_back_through_all_of_it_by_kind_and_person(company: Nadiya) -> None:
    for number in range(120):
        issue_token(noor(company), name=f"token {number}")
    first = company.noor.client.get("/audit-log?kind=people.person")
    before = re.search(r"before=(\d+)", first.content.decode())
    assert before
    assert "token 119" in shown(first).text
    assert "token 60" not in shown(first).text
    second = shown(company.noor.client.get(f"/audit-log?kind=people.person&before={before[1]}")).text
    assert "token 60" in second
    assert "token 119" not in second
    assert "token 119" not in lines(company, "?kind=masterdata.client")
    assert "token 119" not in lines(company, f"?by={noor(company).pk}")


@pytest.mark.parametrize("query", ["?kind=nothing", "?by=x", "?before=-1", f"?by={'9' * 40}", "?kind=%00", "?by=٣"])
def test_an_address_that_asks_for_nonsense_shows_everything(company: Nadiya, query: str) -> None:
    issue_token(noor(company), name="books")
    assert "books" in lines(company, query)


def test_only_administrators_read_it(company: Nadiya) -> None:
    assert company.layla.client.get("/audit-log").status_code == 404


def test_every_act_has_words(company: Nadiya) -> None:
    assert all(str(act.label) for act in AuditAction)


def test_a_page_full_of_prices_asks_no_more_than_one_with_a_single_line(company: Nadiya) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            company.noor.client.get("/audit-log?kind=masterdata.product")
        return len(queries)

    cable = masterdata.Product.objects.get(code="patch-cable")
    record_added(cable)
    # The first page of a browser notes that its device is there.
    asked()
    alone = asked()
    for _time in range(49):
        record_added(cable)
    assert asked() == alone
