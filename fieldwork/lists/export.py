"""Lists as CSV and XLSX: made row by row while they are sent, whatever their length."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from xlsxwriter import Workbook

from fieldwork.lists.columns import Cell, Column
from fieldwork.lists.rows import Row

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a text (OWASP, CSV injection)."""

PAUSE = b""
"""Nothing to send yet: the server lets others be answered before it goes on."""

BLOCK = 256 * 1024
MAX_CELL = 32_767
"""Signs that a cell of a workbook holds."""


def as_csv(pieces: Iterable[list[Row]], columns: list[Column], zone: ZoneInfo) -> Iterator[bytes]:
    """UTF-8 with the mark that spreadsheets want, one row per order, times in `zone`."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([str(column.label) for column in columns])
    yield "\ufeff".encode()
    for rows in pieces:
        writer.writerows([[_plain(column.cell(row), zone) for column in columns] for row in rows])
        yield text.getvalue().encode()
        text.seek(0)
        text.truncate()
    yield text.getvalue().encode()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _plain(cell: Cell, zone: ZoneInfo) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    return guarded(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_xlsx(pieces: Iterable[list[Row]], columns: list[Column], zone: ZoneInfo) -> Iterator[bytes]:
    """A workbook. Its rows go to a file as they are read; the workbook is sent when the last one is there."""
    place = settings.FILE_UPLOAD_TEMP_DIR
    with tempfile.TemporaryDirectory(prefix="export-", dir=place) as folder, tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(file, options) as book:
            yield from _filled(book, pieces, columns, zone)
        yield from _blocks(file)


def _filled(book: Any, pieces: Iterable[list[Row]], columns: list[Column], zone: ZoneInfo) -> Iterator[bytes]:
    bold, moment = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 12 if column.number else 20)
        sheet.write_string(0, place, str(column.label), bold)
    at = 0
    for rows in pieces:
        for row in rows:
            at += 1
            for place, column in enumerate(columns):
                _write(sheet, at, place, column.cell(row), zone, moment, money)
        yield PAUSE
    sheet.autofilter(0, 0, at, len(columns) - 1)


def _write(sheet: Any, at: int, place: int, cell: Cell, zone: ZoneInfo, moment: Any, money: Any) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(at, place, cell.astimezone(zone).replace(tzinfo=None), moment)
    elif isinstance(cell, str):
        # A string of a workbook is a string, whatever it begins with; it is guarded for who saves it as CSV.
        sheet.write_string(at, place, guarded(cell)[:MAX_CELL])
    elif cell is not None:
        sheet.write_number(at, place, cell, money if isinstance(cell, Decimal) else None)


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block
