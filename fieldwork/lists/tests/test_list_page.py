"""Every list shows each order once, in order, forwards and backwards, whatever it is sorted by."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fieldwork.lists import list_page
from fieldwork.lists.list_page import build_page
from fieldwork.lists.list_query import OrderListQuery, cursor_of
from fieldwork.lists.sort_orders import SORTS
from fieldwork.lists.tests.many_orders import many
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.worked_example import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]
EVERY_SORT = [sign + name for name in SORTS for sign in ("", "-")]
FILTERS = [OrderListQuery(), OrderListQuery(no_worker=True), OrderListQuery(q="zoo")]


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of seven: many ends and beginnings among few orders."""
    monkeypatch.setattr(list_page, "PAGE_SIZE", 7)


def walk(person: Person, asked: OrderListQuery) -> list[list[int]]:
    """The pages from the first to the last; back again they are the same."""
    pages, page = [], build_page(person, asked)
    assert page.before == ""
    there = [page]
    while page.after:
        page = build_page(person, asked.changed(after=page.after))
        there.append(page)
    pages = [[row.number for row in one.rows] for one in there]
    back = [pages[-1]]
    while page.before:
        page = build_page(person, asked.changed(before=page.before))
        back.insert(0, [row.number for row in page.rows])
    assert back == pages
    return pages


@pytest.mark.parametrize("most", [999, 5], ids=["few", "walked"])
@pytest.mark.parametrize("who", ["layla", "diego"])
def test_each_order_stands_once_in_its_place_in_both_directions(
    team: Team, who: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(team, 40)
    monkeypatch.setattr(list_page, "MAX_COUNTED", most)
    person: Person = getattr(team, who)
    seen = set(Order.objects.visible_to(person).values_list("number", flat=True))
    assert len(seen) == {"layla": 40, "diego": 16}[who]
    for sort in EVERY_SORT:
        numbers = [number for page in walk(person, OrderListQuery(sort=sort)) for number in page]
        assert sorted(numbers) == sorted(seen), sort
        other = [number for page in walk(person, OrderListQuery(sort=_turned(sort))) for number in page]
        if sort.removeprefix("-") in {"number", "due", "changed"}:
            assert numbers == other[::-1], sort


def _turned(sort: str) -> str:
    return sort.removeprefix("-") if sort.startswith("-") else f"-{sort}"


def test_filtered_lists_page_alike(team: Team) -> None:
    many(team, 40)
    for asked in FILTERS:
        for sort in EVERY_SORT:
            numbers = [number for page in walk(team.layla, asked.changed(sort=sort)) for number in page]
            assert len(numbers) == len(set(numbers)) == int(build_page(team.layla, asked).count)


def test_names_are_walked_without_case_and_the_nameless_stand_at_the_end(team: Team) -> None:
    many(team, 40)
    rows = build_page(team.layla, OrderListQuery(sort="worker")).rows
    assert {row.first_worker for row in rows} == {"Diego González"}
    last = build_page(team.layla, OrderListQuery(sort="-worker")).rows
    assert {row.first_worker for row in last} == {""}
    names = [row.client for row in build_page(team.layla, OrderListQuery(sort="client")).rows]
    assert names[:7] == ["ACME"] * 6 + ["acme again"]


def test_orders_that_come_or_go_meanwhile_shift_no_page(team: Team) -> None:
    many(team, 20)
    first = build_page(team.layla, OrderListQuery())
    expected = [row.number for row in build_page(team.layla, OrderListQuery(after=first.after)).rows]
    many(team, 10, first=21)
    assert [row.number for row in build_page(team.layla, OrderListQuery(after=first.after)).rows] == expected


def test_control_pages_by_counting_would_shift(team: Team) -> None:
    many(team, 20)
    expected = list(Order.objects.order_by("-number").values_list("number", flat=True)[7:14])
    many(team, 10, first=21)
    assert list(Order.objects.order_by("-number").values_list("number", flat=True)[7:14]) != expected


NO_PLACES = ("x", "W10", "e30", "WzFd", "WyJhIiwiYiIsImMiXQ", "WzEsMiwzXQ", "\x00", "W251bGwsbnVsbCwtMV0", "9" * 2000)


def test_a_place_that_is_none_begins_at_the_start_or_somewhere_in_the_list(team: Team) -> None:
    many(team, 9)
    assert cursor_of("x") is None
    for sort in EVERY_SORT:
        for token in NO_PLACES:
            for asked in (OrderListQuery(sort=sort, after=token), OrderListQuery(sort=sort, before=token)):
                assert {row.number for row in build_page(team.layla, asked).rows} <= set(range(1, 10))


def test_counts_stop_and_say_so(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_page, "MAX_COUNTED", 12)
    many(team, 12)
    assert build_page(team.layla, OrderListQuery()).count == "12"
    many(team, 30, first=13)
    assert build_page(team.layla, OrderListQuery()).count == "12+"
    with CaptureQueriesContext(connection) as asked:
        build_page(team.layla, OrderListQuery())
    counts = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 13" in sql for sql in counts)
    assert not any("OFFSET" in query["sql"] for query in asked)


def test_a_list_costs_the_same_with_any_number_of_orders(team: Team) -> None:
    def cost(sort: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            build_page(team.layla, OrderListQuery(sort=sort))
        return len(asked)

    many(team, 30)
    few = {sort: cost(sort) for sort in EVERY_SORT}
    many(team, 90, first=31)
    assert {sort for sort in EVERY_SORT if cost(sort) > few[sort]} == set()
