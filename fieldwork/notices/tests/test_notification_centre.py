import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fieldwork.notices.channel_preferences import preferences_of
from fieldwork.notices.models import Mute, Notice
from fieldwork.notices.notice_reasons import Channel, NoticeReason
from fieldwork.notices.tests.notice_view import told, unread
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from tests.api_caller import Caller
from tests.pages.browser_client import Visitor
from tests.worked_example import Team, made, released, text

pytestmark = pytest.mark.django_db
TIMES = {"time_zone": "Europe/Madrid", "mail_at": "07:30", "mail_after": "4"}


def mentioned(team: Team, order: Order, times: int = 1) -> None:
    for _time in range(times):
        post_message(order.number, text("Look, @Ogechi Adeola <b>now</b>"), by=team.diego)


def page(visitor: Visitor, path: str = "/notices") -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_tells_what_concerns_one_and_leads_there(team: Team) -> None:
    mentioned(team, released(team))
    shown = page(Visitor(team.ogechi))
    assert 'href="/orders/1?at=4#e4"' in shown
    assert "Diego González mentioned you" in shown
    assert "&lt;b&gt;now&lt;/b&gt;" in shown
    assert shown.index("Diego González mentioned you") < shown.index("Layla Nassar created an order")


def test_the_bell_counts_on_every_page(team: Team) -> None:
    order = released(team)
    ogechi = Visitor(team.ogechi)
    assert page(ogechi, "/notices/count") == ""
    mentioned(team, order, 3)
    assert page(ogechi, "/notices/count") == "3"
    assert "3 unread" in page(ogechi, "/orders")
    mentioned(team, order, 97)
    assert page(ogechi, "/notices/count") == "99+"


@pytest.mark.both
def test_what_was_read_in_the_workspace_is_read_everywhere(team: Team) -> None:
    order = released(team)
    mentioned(team, order, 3)
    mark_read(order, 5, by=team.ogechi)
    assert unread(team.ogechi) == ["mentioned 6"]
    post_message(order.number, text("Yes"), by=team.ogechi)
    assert unread(team.ogechi) == []
    assert page(Visitor(team.ogechi), "/notices/count") == ""
    assert page(Visitor(team.ogechi), "/notices?unread=1").count("mentioned you") == 0
    assert page(Visitor(team.ogechi)).count("mentioned you") == 3


def test_somebody_elses_reading_reads_nothing_of_mine(team: Team) -> None:
    order = released(team)
    mentioned(team, order)
    mark_read(order, 4, by=team.layla)
    assert unread(team.ogechi) == ["mentioned 4"]


def test_all_read_is_what_was_on_the_page(team: Team) -> None:
    order = released(team)
    post_message(order.number, text("@Layla Nassar"), by=team.diego)
    mentioned(team, order, 2)
    newest = Notice.objects.latest("pk").pk
    mentioned(team, order)
    assert Visitor(team.ogechi).send("/notices/read", {"up_to": str(newest)})["X-Location"] == "/notices"
    assert unread(team.ogechi) == ["mentioned 7"]
    assert unread(team.layla) == ["mentioned 4"]


def test_one_that_is_opened_is_read_and_others_notices_are_not(team: Team) -> None:
    order = released(team)
    post_message(order.number, text("@Layla Nassar"), by=team.diego)
    mentioned(team, order, 2)
    mine, other = Notice.objects.get(person=team.ogechi, seq=5), Notice.objects.get(person=team.layla, seq=4)
    ogechi = Visitor(team.ogechi)
    assert ogechi.send("/notices/read", {"notice": str(mine.pk)}).status_code == 204
    assert ogechi.send("/notices/read", {"notice": str(other.pk)}).status_code == 204
    assert ogechi.send("/notices/read", {"notice": "x"}).status_code == 200
    assert (unread(team.ogechi), unread(team.layla)) == (["mentioned 6"], ["mentioned 4"])


