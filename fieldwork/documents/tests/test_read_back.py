"""The file read back by tools that know nothing of the engine that made it: qpdf (pikepdf) and Poppler."""

import io
import re
import shutil
import subprocess
from typing import Any

import pikepdf
import pytest

from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import not_performed, order, statement

SEALED = {"layout": 2, "previous": "0" * 64, "verify": "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd"}


@pytest.mark.parametrize("content", [order(), statement(), not_performed(), statement(**SEALED, language="es")])
def test_an_independent_reader_finds_nothing_wrong_with_the_file(content: dict[str, Any]) -> None:
    """qpdf, through pikepdf: structure, streams, cross references."""
    with pikepdf.open(io.BytesIO(render_pdf(content))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert ("order.json" in pdf.attachments) is ("verify" in content)


def test_beside_the_qr_code_heading_and_a_long_name_do_not_touch() -> None:
    """Poppler tells where each word stands: the name ends before the heading begins."""
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext (poppler-utils) on the path")
    provider = order()["provider"] | {"name": "Nadiya Informationstechnologie und Beratung GmbH & Co. KG"}
    pdf = render_pdf(statement(**SEALED, language="es", provider=provider))
    told = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    )
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]+)<', told.stdout.decode())
    top = [(float(left), float(right), word) for left, y, right, word in words if float(y) < 85]
    name_ends = max(right for _left, right, word in top if word in provider["name"].split())
    heading_begins = min(left for left, _right, word in top if word in ("Parte", "Orden"))
    assert name_ends < heading_begins
