"""Twelve documents as they were when somebody last looked at them: text and picture. A drift is seen, not only a fault.

FIELDWORK_GOLDEN=1 writes them anew; look at the pictures before they are committed.
"""

import hashlib
import io
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from fieldwork.documents.page_pictures import count_pages, draw_page
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import (
    DRAWN,
    confirmation,
    diego,
    line,
    not_performed,
    order,
    statement,
    totals,
)

GOLDEN = Path(__file__).parent / "golden"
DOTS = 50
MOST_DRIFT = 0.4
"""Mean difference of a page's greys, of 255: another release of the drawing library may smooth edges otherwise."""

MOST_BETWEEN_HOUSES = 4.5
"""The same of two programs that draw, from afar: 2 to 3.2 for our papers."""

LAYOUT_4 = {
    "layout": 4, "digits": 2, "previous": "0" * 64, "verify": "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd",
    "rounding": "half_up", "plan": None, "photos": [], "accepted": None,
}  # fmt: skip
CHANGES = statement()["changes"] | {"minutes": [90, 165]}
ACCEPTED = {
    "name": "Ana Rivera", "job_title": "Office manager", "at": "2026-06-04T09:00:00+00:00", "signature": DRAWN,
    "comment": "Thank you, all good.", "version": 3, "digest": "0" * 64,
}  # fmt: skip
PLAN = {name: order()[name] for name in ("labour", "services", "materials", "totals")}


def lines(count: int) -> list[dict[str, Any]]:
    return [line(f"Item {place}", 1000 + place, 650, round((1000 + place) * 650 / 1000)) for place in range(count)]


def arabic() -> dict[str, Any]:
    """Three languages of writing in one document, read from the right."""
    client = order()["client"] | {"name": "شركة النور", "contact": "ليلى نصار", "address": "شارع الملك ١٢\nالقاهرة"}
    materials = [line("كابل شبكة Cat 6", 4000, 650, 2600), line("网络路由器 AX3000", 1000, 12900, 12900)]
    return order(
        **LAYOUT_4, language="ar", client=client, name="إصلاح شبكة المكتب", materials=materials,
        totals=totals(15500, 6000, 9000), description="لا يعمل الاتصال. Router AX3000 现场检查 لا أكثر.",
    )  # fmt: skip


def long_names() -> dict[str, Any]:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    client = order()["client"] | {"name": f"{word} & Söhne", "address": "\n".join([word] * 5)}
    return order(**LAYOUT_4, client=client, name=word, description=f"{word} " * 20, materials=[line(word, 1, 1, 0)])


PAPERS: dict[str, dict[str, Any]] = {
    "service-order": order(**LAYOUT_4),
    "statement": statement(**LAYOUT_4, changes=CHANGES),
    "statement-spanish": statement(**LAYOUT_4 | {"language": "es", "currency": "EUR", "changes": CHANGES}),
    "statement-letter": statement(**LAYOUT_4, changes=CHANGES, paper="letter"),
    "not-performed": not_performed() | LAYOUT_4,
    "fast-closed": statement(
        **LAYOUT_4, version=2, changes=None, totals=totals(2600, 6000, 9000), labour=[diego(120, 9000, 1)],
        materials=[line("Patch cable", 4000, 650, 2600, 1)],
        confirmations=[confirmation(1, "2026-06-03T15:30:00+00:00", last=True, fast=True)],
    ),
    "with-plan": statement(**LAYOUT_4 | {"changes": CHANGES, "plan": PLAN}),
    "accepted": statement(
        **LAYOUT_4 | {"version": 4, "accepted": ACCEPTED, "changes": CHANGES | {"since": 3, "by": "Ana Rivera"}},
    ),
    "arabic-and-chinese": arabic(),
    "long-names": long_names(),
    "hundred-lines": order(**LAYOUT_4, materials=lines(100)),
}  # fmt: skip
LOOKED_AT = PAPERS | {"british": statement(**LAYOUT_4 | {"layout": 5, "region": "GB", "changes": CHANGES})}


