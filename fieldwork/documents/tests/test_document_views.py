"""A version's PDF: made once, kept whole, given only to those who see the order."""

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import FileResponse, HttpResponse, HttpResponseBase
from django.test import Client
from PIL import Image

from fieldwork.documents import render_pdf as render_module
from fieldwork.documents.actions import make_pdf as make_module
from fieldwork.documents.actions.make_pdf import RenderingFailed, make_pdf
from fieldwork.documents.models import Document
from fieldwork.masterdata.actions.save_logo import remove_logo, save_logo
from fieldwork.masterdata.company import get_company
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry
from fieldwork.people.models import Person
from tests.worked_example import Team, finally_confirmed, made, released

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a page"
SEAL = b" and its seal"


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was drawn; the drawing itself is the business of other tests."""
    calls: list[dict[str, Any]] = []

    def draw(content: dict[str, Any], *, logo: bytes | None, photos: dict[str, bytes]) -> bytes:
        calls.append({"content": content, "logo": logo})
        return PDF + str(content["version"]).encode()

    monkeypatch.setattr(make_module, "render_pdf", draw)
    monkeypatch.setattr(make_module, "seal", lambda *_paper, **_how: SEAL)
    return calls


def version_of(number: int, version: int = 1) -> DocumentVersion:
    return DocumentVersion.objects.get(order_id=number, number=version)


def seen_by(person: Person | None, number: int, version: int = 1, **headers: str) -> HttpResponseBase:
    visitor = Client(headers=headers)
    if person is not None:
        visitor.force_login(person)
    return visitor.get(f"/orders/{number}/documents/{version}")


def content(response: HttpResponseBase) -> bytes:
    assert isinstance(response, FileResponse)
    return response.getvalue()


def picture(colour: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())


def test_it_is_made_once_and_announced_once(team: Team, drawn: list[object]) -> None:
    order = released(team)
    document = make_pdf(version_of(order.number))
    assert make_pdf(version_of(order.number)) == document
    assert len(drawn) == 1
    whole = PDF + b"1" + SEAL
    assert (document.size, document.sha256) == (len(whole), hashlib.sha256(whole).hexdigest())
    with default_storage.open(document.storage_path) as kept:
        assert kept.read() == whole
    assert Entry.objects.filter(order=order, kind=EntryKind.DOCUMENT).count() == 1


def test_asked_for_before_it_is_ready_it_is_made_at_once(team: Team, drawn: list[object]) -> None:
    order = released(team)
    response = seen_by(team.diego, order.number)
    assert (response.status_code, content(response)) == (200, PDF + b"1" + SEAL)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="service-order-1-v1.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "object-src 'self'" in response["Content-Security-Policy"]


def test_a_statement_is_called_so(team: Team, drawn: list[object]) -> None:
    order = finally_confirmed(team)
    name = seen_by(team.layla, order.number, 3)["Content-Disposition"]
    assert name == 'inline; filename="service-order-statement-1-v3.pdf"'


def test_who_has_it_already_gets_no_bytes_but_is_asked_again(team: Team, drawn: list[object]) -> None:
    order = released(team)
    first = seen_by(team.layla, order.number)
    assert "no-cache" in first["Cache-Control"]
    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        assert seen_by(team.layla, order.number, if_none_match=known).status_code == 304
    assert seen_by(team.layla, order.number, if_none_match='"other"').status_code == 200
    assert seen_by(team.outsider, order.number, if_none_match=first["ETag"]).status_code == 404


def test_for_the_outsider_and_for_who_is_not_on_it_there_is_none(team: Team, drawn: list[object]) -> None:
    order = released(team)
    assert seen_by(team.outsider, order.number).status_code == 404
    assert seen_by(team.noor, order.number).status_code == 404
    assert seen_by(None, order.number).status_code == 302
    assert drawn == []


def test_a_version_that_does_not_exist_is_not_made(team: Team, drawn: list[object]) -> None:
    assert seen_by(team.layla, made(team).number).status_code == 404
    assert seen_by(team.layla, released(team).number, 2).status_code == 404
    assert Client().post("/orders/1/documents/1").status_code == 405


def test_a_failure_is_tried_again_only_when_its_time_has_come(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[int] = []

    def broken(content: object, **pictures: object) -> bytes:
        attempts.append(1)
        raise ValueError("no ink")

    monkeypatch.setattr(make_module, "render_pdf", broken)
    order = released(team)
    for _ in range(3):
        assert seen_by(team.layla, order.number).status_code == 503
    assert len(attempts) == 1
    with pytest.raises(RenderingFailed, match="no ink"):
        make_pdf(version_of(order.number))
    assert Document.objects.get().attempts == 2


def test_two_who_make_it_at_once_leave_one_file(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second begins while the first is drawing, and is done before it."""
    order = released(team)
    version = version_of(order.number)

    def draw(content: object, **pictures: object) -> bytes:
        monkeypatch.setattr(make_module, "render_pdf", lambda _content, **_pictures: PDF)
        make_pdf(version)
        return PDF

    monkeypatch.setattr(make_module, "render_pdf", draw)
    monkeypatch.setattr(make_module, "seal", lambda *_paper, **_how: SEAL)
    document = make_pdf(version)
    folder = default_storage.path("documents")
    assert [default_storage.path(document.storage_path)] == [str(path) for path in Path(folder).rglob("*.pdf")]
    assert Entry.objects.filter(order=order, kind=EntryKind.DOCUMENT).count() == 1


