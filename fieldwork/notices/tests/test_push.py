import json
from datetime import timedelta

import pytest
from django.utils import timezone

from fieldwork.notices.actions.mark_notices_read import read_all
from fieldwork.notices.actions.save_preferences import save_channels, save_schedule
from fieldwork.notices.models import Notice, Push, PushStatus, PushSubscription
from fieldwork.notices.notice_reasons import NOTICE_TYPES, Channel, NoticeReason
from fieldwork.notices.push.push_encryption import base64url_decode, public_key
from fieldwork.notices.push.push_queue import queue_pushes
from fieldwork.notices.schedule_form import ScheduleInput
from fieldwork.notices.tests.push_setup import agreed, hurry, make_round, say
from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.people.actions.edit_person import edit_person
from fieldwork.people.actions.set_active import set_active
from tests.pages.browser_client import Visitor
from tests.running.push_service import Service
from tests.worked_example import Team

pytestmark = pytest.mark.django_db
DAY = 24 * 60


def test_a_push_says_what_happened_and_only_the_device_can_read_it(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    say(team, order, "@Diego González, the <b>blue</b> one")
    make_round()
    assert service.pushed == [
        {
            "title": "Layla Nassar mentioned you",
            "body": "1 · ACME · Fix network\n@Diego González, the <b>blue</b> one",
            "url": "/orders/1?at=4#e4",
            "tag": f"notice-{Notice.objects.latest('pk').pk}",
        }
    ]
    headers = service.headers[0]
    assert (headers["content-encoding"], headers["ttl"]) == ("aes128gcm", "86400")
    assert headers["authorization"].endswith(f"k={public_key()}")
    claims = headers["authorization"].split("t=")[1].split(".")[1]
    assert json.loads(base64url_decode(claims))["aud"] == service.address


def test_a_push_stays_small(team: Team, service: Service, order: Order, diego_phone: Visitor) -> None:
    Order.objects.update(name="漢" * 120)
    say(team, order, "@Diego González " + "漢" * 3000)
    make_round()
    assert int(service.headers[0]["content-length"]) < 3100
    assert service.pushed[0]["body"].endswith("…")


def test_each_device_hears_it_once_however_many_rounds(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    agreed(team.diego, service, "2")
    say(team, order)
    for _round in range(3):
        make_round()
        hurry()
    assert len(service.pushed) == 2
    assert set(Push.objects.values_list("status", flat=True)) == {PushStatus.SENT}


def test_what_is_not_wanted_as_push_is_not_pushed(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    save_channels(
        {**{one: look.channels for one, look in NOTICE_TYPES.items()}, NoticeReason.MENTIONED: frozenset()},
        by=team.diego,
    )
    say(team, order)
    save_channels({NoticeReason.MENTIONED: frozenset({Channel.PUSH})}, by=team.diego)
    say(team, order)
    make_round()
    assert [one["url"] for one in service.pushed] == ["/orders/1?at=5#e5"]


def test_what_was_read_meanwhile_is_not_pushed(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    say(team, order)
    mark_read(order, 4, by=team.diego)
    make_round()
    assert not Push.objects.exists()
    say(team, order)
    queue_pushes(timezone.now())
    read_all(Notice.objects.latest("pk").pk, by=team.diego)
    make_round()
    assert (service.pushed, Push.objects.get().status) == ([], PushStatus.NEEDLESS)


def test_what_one_may_not_see_any_more_is_not_pushed(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    say(team, order)
    queue_pushes(timezone.now())
    set_field_workers(order.number, [], by=team.layla)
    make_round()
    say(team, order)
    make_round()
    assert service.headers == []


def test_words_that_were_deleted_are_not_pushed(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    say(team, order)
    queue_pushes(timezone.now())
    delete(order.number, 4, by=team.layla)
    make_round()
    assert service.headers == []


def sign_out(team: Team, phone: Visitor) -> None:
    assert phone.client.post("/sign-out").status_code == 302


def leave(team: Team, _phone: Visitor) -> None:
    set_active(team.diego, is_active=False)


def change_password(team: Team, _phone: Visitor) -> None:
    diego = team.diego
    edit_person(diego, name=diego.name, email=diego.email, job_title="", roles=diego.roles, password="another one 7")


@pytest.mark.parametrize("end", [sign_out, leave, change_password])
def test_who_is_signed_out_there_hears_nothing_there(
    team: Team, service: Service, order: Order, diego_phone: Visitor, end: object
) -> None:
    assert callable(end)
    say(team, order)
    queue_pushes(timezone.now())
    end(team, diego_phone)
    make_round()
    assert service.headers == []
    assert not PushSubscription.objects.exists()


def test_a_browser_shows_one_persons_pushes_only(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    agreed(team.ogechi, service)
    say(team, order, "@Diego González")
    make_round()
    assert service.headers == []
    assert PushSubscription.objects.get().person == team.ogechi


def test_a_browser_is_forgotten_when_it_is_told_to(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    endpoint = {"endpoint": service.subscription()["endpoint"]}
    Visitor(team.ogechi).send("/notices/devices/removal", endpoint)
    assert PushSubscription.objects.exists()
    diego_phone.send("/notices/devices/removal", endpoint)
    assert not PushSubscription.objects.exists()


def quiet(team: Team, *, now: bool) -> None:
    """Diego's quiet hours: around this minute, or around the other side of the day."""
    local = timezone.now()
    minute = (local.hour * 60 + local.minute + (0 if now else DAY // 2)) % DAY
    save_schedule(ScheduleInput("UTC", (minute - 60) % DAY, (minute + 60) % DAY, 450, 4), by=team.diego)


def test_in_quiet_hours_nothing_disturbs_and_then_it_is_told_as_one(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    quiet(team, now=True)
    for place in range(3):
        say(team, order, f"@Diego González {place}")
    make_round()
    assert service.headers == []
    hour = timedelta(hours=12)
    Notice.objects.update(created_at=timezone.now() - hour)
    quiet(team, now=False)
    for _round in range(2):
        make_round()
    assert [(one["title"], one["url"]) for one in service.pushed] == [("3 notifications", "/notices?unread=1")]
    say(team, order, "@Diego González at day")
    make_round()
    assert service.pushed[1]["url"] == "/orders/1?at=7#e7"


def test_of_what_was_held_back_only_the_unread_is_told(
    team: Team, service: Service, order: Order, diego_phone: Visitor
) -> None:
    quiet(team, now=True)
    for place in range(3):
        say(team, order, f"@Diego González {place}")
    mark_read(order, 5, by=team.diego)
    Notice.objects.update(created_at=timezone.now() - timedelta(hours=12))
    quiet(team, now=False)
    make_round()
    assert [one["url"] for one in service.pushed] == ["/orders/1?at=6#e6"]


def test_who_signs_up_later_is_not_pushed_what_was_before(team: Team, service: Service, order: Order) -> None:
    say(team, order)
    make_round()
    agreed(team.diego, service)
    make_round()
    assert service.headers == []
