from datetime import timedelta

import pytest
from django.utils import timezone

from fieldwork.notices.models import Notice, Push, PushStatus, PushSubscription
from fieldwork.notices.push import push_sender
from fieldwork.notices.push.push_queue import queue_pushes
from fieldwork.notices.push.push_sender import RETRY_PERIOD, due_pushes
from fieldwork.notices.tests.dropped_constraints import without
from fieldwork.notices.tests.push_setup import hurry, make_round, say
from fieldwork.orders.models import Order
from tests.concurrent_actors import at_once
from tests.pages.browser_client import Visitor
from tests.running.push_service import Service
from tests.worked_example import Team

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_forgotten(
    team: Team, service: Service, order: Order, diego_phone: Visitor, status: int
) -> None:
    service.answers = [status]
    say(team, order)
    make_round()
    hurry()
    make_round()
    assert (service.pushed, len(service.headers), PushSubscription.objects.count(), Push.objects.count()) == (
        [],
        1,
        0,
        0,
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_could_not_be_taken_now_is_tried_again_later(
    team: Team, service: Service, order: Order, diego_phone: Visitor, status: int
) -> None:
    service.answers = [status, status]
    say(team, order)
    make_round()
    push = Push.objects.get()
    assert (push.status, push.attempts, due_pushes(timezone.now())) == (PushStatus.WAITING, 1, [])
    assert push.next_try_at > timezone.now() + timedelta(seconds=20)
    for _time in range(2):
        hurry()
        make_round()
    assert (len(service.pushed), len(service.headers), Push.objects.get().status) == (1, 3, PushStatus.SENT)


def test_after_a_day_it_is_given_up(team: Team, service: Service, order: Order, diego_phone: Visitor) -> None:
    service.answers = [503]
    say(team, order)
    queue_pushes(timezone.now())
    Push.objects.update(created_at=timezone.now() - RETRY_PERIOD - timedelta(minutes=1))
    make_round()
    assert Push.objects.get().status == PushStatus.REFUSED


def test_what_a_service_refuses_is_not_sent_again(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    service.answers = [413]
    say(team, order)
    make_round()
    hurry()
    make_round()
    assert (len(service.headers), Push.objects.get().status) == (1, PushStatus.REFUSED)


def test_a_service_that_hangs_up_may_have_taken_it_so_it_is_not_sent_again(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    service.answers = ["hang up"]
    say(team, order)
    make_round()
    hurry()
    make_round()
    assert (len(service.pushed), Push.objects.get().status) == (1, PushStatus.LOST)


class Ended(BaseException):
    """The process ends here."""


def test_a_process_that_ends_after_it_was_sent_does_not_send_it_again(
    team: Team, service: Service, order: Order, diego_phone: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_given: object) -> None:
        raise Ended

    say(team, order)
    with monkeypatch.context() as ends:
        ends.setattr(push_sender, "_finish", end)
        with pytest.raises(Ended):
            make_round()
    hurry()
    make_round()
    assert len(service.pushed) == 1


def test_control_noted_only_when_it_is_done_it_is_sent_twice(
    team: Team, service: Service, order: Order, diego_phone: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(team, order)
    queue_pushes(timezone.now())
    push = Push.objects.select_related("subscription__person").get()
    for _process in range(2):
        push_sender._send(push)
    assert len(service.pushed) == 2


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_push_once(team: Team, service: Service, order: Order, diego_phone: Visitor) -> None:
    for _time in range(3):
        say(team, order)
    at_once(make_round, make_round)
    make_round()
    assert sorted(one["url"] for one in service.pushed) == [f"/orders/1?at={seq}#e{seq}" for seq in (4, 5, 6)]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_control_without_the_rule_of_the_database_a_device_has_it_twice(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    say(team, order)
    with without(Push, "push_once"):
        for _process in range(2):
            Notice.objects.update(pushed_at=None)
            queue_pushes(timezone.now())
        assert Push.objects.filter(notice=Notice.objects.latest("pk")).count() == 2
