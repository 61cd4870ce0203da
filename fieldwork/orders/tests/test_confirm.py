from collections.abc import Callable

import pytest

from fieldwork.masterdata.models import Product, Worker
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.commands import ConfirmOrder
from fieldwork.orders.models import Confirmation, Line, Order
from fieldwork.orders.transitions import State
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from tests.worked_example import (
    CABLE,
    ROUTER,
    Team,
    again,
    confirmation,
    confirmation_fields,
    ended_without_work,
    finally_confirmed,
    first_confirmation,
    made,
    partially_confirmed,
    released,
    rows,
)

pytestmark = pytest.mark.django_db


def faults_of(order: Order, fields: object) -> set[str]:
    with pytest.raises(Invalid) as caught:
        confirmation(fields, order)
    return set(caught.value.errors)


def test_confirmations_are_numbered_by_order(team: Team) -> None:
    order = partially_confirmed(team)
    confirm(order.number, first_confirmation(order), by=team.layla)
    told = [(one.number, one.author, one.last, one.fast) for one in order.confirmations.all()]
    assert told == [(1, team.diego, False, False), (2, team.layla, False, False)]


def test_every_confirmation_makes_a_version(team: Team) -> None:
    order = finally_confirmed(team)
    assert [(each.number, each.title) for each in order.versions.all()] == [
        (1, "service_order"), (2, "statement"), (3, "statement"),
    ]  # fmt: skip


def test_a_confirmation_without_lines_is_refused(team: Team) -> None:
    order = released(team)
    assert faults_of(order, confirmation_fields([], last=False)) == {"lines"}
    empty = ConfirmOrder.model_construct(last=False)
    with pytest.raises(Invalid) as caught:
        confirm(order.number, empty, by=team.diego)
    assert set(caught.value.errors) == {"lines"}
    assert again(order).state == State.RELEASED


def test_a_last_confirmation_without_lines_is_refused_where_nothing_was_confirmed(team: Team) -> None:
    order = released(team)
    empty = confirmation(confirmation_fields([], last=True), order)
    with pytest.raises(Invalid):
        confirm(order.number, empty, by=team.diego)
    assert not Confirmation.objects.exists()


def test_a_last_confirmation_without_lines_closes_what_was_confirmed_before(team: Team) -> None:
    order = partially_confirmed(team)
    confirm(order.number, confirmation(confirmation_fields([], last=True), order), by=team.diego)
    assert again(order).state == State.FINALLY_CONFIRMED
    latest = order.versions.latest("number").content
    assert (latest["totals"]["total"], latest["changes"]["lines"]) == (14050, 0)


def test_whether_it_is_the_last_has_no_default(team: Team) -> None:
    order = released(team)
    fields = confirmation_fields([(CABLE, "1")], last=True)
    del fields["last"]
    assert faults_of(order, fields) == {"last"}
    assert faults_of(order, fields | {"last": "perhaps"}) == {"last"}


def test_a_confirmation_has_the_prices_of_its_own_day(team: Team) -> None:
    order = partially_confirmed(team)
    Product.objects.filter(code="patch-cable").update(price=1000)
    confirm(order.number, first_confirmation(order), by=team.diego)
    prices = Line.objects.filter(order=order, code="patch-cable").order_by("position")
    assert list(prices.values_list("price", flat=True)) == [650, 650, 1000]


def test_a_deactivated_item_is_refused_unless_planned(team: Team) -> None:
    order = released(team)
    Product.objects.update(active=False)
    Worker.objects.update(active=False)
    fields = confirmation_fields([(CABLE, "1"), (ROUTER, "1")], "1", last=False)
    assert faults_of(order, fields) == {"products.1.item"}
    planned = confirmation(fields | {"products": rows((CABLE, "1"))}, order)
    confirm(order.number, planned, by=team.diego)
    assert again(order).state == State.PARTIALLY_CONFIRMED


def test_an_unreleased_order_is_not_confirmed(team: Team) -> None:
    order = made(team)
    with pytest.raises(Conflict) as refused:
        confirm(order.number, first_confirmation(order), by=team.layla)
    assert refused.value.facts == {"state": State.CREATED, "version": 1}


@pytest.mark.parametrize("ended", [finally_confirmed, ended_without_work])
def test_an_ended_order_is_not_confirmed(team: Team, ended: Callable[[Team], Order]) -> None:
    order = ended(team)
    with pytest.raises(Conflict):
        confirm(order.number, first_confirmation(order), by=team.diego)


def test_a_field_worker_who_is_not_on_the_order_confirms_nothing(team: Team) -> None:
    order = released(team)
    with pytest.raises(Forbidden):
        confirm(order.number, first_confirmation(order), by=team.outsider)


def test_the_note_stands_in_entry_confirmation_and_content(team: Team) -> None:
    order = released(team)
    entry = confirm(order.number, first_confirmation(order, note="Router is dead"), by=team.diego)
    assert entry.text == order.confirmations.get().note == "Router is dead"
    assert order.versions.latest("number").content["confirmations"][0]["note"] == "Router is dead"
