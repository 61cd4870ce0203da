"""What stands on the paper, and that the file is archival, accessible and the same every time."""

import io
import re
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pypdf import PdfReader

from fieldwork.documents import render_pdf as module
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import (
    confirmation,
    line,
    not_performed,
    order,
    statement,
    totals,
)
from fieldwork.documents.typst_engine import RenderFailed, compile_pdf

ONE_PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HOSTILE = '#read("/etc/passwd") $5 and #5 *bold* <script>alert(1)</script> @label `raw` \\ //'


def read(content: dict[str, Any]) -> PdfReader:
    return PdfReader(io.BytesIO(render_pdf(content)))


def text_of(content: dict[str, Any]) -> str:
    pages = [page.extract_text() for page in read(content).pages]
    return re.sub(r"\s+", " ", " ".join(pages).replace("\u200b", ""))


def test_the_order_carries_everything_that_it_must() -> None:
    text = text_of(order())
    for words in (
        "Service order", "Order 4", "Version 1", "Jun 1, 2026", "2:18 PM", "11:05 AM", "Jun 2, 2026",
        "Jun 3, 2026", "ACME", "Ana Rivera", "1960 Broadway", "Lake Buena Vista", "+1 415 111 1010",
        "ana.rivera@acme.example",
        "Nadiya IT & Consulting", "B-2233-4567", "Calle de Alcalá 42", "+34 910 555 010", "Computer repair",
        "Fix network", "cannot connect to the internet", "Diego González", "IT technician", "4 pcs",
        "Approved by", "Ogechi Adeola", "Supervisor", "Jun 1, 2026, 2:18 PM CEST", "Page 1 of 1",
        "Central European Summer Time (Europe/Madrid)",
    ):  # fmt: skip
        assert words in text
    assert "statement" not in text
    assert "does not approve" not in text


def test_the_worked_example_adds_up_on_paper() -> None:
    plan = text_of(order())
    for amount in ("$45.00", "$90.00", "$60.00", "$6.50", "$26.00", "$150.00", "$176.00"):
        assert amount in plan
    end = text_of(statement())
    for amount in ("$13.00", "$129.00", "$67.50", "$56.25", "$148.50", "$183.75", "$332.25"):
        assert amount in end
    assert "1.5 $45.00" in end
    assert "1.25 $45.00" in end


def test_a_statement_says_who_confirmed_what_and_what_changed() -> None:
    text = text_of(statement())
    for words in (
        "Service order statement", "4. Finally confirmed", "1 Diego González Jun 2, 2026, 1:40 PM",
        "2 Diego González Jun 3, 2026, 5:30 PM Last confirmation. Old router left with reception.",
        "What changed since version 2", "with 3 lines. It adds to what was confirmed before.",
        "Materials: from $13.00 to $148.50. Services: from $127.50 to $183.75.",
        "Total: from $140.50 to $332.25, $191.75 more.", "Router router 2 1 pcs $129.00",
        "The signature approves version 1, the released service order. It does not approve later changes.",
    ):  # fmt: skip
        assert words in text


def test_the_first_confirmation_and_a_fast_close_say_what_became_of_the_plan() -> None:
    """faults.md D12: that the total stays is said after what happened, never alone."""
    changes = statement()["changes"] | {
        "since": 1, "confirmation": 1, "lines": 1, "replaces_plan": True, "before": totals(2600, 6000, 9000),
        "after": totals(1300, 6000, 6750),
    }  # fmt: skip
    first = text_of(statement(changes=changes))
    assert "with 1 line. What was confirmed replaces the planned lines." in first
    assert "Total: from $176.00 to $140.50, $35.50 less." in first
    at = "2026-06-02T11:40:00+00:00"
    fast = text_of(
        statement(
            confirmations=[confirmation(1, at, fast=True, last=True)],
            changes=changes | {"after": changes["before"]},
        )
    )
    assert "the planned values were confirmed as they were. The total stays $176.00." in fast
    assert "Planned values confirmed as they were. Last confirmation." in fast


