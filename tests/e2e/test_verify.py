"""Somebody outside holds a document: the address on the paper, the file itself, and a file with one byte changed."""

import io
import re

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.e2e.conftest import SignIn
from tests.e2e.installation import Windows
from tests.e2e.test_screens import look_at_both


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_a_stranger_has_a_document_verified(sign_in: SignIn, chromium: Browser, demo: str, phone: bool) -> None:
    pdf = sign_in("Layla").request.get("/orders/4/documents/1").body()
    # The address may be broken at a line's end, and the first layout puts signs without width where it may.
    text = re.sub(r"[\s\u200b]", "", PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    printed = re.search(r"Verify:\S+?(/v/[a-z2-7]{16})", text)
    assert printed
    windows = Windows(chromium, demo)
    page = windows.empty(phone=phone)
    page.goto(printed[1])
    expect(page.locator("#result")).to_contain_text("Service order 4, version 1, was issued by Nadiya")
    look_at_both(page, f"verify-{'phone' if phone else 'desktop'}")
    for data, verdict in ((pdf, "Issued and unchanged"), (pdf[:-1] + b"!", "Not issued like this")):
        page.get_by_label("The PDF as you received it").set_input_files(
            {"name": "order.pdf", "mimeType": "application/pdf", "buffer": data}
        )
        page.get_by_role("button", name="Verify").click()
        expect(page.locator("#result")).to_contain_text(verdict)
    windows.close()
