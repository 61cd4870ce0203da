"""Layout 4: everything that is signed is printed, whole, in every letter that a font here has."""

import contextlib
import io
import random
import sys
import unicodedata
from pathlib import Path
from typing import Any, cast

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from fieldwork.documents import printable_text as cleaning
from fieldwork.documents import typst_engine
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import confirmation, line, order, statement
from fieldwork.documents.tests.test_golden import ACCEPTED, CHANGES, LAYOUT_4
from fieldwork.documents.typst_engine import RenderFailed
from fieldwork.signatures.signature import BadSignature, parse_signature
from tests.hypothesis_effort import EFFORT

TEXTS = 10_000 if EFFORT > 1 else 300
"""Random texts that go through the whole path: FIELDWORK_LONG=1 for all of them."""

AT_ONCE = 12
"""Texts in one document: its names, its description, a note, a reason, a comment …"""

SERIAL = "SN-4711-0815-AB99887766554433221100"


def text_of(content: dict[str, Any]) -> str:
    """What a reader copies from all pages."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(render_pdf(content))).pages)


def test_a_long_description_is_printed_to_its_end() -> None:
    """faults.md A3: 60 lines and 10,000 characters."""
    description = "\n".join(f"Line {place} ends here." for place in range(60)) + "\n" + "word " * 1_700 + "LAST"
    told = text_of(order(**LAYOUT_4, description=description))
    assert [f"Line {place} ends" in told for place in (0, 41, 59)] == [True] * 3
    assert told.count("word") == 1_700
    assert "LAST" in told
    assert "continued" not in told


def test_control_before_layout_4_the_rest_was_left_out() -> None:
    description = "\n".join(f"Line {place} ends here." for place in range(60))
    told = text_of(order(**LAYOUT_4 | {"layout": 3}, description=description))
    assert "Line 41" not in told


def test_a_long_note_reason_comment_and_address_are_printed_to_their_end() -> None:
    """faults.md A3: the neighbours."""
    long = "\n".join(f"point {place}" for place in range(60)) + " " + "x y " * 500
    notes = [confirmation(1, "2026-06-02T11:40:00+00:00", note=f"{long}NOTE", last=True)]
    client = order()["client"] | {"address": f"{long}ADDRESS"}
    content = statement(
        **LAYOUT_4 | {"changes": CHANGES, "accepted": ACCEPTED | {"comment": f"{long}COMMENT"}},
        confirmations=notes, client=client, reason=f"{long}REASON",
    )  # fmt: skip
    told = text_of(content)
    for last in ("NOTE", "ADDRESS", "COMMENT", "REASON"):
        assert last in told


@pytest.mark.parametrize("description", ["x" * 10_000, f"https://example.com/{'a/b.c?d=e&' * 900}", "漢" * 10_000])
def test_one_word_of_ten_thousand_letters_is_a_document(description: str) -> None:
    """faults.md A3: and it is whole; a rule for each place to break would nest too deep for the engine."""
    told = text_of(order(**LAYOUT_4, description=description)).replace("\n", "")
    assert told.count(description[0]) >= description.count(description[0])


@pytest.mark.parametrize(
    "copied",
    [
        "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd".removeprefix("https://"),
        "ana.maria.rivera-gonzalez@a-long-company-name.example",
        SERIAL,
        "generator-set-2-5-mva-n-with-switch-gear-and-cable",
        "Generator set 2,5 MVA /N",
        "Łódź Textiles",
    ],
)
def test_what_is_copied_from_the_paper_has_nothing_in_it_that_nobody_sees(copied: str) -> None:
    """faults.md A6, D19: the address of the verification, an e-mail, a serial number, a code."""
    client = order()["client"] | {"email": "ana.maria.rivera-gonzalez@a-long-company-name.example"}
    codes = ("generator-set-2-5-mva-n-with-switch-gear-and-cable", "Generator set 2,5 MVA /N", "Łódź Textiles")
    materials = [line(f"Thing {place}", 1000, 1, 1) | {"code": code} for place, code in enumerate(codes)]
    content = order(**LAYOUT_4, client=client, description=f"Serial number {SERIAL}.", materials=materials)
    told = text_of(content)
    assert "".join(copied.split()) in "".join(told.split())
    assert not {letter for letter in told if unicodedata.category(letter) == "Cf"}


def test_what_a_screen_reader_is_told_has_no_invisible_letters_either() -> None:
    """faults.md A6: alternative texts, title and author."""
    name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    pdf = render_pdf(order(**LAYOUT_4, provider=order()["provider"] | {"name": name}))
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.author == name
    assert alternatives(reader)
    assert not [one for one in alternatives(reader) if "\u200b" in one]


def test_control_before_layout_4_there_were_some() -> None:
    reader = PdfReader(io.BytesIO(render_pdf(order(**LAYOUT_4 | {"layout": 3}))))
    assert [one for one in alternatives(reader) if "\u200b" in one]


def alternatives(reader: PdfReader) -> list[str]:
    """The alternative texts of a file."""
    count = cast(int, reader.trailer["/Size"])
    objects = (reader.get_object(IndirectObject(number, 0, reader)) for number in range(1, count))
    return [str(one["/Alt"]) for one in objects if isinstance(one, DictionaryObject) and "/Alt" in one]


@pytest.mark.parametrize(
    "text",
    [
        "שלום\n\u05b0עולם", "\u05b0", "\u064e\n\u064e", "a\n\u0301b", "\u0301", "\u200d\u0301", " \u05b8 \u05b8",
        "\u20dd", "\ufe0f\u05b0", "x\u2028\u05b0y", "\u0e31\n\u0e31",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_mark_is_a_document(text: str) -> None:
    """faults.md A5."""
    notes = [confirmation(1, "2026-06-02T11:40:00+00:00", note=f"Done.\n{text}", last=True)]
    comment = ACCEPTED | {"comment": f"Thanks\n{text}", "name": f"Ana {text}"}
    content = statement(**LAYOUT_4 | {"changes": CHANGES, "accepted": comment}, confirmations=notes, description=text)
    assert render_pdf(content).startswith(b"%PDF")


SCRIPTS = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x36F), (0x370, 0x52F), (0x530, 0x5FF), (0x600, 0x77F), (0x780, 0x8FF),
    (0x900, 0xDFF), (0xE00, 0xFFF), (0x1000, 0x109F), (0x10A0, 0x11FF), (0x1200, 0x17FF), (0x1800, 0x1CFF),
    (0x1D00, 0x20FF), (0x2100, 0x2BFF), (0x2C00, 0x2FFF), (0x3000, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xA000, 0xABFF), (0xAC00, 0xD7FF), (0xF900, 0xFFFD), (0x10000, 0x11FFF), (0x12000, 0x16FFF), (0x1B000, 0x1FAFF),
    (0x20000, 0x2A6DF), (0xE0000, 0xE01EF),
]  # fmt: skip
JOINTS = "\n \u200b\u200d\u00ad\u200e\u0301\u05b0\u064e\u093f\u0e31"


def random_text(source: random.Random) -> str:
    """A line or a few, of one or two scripts, with marks and joiners where nobody expects them."""
    scripts = source.sample(SCRIPTS, source.choice((1, 1, 2)))
    letters = []
    for _place in range(source.randint(1, 40)):
        if source.random() < 0.15:
            letters.append(source.choice(JOINTS))
        else:
            letters.append(chr(source.randint(*source.choice(scripts))))
    return "".join(letters)


@pytest.mark.slow
def test_every_text_gives_a_document() -> None:
    """faults.md A5: random letters of all scripts through the whole path; none is refused by the engine."""
    source = random.Random(20261130)
    for _document in range(-(-TEXTS // AT_ONCE)):
        texts = [random_text(source) for _place in range(AT_ONCE)]
        content = with_texts(texts)
        assert render_pdf(content).startswith(b"%PDF"), texts


def with_texts(texts: list[str]) -> dict[str, Any]:
    """A statement that has each of AT_ONCE texts somewhere."""
    name, description, note, reason, comment, client, address, provider, item, worker, typed, title = texts
    signed = ACCEPTED | {"name": name, "comment": comment, "signature": {"typed": name_of(typed)}, "job_title": title}
    one = line("Router", 1000, 100, 100) | {"name": item, "unit": worker}
    return statement(
        **LAYOUT_4 | {"changes": CHANGES, "accepted": signed}, name=name, description=description, reason=reason,
        confirmations=[confirmation(1, "2026-06-02T11:40:00+00:00", note=note, by=worker, last=True)],
        client=order()["client"] | {"name": client, "address": address},
        provider=order()["provider"] | {"name": provider}, materials=[one],
    )  # fmt: skip


def name_of(text: str) -> str:
    """What can be signed with: not every text is a name."""
    with contextlib.suppress(BadSignature):
        parse_signature({"typed": text})
        return text
    return "Ana"


def test_what_the_engine_refuses_after_all_is_a_square_and_the_rest_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md A5: the net below, when our idea of what a font draws was wrong."""
    monkeypatch.setattr(cleaning, "drawn_form", lambda cluster: cluster)
    told = text_of(order(**LAYOUT_4, name="Fix 𒀀 network", description="𒀁 ok\n𒀁 𒀂"))
    assert "Fix □ network" in told
    assert "□ ok" in told


