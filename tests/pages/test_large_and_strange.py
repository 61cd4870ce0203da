"""More than anybody types, files that are none, and texts that look like markup, programs or nothing at all."""

import time
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.models import File
from tests.pages.browser_client import Fields
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya
from tests.pages.database_snapshot import database_snapshot
from tests.pages.html_view import shown
from tests.pages.pdf_text import paper

MEGABYTE = 1_000_000
STRANGE = {
    "HTML": "<script>alert(1)</script> &amp; <b>bold</b> \"'",
    "a template": "{{ 7*7 }} {% debug %}",
    "Typst": '#panic("x") $x^2$ *bold* _it_ #read("/etc/passwd") @ref <label> `raw` // end',
    "SQL": "'; DROP TABLE orders_order; --",
    "a path": "../../etc/passwd",
    "a format": "%(name)s %s {0} ${x}",
    "emoji": "👩‍🔧 repairs 🇪🇸 ☎️",
    "Arabic": "إصلاح شبكة المكتب ١٢٣",
    "Hebrew and Latin": "תיקון router רשת",
    "Chinese": "修理办公室网络",
    "combining": "q̣̈ x̄̌ ẑ̇",
}


def many_rows(count: int) -> Fields:
    """A create form with `count` products."""
    rows: Fields = {}
    for place in range(count):
        rows |= {f"products.{place}.kind": "material", f"products.{place}.item": f"item-{place}"}
        rows[f"products.{place}.quantity"] = "1"
    return {name: value for name, value in GOOD_ORDER.items() if "products" not in name} | rows


@pytest.mark.parametrize("field", ["products", "staff"])
def test_ten_thousand_rows_are_too_many(company: Nadiya, field: str) -> None:
    before, form = database_snapshot("orders"), many_rows(10_000)
    form = {name.replace("products", field): value for name, value in form.items()}
    started = time.monotonic()
    answer = company.layla.send("/orders", form)
    assert time.monotonic() - started < 30
    assert answer.status_code == 422
    page = shown(answer)
    assert page.errors[f"error-{field}"] == "At most 1000 rows"
    assert page.fields["name"] == "Fix network"
    assert ("products.999.item" in page.fields) == (field == "products")
    assert database_snapshot("orders") == before


def test_forty_thousand_codes_are_no_question_to_the_database(company: Nadiya) -> None:
    form = {f"products.{place}.item": f"item-{place}" for place in range(40_000)}
    assert company.layla.send("/orders", form).status_code == 422


@pytest.mark.parametrize(
    "names",
    [
        ("products.0",),
        ("products.0.item.more", "products.x.item"),
        ("name.0", "name.first"),
        ("files", "files.0.id"),
        ("products.٣.item", "staff.999999.worker", "staff.9999999.worker"),
        (".", "..", "a.b.c.d.e.f", "", "products.", "\x00.\x00", "\ud800"),
    ],
    ids=range(6),
)
def test_names_that_no_form_has_do_no_harm(company: Nadiya, names: tuple[str, ...]) -> None:
    before = database_snapshot("orders")
    answer = company.layla.send("/orders", dict.fromkeys(names, "x"))
    assert answer.status_code == 422
    assert database_snapshot("orders") == before


def upload(company: Nadiya, content: bytes, name: str = "photo.jpg") -> tuple[int, str]:
    """Status and answer to a file."""
    answer = company.diego.upload(SimpleUploadedFile(name, content))
    return answer.status_code, answer.content.decode()


def test_a_file_of_26_megabytes_is_too_large(company: Nadiya) -> None:
    for size in (26 * MEGABYTE, 25 * MEGABYTE + 1):
        status, told = upload(company, b"\x00" * size)
        assert status == 422
        assert "larger than 25 MB" in told
    assert not File.objects.exists()


def test_a_file_of_25_megabytes_is_kept(company: Nadiya) -> None:
    assert upload(company, b"\x00" * (25 * MEGABYTE))[0] == 201
    assert File.objects.get().size == 25 * MEGABYTE


def test_an_empty_file_is_told(company: Nadiya) -> None:
    status, told = upload(company, b"")
    assert (status, File.objects.count()) == (422, 0)
    assert "empty" in told


def test_no_file_is_told(company: Nadiya) -> None:
    for fields in ({}, {"file": "photo.jpg"}):
        answer = company.diego.client.post("/files", fields, headers={"X-Requested-With": "fetch"})
        assert answer.status_code == 422
        assert "Choose a file" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\x00b.png", "\u202egpj.exe", "x" * 300 + ".png", "👩‍🔧.png", "<b>.svg"]
)
def test_a_file_has_a_harmless_name(company: Nadiya, name: str) -> None:
    assert upload(company, b"<svg onload='alert(1)'/>", name)[0] == 201
    kept_name = File.objects.get().name
    assert 0 < len(kept_name) <= 200
    assert not set(kept_name) & set("/\\\x00<>\u202e")


def test_a_page_that_calls_itself_a_picture_is_only_a_download(company: Nadiya) -> None:
    number = company.release().number
    assert upload(company, b"<script>alert(1)</script>", "photo.png")[0] == 201
    file = File.objects.get()
    sent = company.diego.send(f"/orders/{number}/messages", {"text": "", "files.0": str(file.id)})
    assert sent.status_code == 201
    answer = company.ogechi.get(f"/orders/{number}/files/{file.id}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == b"<script>alert(1)</script>"


def test_a_file_is_sent_once_and_only_by_who_brought_it(company: Nadiya) -> None:
    number = company.release().number
    upload(company, b"x")
    form = {"text": "Look", "files.0": str(File.objects.get().id)}
    assert company.ogechi.send(f"/orders/{number}/messages", form).status_code == 422
    assert company.diego.send(f"/orders/{number}/messages", form).status_code == 201
    assert company.diego.send(f"/orders/{number}/messages", form).status_code == 422


def test_twenty_one_files_are_too_many(company: Nadiya) -> None:
    number = company.release().number
    form = {"text": "Look"} | {f"files.{place}": str(place) for place in range(21)}
    answer = company.diego.send(f"/orders/{number}/messages", form)
    assert answer.status_code == 422
    assert "At most 20" in answer.content.decode()


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_a_strange_text_is_shown_and_printed_as_it_is(company: Nadiya, text: str) -> None:
    order = company.create(name=text, description=text)
    address = f"/orders/{order.number}"
    sends = [
        (company.ogechi, "/release", {"decision": "yes", "signature": INK, "note": text}),
        (company.layla, "/field-workers", {"users.0": "diego@nadiya.example"}),
        (company.diego, "/messages", {"text": text}),
        (company.diego, "/confirmations", GOOD_CONFIRMATION | {"note": text, "last": "yes"}),
    ]
    for visitor, where, form in sends:
        assert visitor.send(address + where, form).status_code == 201
    page = shown(company.layla.get(address))
    assert page.text.count(" ".join(text.split())) >= 5
    assert not any("alert(1)" in script for script in page.scripts)
    assert " ".join(text.split()) in shown(company.layla.get("/orders/groups")).text
    for version in (1, 2):
        assert "Nadiya IT" in paper(company.layla, order.number, version)


@pytest.mark.parametrize("text", [*STRANGE.values(), "\x00", "\ud800", "%", "_", "9" * 30, "x" * 5000], ids=range(17))
def test_any_text_may_be_searched_for(company: Nadiya, text: str) -> None:
    company.create()
    paths = ["/orders", "/orders/groups", "/clients", "/lookup/materials", "/lookup/workers"]
    for path in paths:
        assert company.layla.get(f"{path}?q={quote(text, errors='surrogatepass')}").status_code == 200
