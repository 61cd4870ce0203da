"""A document finds its way: rule, release, mail with the PDF, the client's link, acceptance, the next version."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_screens import look_at_both
from tests.e2e.test_story import do, draw
from tests.running.mail_server import Box, mail_server
from tests.running.program import running
from tests.running.second_process import SecondProcess

Window = Callable[..., Page]


@dataclass
class Installation:
    """The program, its mail server, and windows of the people in it; `window("")` is nobody's."""

    address: str
    created: int
    window: Window
    box: Box


@pytest.fixture
def installation(chromium: Browser, tmp_path: Path) -> Iterator[Installation]:
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.do("client_writes_to", email="ana@acme.example", language="es")
    second_process.close()
    with mail_server() as (smtp, box), running(tmp_path, FIELDWORK_SMTP_URL=smtp) as program:

        def window(key: str, *, phone: bool = False) -> Page:
            size = PHONE if phone else DESKTOP
            context = chromium.new_context(
                viewport=size,  # type: ignore[arg-type]
                has_touch=phone,
                is_mobile=phone,
                base_url=program.address,
                locale="en-GB",
            )
            if key:
                context.add_cookies([{"name": "sessionid", "value": facts["sessions"][key], "url": program.address}])
            page = context.new_page()
            page.set_default_timeout(30_000)
            return page

        yield Installation(program.address, facts["created"], window, box)


def pdf_of(mail: EmailMessage) -> str:
    """The text of the attached document."""
    (attached,) = mail.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(attached.get_content())).pages)


