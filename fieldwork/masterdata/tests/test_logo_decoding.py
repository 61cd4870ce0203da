"""A logo is decoded by another process: whatever its picture does, it does not do it to the one that answers."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fieldwork.attachments.tests.test_preview_memory import ON_LINUX, most_taken
from fieldwork.masterdata.actions.save_logo import save_logo
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Company
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid

SIDE = 4_400
DECODED = SIDE * SIDE * 4


def logo(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (side, side), (200, 80, 80, 120)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def keep(content: bytes, by: Person) -> bytes:
    save_logo(get_company(), SimpleUploadedFile("logo.png", content), by=by)
    return bytes(Company.objects.get().logo or b"")


def decode(content: bytes) -> Image.Image:
    """What the control does: decodes it here."""
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@ON_LINUX
@pytest.mark.django_db
def test_a_large_logo_takes_no_memory_of_the_process_that_answers(company: Company, noor: Person) -> None:
    """faults.md B5: nearly 20 megapixels. The control decodes it here, and is seen."""
    content = logo(SIDE)
    keep(logo(10), noor)
    assert most_taken(lambda: keep(content, noor)) < DECODED // 2
    assert Image.open(io.BytesIO(keep(content, noor))).size == (1000, 1000)
    assert most_taken(lambda: decode(content)) > DECODED * 0.9


@pytest.mark.django_db
def test_a_logo_of_too_many_pixels_is_refused_as_such(company: Company, noor: Person) -> None:
    """faults.md B5."""
    with pytest.raises(Invalid) as refused:
        keep(logo(4_500), noor)
    assert refused.value.errors == {"logo": "This picture has more than 20 megapixels"}
