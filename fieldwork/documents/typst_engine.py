"""Typst: one JSON string in, one PDF out; no database, no Django, so that a child process starts fast."""

import json
import re
import threading
from functools import cache
from pathlib import Path

import typst

from fieldwork.fonts.coverage import BUNDLED, CIRCLED, installed
from fieldwork.fonts.printable import MISSING

HERE = Path(__file__).parent
LAYOUT = HERE / "layout"
TEMPLATE = LAYOUT / "order.typ"
FONTS = HERE.parent / "fonts"

STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
"""Archival and accessible; the type is quoted because only the stubs know it."""

MAX_REFUSED_LETTERS = 40
"""Letters that are replaced in one document, one after the other."""

REFUSED_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
NO_TEXT = frozenset({"data", "qr", "logo", "pictures", "drawn", "drawn_accepted"})
"""Parts of the paper that are no text: the attached data and the pictures."""

_thread = threading.local()


class RenderFailed(Exception):
    """The engine refused the document, or took too long."""


def compile_pdf(template_json: str, timestamp: int) -> bytes:
    """The PDF of `template_json`, see `build_template_data`; `timestamp` (Unix seconds) is the file's only clock.

    Raises RenderFailed. What a user typed stays data: the layout never evaluates it.
    """
    more = not set(json.loads(template_json).get("families", ())) <= {*BUNDLED, *CIRCLED}
    for _time in range(MAX_REFUSED_LETTERS):
        try:
            return _compile(template_json, timestamp, more=more)
        except RenderFailed as refusal:
            template_json = _without_refused(template_json, refusal)
    return _compile(template_json, timestamp, more=more)


def _compile(template_json: str, timestamp: int, *, more: bool) -> bytes:
    compiler = _compiler(more=more)
    try:
        pdf = compiler.compile(
            format="pdf", sys_inputs={"paper": template_json}, pdf_standards=STANDARDS, timestamp=timestamp
        )
    except typst.TypstError as refusal:
        raise RenderFailed(str(refusal)) from refusal
    if not isinstance(pdf, bytes):
        raise RenderFailed("The engine gave no single file.")
    return pdf


def _without_refused(template_json: str, refusal: RenderFailed) -> str:
    """The paper with □ for what the engine has no glyph for after all; raises `refusal` if it is something else.

    A content is frozen: what it holds must become a document, whatever was thought of its letters before.
    """
    named = REFUSED_LETTER.search(str(refusal))
    letters = ESCAPED.sub(lambda code: chr(int(code[1], 16)), named[1]) if named else ""
    data = json.loads(template_json)
    without = {name: value if name in NO_TEXT else _replaced(value, letters) for name, value in data.items()}
    if not letters or without == data:
        raise refusal
    return json.dumps(without, ensure_ascii=False)


def _replaced(value: object, letters: str) -> object:
    if isinstance(value, dict):
        return {key: _replaced(inner, letters) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, letters) for inner in value]
    return value.replace(letters, MISSING) if isinstance(value, str) else value


def _compiler(*, more: bool) -> typst.Compiler:
    """Returns this thread's compiler, cached: a shared one raises "Already borrowed", a new one costs 10 ms.

    The one with `more` fonts is separate: most documents do without, and its folders may hold hundreds.
    """
    compilers: dict[bool, typst.Compiler] = _thread.__dict__.setdefault("compilers", {})
    if more not in compilers:
        compilers[more] = typst.Compiler(TEMPLATE, root=LAYOUT, font_paths=_fonts(more=more), ignore_system_fonts=True)
    return compilers[more]


@cache
def _fonts(*, more: bool) -> typst.Fonts:
    """Our own fonts, and those of scripts that they lack where this machine has them: never whatever lies about."""
    folders = dict.fromkeys([FONTS, *(family.path.parent for family in installed() if more)])
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
