import random
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.storage import default_storage

from fieldwork.demo.demo_company import COMPANY
from fieldwork.demo.fill_database import SEED, fill
from fieldwork.demo.order_plan import FATES, tickets
from fieldwork.demo.timetable import events
from fieldwork.documents.models import Document
from fieldwork.masterdata.models import Company
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.isolation import Crash

ENOUGH = 12
NOW = datetime(2026, 6, 2, 15, 0, tzinfo=UTC)


@pytest.mark.slow
@pytest.mark.django_db
def test_an_interrupted_demo_leaves_nothing_behind_and_documents_come_with_their_acts(own_files: None) -> None:
    seen: list[tuple[int, bool]] = []

    def stop(done: int, _total: int) -> None:
        if done == ENOUGH:
            ready = Document.objects.exclude(ready_at=None)
            seen.extend((document.size, default_storage.exists(document.storage_path)) for document in ready)
            raise Crash

    with pytest.raises(Crash):
        fill(stop)
    assert seen
    assert all(size > 5000 and stored for size, stored in seen)
    assert not any(rows._default_manager.exists() for rows in (Company, Person, Order))


def test_the_same_names_and_numbers_each_time() -> None:
    once, again = (tickets(random.Random(SEED)) for _turn in range(2))
    assert once == again
    assert [ticket.number for ticket in once] == list(range(1, len(FATES) + 1))
    assert once[3].job.name == "Fix network"


def test_no_client_asks_twice_for_the_same() -> None:
    asked = [(ticket.job.name, ticket.client) for ticket in tickets(random.Random(SEED))]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("day", range(1, 8))
@pytest.mark.parametrize("hour", [0, 11, 13, 18, 22, 23])
def test_the_demo_can_be_filled_at_any_time_of_the_week(day: int, hour: int) -> None:
    now, zone = NOW.replace(day=day, hour=hour), ZoneInfo(COMPANY.time_zone)
    chance = random.Random(SEED)
    found = events(tickets(chance), now=now, zone=zone, chance=chance)
    assert all(event.at < now for event in found)
    begun = [event.number for event in found if event.place == 0]
    assert begun == sorted(begun)
    for number in begun:
        places = [event.place for event in found if event.number == number]
        assert places == sorted(places)
