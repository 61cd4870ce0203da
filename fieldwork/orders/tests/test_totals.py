"""What is printed adds up, for any lines whatsoever."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork.measures.formats import plain_quantity
from fieldwork.orders.actions.release import release
from fieldwork.orders.commands import CreateOrder
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Line
from fieldwork.orders.totals import LineKind, Totals, effective_totals, total_of
from fieldwork.orders.transitions import State
from tests.hypothesis_effort import EFFORT
from tests.isolation import rolled_back
from tests.worked_example import CABLE, DIAGNOSIS, INK, ROUTER, ZONE, Team, made, order_fields, rows

quantities = st.integers(1, 10**9).map(plain_quantity)
minutes = st.integers(1, 600_000)
prices = st.integers(0, 10**9)
PARTS = (("materials", "quantity", 1000), ("services", "quantity", 1000), ("labour", "minutes", 60))
product_rows = st.lists(st.tuples(st.sampled_from([DIAGNOSIS, CABLE, ROUTER]), quantities), max_size=8)


@given(st.lists(st.tuples(st.sampled_from(LineKind), st.integers(0, 10**15))))
def test_totals_are_the_sums_of_the_subtotals(lines: list[tuple[LineKind, int]]) -> None:
    sums = total_of(Line(kind=kind, subtotal=subtotal) for kind, subtotal in lines)
    assert sums.total == sum(subtotal for _kind, subtotal in lines)
    assert sums.services == sum(subtotal for kind, subtotal in lines if kind is not LineKind.MATERIAL)
    assert sums.materials + sums.services == sums.total == sums.as_dict()["total"]


@given(st.builds(Totals, prices, prices, prices), st.none() | st.builds(Totals, prices, prices, prices))
def test_the_plan_counts_until_something_is_confirmed(plan: Totals, confirmed: Totals | None) -> None:
    for state in State:
        expected = Totals() if state == State.NOT_PERFORMED else (confirmed or plan)
        assert effective_totals(state, plan, confirmed) == expected


@pytest.mark.django_db
def test_the_printed_totals_are_the_sums_of_the_printed_lines(team: Team) -> None:
    @settings(max_examples=25 * EFFORT, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(product_rows, st.lists(minutes, max_size=3))
    def prints_what_adds_up(products: list[tuple[tuple[str, str], str]], worked: list[int]) -> None:
        staff = [{"worker": "diego", "hours": f"{each // 60}:{each % 60:02d}"} for each in worked]
        fields = order_fields(products=rows(*products), staff=staff)
        with rolled_back():
            assert len(CreateOrder.parse(fields, line_context(fields, zone=ZONE)).lines) == len(products) + len(worked)
            order = made(team, **fields)
            release(order.number, INK, by=team.ogechi)
            adds_up(order.versions.get().content)

    prints_what_adds_up()


def adds_up(content: dict[str, object]) -> None:
    """Every subtotal is its amount times its price, half up, and the totals are their sums."""
    sums = {}
    for part, amount, divisor in (
        ("materials", "quantity", 1000),
        ("services", "quantity", 1000),
        ("labour", "minutes", 60),
    ):
        lines = content[part]
        assert isinstance(lines, list)
        for line in lines:
            exact = Fraction(line[amount] * line["price"], divisor)
            assert line["subtotal"] == int(exact + Fraction(1, 2))
        sums[part] = sum(line["subtotal"] for line in lines)
    services = sums["services"] + sums["labour"]
    assert content["totals"] == {
        "materials": sums["materials"],
        "services_only": sums["services"],
        "labour": sums["labour"],
        "services": services,
        "total": sums["materials"] + services,
    }
