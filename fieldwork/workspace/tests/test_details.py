"""The details panel: differences with their sign, and how far an order has come."""

import pytest
from django.template import engines
from django.test import RequestFactory

from fieldwork.orders.models import Order
from fieldwork.orders.states import State
from fieldwork.workspace.details import Amount, steps_of


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
    template = engines["jinja2"].from_string("{{ sum.difference|signed_money('USD') }}")
    assert template.render({"sum": Amount("total", plan, confirmed)}, RequestFactory().get("/")) == told


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
    assert [place for _look, place in steps_of(Order(state=state))] == places
