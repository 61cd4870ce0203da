"""A photo that nobody can read is named where it would stand; papers of before stay as they were."""

import hashlib
import io
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.tests.sample_pictures import drawn, in_a_row, saved, two_in_one
from fieldwork.documents.actions.make_pdf import make_pdf, photos_of, render_version
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import statement
from fieldwork.masterdata.models import Company, OrderType
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.models import DocumentVersion
from fieldwork.people.actions.tokens import issue_token
from tests.worked_example import Team, first_confirmation, released

BROKEN = saved(drawn(640, 480), "JPEG")[:900]
ABSENT = {"confirmation": 1, "name": "rack.jpg", "file": "x", "sha256": "0" * 64}
LAYOUT_3: dict[str, Any] = {
    "layout": 3, "previous": "0" * 64, "verify": "https://fieldwork.nadiya.example/v/5xkq2m7h3n4pabcd",
    "rounding": "half_up", "plan": None, "accepted": None, "photos": [ABSENT],
}  # fmt: skip


def with_photos(team: Team, *files: tuple[str, bytes], language: str = "en") -> DocumentVersion:
    """The statement of a first confirmation that came with these files."""
    Company.objects.update(language=language)
    OrderType.objects.update(appends_photos=True)
    order = released(team)
    kept = [str(store_upload(SimpleUploadedFile(name, content), by=team.diego).pk) for name, content in files]
    confirm(order.number, first_confirmation(order, files=kept), by=team.diego)
    return DocumentVersion.objects.get(order=order, number=2)


def text_of(pdf: bytes) -> str:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\u200b", "").replace("\u2068", "").replace("\u2069", "").split())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The photo rack.jpg could not be read."), ("es", "No se pudo leer la foto rack.jpg.")],
)
@pytest.mark.both
@pytest.mark.django_db
def test_a_photo_that_cannot_be_read_is_named_on_the_paper(language: str, sentence: str, team: Team) -> None:
    """faults.md B4: in the language of the document."""
    version = with_photos(team, ("rack.jpg", BROKEN), language=language)
    assert [(one["name"], one.get("unreadable")) for one in version.content["photos"]] == [("rack.jpg", True)]
    assert photos_of(version) == {}
    pdf = read_pdf(make_pdf(version))
    assert sentence in text_of(pdf)
    assert "rack.jpg" in text_of(pdf).replace(sentence, "")
    assert render_version(version) == render_version(version)


@pytest.mark.django_db
def test_only_what_is_called_a_photo_is_missed(team: Team) -> None:
    """faults.md B4: letters, films and sounds are no photos, and are not told there."""
    none = [("a.txt", b"x"), ("b.pdf", b"%PDF-")]
    photos = [("cut.HEIC", b"\x00\x00\x00\x18ftypheic"), ("good.jpg", saved(drawn(), "JPEG"))]
    version = with_photos(team, *none, *photos)
    told = [(one["name"], one.get("unreadable", False)) for one in version.content["photos"]]
    assert told == [("cut.HEIC", True), ("good.jpg", False)]
    assert "The photo cut.HEIC could not be read." in text_of(read_pdf(make_pdf(version)))


@pytest.mark.django_db
def test_a_file_that_came_through_page_and_api_is_missed_alike(team: Team) -> None:
    """faults.md B4."""
    OrderType.objects.update(appends_photos=True)
    page = Client()
    page.force_login(team.diego)
    by_page = page.post("/files", {"file": SimpleUploadedFile("page.jpg", BROKEN)}).json()["id"]
    secret = issue_token(team.diego, name="test")
    head = {"Authorization": f"Bearer {secret}", "Idempotency-Key": str(uuid.uuid4())}
    by_api = Client().post("/api/v1/files", {"file": SimpleUploadedFile("api.jpg", BROKEN)}, headers=head).json()["id"]
    order = released(team)
    confirm(order.number, first_confirmation(order, files=[by_page, by_api]), by=team.diego)
    text = text_of(read_pdf(make_pdf(DocumentVersion.objects.get(order=order, number=2))))
    for name in ("page.jpg", "api.jpg"):
        assert f"The photo {name} could not be read." in text


@pytest.mark.parametrize(
    ("language", "digest"),
    [
        ("en", "f0e084d400c27e2f9e024fb383e74fd154df12538e233d9c22f634ebbf6301bf"),
        ("es", "4b9ab51cf5fd7223d2093681177a708655d54d2a6a9aae498a34bab795d8a6aa"),
        ("ar", "178e0bf423a0c76f7e4617a92eefc25bcf1209af7576ba22e9ef7e50472e983e"),
    ],
)
def test_papers_of_before_are_printed_again_byte_for_byte(language: str, digest: str) -> None:
    """faults.md B4: layout 3 said "This picture cannot be shown.", and says it still."""
    assert hashlib.sha256(render_pdf(statement(**LAYOUT_3, language=language))).hexdigest() == digest


def test_control_the_next_layout_names_it() -> None:
    """faults.md B4: the control, whose bytes are others."""
    old, new = (render_pdf(statement(**{**LAYOUT_3, "layout": layout})) for layout in (3, 4))
    assert "This picture cannot be shown." in text_of(old)
    assert "The photo rack.jpg could not be read." in text_of(new)


def test_its_name_is_text_and_nothing_else() -> None:
    """faults.md B4: nothing that a user typed is markup."""
    photo = {**ABSENT, "name": '#panic("x") *b* $1$.jpg', "unreadable": True}
    assert '#panic("x") *b* $1$.jpg could not be read.' in text_of(
        render_pdf(statement(**{**LAYOUT_3, "photos": [photo]}))
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("two.jpg", two_in_one()),
        ("phone.heic", saved(drawn(), "HEIF")),
        ("phone.avif", saved(drawn(), "AVIF")),
        ("scan.tif", saved(drawn(), "TIFF")),
        ("screen.bmp", saved(drawn(), "BMP")),
        ("thermal.png", saved(in_a_row("I;16", [29_000 + step * 30 for step in range(64)]), "PNG")),
    ],
)
@pytest.mark.django_db
def test_every_kind_of_picture_stands_on_the_paper(name: str, content: bytes, team: Team) -> None:
    """faults.md B1, B2 and B3: drawn, and not one white field."""
    version = with_photos(team, (name, content))
    pdf = read_pdf(make_pdf(version))
    assert f"Confirmation 1 · {name}" in text_of(pdf)
    assert "could not be read" not in text_of(pdf)
    (image,) = PdfReader(io.BytesIO(pdf)).pages[-1].images
    with Image.open(io.BytesIO(image.data)) as picture:
        shades = picture.convert("L").tobytes()
    assert (min(shades) < 60, max(shades) > 200) == (True, True)