def test_who_is_taken_off_an_order_loses_its_notices(team: Team) -> None:
    order = released(team)
    post_message(order.number, text("@Diego González look"), by=team.layla)
    diego = Visitor(team.diego)
    assert page(diego, "/notices/count") == "2"
    set_field_workers(order.number, [], by=team.layla)
    assert page(diego, "/notices/count") == ""
    assert "Fix network" not in page(diego)
    assert Caller(team.diego).get("/notices").json["items"] == []


def test_pages_by_key_hold_each_once(team: Team) -> None:
    order = released(team)
    mentioned(team, order, 60)
    ogechi = Visitor(team.ogechi)
    first = page(ogechi)
    before = first.split("before=")[1].split('"')[0]
    mentioned(team, order)
    second = page(ogechi, f"/notices?before={before}")
    assert (first.count('id="notice-'), second.count('id="notice-')) == (50, 11)
    assert "before=" not in second
    assert "hx-get" not in second.split('id="notices"')[1].split(">")[0]


def cost(visitor: Visitor, path: str) -> int:
    page(visitor, path)
    with CaptureQueriesContext(connection) as asked:
        page(visitor, path)
    return len(asked)


@pytest.mark.parametrize("path", ["/notices", "/notices?unread=1", "/notices/count"])
def test_it_costs_the_same_with_any_number(team: Team, path: str) -> None:
    order = released(team)
    mentioned(team, order, 2)
    few = cost(Visitor(team.ogechi), path)
    mentioned(team, order, 30)
    made(team)
    assert cost(Visitor(team.ogechi), path) <= few


def test_choices_are_kept_and_shown(team: Team) -> None:
    ogechi = Visitor(team.ogechi)
    before = preferences_of(team.ogechi)
    assert before[NoticeReason.LATE] == frozenset(Channel)
    ogechi.send("/notices/choices", {**TIMES, "late.mail": "on", "added.centre": "on", "x.mail": "on"})
    wanted = preferences_of(team.ogechi)
    assert wanted[NoticeReason.LATE] == {Channel.MAIL}
    assert wanted[NoticeReason.ADDED] == {Channel.CENTRE}
    assert wanted[NoticeReason.RELEASE] == frozenset()
    assert page(ogechi, "/notices/choices").count(" checked") == 2
    assert preferences_of(team.layla) == before


def test_an_order_is_muted_and_heard_of_again(team: Team) -> None:
    order = released(team)
    ogechi = Visitor(team.ogechi)
    assert "Notifications of this order: on" in page(ogechi, "/orders/1")
    for _time in range(2):
        assert ogechi.send("/orders/1/notices", {"on": "no"}).status_code == 200
    assert "Notifications of this order: off" in page(ogechi, "/orders/1/parts/head")
    assert Mute.objects.get().order == order
    mentioned(team, order)
    assert told(team.ogechi) == ["release 1"]
    ogechi.send("/orders/1/notices", {"on": "yes"})
    assert not Mute.objects.exists()


def test_programs_read_the_same(team: Team) -> None:
    order = released(team)
    mentioned(team, order, 2)
    ogechi = Caller(team.ogechi)
    first = ogechi.get("/notices?limit=1").json
    newest = first["items"][0]
    assert (newest["concern"], newest["order"], newest["seq"], newest["read"]) == ("mentioned", 1, 5, False)
    assert newest["by"] == "diego@nadiya.example"
    second = ogechi.get(f"/notices?limit=5&after={first['next']}").json
    assert ([item["concern"] for item in second["items"]], second["next"]) == (["mentioned", "release"], None)
    assert ogechi.post("/notices/read", {"notice": newest["id"]}).json == {"unread": 1}
    assert [item["seq"] for item in ogechi.get("/notices?unread=true").json["items"]] == [4]
    assert ogechi.post("/notices/read", {"up_to": newest["id"]}).json == {"unread": 0}
    assert [item["read"] for item in ogechi.get("/notices").json["items"]] == [True] * 3


@pytest.mark.parametrize("body", [{}, {"notice": 1, "up_to": 2}, {"up_to": "x"}, {"notice": -1}])
def test_what_was_read_has_to_be_named(team: Team, body: object) -> None:
    assert set(Caller(team.ogechi).post("/notices/read", body).faults) & {"up_to", "notice"}
