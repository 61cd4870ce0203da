"""Rejection, fast close and work not performed: the ways an order ends besides its last confirmation."""

import pytest

from fieldwork.masterdata.models import Product
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.commands import GiveReason
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Line
from fieldwork.orders.transitions import State
from fieldwork.rest.errors import Conflict, Invalid
from tests.worked_example import Team, again, journal, made, partially_confirmed, released

pytestmark = pytest.mark.django_db


def test_a_rejection_ends_the_order_without_a_document(team: Team) -> None:
    order = made(team)
    entry = reject(order.number, "No budget", by=team.ogechi)
    assert (again(order).state, entry.kind, entry.text) == (State.NOT_PERFORMED, EntryKind.REJECTED, "No budget")
    assert not order.versions.exists()


def test_ones_own_order_may_be_rejected_by_any_supervisor(team: Team) -> None:
    order = made(team)
    reject(order.number, "No budget", by=team.ogechi)
    with pytest.raises(Conflict):
        reject(order.number, "Again", by=team.ogechi)


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 2001, 3, None, ["x"]])
def test_a_reason_is_required(reason: object) -> None:
    with pytest.raises(Invalid) as caught:
        GiveReason.parse({"reason": reason})
    assert set(caught.value.errors) == {"reason"}


def test_fast_close_keeps_the_prices_of_the_plan(team: Team) -> None:
    order = released(team)
    Product.objects.update(price=1)
    fast_close(order.number, by=team.diego)
    confirmed = Line.objects.filter(order=order, confirmation__isnull=False)
    assert [line.subtotal for line in confirmed] == [6000, 2600, 9000]
    assert order.lines.filter(confirmation=None).count() == 3


def test_fast_close_is_refused_once_something_was_confirmed(team: Team) -> None:
    order = partially_confirmed(team)
    with pytest.raises(Conflict) as refused:
        fast_close(order.number, by=team.diego)
    assert refused.value.facts["state"] == State.PARTIALLY_CONFIRMED


def test_work_not_performed_keeps_the_reason_and_makes_a_statement(team: Team) -> None:
    order = released(team)
    entry = not_performed(order.number, "The client repaired it", by=team.diego)
    assert (entry.text, entry.data["version"]) == ("The client repaired it", 2)
    assert [version.title for version in order.versions.all()] == ["service_order", "statement"]


def test_the_statement_names_who_ended_the_order(team: Team) -> None:
    order = released(team)
    not_performed(order.number, "Moved", by=team.ogechi)
    changes = DocumentVersion.objects.get(order=order, number=2).content["changes"]
    assert (changes["by"], changes["confirmation"]) == ("Ogechi Adeola", None)


def test_after_the_end_only_words_are_added(team: Team) -> None:
    order = released(team)
    not_performed(order.number, "The client repaired it", by=team.diego)
    with pytest.raises(Conflict):
        fast_close(order.number, by=team.layla)
    assert [entry.kind for entry in journal(order)][-1] == EntryKind.NOT_PERFORMED
