"""Views that are kept: one's own and shared ones, and that a shared one shows nobody more than they may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fieldwork.lists.actions.save_view import remove_view, save_view
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.models import Layout, SavedView
from fieldwork.lists.saved_views import menu_of, query_of
from fieldwork.lists.table_display import columns_of
from fieldwork.lists.tests.many_orders import many
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden, Invalid
from tests.worked_example import Team

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LATE = OrderListQuery(late=True, sort="client", grouped=True)


def menu(person: Person) -> list[tuple[str, str]]:
    """Names and counts."""
    return [(line.name, line.count) for line in menu_of(person, counts=True)]


def test_a_view_is_the_list_as_it_was_kept(team: Team) -> None:
    view = save_view("Late", LATE.changed(view=9), Layout.TABLE, ["number", "order", "due"], by=team.layla)
    assert query_of(view) == LATE.changed(view=view.pk)
    assert [column.name for column in columns_of(team.layla, query_of(view))] == ["number", "order", "due"]
    again = save_view("Late", OrderListQuery(q="x"), Layout.BOARD, ["number"], by=team.layla)
    assert (again.pk, again.layout, SavedView.objects.count()) == (view.pk, "board", 1)


def test_own_views_are_ones_own_and_shared_ones_everybodys(team: Team) -> None:
    many(team, 30)
    save_view("Mine", OrderListQuery(), Layout.TABLE, [], by=team.diego)
    shared = save_view("All", OrderListQuery(), Layout.TABLE, ["due"], by=team.layla, shared=True)
    assert menu(team.layla) == [("All", "30")]
    assert menu(team.diego) == [("All", "12"), ("Mine", "12")]
    assert menu(team.outsider) == [("All", "6")]
    assert [column.name for column in columns_of(team.diego, query_of(shared))] == ["number", "order", "due"]


def test_a_field_worker_shares_nothing_and_nobody_removes_what_is_anothers(team: Team) -> None:
    with pytest.raises(Forbidden):
        save_view("Mine", OrderListQuery(), Layout.TABLE, [], by=team.diego, shared=True)
    view = save_view("All", OrderListQuery(), Layout.TABLE, [], by=team.layla, shared=True)
    with pytest.raises(Forbidden):
        remove_view(view, by=team.ogechi)
    with pytest.raises(Invalid):
        save_view("", OrderListQuery(), Layout.TABLE, [], by=team.layla)
    remove_view(view, by=team.layla)
    assert not SavedView.objects.exists()


def test_a_foreign_view_that_is_not_shared_gives_nobody_its_columns(team: Team) -> None:
    view = save_view("Mine", OrderListQuery(), Layout.TABLE, ["by"], by=team.layla)
    assert "by" not in [column.name for column in columns_of(team.ogechi, query_of(view))]


def test_counts_in_the_menu_stop(team: Team) -> None:
    many(team, 5)
    save_view("All", OrderListQuery(), Layout.TABLE, [], by=team.layla)
    with CaptureQueriesContext(connection) as asked:
        menu_of(team.layla, counts=True)
    assert all("LIMIT" in query["sql"] for query in asked)
