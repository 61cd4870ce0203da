"""How an amount came about: told step by step, and its end is what counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.orders.calculation_steps import Calculation, explain_amount
from fieldwork.orders.totals import LineKind, Totals, effective_totals, total_of
from fieldwork.orders.transitions import State


def told(way: Calculation) -> str:
    """The way as one line of text."""
    steps = [f"{step.kind} {step.amount}" if step.amount else str(step.kind) for step in way.steps]
    return " > ".join(steps) + (f" = {way.result}" if way.is_sum else "")


@pytest.mark.parametrize(
    ("planned", "brought", "words"),
    [
        (120, [], "planned 120 > waiting"),
        (120, [90], "planned 120 > replaced 90"),
        (120, [90, 75], "planned 120 > replaced 90 > added 75 = 165"),
        (120, [90, 0, 75], "planned 120 > replaced 90 > added 75 = 165"),
        (120, [0], "planned 120 > replaced"),
        (120, [0, 75], "planned 120 > replaced > added 75 = 75"),
        (0, [0, 75], "unplanned > added 75"),
        (0, [60, 75], "unplanned > added 60 > added 75 = 135"),
    ],
)
def test_the_first_confirmation_replaces_and_later_ones_add(planned: int, brought: list[int], words: str) -> None:
    assert told(explain_amount(planned, brought)) == words


def test_a_fast_close_and_an_order_not_performed_say_what_they_did() -> None:
    assert told(explain_amount(120, [120], fast=True)) == "planned 120 > as_planned"
    assert told(explain_amount(120, [], cancelled=True)) == "planned 120 > cancelled = 0"


class Brought:
    """A confirmed line of material, as far as sums care."""

    kind: str = LineKind.MATERIAL

    def __init__(self, subtotal: int) -> None:
        self.subtotal = subtotal


@given(planned=st.integers(0, 10**9), brought=st.lists(st.integers(0, 10**9), max_size=8), cancelled=st.booleans())
def test_the_way_ends_at_what_counts(planned: int, brought: list[int], cancelled: bool) -> None:
    state = State.NOT_PERFORMED if cancelled else State.PARTIALLY_CONFIRMED
    confirmed = total_of(Brought(amount) for amount in brought) if brought else None
    counts = effective_totals(state, Totals(materials=planned), confirmed)
    assert explain_amount(planned, brought, cancelled=cancelled).result == counts.total
