"""Whatever the order, what is printed adds up: amount times price, lines to sections, sections to the total.

The figures are read back from the text of the file and counted with `decimal`, not with the program's own arithmetic.
"""

import random
import re
import shutil
import subprocess
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import diego, line, order, totals
from fieldwork.measures.subtotals import labour_subtotal, product_subtotal
from tests.hypothesis_effort import EFFORT

PAPERS = 50 * EFFORT
"""A thousand with FIELDWORK_LONG=1."""

MOST_LINES = 25
CENT = Decimal("0.01")
SECTIONS = {"Service performers": "Labour", "Services": "Services only", "Materials": "Materials"}
ROW = re.compile(r"\s([\d,.:]+)(?: pcs)?\s+\$([\d,.]+)\s+\$([\d,.]+)\s*$")
SUM = re.compile(r"(?:^|\s)(Materials|Services only|Services|Labour|Total)\s+\$([\d,.]+)\s*$")


def some_order(draw: random.Random) -> dict[str, Any]:
    """Up to 25 lines in each section, from a thousandth of a cent's worth to large sums."""

    def products() -> list[dict[str, Any]]:
        found = []
        for place in range(draw.randint(0, MOST_LINES)):
            quantity, price = (
                draw.randint(1, draw.choice([9, 5_000, 900_000])),
                draw.randint(0, draw.choice([99, 99_999])),
            )
            found.append(line(f"Item {place}", quantity, price, product_subtotal(quantity, price)))
        return found

    labour = [
        diego(minutes := draw.randint(1, 6_000), labour_subtotal(minutes, 4500)) for _place in range(draw.randint(0, 9))
    ]
    services, materials = products(), products()
    sums = [sum(one["subtotal"] for one in rows) for rows in (materials, services, labour)]
    return order(labour=labour, services=services, materials=materials, totals=totals(*sums))


def number(text: str) -> Decimal:
    """An amount as it is printed; "1:23" are hours and minutes."""
    hours, _colon, minutes = text.replace(",", "").partition(":")
    return Decimal(hours) + Decimal(minutes or 0) / 60


def read(pdf: bytes) -> tuple[dict[str, list[tuple[Decimal, Decimal, Decimal]]], dict[str, Decimal]]:
    """(amount, price, subtotal) of each line by section, and the totals, as Poppler reads them."""
    told = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    rows: dict[str, list[tuple[Decimal, Decimal, Decimal]]] = {name: [] for name in SECTIONS.values()}
    sums: dict[str, Decimal] = {}
    section = ""
    for text in told.stdout.decode().splitlines():
        if head := next((name for name in SECTIONS if re.match(rf"\s*{name}\s+(Hours|Units)\s", text)), None):
            section = SECTIONS[head]
        elif row := ROW.search(text):
            rows[section].append((number(row[1]), number(row[2]), number(row[3])))
        elif found := SUM.search(text):
            sums[found[1]] = number(found[2])
    return rows, sums


@pytest.mark.slow
def test_what_is_printed_adds_up() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext (poppler-utils) on the path")
    draw = random.Random(5)
    for _paper in range(PAPERS):
        content = some_order(draw)
        rows, sums = read(render_pdf(content))
        counted = [len(rows[name]) for name in ("Labour", "Services only", "Materials")]
        assert counted == [len(content[name]) for name in ("labour", "services", "materials")]
        for name, lines in rows.items():
            for amount, price, subtotal in lines:
                # Minutes are no decimals of an hour: twenty digits of a third, rounded, are the third again.
                assert round(amount * price, 20).quantize(CENT, ROUND_HALF_UP) == subtotal
            assert sum((subtotal for _amount, _price, subtotal in lines), Decimal()) == sums[name]
        assert sums["Services"] == sums["Services only"] + sums["Labour"]
        assert sums["Total"] == sums["Materials"] + sums["Services"]
