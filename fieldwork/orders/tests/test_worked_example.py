"""The worked example of product.md §5, step by step through the actions."""

import pytest

from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.release import release
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.orders.totals import Totals, effective_totals, total_of
from fieldwork.orders.transitions import State
from tests.worked_example import (
    INK,
    Team,
    again,
    closed_fast,
    ended_without_work,
    finally_confirmed,
    first_confirmation,
    journal,
    made,
    partially_confirmed,
    released,
    second_confirmation,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]

PLAN = {"materials": 2600, "services_only": 6000, "labour": 9000, "services": 15000, "total": 17600}
FIRST = {"materials": 1300, "services_only": 6000, "labour": 6750, "services": 12750, "total": 14050}
BOTH = {"materials": 14850, "services_only": 6000, "labour": 12375, "services": 18375, "total": 33225}
NOTHING = dict.fromkeys(PLAN, 0)


def value(order: Order) -> dict[str, int]:
    """What the order is worth now, by the five sums."""
    plan = total_of(order.lines.filter(confirmation=None))
    confirmed = list(order.lines.exclude(confirmation=None))
    return effective_totals(order.state, plan, total_of(confirmed) if confirmed else None).as_dict()


def newest(order: Order) -> dict[str, object]:
    """The content of the newest version."""
    version = DocumentVersion.objects.filter(order=order).latest("number")
    assert isinstance(version.content, dict)
    return version.content


def test_a_new_order_is_worth_its_plan(team: Team) -> None:
    order = made(team)
    assert (order.number, order.state, order.currency) == (1, State.CREATED, "USD")
    assert value(order) == PLAN
    assert not order.versions.exists()


def test_the_release_freezes_version_1_with_the_plan(team: Team) -> None:
    order = made(team)
    release(order.number, INK, by=team.ogechi)
    content = newest(order)
    assert again(order).state == State.RELEASED
    assert (content["version"], content["kind"], content["totals"]) == (1, "service_order", PLAN)
    assert content["changes"] is None


def test_the_first_confirmation_replaces_the_plan(team: Team) -> None:
    order = partially_confirmed(team)
    assert order.state == State.PARTIALLY_CONFIRMED
    assert value(order) == FIRST
    content = newest(order)
    assert (content["version"], content["kind"], content["totals"]) == (2, "statement", FIRST)


def test_the_second_confirmation_adds_to_the_first(team: Team) -> None:
    order = finally_confirmed(team)
    assert order.state == State.FINALLY_CONFIRMED
    assert value(order) == BOTH
    assert newest(order)["totals"] == BOTH


def test_the_statement_holds_only_what_was_confirmed(team: Team) -> None:
    content = newest(finally_confirmed(team))
    lines = [content[kind] for kind in ("materials", "services", "labour")]
    told = [(line["code"], line["confirmation"], line["subtotal"]) for part in lines for line in part]  # type: ignore[attr-defined]
    assert told == [
        ("patch-cable", 1, 1300),
        ("router-ax3000", 2, 12900),
        ("patch-cable", 2, 650),
        ("router-diagnosis", 1, 6000),
        ("diego", 1, 6750),
        ("diego", 2, 5625),
    ]


def test_a_statement_tells_what_changed_since_the_version_before(team: Team) -> None:
    order = finally_confirmed(team)
    first, second = (version.content["changes"] for version in order.versions.filter(number__gt=1))
    assert (first["since"], first["confirmation"], first["replaces_plan"], first["lines"]) == (1, 1, True, 3)
    assert (first["before"], first["after"]) == (PLAN, FIRST)
    assert (second["since"], second["confirmation"], second["replaces_plan"]) == (2, 2, False)
    assert (second["before"], second["after"], second["by"]) == (FIRST, BOTH, "Diego González")


def test_the_plan_stays_readable_beside_what_was_confirmed(team: Team) -> None:
    order = finally_confirmed(team)
    assert total_of(order.lines.filter(confirmation=None)).as_dict() == PLAN


def test_fast_close_confirms_the_plan_as_it_is(team: Team) -> None:
    order = closed_fast(team)
    assert (order.state, value(order)) == (State.FINALLY_CONFIRMED, PLAN)
    assert newest(order)["totals"] == PLAN
    assert [confirmation.fast for confirmation in order.confirmations.all()] == [True]


def test_not_performed_makes_every_value_zero(team: Team) -> None:
    order = ended_without_work(team)
    content = newest(order)
    assert (order.state, value(order)) == (State.NOT_PERFORMED, NOTHING)
    assert (content["totals"], content["materials"], content["labour"]) == (NOTHING, [], [])
    assert content["reason"] == "The client repaired it"


def test_the_journal_tells_the_story_in_order(team: Team) -> None:
    order = released(team)
    confirm(order.number, first_confirmation(order, note="Router must be replaced"), by=team.diego)
    confirm(order.number, second_confirmation(order), by=team.layla)
    told = [(entry.seq, entry.kind, entry.author and entry.author.name, entry.text) for entry in journal(order)]
    assert told == [
        (1, EntryKind.CREATED, "Layla Nassar", ""),
        (2, EntryKind.RELEASED, "Ogechi Adeola", ""),
        (3, EntryKind.FIELD_WORKERS, "Layla Nassar", ""),
        (4, EntryKind.CONFIRMED, "Diego González", "Router must be replaced"),
        (5, EntryKind.CONFIRMED, "Layla Nassar", ""),
    ]
    assert again(order).last_seq == 5


def test_an_empty_sum_is_zero() -> None:
    assert total_of([]) == Totals(0, 0, 0)
