"""What is shown as CSV and as a workbook: every row, the same columns, nothing that a spreadsheet would run."""

import csv
import io
import os
import zipfile
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from fieldwork.lists.columns import COLUMNS, DEFAULT_COLUMNS, chosen_columns, exported_columns
from fieldwork.lists.export import FORMULA_SIGNS, PAUSE, as_csv, as_xlsx, guarded
from fieldwork.lists.list_page import EXPORT_BATCH, all_rows
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.tests.many_orders import many
from fieldwork.masterdata.models import Client
from fieldwork.orders.models import Order
from tests.worked_example import Team

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Madrid")
ALL = list(COLUMNS.values())
MANY = 50_000 if os.environ.get("FIELDWORK_LONG") else EXPORT_BATCH * 2 + 3


def lines(team: Team, asked: OrderListQuery) -> list[list[str]]:
    """The CSV, read back."""
    text = b"".join(as_csv(all_rows(team.layla, asked), ALL, ZONE)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet(pieces: Iterator[bytes]) -> str:
    """The workbook's only sheet, as it is written in the file."""
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_an_export_holds_every_row_in_the_order_shown(team: Team) -> None:
    many(team, MANY)
    for sort in ("-number", "client", "-due"):
        told = lines(team, OrderListQuery(sort=sort))
        assert len(told) == MANY + 1
        assert sorted(int(line[0]) for line in told[1:]) == list(range(1, MANY + 1))
    numbers = [int(line[0]) for line in lines(team, OrderListQuery())[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert sheet(as_xlsx(all_rows(team.layla, OrderListQuery()), ALL, ZONE)).count("<row ") == MANY + 1


def test_a_workbook_pauses_after_each_piece_so_that_others_are_answered(team: Team) -> None:
    many(team, EXPORT_BATCH + 1)
    pieces = list(as_xlsx(all_rows(team.layla, OrderListQuery()), ALL, ZONE))
    assert pieces[:2] == [PAUSE, PAUSE]
    assert pieces[2].startswith(b"PK")


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
def test_nothing_typed_is_a_formula(team: Team, sign: str) -> None:
    many(team, 1)
    evil = f"{sign}HYPERLINK(1)"
    Order.objects.update(name=evil)
    Client.objects.update(name=evil)
    row = dict(zip(*lines(team, OrderListQuery()), strict=True))
    assert row["Client"] == f"'{evil}"
    written = sheet(as_xlsx(all_rows(team.layla, OrderListQuery()), ALL, ZONE))
    assert "<f>" not in written
    assert "hyperlink" not in written.lower().replace("hyperlink(1)", "")


def test_control_without_the_guard_a_formula_is_told() -> None:
    assert guarded("=1+1") != "=1+1"
    assert guarded("Fix = repair") == "Fix = repair"


def test_amounts_dates_and_states_are_told_as_a_spreadsheet_reads_them(team: Team) -> None:
    many(team, 1)
    row = dict(zip(*lines(team, OrderListQuery()), strict=True))
    assert (row["No."], row["State"], row["Order type"]) == ("1", "2. Released", "Type 1")
    assert (row["Due"], row["Planned"], row["Confirmed"]) == ("2026-06-01 13:00", "0.00", "")
    assert row["Worker"] == "Diego González"


def test_columns_are_those_shown_and_what_stands_below_the_name() -> None:
    names = [column.name for column in exported_columns(chosen_columns(DEFAULT_COLUMNS))]
    assert names == ["number", "order", "client", "type", *DEFAULT_COLUMNS[2:]]
    assert [column.name for column in chosen_columns(["due", "nonsense"])] == ["number", "order", "due"]