def link_in(mail: EmailMessage) -> str:
    """The client's address, on whatever host it is served here."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://\S+(/c/[A-Za-z0-9_-]{43})\b", body.get_content())
    assert found, body.get_content()
    return found[1]


def close(page: Page, *, mailed_to: str = "") -> None:
    """Fast close of an order that was just released."""
    expect(page.locator("#order-actions > button[popovertarget]")).to_be_visible()
    do(page, "Fast close")
    if mailed_to:
        expect(page.get_by_role("group", name="Who will get this?")).to_contain_text(mailed_to)
    page.locator("dialog").get_by_text("Yes", exact=True).click()
    page.get_by_role("button", name="Close order").click()
    expect(page.locator("#order-head .state")).to_have_text("4. Finally confirmed")


def release_and_close(page: Page, order: int) -> None:
    """Two documents, nobody mailed by rule."""
    page.goto(f"/orders/{order}")
    do(page, "Release service order")
    page.get_by_text("Yes, release").click()
    draw(page)
    page.get_by_role("button", name="Release order").click()
    close(page)
    expect(page.locator("article.pdf")).to_have_count(2)


def test_a_document_travels_to_the_client_and_comes_back_signed(installation: Installation) -> None:
    noor, ogechi, box = installation.window("noor"), installation.window("ogechi"), installation.box

    noor.goto("/rules")
    noor.get_by_role("link", name="The client gets the document").click()
    noor.get_by_label("This rule is on").check()
    noor.get_by_role("button", name="Save").click()
    expect(noor.get_by_role("status").filter(has_text="Saved")).to_be_visible()

    ogechi.goto(f"/orders/{installation.created}")
    do(ogechi, "Release service order")
    ogechi.get_by_text("Yes, release").click()
    box_of_recipients = ogechi.get_by_role("group", name="Who will get this?")
    expect(box_of_recipients).to_contain_text("ana@acme.example")
    expect(box_of_recipients).to_contain_text("Service order v1")
    draw(ogechi)
    ogechi.get_by_role("button", name="Release order").click()
    expect(ogechi.locator(".timeline")).to_contain_text("Version 1 is queued for ana@acme.example")
    expect(ogechi.locator(".timeline")).to_contain_text("Version 1 was sent to ana@acme.example")
    (first,) = box.wait_for(1)
    assert first["To"] == "Ana Rivera <ana@acme.example>"
    assert "Orden de servicio 2: Only created" in first["Subject"]
    assert "Orden de servicio" in pdf_of(first)

    close(ogechi, mailed_to="ana@acme.example")
    second = box.wait_for(2)[1]
    assert second["Message-ID"] != first["Message-ID"]

    ana = installation.window("", phone=True)
    ana.goto(link_in(second))
    expect(ana.get_by_role("heading", level=1)).to_contain_text("Only created")
    expect(ogechi.locator(".timeline")).to_contain_text("The client opened the link")
    ana.get_by_text("Sí, aceptar").click()
    ana.get_by_role("textbox", name="Su nombre", exact=True).fill("Ana Rivera")
    draw(ana)
    ana.get_by_label("Confirmo que el trabajo se hizo como consta.").check()
    ana.get_by_role("button", name="Aceptar y firmar").click()
    expect(ana.get_by_role("heading", level=1)).to_contain_text("aceptad")

    expect(ogechi.locator(".timeline")).to_contain_text("Accepted by the client")
    expect(ogechi.locator("article.pdf")).to_have_count(3)
    answer = ogechi.request.get(f"/orders/{installation.created}/documents/3")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    for words in ("Aceptado por el cliente", "Ana Rivera", "Ogechi Adeola", "La firma acepta la versión 2"):
        assert words in " ".join(text.split()), words


def test_whoever_is_left_out_once_gets_nothing_this_time(installation: Installation) -> None:
    noor, ogechi = installation.window("noor"), installation.window("ogechi")
    noor.goto("/rules")
    noor.get_by_role("link", name="The client gets the document").click()
    noor.get_by_label("This rule is on").check()
    noor.get_by_label("The coordinator").check()
    noor.get_by_role("button", name="Save").click()
    expect(noor.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    ogechi.goto(f"/orders/{installation.created}")
    do(ogechi, "Release service order")
    ogechi.get_by_text("Yes, release").click()
    ogechi.get_by_role("checkbox", name="Ana Rivera").uncheck()
    draw(ogechi)
    ogechi.get_by_role("button", name="Release order").click()
    expect(ogechi.locator(".timeline")).to_contain_text("Version 1 was sent to layla@nadiya.example")
    assert [mail["To"] for mail in installation.box.mails] == ["Layla Nassar <layla@nadiya.example>"]


def test_the_client_objects_line_by_line_and_the_office_reads_it(installation: Installation) -> None:
    ogechi = installation.window("ogechi")
    release_and_close(ogechi, installation.created)

    ogechi.goto(f"/orders/{installation.created}/documents/2/page")
    ogechi.get_by_role("link", name="Send to client").click()
    ogechi.get_by_role("button", name="Send", exact=True).click()
    ana = installation.window("")
    ana.goto(link_in(installation.box.wait_for(1)[0]))
    ana.get_by_text("No, objetar").click()
    ana.get_by_role("textbox", name="Su nombre", exact=True).fill("Ana Rivera")
    ana.get_by_label("Patch cable").fill("Solo dos cables <b>de verdad</b>")
    ana.get_by_role("button", name="Enviar la objeción").click()
    expect(ana.get_by_text("Solo dos cables <b>de verdad</b>")).to_be_visible()

    ogechi.goto(f"/orders/{installation.created}")
    expect(ogechi.locator(".timeline")).to_contain_text("The client objects")
    expect(ogechi.locator(".timeline")).to_contain_text("Solo dos cables <b>de verdad</b>")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_screen_of_it_stands_the_look(installation: Installation, phone: bool) -> None:
    """A picture of each, nothing sticking out, nothing that axe finds."""
    size = "phone" if phone else "desktop"
    ogechi = installation.window("ogechi", phone=phone)
    release_and_close(ogechi, installation.created)
    ogechi.goto(f"/orders/{installation.created}/documents/2/page")
    ogechi.get_by_role("link", name="Send to client").click()
    ogechi.get_by_label("Subject").wait_for()
    look_at_both(ogechi, f"send-{size}")
    ogechi.get_by_role("button", name="Send", exact=True).click()
    (mail,) = installation.box.wait_for(1)
    ogechi.goto(f"/orders/{installation.created}/documents/2/page")
    look_at_both(ogechi, f"document-{size}")

    ana = installation.window("", phone=phone)
    ana.goto(link_in(mail))
    look_at_both(ana, f"client-page-{size}")
    noor = installation.window("noor", phone=phone)
    screens = {"/rules": "rules", "/rules/1": "rule", "/outgoing/1": "outgoing", "/company/seal": "seal"}
    for address, name in screens.items():
        noor.goto(address)
        look_at_both(noor, f"{name}-{size}")