def test_control_without_the_net_there_is_no_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "drawn_form", lambda cluster: cluster)
    monkeypatch.setattr(typst_engine, "MAX_REFUSED_LETTERS", 0)
    with pytest.raises(RenderFailed, match="could not be displayed"):
        render_pdf(order(**LAYOUT_4, name="Fix 𒀀 network"))


def test_a_content_of_before_that_could_never_be_printed_is_printed_now() -> None:
    """faults.md A5: such statements are in databases, and each later one of their orders waits for them."""
    assert render_pdf(order(**LAYOUT_4 | {"layout": 3}, description="שלום\n\u05b0ab\n\u05b0\u05b8")).startswith(b"%PDF")


def test_letters_of_an_installed_font_are_printed(more_fonts: Path) -> None:
    """faults.md A4: a typed signature, a name, a description."""
    signed = order()["approved"] | {"signature": {"typed": "김민수"}}
    told = text_of(order(**LAYOUT_4, approved=signed, description="สมชาย", name="देवनागरी"))
    assert "김민수" in told
    assert "□" not in told


def test_control_without_the_font_there_are_squares(no_other_fonts: None) -> None:
    signed = order()["approved"] | {"signature": {"typed": "김민수"}}
    assert "□□□" in text_of(order(**LAYOUT_4, approved=signed))


