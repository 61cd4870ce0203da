"""Two have one form open: whoever saves second is told what the first has changed, and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.http import HttpResponse

from fieldwork.mailing.models import Rule
from fieldwork.masterdata.forms import edit_conflict
from fieldwork.masterdata.models import Client, Company, Product, Worker
from fieldwork.people.models import Person
from tests.pages.company import Nadiya
from tests.pages.html_view import Shown

pytestmark = pytest.mark.both
BOXES = {
    "shows_plan", "appends_photos", "own_release_forbidden", "active", "released", "confirmed", "closed",
    "not_performed", "to_client", "to_coordinator", "to_supervisor", "to_field_workers",
}  # fmt: skip
"""A browser sends these as "on", or not at all."""

ROWS = [
    ("/clients/acme", "name", "ACME Corp.", "contact", "Bo Rivera"),
    ("/clients/acme", "language", "es", "phone", "+34 1"),
    ("/materials/patch-cable", "price", "7.00", "name", "Blue cable"),
    ("/services/router-diagnosis", "unit", "hour", "price", "61.00"),
    ("/order-types/computer-repair", "shows_plan", "on", "name", "Repair"),
    ("/workers/diego", "job_title", "Chief", "price", "46.00"),
    ("/company", "name", "Nadiya & Co.", "phone", "+34 2"),
    ("/company", "own_release_forbidden", "", "tax_id", "B-9"),
]


def open_form(company: Nadiya, address: str) -> dict[str, str]:
    """The fields of the form as a browser would send them."""
    page = company.noor.get(address).content.decode()
    fields = {name: unescape(value) for name, value in shown_fields(page).items()}
    assert "seen" in fields
    return fields


def shown_fields(page: str) -> dict[str, str]:
    found = dict(Shown(page).fields)
    found |= dict.fromkeys(BOXES & set(found), "on")
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def send(company: Nadiya, address: str, fields: dict[str, str]) -> HttpResponse:
    answer = company.noor.send(address, fields)
    assert isinstance(answer, HttpResponse)
    return answer


def with_value(fields: dict[str, str], name: str, value: str) -> dict[str, str]:
    """What is sent after one field was changed; a box that is not ticked is not sent."""
    changed = fields | {name: value}
    return {key: text for key, text in changed.items() if not (key in BOXES and text == "")}


@pytest.mark.parametrize(("address", "first", "theirs", "second", "mine"), ROWS)
def test_what_another_changed_is_told_and_nothing_is_undone(
    address: str, first: str, theirs: str, second: str, mine: str, company: Nadiya
) -> None:
    """faults.md A9: two fields; then the second one saves, knowing."""
    fields = open_form(company, address)
    assert send(company, address, with_value(fields, first, theirs)).status_code in (200, 201)
    answer = send(company, address, with_value(fields, second, mine))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has saved this while you had it open" in page
    assert page.count("Somebody else has changed this meanwhile; it stands here now.") == 1
    again = shown_fields(page)
    assert unescape(again[second]) == mine
    if theirs:
        assert unescape(again[first]) == theirs
    else:
        assert first not in again
    assert send(company, address, with_value(again, second, mine)).status_code in (200, 201)
    kept = open_form(company, address)
    assert (kept.get(first, ""), kept[second]) == (theirs, mine)


def test_where_both_typed_in_one_field_both_are_shown(company: Nadiya) -> None:
    """faults.md A9."""
    fields = open_form(company, "/clients/acme")
    assert send(company, "/clients/acme", fields | {"name": "ACME Corp."}).status_code in (200, 201)
    answer = send(company, "/clients/acme", fields | {"name": "ACME Ltd."})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "<b>ACME Corp.</b>. What you typed stands here." in page
    assert shown_fields(page)["name"] == "ACME Ltd."
    assert Client.objects.get(code="acme").name == "ACME Corp."


def test_a_person_and_a_rule_too(company: Nadiya) -> None:
    """faults.md A9."""
    person = Person.objects.get(email="diego@nadiya.example")
    address = f"/people/{person.pk}"
    fields = open_form(company, address) | {"roles": str(int(person.roles))}
    assert send(company, address, fields | {"job_title": "Chief"}).status_code in (200, 201)
    answer = send(company, address, fields | {"name": "Diego G."})
    assert answer.status_code == 409
    assert "Chief" in answer.content.decode()
    rule = Rule.objects.create(name="Own", released=True, to_client=True)
    address = f"/rules/{rule.pk}"
    fields = open_form(company, address)
    assert send(company, address, fields | {"subject": "Theirs {number}"}).status_code in (200, 201)
    answer = send(company, address, fields | {"name": "Mine"})
    assert answer.status_code == 409
    assert "Theirs {number}" in answer.content.decode()
    assert Rule.objects.get(pk=rule.pk).name == "Own"


def test_ones_own_profile_too(company: Nadiya) -> None:
    """faults.md A9: an administrator corrects the name while its owner has the page open."""
    noor = Person.objects.get(email="noor@nadiya.example")
    fields = open_form(company, "/profile")
    theirs = open_form(company, f"/people/{noor.pk}") | {"roles": str(int(noor.roles)), "job_title": "Head"}
    assert send(company, f"/people/{noor.pk}", theirs).status_code in (200, 201)
    answer = send(company, "/profile", fields | {"phone": "+34 9"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else has saved this while you had it open" in page
    again = {name: unescape(value) for name, value in shown_fields(page).items()}
    assert (again["job_title"], again["phone"]) == ("Head", "+34 9")
    assert send(company, "/profile", again).status_code in (200, 201)
    noor.refresh_from_db()
    assert (noor.job_title, noor.phone) == ("Head", "+34 9")


def test_a_form_finds_its_row_though_somebody_has_given_it_another_code(company: Nadiya) -> None:
    """faults.md A9: it was a 404, and said nothing of the other's change."""
    fields = open_form(company, "/clients/acme")
    assert send(company, "/clients/acme", fields | {"code": "acme-2"}).status_code in (200, 201)
    answer = send(company, "/clients/acme", fields | {"phone": "+34 3"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'action="/clients/acme-2"' in page
    again = shown_fields(page)
    assert (again["code"], unescape(again["phone"])) == ("acme-2", "+34 3")
    assert send(company, "/clients/acme-2", again).status_code in (200, 201)
    assert Client.objects.get(code="acme-2").phone == "+34 3"
    assert send(company, "/clients/nobody", fields).status_code == 409
    assert send(company, "/clients/nobody", fields | {"row": "x"}).status_code == 404
    assert send(company, "/clients/acme-2", fields | {"row": "9" * 40}).status_code == 404


def test_the_same_change_twice_is_no_conflict(company: Nadiya) -> None:
    fields = open_form(company, "/clients/acme")
    for _time in range(2):
        assert send(company, "/clients/acme", fields | {"address": "1960 Broadway\r\n2nd floor"}).status_code in (
            200,
            201,
        )


def test_a_fault_is_told_before(company: Nadiya) -> None:
    """What was typed has to be right first; the other's change is told with the next try."""
    fields = open_form(company, "/materials/patch-cable")
    assert send(company, "/materials/patch-cable", fields | {"price": "7.00"}).status_code in (200, 201)
    assert send(company, "/materials/patch-cable", fields | {"name": ""}).status_code == 422
    assert send(company, "/materials/patch-cable", fields | {"name": "Blue"}).status_code == 409
    assert Product.objects.get(code="patch-cable").price == 700


@pytest.mark.parametrize("seen_before", ["", "no json", "[]", '{"name": 7}', '"x"'])
def test_a_form_that_tells_nothing_is_saved(seen_before: str, company: Nadiya) -> None:
    """A page that was opened before an update does not know the question."""
    fields = open_form(company, "/workers/diego") | {"seen": seen_before, "job_title": "Chief"}
    answer = send(company, "/workers/diego", fields)
    assert answer.status_code in (200, 201)
    assert Worker.objects.get(code="diego").job_title == "Chief"


def test_control_without_the_question_the_first_change_is_undone(
    company: Nadiya, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edit_conflict.ConflictDetectingForm, "conflicting_values", lambda _form: {})
    fields = open_form(company, "/company")
    send(company, "/company", fields | {"name": "Theirs"})
    send(company, "/company", fields | {"phone": "+34 3"})
    assert Company.objects.get().name == "Nadiya IT"
