"""A mail as it goes over the wire: plain text, a simple HTML part, the PDF. Links lead to our own address only."""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from urllib.parse import urlsplit

import idna
from django.utils.html import format_html, format_html_join

from fieldwork.config import MAIL_FROM, PUBLIC_URL
from fieldwork.documents.pdf_response import file_name
from fieldwork.mailing.header_policy import HEADER_POLICY
from fieldwork.mailing.models import Mail
from fieldwork.mailing.placeholders import LINK_MARK
from fieldwork.masterdata.models import Company
from fieldwork.sharing.link_tokens import link_url

CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
STYLE = "font:16px/1.5 sans-serif;color:#12252A"


def build_message(mail: Mail, pdf: bytes, company: Company) -> EmailMessage:
    """The message with its document; the same mail gives the same Message-ID and date each time."""
    assert mail.version is not None
    message = build_text_message(mail, company)
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file_name(mail.version))
    return message


def build_text_message(mail: Mail, company: Company) -> EmailMessage:
    """The same without a document."""
    message = EmailMessage(policy=HEADER_POLICY)
    message["Subject"] = one_line(mail.subject)
    message["From"] = Address(one_line(company.name), addr_spec=encode_address(sender(company)))
    message["To"] = Address(one_line(mail.to_name), addr_spec=encode_address(mail.to))
    if company.email:
        message["Reply-To"] = Address(one_line(company.name), addr_spec=encode_address(company.email))
    message["Date"] = format_datetime(mail.queued_at)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated" if mail.author is None else "no"
    message.set_content(text_of(mail))
    message.add_alternative(_html(mail), subtype="html")
    return message


def text_of(mail: Mail) -> str:
    """The text with the link's address in its place; the mark stands where the address cannot be told any more."""
    address = link_url(mail.link) if mail.link else ""
    return mail.text.replace(LINK_MARK, address) if address else mail.text


def sender(company: Company) -> str:
    """FIELDWORK_MAIL_FROM, else the company's address, else one of our own host."""
    return parseaddr(MAIL_FROM)[1] or company.email or f"fieldwork@{urlsplit(PUBLIC_URL).hostname or 'localhost'}"


def encode_address(address: str) -> str:
    """An address whose domain every server understands: "info@straße.de" -> "info@xn--strae-oqa.de".

    By IDNA 2008: the older rules of Python's own codec made that strasse.de, which belongs to somebody else.
    What these rules know no name for stays, and a server refuses it.
    """
    name, _at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{name}@{idna.encode(domain, uts46=True, transitional=False).decode()}"
    except idna.IDNAError:
        return address


def one_line(text: str) -> str:
    """Text for a header: a line break there would begin another one."""
    return CONTROLS.sub(" ", text).strip()


def _html(mail: Mail) -> str:
    """Paragraphs; nothing that was typed is markup, and nothing but our own link can be followed."""
    address = link_url(mail.link) if mail.link else ""
    anchor = format_html('<a href="{}">{}</a>', address, address)
    parts = format_html_join("", '<p dir="auto">{}</p>', ((_lines(part, anchor),) for part in mail.text.split("\n\n")))
    page = '<!doctype html><html lang="{}"><body style="{}">{}</body></html>'
    return format_html(page, mail.language, STYLE, parts)


def _lines(paragraph: str, anchor: str) -> str:
    """Returns the lines of the paragraph with <br> in between, and `anchor` in place of LINK_MARK."""
    lines = [
        format_html_join(anchor, "{}", ((part,) for part in line.split(LINK_MARK))) for line in paragraph.split("\n")
    ]
    return format_html_join(format_html("<br{}>", ""), "{}", ((line,) for line in lines))
