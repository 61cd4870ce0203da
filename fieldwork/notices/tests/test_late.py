from datetime import timedelta

import pytest
from django.utils import timezone

from fieldwork.notices.actions.mark_notices_read import read_all
from fieldwork.notices.actions.notify_late import notify_late, seconds_until_late
from fieldwork.notices.actions.save_preferences import mute, save_channels
from fieldwork.notices.models import Notice
from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.notices.tests.dropped_constraints import without
from fieldwork.notices.tests.notice_view import told, unread
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.people.actions.set_active import set_active
from fieldwork.people.models import Person
from tests.concurrent_actors import at_once
from tests.worked_example import Team, closed_fast, released

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def due(team: Team, ago: timedelta) -> Order:
    """A released order with Diego on it that had to be done so long ago."""
    order = released(team)
    now = timezone.now()
    Order.objects.filter(pk=order.pk).update(work_start=now - ago - HOUR, work_completion=now - ago)
    return order


def late(person: Person) -> int:
    return told(person).count("late")


def test_whose_order_is_late_is_told_once(team: Team) -> None:
    due(team, HOUR)
    for _round in range(3):
        notify_late(timezone.now())
    assert [late(one) for one in (team.layla, team.diego, team.ogechi, team.outsider)] == [1, 1, 0, 0]


def test_who_is_added_to_a_late_order_is_told_too(team: Team) -> None:
    order = due(team, HOUR)
    notify_late(timezone.now())
    set_field_workers(order.number, [team.diego.email, team.outsider.email], by=team.ogechi)
    notify_late(timezone.now())
    assert [late(one) for one in (team.layla, team.diego, team.outsider)] == [1, 1, 1]


@pytest.mark.parametrize("ago", [-HOUR, timedelta(days=8)])
def test_what_is_not_late_yet_or_late_for_long_is_no_news(team: Team, ago: timedelta) -> None:
    due(team, ago)
    notify_late(timezone.now())
    assert late(team.layla) == 0


def test_the_watch_wakes_when_the_next_order_becomes_late(team: Team) -> None:
    assert seconds_until_late(timezone.now()) is None
    due(team, -HOUR)
    found = seconds_until_late(timezone.now())
    assert found is not None
    assert 3500 < found <= 3600


def test_an_ended_order_is_never_late(team: Team) -> None:
    order = closed_fast(team)
    Order.objects.filter(pk=order.pk).update(
        work_start=timezone.now() - 2 * HOUR, work_completion=timezone.now() - HOUR
    )
    notify_late(timezone.now())
    assert late(team.layla) == 0


def test_it_is_settled_when_the_order_ends_or_is_given_more_time(team: Team) -> None:
    first, second = due(team, HOUR), due(team, HOUR)
    notify_late(timezone.now())
    assert unread(team.layla).count("late") == 2
    fast_close(first.number, by=team.diego)
    assert unread(team.layla).count("late") == 1
    Order.objects.filter(pk=second.pk).update(work_completion=timezone.now() + HOUR)
    assert unread(team.layla).count("late") == 0
    assert late(team.layla) == 2


def test_a_late_notice_is_read_by_hand(team: Team) -> None:
    due(team, HOUR)
    notify_late(timezone.now())
    read_all(Notice.objects.latest("pk").pk, by=team.layla)
    assert unread(team.layla) == []


def test_muted_chosen_otherwise_gone_or_off_the_order(team: Team) -> None:
    order = due(team, HOUR)
    mute(order.number, on=True, by=team.layla)
    save_channels({NoticeReason.LATE: frozenset()}, by=team.diego)
    notify_late(timezone.now())
    assert [late(one) for one in (team.layla, team.diego)] == [0, 0]
    other = due(team, HOUR)
    set_field_workers(other.number, [], by=team.layla)
    set_active(team.layla, is_active=False)
    notify_late(timezone.now())
    assert Notice.objects.filter(order=other, entry=None).count() == 0


def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process looked before any of them wrote."""
    monkeypatch.setattr("fieldwork.notices.actions.notify_late._already_notified", lambda _orders: set())


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_write_one(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    due(team, HOUR)
    blind(monkeypatch)
    now = timezone.now()
    at_once(lambda: notify_late(now), lambda: notify_late(now))
    assert [late(one) for one in (team.layla, team.diego)] == [1, 1]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_control_without_the_rule_of_the_database_they_write_two(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    due(team, HOUR)
    blind(monkeypatch)
    now = timezone.now()
    with without(Notice, "notice_late_once"):
        at_once(lambda: notify_late(now), lambda: notify_late(now))
        assert [late(one) for one in (team.layla, team.diego)] == [2, 2]
