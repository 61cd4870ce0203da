"""Order numbers and journal numbers have no gaps, whatever fails in between."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork.orders.actions import create as create_file
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import NumberSequence, Order
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden, Invalid
from tests.hypothesis_effort import EFFORT
from tests.isolation import Crash, crash_at, rolled_back
from tests.worked_example import Team, journal, made, new_order, released, text

pytestmark = [pytest.mark.django_db, pytest.mark.both]
turns = settings(max_examples=20 * EFFORT, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def numbers() -> list[int]:
    return sorted(Order.objects.values_list("number", flat=True))


def test_order_numbers_have_no_gaps_though_some_creations_fail(team: Team) -> None:
    @turns
    @given(st.lists(st.sampled_from(["made", "crash", "forbidden", "files"]), max_size=12))
    def stay_without_gaps(fates: list[str]) -> None:
        with rolled_back():
            for fate in fates:
                _create(team, fate)
            assert numbers() == list(range(1, fates.count("made") + 1))

    stay_without_gaps()


def _create(team: Team, fate: str) -> None:
    if fate == "made":
        made(team)
    elif fate == "crash":
        with pytest.raises(Crash), crash_at(create_file, "write_lines"):
            made(team)
    elif fate == "forbidden":
        with pytest.raises(Forbidden):
            create(new_order(), by=team.diego)
    else:
        with pytest.raises(Invalid):
            made(team, files=["00000000-0000-4000-8000-000000000000"])


def test_a_number_taken_outside_the_transaction_leaves_a_gap(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: numbers as a database's own sequence gives them."""
    sequence = itertools.count()
    monkeypatch.setattr(
        create_file, "_lock_number_sequence", lambda: NumberSequence(name="order", last_number=next(sequence))
    )
    for fate in ("made", "crash", "made"):
        _create(team, fate)
    assert numbers() == [1, 3]


def test_journal_numbers_have_no_gaps_though_some_acts_fail(team: Team) -> None:
    order = released(team)
    begun = len(journal(order))

    @turns
    @given(st.lists(st.sampled_from(["layla", "diego", "noor", "outsider"]), max_size=12))
    def stay_without_gaps(writers: list[str]) -> None:
        with rolled_back():
            sent = sum(_write(order, getattr(team, who)) for who in writers)
            assert [entry.seq for entry in journal(order)] == list(range(1, begun + sent + 1))
            assert Order.objects.get(pk=order.pk).last_seq == begun + sent

    stay_without_gaps()


def _write(order: Order, by: Person) -> bool:
    try:
        post_message(order.number, text("Hello"), by=by)
    except Forbidden:
        return False
    return True