def test_not_performed_gives_the_reason_and_zeros() -> None:
    text = text_of(not_performed())
    for words in ("Not performed", "The client moved to another office.", "All costs are cancelled.", "None",
                  "5. Not performed", "from $176.00 to $0.00", "Total $0.00"):  # fmt: skip
        assert words in text
    assert text.count(" None") == 3


@pytest.mark.parametrize(
    ("content", "pages"),
    [
        (order(), 1), (statement(), 1), (not_performed(), 1), (order(paper="letter"), 1),
        (statement(paper="letter"), 1), (order(description="", approved=None), 1),
        (order(materials=[line(f"Part {i}", 1000, 100, 100) for i in range(10)]), 1),
        (order(paper="letter", materials=[line(f"Part {i}", 1000, 100, 100) for i in range(10)]), 1),
    ],
)  # fmt: skip
def test_a_usual_order_is_one_page(content: dict[str, Any], pages: int) -> None:
    assert len(read(content).pages) == pages


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_has_the_companys_size(paper: str, size: tuple[int, int]) -> None:
    box = read(order(paper=paper)).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == size


def test_the_file_is_archival_and_accessible() -> None:
    reader = read(order(language="es"))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "es"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Orden de servicio 4"
    assert reader.metadata.author == "Nadiya IT & Consulting"
    assert str(reader.metadata.creation_date) == "2026-06-01 12:18:00+00:00"
    xmp = catalogue["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


@pytest.mark.parametrize("content", [order(), statement(), not_performed()])
def test_the_same_content_gives_the_same_bytes(content: dict[str, Any]) -> None:
    first = render_pdf(content, logo=ONE_PIXEL)
    with ThreadPoolExecutor(3) as threads:
        again = list(threads.map(lambda _: render_pdf(content, logo=ONE_PIXEL), range(3)))
    assert again == [first] * 3


def test_money_and_dates_are_in_the_documents_language() -> None:
    text = text_of(order(language="de", currency="EUR", time_zone="America/New_York")).replace("\xa0", " ")
    for words in (
        "176,00 €",
        "02.06.2026",
        "06:00",
        "Nordamerikanische Ostküsten-Sommerzeit (America/New_York)",
    ):
        assert words in text
    assert "¥17,600" in text_of(order(currency="JPY")).replace("￥", "¥")


def test_what_people_typed_is_never_markup() -> None:
    content = order(name=HOSTILE, description=HOSTILE, order_type=HOSTILE)
    content["client"] |= {"name": HOSTILE, "address": HOSTILE}
    content["materials"] = [line(HOSTILE, 1000, 100, 100)]
    text = text_of(content)
    assert text.count('#read("/etc/passwd") $5 and #5 *bold* <script>alert(1)</script>') == 5
    assert "root:" not in text


def test_every_script_prints_and_what_no_font_has_becomes_a_box() -> None:
    content = statement(description="更换路由器 東京タワー Привет Ελένη שלום 👩‍🔧👍🏽 \x07\u202egnp.exe ไทย")
    content["client"]["name"] = "شركة النور"
    text = text_of(content)
    for words in ("更换路由器", "東京タワー", "Привет", "Ελένη", "□□", "gnp.exe"):
        assert words in text
    assert "👍" not in text
    assert len(read(content | {"language": "ar"}).pages) == 1


def test_long_texts_are_capped_and_long_words_break() -> None:
    text = text_of(order(description="x" * 300 + " " + "word " * 1000))
    assert "… continued in the order's workspace." in text
    assert 300 < text.count("word") < 360
    assert "line 39" in text_of(order(description="\n".join(f"line {i}" for i in range(4000))))
    assert "continued" not in text_of(order())


def test_five_hundred_lines_repeat_their_heads_and_keep_the_end_together() -> None:
    content = statement(materials=[line(f"Anchor {i}", 1000, 100, 100, 1) for i in range(500)])
    pages = [page.extract_text() for page in read(content).pages]
    assert len(pages) > 9
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Materials" in page
        assert number == 1 or ("Subtotal" in page and "ACME" in page)
    assert sum(page.count("Anchor ") for page in pages) == 500
    assert all(part in pages[-1] for part in ("Anchor 499", "Approved by", "Total", "$332.25"))


@pytest.mark.parametrize("count", range(13, 25))
def test_the_totals_never_stand_without_lines(count: int) -> None:
    content = order(materials=[line(f"Anchor {i}", 1000, 100, 100) for i in range(count)])
    last = read(content).pages[-1].extract_text()
    assert f"Anchor {count - 1}" in last
    assert f"Anchor {count - 2}" in last
    assert "Approved by" in last


def curves_in(content: dict[str, Any]) -> int:
    page: Any = read(content).pages[0]
    streams = [page.get_contents(), *(page["/Resources"].get("/XObject", {}).values())]
    data = b" ".join(stream.get_object().get_data() for stream in streams)
    return len(re.findall(rb" c\s", data))


def test_a_drawn_signature_is_a_path_a_typed_one_is_words() -> None:
    drawn, unsigned = order(), order(approved=None)
    typed = order(approved=drawn["approved"] | {"signature": {"typed": "Ogechi A."}})
    assert curves_in(drawn) > curves_in(unsigned) + 100
    assert curves_in(typed) == curves_in(unsigned)
    assert "Ogechi A. (typed signature)" in text_of(typed)
    assert "typed" not in text_of(drawn)
    assert "Not signed" in text_of(unsigned)
    assert "Drawn signature of Ogechi Adeola" in str(alternatives(read(drawn)))
    assert not alternatives(read(typed))


def structure(reader: PdfReader) -> list[Any]:
    """Every node of what a screen reader walks through."""
    catalogue: Any = reader.trailer["/Root"]
    found: list[Any] = []
    waiting = [catalogue["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, dict):
            continue
        found.append(node)
        children: Any = node.get("/K", [])
        inner = children if isinstance(children, list) else [children]
        waiting += [child.get_object() for child in reversed(inner)]
    return found


def alternatives(reader: PdfReader) -> list[str]:
    return [str(node["/Alt"]) for node in structure(reader) if "/Alt" in node]


def test_a_screen_reader_finds_headings_and_tables_with_heads() -> None:
    roles = [str(node.get("/S")) for node in structure(read(statement()))]
    assert roles.count("/H1") == 1
    assert roles.count("/H2") >= 6
    assert roles.count("/Table") == 5
    assert roles.count("/TH") == 4 + 3 * 5


def test_a_logo_is_printed_and_a_broken_one_left_out() -> None:
    with_logo = PdfReader(io.BytesIO(render_pdf(order(), logo=ONE_PIXEL)))
    assert "Logo of Nadiya IT & Consulting" in str(alternatives(with_logo))
    plain = render_pdf(order())
    assert render_pdf(order(), logo=b"<svg onload='x'/>") == plain
    assert render_pdf(order(), logo=b"") == plain
    assert render_pdf(order(), logo=ONE_PIXEL[:30]).startswith(b"%PDF")


def test_a_large_document_has_a_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT", 0.01)
    with pytest.raises(RenderFailed, match="longer than"):
        render_pdf(order(materials=[line("Anchor", 1000, 100, 100)] * 151))


def test_in_a_child_and_here_the_bytes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    here = render_pdf(statement())
    monkeypatch.setattr(module, "MAX_LINES_IN_PROCESS", 0)
    assert render_pdf(statement()) == here


def test_a_refused_document_says_so() -> None:
    with pytest.raises(RenderFailed):
        compile_pdf("{}", 0)
    assert render_pdf(order()).startswith(b"%PDF")