def test_a_file_left_by_a_crash_is_used(team: Team, drawn: list[object]) -> None:
    order = released(team)
    first = make_pdf(version_of(order.number))
    Document.objects.all().delete()
    assert make_pdf(version_of(order.number)).storage_path == first.storage_path


def test_the_logo_is_that_of_the_frozen_content(team: Team, drawn: list[dict[str, Any]]) -> None:
    """Even if the company has another one, or none, before it is made at all."""
    save_logo(get_company(), picture("red"), by=team.noor)
    first = bytes(get_company().logo or b"")
    order = released(team)
    save_logo(get_company(), picture("blue"), by=team.noor)
    make_pdf(version_of(order.number))
    remove_logo(get_company(), by=team.noor)
    Document.objects.all().delete()
    make_pdf(version_of(order.number))
    assert [call["logo"] for call in drawn] == [first, first]


def test_the_real_thing_is_a_pdf(team: Team) -> None:
    assert content(seen_by(team.layla, released(team).number)).startswith(b"%PDF-")


def test_a_file_that_the_storage_lost_is_made_again(team: Team) -> None:
    order = released(team)
    document = make_pdf(version_of(order.number))
    before = content(seen_by(team.layla, order.number))
    default_storage.delete(document.storage_path)
    assert content(seen_by(team.layla, order.number)) == before
    assert default_storage.exists(document.storage_path)


def test_other_bytes_are_never_given_out_for_a_lost_file(team: Team, drawn: list[dict[str, Any]]) -> None:
    order = released(team)
    document = make_pdf(version_of(order.number))
    default_storage.delete(document.storage_path)
    Document.objects.update(sha256="0" * 64)
    assert seen_by(team.layla, order.number).status_code == 503
    assert not default_storage.exists(document.storage_path)


def test_a_long_one_is_left_to_the_followup(
    team: Team, drawn: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_module, "MAX_LINES_IN_PROCESS", 0)
    order = released(team)
    answer = seen_by(team.layla, order.number)
    assert (answer.status_code, answer["Retry-After"], drawn) == (503, "1", [])
    make_pdf(version_of(order.number))
    assert seen_by(team.layla, order.number).status_code == 200


def thumbnail_for(person: Person, number: int, version: int = 1) -> HttpResponseBase:
    visitor = Client()
    visitor.force_login(person)
    return visitor.get(f"/orders/{number}/documents/{version}/thumbnail")


def test_a_picture_of_a_page_is_asked_for_each_time_and_sent_once(team: Team) -> None:
    """faults.md B7: who is taken off an order finds nothing of it in the browser's cache."""
    order = released(team)
    browser = Client()
    browser.force_login(team.layla)
    address = f"/orders/{order.number}/documents/1/thumbnail"
    first = browser.get(address)
    again = browser.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get(f"/orders/{order.number}/documents/1/pages/1")["ETag"] != first["ETag"]
    browser.force_login(team.outsider)
    assert browser.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 404


def test_its_first_page_is_a_small_picture_for_those_who_see_the_order(team: Team) -> None:
    order = released(team)
    answer = thumbnail_for(team.layla, order.number)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, no-cache"
    assert isinstance(answer, HttpResponse)
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (298, 421)
    assert thumbnail_for(team.layla, order.number, version=2).status_code == 404
    assert thumbnail_for(team.outsider, order.number).status_code == 404
    assert thumbnail_for(team.diego, made(team).number).status_code == 404


def test_each_page_is_a_picture_and_there_are_no_more(team: Team) -> None:
    order = released(team)
    visitor = Client()
    visitor.force_login(team.ogechi)
    page = f"/orders/{order.number}/documents/1/pages/{{}}"
    assert [visitor.get(page.format(place)).status_code for place in (0, 1, 2)] == [404, 200, 404]
    visitor.force_login(team.outsider)
    assert visitor.get(page.format(1)).status_code == 404