def told(pdf: bytes) -> str:
    """The text of every page."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n--- page ---\n".join(page.extract_text() for page in pages) + "\n"


def drawn(pdf: bytes) -> Image.Image:
    """Its pages side by side, in greys."""
    pages = [draw_page(pdf, place + 1, dots_per_inch=DOTS) for place in range(count_pages(pdf))]
    pictures = [Image.open(io.BytesIO(page)).convert("L") for page in pages]
    sheet = Image.new("L", (sum(one.width for one in pictures), max(one.height for one in pictures)), 255)
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width
    return sheet


@pytest.mark.parametrize("name", LOOKED_AT)
def test_a_document_is_as_it_was_when_somebody_looked_at_it(name: str) -> None:
    pdf = render_pdf(LOOKED_AT[name])
    text, picture = GOLDEN / f"{name}.txt", GOLDEN / f"{name}.png"
    if os.environ.get("FIELDWORK_GOLDEN") == "1":
        GOLDEN.mkdir(exist_ok=True)
        text.write_text(told(pdf), "utf-8")
        drawn(pdf).quantize(16).save(picture, optimize=True)
    assert told(pdf) == text.read_text("utf-8")
    with Image.open(picture) as before:
        drift = difference(before.convert("L"), drawn(pdf).quantize(16).convert("L"))
    assert drift < MOST_DRIFT, f"{name} looks otherwise: {drift:.2f}"


def of_layout_3(content: dict[str, Any]) -> dict[str, Any]:
    """A content as it was frozen before layout 4."""
    return {name: value for name, value in content.items() if name != "digits"} | {"layout": 3}


SEALED = {"layout": 2, "previous": "0" * 64, "verify": LAYOUT_4["verify"]}
BEFORE: dict[str, tuple[dict[str, Any], str]] = {
    "layout 1, order": (order(), "30fde34181cfa8ab94b6fc3be34c0492820466f46cad0883efa1beb72cdaf734"),
    "layout 1, statement": (statement(), "21dea68fc6cf80ac1c297ec64e8881d9444f923999e48fda85ca593bdaded46d"),
    "layout 1, nothing done": (not_performed(), "8d571696c6a151ac9175f35574a291afa02dec7ced744559f2a2bc108805a25b"),
    "layout 2, order": (order(**SEALED), "77b0c4b61e41661828a18a6f65cf198aab4a449a989e67ca3ae63013011f1bf6"),
    "layout 2, statement": (statement(**SEALED), "a40c03f8f9c1c0cf5cfff554cfddeb8c230925a4945c9a044a81d15c5f961a36"),
    **{
        f"layout 3, {name}": (of_layout_3(PAPERS[name]), digest)
        for name, digest in {
            "service-order": "3ecea45abb7dc463c5dd068941947018c0b6fea36eecac5de2029477c279bf06",
            "statement": "e4baf12c99d9db051d8eed6f6bbaf680e269ddb1abdde024bc29a2c4d6963cd9",
            "statement-spanish": "25bcdccaa870fb5c33c1164d91b676e9e7b430ac39b859c5dc2cfe7e542348ac",
            "statement-letter": "8226696fa050b2f2dfb2f95016b5fdf1700b50840c0e23b88b7de6573bcc48f8",
            "not-performed": "c494d1f9643800bd852d60ddada43dd0c89a7cf9e0a793537595d97e11943c93",
            "fast-closed": "9f771c600da45d13b826f4558bad94560ff373ee09aff0f2f543d69243a8f03a",
            "with-plan": "b6cc3e3c6aa5bacee724fb5ad37387e389d861bab9a0f92984828cc1dd8da22f",
            "accepted": "373774e60addf8fb72c36e0302f1fa6da7b4fdd6b2ef99cfd471c5ece743d306",
            "arabic-and-chinese": "7171c7e68673622851d9312a78ea2deda0155efe4045313147c77708f92aa025",
            "long-names": "106dc3042cb543f1356f39731e1c0465cbf7dc0af11c5be0f1fbc25ab263b27f",
            "hundred-lines": "3715ecc1f191b21738066660ad18dd33c1245c380862f22b1d61e0bf7ace454d",
        }.items()
    },
    **{
        f"layout 4, {name}": (PAPERS[name], digest)
        for name, digest in {
            "service-order": "246ceaf867f949f6c8bc01ebd882acbdbb9f7cd7b39b470096ea92fb427a52a8",
            "statement": "09e52d0d7cf4d72120a7e88621c62ae5a764ca440f9f37e3e74da1ea4118e800",
            "statement-spanish": "b7d4ca7bd4934da61c53394a18c4d8f8fb952e8ff0721229bfbd8124bbbb3c59",
            "statement-letter": "d44003de52633b6480e9ed621840e4296e4d7b362db667e7a3ffd3cd41e55c57",
            "not-performed": "88ec5dcc24a95a3c968ec3bd4acfb7865f275d73fa2ce04a9b36f24544376d58",
            "fast-closed": "5fac2c33e7516553d31b767ad96698ba629ba465db01b005731f4e10d584aaa2",
            "with-plan": "07c52c2d8fb9e7375d1ac791d7af5e4f4bb2e09b95fc88423fe8f79b9dd404fe",
            "accepted": "3395aafa381346b88e9e357f15cf34e2f30b185541e487330380f2e0408e0daa",
            "arabic-and-chinese": "f9cdc544bfa325cacc8d42615908da43cb821a56f9db10c3d90a6e2ee5c1253d",
            "long-names": "1ed25a84722a1b52aab6e3d3ff689de248ad16b270cf5462d0c61e092f958021",
            "hundred-lines": "076b22d5fb91e5f37c932081a99b61082c78b729c5e298c519b07db72280c44e",
        }.items()
    },
}  # fmt: skip
"""Contents frozen under older layouts, and the SHA-256 of the file that was printed then."""


@pytest.mark.parametrize("name", BEFORE)
def test_what_an_older_layout_printed_is_printed_again_byte_for_byte(name: str) -> None:
    content, digest = BEFORE[name]
    assert hashlib.sha256(render_pdf(content)).hexdigest() == digest


def test_control_the_newest_layout_prints_the_same_content_otherwise() -> None:
    content, digest = BEFORE["layout 1, statement"]
    assert hashlib.sha256(render_pdf(content | {"layout": 4})).hexdigest() != digest


def drawn_by_poppler(pdf: bytes, folder: Path) -> Image.Image:
    """The same by pdftoppm, which shares no code with PDFium; it must not complain."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("no pdftoppm (poppler-utils) on the path")
    command = ["pdftoppm", "-r", str(DOTS), "-gray", "-png", "-", str(folder / "page")]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True)
    assert told.stderr == b""
    pages = [Image.open(page).convert("L") for page in sorted(folder.glob("page*.png"))]
    sheet = Image.new("L", (sum(one.width for one in pages), max(one.height for one in pages)), 255)
    for place, one in enumerate(pages):
        sheet.paste(one, (sum(before.width for before in pages[:place]), 0))
    return sheet


