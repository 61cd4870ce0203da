"""A document as somebody reads it."""

import io
import time

from pypdf import PdfReader

from tests.pages.browser_client import Visitor

PATIENCE = 20
"""Times a document is asked for while it is being made, half a second apart."""


def paper(visitor: Visitor, number: int, version: int) -> str:
    """The text of an order's PDF, blanks folded. It is asked for until it is there, as a browser does."""
    for _time in range(PATIENCE):
        answer = visitor.get(f"/orders/{number}/documents/{version}")
        if answer.status_code != 202:
            break
        time.sleep(0.5)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(b"".join(answer))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
