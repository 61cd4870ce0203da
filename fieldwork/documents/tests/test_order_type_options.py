"""What an order type adds to its statements: the plan beside what was confirmed, and the photos, upright and small."""

import io
import uuid
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import PHOTO_PIXELS, SIZES, NotAPicture, document_photo_of, preview_path
from fieldwork.attachments.tests.sample_pictures import photo as heic
from fieldwork.documents.actions.make_pdf import make_pdf, photos_of
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.models import Document
from fieldwork.documents.render_pdf import is_heavy
from fieldwork.masterdata.models import OrderType
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.models import DocumentVersion, Order
from tests.worked_example import Team, finally_confirmed, first_confirmation, released, second_confirmation

ORIENTATION = 0x0112


def photo(width: int = 400, height: int = 300, *, orientation: int = 1, kind: str = "JPEG") -> bytes:
    """The left half is red, as the camera held it; `orientation` says how to turn it."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste((255, 0, 0), (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x8825] = {1: "N"}
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def with_photo(team: Team, order: Order, content: bytes, name: str = "rack.jpg") -> None:
    """Diego's first confirmation, with a picture and a file that is none."""
    files = [
        store_upload(SimpleUploadedFile(title, data), by=team.diego)
        for title, data in ((name, content), ("a.txt", b"x"))
    ]
    confirm(order.number, first_confirmation(order, files=[str(file.pk) for file in files]), by=team.diego)


def text_of(document: Document) -> list[str]:
    """Without the places where a line may break: a letter that follows one somewhere may carry it everywhere."""
    pages = PdfReader(io.BytesIO(read_pdf(document))).pages
    return [page.extract_text().replace("\u200b", "") for page in pages]


@pytest.mark.django_db
def test_the_plan_stands_beside_what_was_confirmed_only_where_the_type_says_so(team: Team) -> None:
    plain = DocumentVersion.objects.get(order=finally_confirmed(team), number=3)
    OrderType.objects.update(shows_plan=True)
    shown = DocumentVersion.objects.get(order=finally_confirmed(team), number=3)
    assert (plain.content["plan"], shown.content["plan"]["totals"]["total"]) == (None, 17600)
    first = DocumentVersion.objects.get(order=shown.order, number=1)
    assert first.content["plan"] is None
    text = " ".join("".join(text_of(make_pdf(shown))).split())
    assert "Planned and confirmed Planned Confirmed Difference" in text
    assert "Diego González 2 $90.00 2.75 $123.75 $33.75" in text
    assert "Total $176.00 $332.25 $156.25" in text
    assert "Planned and confirmed" not in "".join(text_of(make_pdf(plain)))


@pytest.mark.django_db
def test_a_photo_of_a_phone_stands_there_too(team: Team) -> None:
    """HEIC is decoded by a process of its own; should its previews be lost, they are made again."""
    OrderType.objects.update(appends_photos=True)
    order = released(team)
    with_photo(team, order, heic("HEIF", orientation=1, size=(800, 600)), "iphone.heic")
    file = File.objects.get(name="iphone.heic")
    for name in SIZES:
        default_storage.delete(preview_path(file.storage_path, name))
    version = DocumentVersion.objects.get(order=order, number=2)
    assert set(photos_of(version)) == {file.sha256}
    assert "Confirmation 1 · iphone.heic" in text_of(make_pdf(version))[-1]


@pytest.mark.django_db
def test_photos_stand_behind_the_statement_with_their_captions(team: Team) -> None:
    OrderType.objects.update(appends_photos=True)
    order = released(team)
    with_photo(team, order, photo(orientation=6))
    version = DocumentVersion.objects.get(order=order, number=2)
    assert [(one["confirmation"], one["name"]) for one in version.content["photos"]] == [(1, "rack.jpg")]
    assert is_heavy(version.content)
    document = make_pdf(version)
    pages = text_of(document)
    assert "Photos of the confirmations" in pages[-1]
    assert "Confirmation 1 · rack.jpg" in pages[-1]
    (drawn,) = PdfReader(io.BytesIO(read_pdf(document))).pages[-1].images
    with Image.open(io.BytesIO(drawn.data)) as picture:
        assert picture.size == (300, 400)
    confirm(order.number, second_confirmation(order), by=team.diego)
    later = DocumentVersion.objects.get(order=order, number=3)
    assert later.content["photos"] == version.content["photos"]


@pytest.mark.django_db
def test_without_the_setting_nobodys_photos_are_in_a_document(team: Team) -> None:
    order = released(team)
    with_photo(team, order, photo())
    assert DocumentVersion.objects.get(order=order, number=2).content["photos"] == []


@pytest.mark.django_db
def test_a_photo_that_is_gone_is_said_to_be_missing_and_holds_up_nothing(team: Team) -> None:
    OrderType.objects.update(appends_photos=True)
    order = released(team)
    with_photo(team, order, photo())
    version = DocumentVersion.objects.get(order=order, number=2)
    version.content["photos"][0]["file"] = str(uuid.uuid4())
    version.content["photos"][0]["sha256"] = "0" * 64
    version.save(update_fields=["content"])
    assert "The photo rack.jpg could not be read." in text_of(make_pdf(version))[-1]


def test_a_photo_is_turned_upright_made_small_and_loses_where_it_was_taken() -> None:
    small = document_photo_of(photo(3000, 2000, orientation=6))
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.size == (PHOTO_PIXELS * 2 // 3, PHOTO_PIXELS)
        top, bottom = picture.getpixel((100, 100)), picture.getpixel((100, PHOTO_PIXELS - 100))
        assert not picture.getexif()
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert (top[0] > 200, bottom[2] > 200) == (True, True)


def transparent() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_what_shows_through_is_white_on_paper() -> None:
    small = document_photo_of(transparent())
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("content", [b"", b"no picture", photo()[:200], b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        document_photo_of(content)


def test_a_bomb_of_pixels_is_not_opened() -> None:
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    with pytest.raises(NotAPicture, match="too many pixels"):
        document_photo_of(out.getvalue())


@pytest.mark.django_db
def test_an_administrator_sets_it_on_the_order_type(team: Team) -> None:
    noor = Client()
    noor.force_login(team.noor)
    fields: dict[str, Any] = {"name": "Computer repair", "code": "computer-repair", "shows_plan": "on"}
    assert noor.post("/order-types/computer-repair", fields).status_code == 302
    kept = OrderType.objects.get()
    assert (kept.shows_plan, kept.appends_photos) == (True, False)
