"""The same form arriving twice, one after the other or at once, is recorded once and answered alike."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.db import connections

from fieldwork.orders.views import form_submission
from fieldwork.rest.models import IdempotencyRecord
from tests.concurrent_actors import results_of
from tests.pages.browser_client import Fields, Visitor
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya, nadiya
from tests.pages.database_snapshot import database_snapshot


@dataclass(frozen=True)
class Form:
    """A form that may be sent: by whom, where (below the order), what."""

    who: str
    where: str
    fields: Fields

    def sender(self, company: Nadiya) -> Visitor:
        """The sender's browser."""
        visitor: Visitor = getattr(company, self.who)
        return visitor


FORMS = {
    "create": Form("layla", "", GOOD_ORDER),
    "release": Form("ogechi", "/release", {"decision": "yes", "signature": INK, "note": "Go"}),
    "reject": Form("ogechi", "/release", {"decision": "no", "reason": "Not now"}),
    "field workers": Form("layla", "/field-workers", {"users.0": "outsider@nadiya.example"}),
    "confirmation": Form("diego", "/confirmations", GOOD_CONFIRMATION),
    "last confirmation": Form("diego", "/confirmations", GOOD_CONFIRMATION | {"last": "yes"}),
    "fast close": Form("diego", "/fast-close", {"decision": "yes"}),
    "not performed": Form("diego", "/not-performed", {"reason": "The client moved."}),
    "message": Form("diego", "/messages", {"text": "On site."}),
}
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


def address_for(form: Form, company: Nadiya) -> str:
    """Where the form is sent, with an order that is ready for it."""
    if not form.where:
        return "/orders"
    order = company.create() if form.where == "/release" else company.release()
    return f"/orders/{order.number}{form.where}"


@pytest.fixture
def committed_company(transactional_db: None, kept_apart: None) -> Iterator[Nadiya]:
    """The company where commits are real, so that threads see each other's."""
    yield nadiya()
    connections.close_all()


@every_form
def test_a_form_sent_twice_is_recorded_once_and_answered_alike(company: Nadiya, form: Form) -> None:
    address, same = address_for(form, company), uuid.uuid4()
    first = form.sender(company).send(address, form.fields, submission=same)
    before = database_snapshot("orders")
    second = form.sender(company).send(address, form.fields, submission=same)
    assert (first.status_code, first["X-Location"]) == (201, second["X-Location"])
    assert second.status_code == 201
    assert database_snapshot("orders") == before


@every_form
def test_a_form_sent_twice_at_once_is_recorded_once(committed_company: Nadiya, form: Form) -> None:
    company = committed_company
    address, same = address_for(form, company), uuid.uuid4()
    entries = len(database_snapshot("orders")["Entry"])
    senders = [Visitor(form.sender(company).person) for _time in range(3)]
    answers = results_of(*[partial(sender.send, address, form.fields, submission=same) for sender in senders])
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer["X-Location"] for answer in answers}) == 1
    assert IdempotencyRecord.objects.filter(key=same).count() == 1
    announced = sum(1 for row in database_snapshot("orders")["Entry"] if "document" in row)
    assert len(database_snapshot("orders")["Entry"]) <= entries + 1 + announced


@every_form
def test_another_form_under_the_same_identity_is_refused(company: Nadiya, form: Form) -> None:
    address, same = address_for(form, company), uuid.uuid4()
    assert form.sender(company).send(address, form.fields, submission=same).status_code == 201
    before = database_snapshot("orders")
    other = form.sender(company).send(address, form.fields | {"more": "than before"}, submission=same)
    assert other.status_code == 422
    assert "already sent" in other.content.decode()
    assert database_snapshot("orders") == before


def test_control_without_the_identity_a_message_is_recorded_twice(company: Nadiya) -> None:
    form = FORMS["message"]
    address = address_for(form, company)
    before = len(database_snapshot("orders")["Entry"])
    for _time in range(2):
        assert form.sender(company).send(address, form.fields).status_code == 201
    assert len(database_snapshot("orders")["Entry"]) == before + 2


@every_form
def test_control_without_the_record_the_second_is_acted_on_once_more(
    company: Nadiya, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, same = address_for(form, company), uuid.uuid4()
    monkeypatch.setattr(form_submission, "idempotent", lambda _submission, act, **_named: act())
    assert form.sender(company).send(address, form.fields, submission=same).status_code == 201
    before = database_snapshot("orders")
    again = form.sender(company).send(address, form.fields, submission=same)
    assert again.status_code != 201 or database_snapshot("orders") != before


def test_a_retry_is_answered_alike_whatever_became_of_master_data(company: Nadiya) -> None:
    submission = uuid.uuid4()
    first = company.layla.send("/orders", GOOD_ORDER, submission=submission)
    for slug, code in (("clients", "acme"), ("materials", "patch-cable"), ("workers", "diego")):
        assert company.noor.send(f"/{slug}/{code}/activity", {"active": "no"}).status_code == 200
    again = company.layla.send("/orders", GOOD_ORDER, submission=submission)
    assert (again.status_code, again["X-Location"]) == (201, first["X-Location"])
    assert company.layla.send("/orders", GOOD_ORDER).status_code == 422