@pytest.mark.parametrize(
    ("zone", "made_at", "told"),
    [
        ("America/Vancouver", "2026-12-01T12:00:00+00:00", "(America/Vancouver, UTC-0"),
        ("Europe/Madrid", "2026-10-25T00:30:00+00:00", "2:30 AM (UTC+02:00)"),
        ("Europe/Madrid", "2026-10-25T01:30:00+00:00", "2:30 AM (UTC+01:00)"),
        ("Europe/Madrid", "2026-12-25T01:30:00+00:00", "UTC+02:00, UTC+01:00"),
        ("Asia/Kathmandu", "2026-06-25T01:30:00+00:00", "UTC+05:45"),
    ],
)
def test_the_offset_is_printed(zone: str, made_at: str, told: str) -> None:
    """faults.md E4, A12: the name of a zone alone may mislead, and in one hour of the year its time, too."""
    text = text_of(order(**LAYOUT_4, time_zone=zone, made_at=made_at))
    assert told in " ".join(text.replace("\u2212", "-").split())


def test_services_mean_the_same_on_paper_and_on_the_screen() -> None:
    """faults.md D10."""
    told = text_of(order(**LAYOUT_4)).replace("\u00a0", " ")
    assert "Services and labour $150.00\nServices $60.00\nLabour $90.00" in told


@pytest.mark.skipif(sys.platform == "win32", reason="the child's limits are POSIX's")
def test_a_heavy_document_is_whole_too() -> None:
    """faults.md A3, A6: a child prints it."""
    many = [line(f"Item {place}", 1000, 1, 1) for place in range(160)]
    told = text_of(order(**LAYOUT_4, materials=many, description=f"{SERIAL} " * 300 + "LAST"))
    assert told.replace("\n", "").count(SERIAL[-6:]) == 300
    assert "LAST" in told