@pytest.mark.parametrize("name", PAPERS)
def test_another_house_draws_the_same_page(name: str, tmp_path: Path) -> None:
    pdf = render_pdf(PAPERS[name])
    assert between(drawn(pdf), drawn_by_poppler(pdf, tmp_path)) < MOST_BETWEEN_HOUSES


def test_control_another_page_is_not_the_same(tmp_path: Path) -> None:
    theirs = drawn_by_poppler(render_pdf(PAPERS["not-performed"]), tmp_path)
    assert between(drawn(render_pdf(PAPERS["service-order"])), theirs) > MOST_BETWEEN_HOUSES


def between(ours: Image.Image, theirs: Image.Image) -> float:
    """Their difference as seen from afar: how an edge is smoothed is each program's own affair."""
    width, height = (side // 5 for side in theirs.size)
    afar = [one.resize((width, height), Image.Resampling.BOX) for one in (ours, theirs)]
    return difference(*afar)


def difference(before: Image.Image, now: Image.Image) -> float:
    """Mean difference of the greys; everything where the sizes differ."""
    if before.size != now.size:
        return 255.0
    return float(ImageStat.Stat(ImageChops.difference(before, now)).mean[0])


def test_control_a_moved_word_is_seen() -> None:
    usual = drawn(render_pdf(PAPERS["service-order"]))
    moved = drawn(
        render_pdf(PAPERS["service-order"] | {"description": "Office computers\n\ncannot connect to the internet."})
    )
    assert difference(usual, moved) > MOST_DRIFT
