"""What cannot be printed is refused where it is typed; what readers insert into a code is forgiven."""

from pathlib import Path

import pytest

from fieldwork.documents.verification import find_by_code
from fieldwork.mailing.models import Rule
from fieldwork.masterdata.models import Client, Company
from fieldwork.orders.models import DocumentVersion, Order
from tests.api_caller import ORDER, callers, new_key
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, Nadiya
from tests.pages.html_view import shown
from tests.worked_example import Team

pytestmark = pytest.mark.both
REFUSED = "Documents cannot print 김 (HANGUL SYLLABLE GIM): no font for it is installed here"


@pytest.mark.parametrize("field", ["name", "description"])
def test_a_letter_that_no_font_has_is_named_at_the_field(field: str, company: Nadiya, no_other_fonts: None) -> None:
    """faults.md A4."""
    answer = company.layla.send("/orders", GOOD_ORDER | {field: "Netz 김민수"})
    assert answer.status_code == 422
    assert shown(answer).errors[f"error-{field}"] == REFUSED
    assert not Order.objects.exists()


def test_it_is_named_in_a_note_a_reason_and_a_typed_signature(company: Nadiya, no_other_fonts: None) -> None:
    """faults.md A4."""
    created = company.create()
    typed = {"decision": "yes", "typed": "김민수"}
    answer = company.ogechi.send(f"/orders/{created.number}/release", typed)
    assert answer.status_code == 422
    assert "Documents cannot print 김" in answer.content.decode()
    order = company.release(created)
    answer = company.diego.send(f"/orders/{order.number}/confirmations", GOOD_CONFIRMATION | {"note": "สมชาย"})
    assert "THAI CHARACTER SO SUA" in shown(answer).errors["error-note"]
    answer = company.layla.send(f"/orders/{order.number}/not-performed", {"decision": "yes", "reason": "देर"})
    assert "DEVANAGARI LETTER DA" in answer.content.decode()
    assert Order.objects.get().state == "released"


def test_it_is_named_in_master_data(company: Nadiya, no_other_fonts: None) -> None:
    """faults.md A4."""
    answer = company.noor.send("/clients", {"name": "김민수", "code": "kim"})
    assert answer.status_code == 422
    assert REFUSED in answer.content.decode()
    assert not Client.objects.filter(code="kim").exists()


def test_a_message_is_no_paper(company: Nadiya, no_other_fonts: None) -> None:
    order = company.release()
    assert company.diego.send(f"/orders/{order.number}/messages", {"text": "김민수 👍"}).status_code == 201


def test_a_mail_and_the_name_of_a_rule_are_no_paper(company: Nadiya, no_other_fonts: None) -> None:
    fields = {"name": "สมชาย", "released": "on", "to_client": "on", "subject": "김민수", "text": "देवनागरी"}
    assert company.noor.send("/rules", fields).status_code in (200, 201)
    assert Rule.objects.filter(name="สมชาย", subject="김민수").exists()


def test_emoji_are_no_letters(company: Nadiya, no_other_fonts: None) -> None:
    """faults.md A4, a neighbour: a technician may write 👍, and the paper says its name."""
    order = company.release()
    answer = company.diego.send(f"/orders/{order.number}/confirmations", GOOD_CONFIRMATION | {"note": "Done 👍🏽"})
    assert answer.status_code == 201


def test_the_api_names_it_too(team: Team, no_other_fonts: None) -> None:
    """faults.md A4."""
    answer = callers(team).layla.post("/orders", ORDER | {"name": "김민수"}, key=new_key())
    assert (answer.status, answer.json["errors"]) == (422, [{"field": "name", "message": REFUSED}])


def test_with_a_font_for_it_it_is_taken(company: Nadiya, more_fonts: Path) -> None:
    """faults.md A4."""
    order = company.create(name="김민수", description="สมชาย देवनागरी")
    typed = {"decision": "yes", "typed": "김민수"}
    assert company.ogechi.send(f"/orders/{order.number}/release", typed).status_code == 201
    assert DocumentVersion.objects.get().content["approved"]["signature"] == {"typed": "김민수"}


def test_what_was_signed_before_is_shown_when_the_font_is_gone(company: Nadiya, no_other_fonts: None) -> None:
    order = company.release()
    company.layla.get(f"/orders/{order.number}")
    release = order.release
    release.signature = {"typed": "김민수"}
    release.save()
    assert "김민수" in company.layla.get(f"/orders/{order.number}").content.decode()


def test_a_code_is_found_with_what_readers_put_into_it(company: Nadiya) -> None:
    """faults.md A6."""
    company.release()
    code = DocumentVersion.objects.get().code
    for written in (
        code, code.upper(), "\u200b".join(code), f"{code[:8]}-{code[8:]}", f"{code[:8]}\n{code[8:]}", f" {code} ",
        f"{code}.", f"{code}/", f"{code[:4]}\u00ad{code[4:]}", "\u2068" + code + "\u2069",
    ):  # fmt: skip
        assert find_by_code(written) is not None, repr(written)
        assert company.stranger.get(f"/v/{written}").status_code == 200, repr(written)
    for written in (code[:-1], f"x{code}", "", "-" * 300 + code):
        assert find_by_code(written) is None


@pytest.mark.parametrize(
    ("zone", "typed", "accepted"),
    [
        ("Europe/Madrid", "2026-03-29T02:30", False),
        ("Europe/Madrid", "2026-03-29T03:00", True),
        ("Europe/Madrid", "2026-03-29T02:30+01:00", True),
        ("Europe/Madrid", "2026-10-25T02:30", True),
        ("America/New_York", "2026-03-08T02:00", False),
        ("Australia/Lord_Howe", "2026-10-04T02:15", False),
        ("Pacific/Apia", "2011-12-30T12:00", False),
        ("UTC", "2026-03-29T02:30", True),
    ],
)
def test_a_time_that_the_clock_skips_is_said_at_the_field(
    zone: str, typed: str, accepted: bool, company: Nadiya
) -> None:
    """faults.md A12: also half an hour, and a whole day."""
    move_to(zone)
    times = {"work_start": typed, "work_completion": "2027-01-01T12:00"}
    answer = company.layla.send("/orders", GOOD_ORDER | times)
    assert answer.status_code == (201 if accepted else 422)
    if not accepted:
        assert shown(answer).errors["error-work_start"].startswith("The clock skips this time on that day")


def move_to(zone: str) -> None:
    Company.objects.update(time_zone=zone)
