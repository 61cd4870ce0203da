from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.orders.actions.create import create
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Line, Order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden, Invalid
from tests.worked_example import CABLE, DIAGNOSIS, Team, journal, made, new_order, order_fields, rows

pytestmark = pytest.mark.django_db


def plan(order: Order) -> QuerySet[Line]:
    return order.lines.filter(confirmation=None)


def faults_of(**changes: object) -> set[str]:
    with pytest.raises(Invalid) as caught:
        new_order(**changes)
    return set(caught.value.errors)


def test_a_created_order_waits_for_release_with_one_entry(team: Team) -> None:
    order = made(team)
    assert (order.state, order.created_by, order.revision) == (State.CREATED, team.layla, 1)
    assert [(entry.kind, entry.author) for entry in journal(order)] == [(EntryKind.CREATED, team.layla)]


def test_numbers_are_1_2_3(team: Team) -> None:
    assert [made(team).number for _turn in range(3)] == [1, 2, 3]


def test_a_line_freezes_code_name_unit_and_price(team: Team) -> None:
    order = made(team)
    Product.objects.filter(code="patch-cable").update(name="Other cable", price=99999, unit="metre")
    Worker.objects.filter(code="diego").update(name="D.", price=1, job_title="Chief")
    told = [(line.code, line.name, line.unit, line.price, line.subtotal) for line in plan(order)]
    assert told == [
        ("router-diagnosis", "Router diagnosis", "visit", 6000, 6000),
        ("patch-cable", "Patch cable", "piece", 650, 2600),
        ("diego", "Diego González", "IT technician", 4500, 9000),
    ]


def test_a_later_order_has_the_new_price(team: Team) -> None:
    made(team)
    Product.objects.filter(code="patch-cable").update(price=700)
    assert plan(made(team)).get(code="patch-cable").price == 700


def test_times_without_an_offset_are_those_of_the_company(team: Team) -> None:
    assert made(team).work_start == datetime(2026, 6, 2, 10, 0, tzinfo=UTC)
    offset = made(team, work_start="2026-06-02T12:00:00-04:00")
    assert offset.work_start == datetime(2026, 6, 2, 16, 0, tzinfo=UTC)


def test_an_order_without_any_line_is_possible(team: Team) -> None:
    assert not made(team, products=[], staff=[]).lines.exists()


@pytest.mark.parametrize("who", ["ogechi", "diego", "noor", "outsider"])
def test_only_a_coordinator_creates(team: Team, who: str) -> None:
    with pytest.raises(Forbidden):
        create(new_order(), by=getattr(team, who))
    assert not Order.objects.exists()


def test_a_deactivated_coordinator_creates_nothing(layla: Person) -> None:
    layla.is_active = False
    with pytest.raises(Forbidden):
        create(new_order(), by=layla)


def test_all_faults_are_told_at_once(team: Team) -> None:
    broken = rows((CABLE, "-1"), (("service", "nothing-like-it"), "x"), (("thing", "patch-cable"), "1"))
    assert faults_of(
        order_type="?", client="", name="  ", description="", work_completion="2026-06-02T12:00",
        products=broken, staff=[{"worker": "nobody", "hours": "1:75"}], files=["x"],
    ) == {
        "order_type", "client", "name", "description", "work_completion",
        "products.0.quantity", "products.1.item", "products.1.quantity", "products.2.kind",
        "staff.0.worker", "staff.0.hours", "files.0",
    }  # fmt: skip


@pytest.mark.parametrize("quantity", ["0", "-1", "", "1.2345", "abc", "1000001", "١", "1e3", "NaN", "9" * 40])
def test_a_quantity_is_a_positive_number_of_three_decimals(team: Team, quantity: str) -> None:
    assert faults_of(products=rows((CABLE, quantity))) == {"products.0.quantity"}


@pytest.mark.parametrize("hours", ["0", "-1", "1:75", "1.001", "0:00", "", "x", "10001"])
def test_hours_are_whole_minutes(team: Team, hours: str) -> None:
    assert faults_of(staff=[{"worker": "diego", "hours": hours}]) == {"staff.0.hours"}


@pytest.mark.parametrize("completion", ["2026-06-02T12:00", "2026-06-02T11:59"])
def test_completion_is_after_the_start(team: Team, completion: str) -> None:
    assert faults_of(work_completion=completion) == {"work_completion"}


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-02-30T12:00", "1066-10-14T09:00", "9999-12-31T23:59"])
def test_a_moment_is_a_date_and_time(team: Team, moment: str) -> None:
    assert "work_start" in faults_of(work_start=moment)


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_what_is_no_form_is_refused(team: Team, data: object) -> None:
    assert faults_of(products=data) >= {"products"} if data else new_order(products=data).lines
    assert faults_of(products=[data]) == {"products.0"}


def test_a_code_is_read_without_what_nobody_sees(team: Team) -> None:
    kind, code = CABLE
    order = new_order(
        products=rows((DIAGNOSIS, "1"), ((kind, f" {code}\u200b"), "1")), staff=[{"worker": "diego ", "hours": "1"}]
    )
    assert [line.source.code for line in order.lines] == [DIAGNOSIS[1], code, "diego"]


def test_any_number_of_rows_is_looked_up_in_one_query_for_each_table(team: Team) -> None:
    costs = []
    for count in (1, 300):
        with CaptureQueriesContext(connection) as queries:
            new_order(products=rows((CABLE, "1")) * count, staff=[{"worker": "diego", "hours": "1"}] * count)
        costs.append(len(queries))
    assert costs == [4, 4]


def test_ten_thousand_rows_are_refused(team: Team) -> None:
    assert faults_of(products=rows((CABLE, "1")) * 10_000) == {"products"}


def test_a_deactivated_item_is_not_offered(team: Team) -> None:
    for rows_of in (Product, Worker, Client, OrderType):
        rows_of._default_manager.update(active=False)
    assert faults_of() == {"order_type", "client", "products.0.item", "products.1.item", "staff.0.worker"}


def test_a_material_is_not_found_as_a_service(team: Team) -> None:
    assert faults_of(products=rows((("service", CABLE[1]), "1"))) == {"products.0.item"}
    assert faults_of(products=rows((("material", DIAGNOSIS[1]), "1"))) == {"products.0.item"}


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '#read("/etc/passwd")', "🙂 مرحبا 你好", "a'; --"])
def test_texts_are_kept_as_typed(team: Team, words: str) -> None:
    order = made(team, name=words, description=f"{words}\r\n{words}\x00")
    assert (order.name, order.description) == (words, f"{words}\n{words}")


def test_a_name_has_120_characters_at_most(team: Team) -> None:
    assert made(team, name="x" * 120).name == "x" * 120
    assert faults_of(name="x" * 121) == {"name"}


def test_a_wrong_form_leaves_no_half_order(team: Team) -> None:
    assert order_fields()["name"] == "Fix network"
    faults_of(name="")
    assert not Order.objects.exists()
    assert not Line.objects.exists()
