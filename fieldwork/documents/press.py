"""Typst: one JSON string in, one PDF out; no database, no Django, so that a child process starts fast."""

import threading
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
LAYOUT = HERE / "layout"
TEMPLATE = LAYOUT / "order.typ"
FONTS = HERE / "fonts"

STANDARDS: "list[typst.PDFStandard]" = ["a-3a", "ua-1"]
"""Archival and accessible; the type is quoted because only the stubs know it."""

_thread = threading.local()


class RenderFailed(Exception):
    """The engine refused the document, or took too long."""


def print_paper(paper: str, timestamp: int) -> bytes:
    """The PDF of `paper`, JSON as `present` gives it; `timestamp` (Unix seconds) is the file's only clock.

    Raises RenderFailed. What a user typed stays data: the layout never evaluates it.
    """
    compiler = _compiler()
    try:
        pdf = compiler.compile(format="pdf", sys_inputs={"paper": paper}, pdf_standards=STANDARDS, timestamp=timestamp)
    except typst.TypstError as refusal:
        raise RenderFailed(str(refusal)) from refusal
    if not isinstance(pdf, bytes):
        raise RenderFailed("The engine gave no single file.")
    return pdf


def _compiler() -> typst.Compiler:
    """One per thread, kept: shared between threads it says "Already borrowed", a new one costs 10 ms."""
    compiler: typst.Compiler | None = getattr(_thread, "compiler", None)
    if compiler is None:
        compiler = typst.Compiler(TEMPLATE, root=LAYOUT, font_paths=_fonts(), ignore_system_fonts=True)
        _thread.compiler = compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts only: the same bytes on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
