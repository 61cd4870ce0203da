"""What a list leaves out, asked of it filter by filter; and that it never shows what one may not see."""

from dataclasses import fields
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_query import OrderListQuery, parse_list_query
from fieldwork.lists.tests.many_orders import many
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from tests.worked_example import INK, Team, new_order

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def numbers(person: Person, asked: OrderListQuery) -> set[int]:
    """The orders of the list, asked in both ways."""
    both = [
        set(filtered_orders(person, asked, walked=walked).values_list("number", flat=True)) for walked in (False, True)
    ]
    assert both[0] == both[1]
    return both[0]


def test_each_filter_leaves_exactly_what_it_names(team: Team) -> None:
    orders = many(team, 40)
    layla = team.layla

    def those(**wish: object) -> set[int]:
        return {one.number for one in orders if all(getattr(one, name) == value for name, value in wish.items())}

    assert numbers(layla, OrderListQuery(state=("created", "released"))) == those(state="created") | those(
        state="released"
    )
    assert numbers(layla, OrderListQuery(client="c4")) == those(client_id=orders[3].client_id)
    assert numbers(layla, OrderListQuery(client="nobody")) == set()
    assert numbers(layla, OrderListQuery(type="t1")) == those(order_type_id=orders[0].order_type_id)
    assert numbers(layla, OrderListQuery(worker=team.diego.pk)) == those(first_worker_id=team.diego.pk)
    still_open = those(state="created") | those(state="released") | those(state="partially_confirmed")
    assert numbers(layla, OrderListQuery(no_worker=True)) == those(first_worker_id=None) & still_open
    assert numbers(layla, OrderListQuery(q="job 7")) == set()
    assert numbers(layla, OrderListQuery(q="7")) == {7}
    assert numbers(layla, OrderListQuery(q="#7")) == {7}
    assert numbers(layla, OrderListQuery(q="alvarez")) == {one.number for one in orders if one.client.name == "Álvarez"}
    assert numbers(layla, OrderListQuery(q="gonzalez")) == those(first_worker_id=team.diego.pk)


def test_words_of_name_and_description_are_found_by_the_index(team: Team) -> None:
    order = create(new_order(name="Réseau du hall", description="The blue router"), by=team.layla).order_id
    for q in ("reseau", "HALL", "rout", "acme"):
        assert numbers(team.layla, OrderListQuery(q=q)) == {order}, q
    assert numbers(team.layla, OrderListQuery(q="green")) == set()


def test_late_is_open_and_past_its_completion(team: Team) -> None:
    many(team, 10)
    late = numbers(team.layla, OrderListQuery(late=True))
    assert late == {one.number for one in Order.objects.all() if one.days_late}
    Order.objects.filter(pk=min(late)).update(work_completion=timezone.now() + timedelta(days=1))
    assert numbers(team.layla, OrderListQuery(late=True)) == late - {min(late)}


def test_due_days_are_those_of_the_company(team: Team) -> None:
    many(team, 1)
    Order.objects.update(work_completion=datetime(2026, 6, 9, 22, 30, tzinfo=UTC))
    day = date(2026, 6, 10)
    assert numbers(team.layla, OrderListQuery(due_from=day, due_to=day)) == {1}
    assert numbers(team.layla, OrderListQuery(due_to=day - timedelta(days=1))) == set()


def test_waiting_for_me_is_the_next_step_of_each_role(team: Team) -> None:
    created = create(new_order(), by=team.layla).order_id
    released = create(new_order(), by=team.layla).order_id
    release(released, INK, by=team.ogechi)
    waiting = OrderListQuery(waiting=True)
    assert numbers(team.ogechi, waiting) == {created}
    assert numbers(team.layla, waiting) == {released}
    assert numbers(team.diego, waiting) == set()
    set_field_workers(released, [team.diego.email], by=team.layla)
    assert numbers(team.layla, waiting) == set()
    assert numbers(team.diego, waiting) == {released}
    Order.objects.filter(pk=created).update(created_by=team.ogechi)
    assert numbers(team.ogechi, waiting) == set()
    assert numbers(team.noor, waiting) == set()


def test_nobody_is_shown_what_they_may_not_see(team: Team) -> None:
    many(team, 30)
    own = set(Order.objects.filter(first_worker=team.diego).exclude(state=State.CREATED).values_list("pk", flat=True))
    for asked in (
        OrderListQuery(),
        OrderListQuery(q="acme"),
        OrderListQuery(worker=team.outsider.pk),
        OrderListQuery(late=True),
        OrderListQuery(client="c0"),
    ):
        assert numbers(team.diego, asked) <= own, asked
    assert numbers(team.diego, OrderListQuery()) == own
    assert numbers(team.noor, OrderListQuery()) == set()


def test_an_address_says_all_that_is_asked_and_nothing_else(team: Team) -> None:
    day = date(2026, 6, 10)
    asked = OrderListQuery("q", ("created",), "acme", "t1", 3, day, day, True, True, True, "client", True, 7, "x", "y")
    assert parse_list_query(QueryDict(asked.query())) == asked
    assert all(getattr(asked, field.name) != field.default for field in fields(OrderListQuery))
    assert parse_list_query(
        QueryDict("state=lost&worker=x&due_from=soon&late=yes&sort=password&q=%00a")
    ) == OrderListQuery(q="a")
    assert OrderListQuery().query() == ""


def test_who_was_added_first_is_remembered_by_the_action(team: Team) -> None:
    number = create(new_order(), by=team.layla).order_id
    release(number, INK, by=team.ogechi)

    def first() -> int | None:
        return Order.objects.values_list("first_worker", flat=True).get(pk=number)

    set_field_workers(number, [team.diego.email], by=team.layla)
    assert first() == team.diego.pk
    set_field_workers(number, [team.outsider.email, team.diego.email], by=team.layla)
    assert first() == team.diego.pk
    set_field_workers(number, [team.outsider.email], by=team.layla)
    assert first() == team.outsider.pk
    set_field_workers(number, [], by=team.layla)
    assert first() is None
