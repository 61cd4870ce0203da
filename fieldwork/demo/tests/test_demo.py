from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from fieldwork.demo.clock import CLOSES, OPENS
from fieldwork.demo.demo_company import TIME_ZONE
from fieldwork.demo.demo_people import PASSWORD, PEOPLE, address
from fieldwork.demo.fill_database import UNREAD_ORDERS, fill
from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.orders.models import Assignment, Confirmation, Entry, EntryFile, Line, Order, ReadReceipt
from fieldwork.orders.totals import total_of
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ZONE = ZoneInfo(TIME_ZONE)


def test_the_company_is_nadiyas_and_a_demo() -> None:
    company = Company.objects.get()
    assert (company.name, company.currency, company.paper, company.is_demo) == (
        "Nadiya IT & Consulting", "USD", "a4", True,
    )  # fmt: skip
    assert company.logo_sha256


def test_master_data_is_as_much_as_promised() -> None:
    kinds = Counter(Product.objects.values_list("kind", flat=True))
    assert kinds == {"material": 40, "service": 20}
    assert (Worker.objects.count(), Client.objects.count() > 12, OrderType.objects.count() > 1) == (8, True, True)


def test_sixty_orders_stand_in_all_five_states() -> None:
    states = Counter(Order.objects.values_list("state", flat=True))
    assert states.total() == 60
    assert all(states[state] >= 4 for state in State)
    assert sorted(Order.objects.values_list("number", flat=True)) == list(range(1, 61))


def test_order_4_is_the_story_ready_to_be_replayed() -> None:
    order = Order.objects.get(pk=4)
    assert (order.client.name, order.name, order.state) == ("ACME", "Fix network", State.RELEASED)
    assert [row.person.email for row in Assignment.objects.filter(order=order)] == [address("diego")]
    assert [(line.code, line.amount, line.price) for line in order.lines.all()] == [
        ("router-diagnosis", 1000, 6000), ("patch-cable", 4000, 650), ("diego", 120, 4500),
    ]  # fmt: skip
    assert total_of(order.lines.all()).total == 17600
    assert order.days_late == 0
    assert Product.objects.get(code="router-ax3000").price == 12900


def test_something_waits_for_a_supervisor_who_may_release_it() -> None:
    waiting = Order.objects.filter(state=State.CREATED)
    assert waiting.exclude(created_by__email=address("ogechi")).count() >= 1


def test_everything_happened_before_now_in_working_hours_and_in_order() -> None:
    latest: dict[int, object] = {}
    for entry in Entry.objects.order_by("order_id", "seq"):
        local = entry.created_at.astimezone(ZONE)
        assert entry.created_at < timezone.now()
        assert local.weekday() < 5
        assert OPENS <= local.time() <= CLOSES
        assert latest.setdefault(entry.order_id, entry.created_at) <= entry.created_at  # type: ignore[operator]
        latest[entry.order_id] = entry.created_at


def test_orders_were_created_in_the_order_of_their_numbers_over_eight_weeks() -> None:
    created = list(Order.objects.order_by("number").values_list("created_at", flat=True))
    assert created == sorted(created)
    assert 50 <= (created[-1] - created[0]).days <= 60


def test_there_are_photos_messages_notes_and_every_kind_of_end() -> None:
    files = [claimed.file for claimed in EntryFile.objects.select_related("file")]
    kinds = Counter(Entry.objects.values_list("kind", flat=True))
    assert len(files) >= 6
    assert all(file.is_picture and file.size < 100_000 for file in files)
    assert all(kinds[kind] >= 2 for kind in ("rejected", "not_performed", "fast_closed", "field_workers"))
    assert kinds["message"] > 100
    assert Confirmation.objects.exclude(note="").exists()


def test_everybody_has_a_few_unread_orders_and_no_more() -> None:
    for person in Person.objects.all():
        read = dict(ReadReceipt.objects.filter(person=person).values_list("order_id", "seq"))
        unread = [order for order in Order.objects.visible_to(person) if read.get(order.pk, 0) < order.last_seq]
        assert len(unread) <= UNREAD_ORDERS


def test_everybody_may_sign_in() -> None:
    assert Person.objects.count() == len(PEOPLE) + 1
    assert Person.objects.get(email=address("layla")).check_password(PASSWORD)


def test_no_line_is_without_a_price_and_only_a_few_orders_are_late() -> None:
    assert not Line.objects.filter(price=0).exists()
    assert 1 <= sum(order.days_late > 0 for order in Order.objects.all()) <= 4


def test_progress_is_told_from_the_first_to_the_last_event(demo: list[tuple[int, int]]) -> None:
    total = len(demo)
    assert demo == [(done, total) for done in range(1, total + 1)]


def test_a_second_demo_is_refused_with_the_reason() -> None:
    with pytest.raises(Conflict) as refused:
        fill(lambda _done, _total: None)
    assert "company already" in refused.value.reason
