"""The details panel: differences with their sign, and how far an order has come."""

from datetime import timedelta

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from fieldwork.measures.currencies import Currency
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import State
from fieldwork.workspace.details import Amount, progress_steps
from fieldwork.workspace.order_context import timing_of


@pytest.mark.parametrize(
    ("plan", "confirmed", "told"),
    [
        (1000, 1400, "+$4.00"),
        (1000, 600, "−$4.00"),
        (1000, 1000, "$0.00"),
        (1000, 0, "−$10.00"),
        (1000, None, "–"),
    ],
)
@pytest.mark.django_db
def test_more_than_planned_is_a_plus(plan: int, confirmed: int | None, told: str) -> None:
    template = engines["jinja2"].from_string("{{ sum.difference|signed_money(dollars) }}")
    context = {"sum": Amount("total", plan, confirmed), "dollars": Currency("USD", 2)}
    assert template.render(context, RequestFactory().get("/")) == told


@pytest.mark.parametrize(
    ("state", "places"),
    [
        (State.CREATED, ["now", "", "", ""]),
        (State.PARTIALLY_CONFIRMED, ["done", "done", "now", ""]),
        (State.FINALLY_CONFIRMED, ["done", "done", "done", "reached"]),
        (State.NOT_PERFORMED, ["done", "reached"]),
    ],
)
def test_an_order_at_its_end_looks_finished(state: State, places: list[str]) -> None:
    assert [place for _look, place in progress_steps(Order(state=state))] == places


@pytest.mark.parametrize(
    ("late_by", "ended", "words"),
    [
        (timedelta(days=2, hours=5, minutes=30), False, "late 2 days 5 hours"),
        (timedelta(minutes=90, seconds=20), False, "late 1 hour 30 minutes"),
        (timedelta(seconds=1), False, "late 1 minute"),
        (timedelta(days=-3, seconds=-20), False, "left 3 days"),
        (timedelta(days=1), True, "late 1 day"),
        (timedelta(hours=-1), True, "left 1 hour"),
    ],
)
def test_by_how_much_an_order_is_late_or_not(late_by: timedelta, ended: bool, words: str) -> None:
    now = timezone.now()
    state = State.FINALLY_CONFIRMED if ended else State.RELEASED
    timing = timing_of(Order(state=state, work_completion=now - late_by), now if ended else None)
    assert timing
    assert (timing.ended, f"{'late' if timing.late else 'left'} {timing.by}") == (ended, words)


def test_what_was_not_performed_is_neither_late_nor_in_time() -> None:
    assert timing_of(Order(state=State.NOT_PERFORMED, work_completion=timezone.now()), None) is None
