"""The picture of a person: small, clean, seen by colleagues, gone when it is replaced."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fieldwork.attachments.tests.sample_pictures import SECRET, photo
from fieldwork.people.actions.photos import photo_path
from fieldwork.people.models import Person
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya


def send(visitor: Visitor, content: bytes) -> int:
    sent = visitor.client.post("/profile/photo", {"photo": SimpleUploadedFile("me.jpg", content)})
    return int(sent.status_code)


def kept(visitor: Visitor) -> str:
    assert visitor.person
    return Person.objects.get(pk=visitor.person.pk).photo


def test_colleagues_see_it_small_and_without_what_it_told(company: Nadiya) -> None:
    number = company.release().number
    assert company.diego.send(f"/orders/{number}/messages", {"text": "Here I am"}).status_code == 201
    # Seen with letters first: whatever is remembered of a page must not outlive the picture.
    assert "/people/photos/" not in company.layla.get(f"/orders/{number}").content.decode()
    assert send(company.diego, photo("JPEG", size=(1200, 800))) == 302
    page = company.layla.get(f"/orders/{number}").content.decode()
    address = f"/people/photos/{kept(company.diego)}"
    assert page.count(address) >= 2
    answer = company.layla.get(address)
    assert answer["Content-Type"] == "image/webp"
    content = b"".join(answer)
    assert SECRET not in content
    assert max(Image.open(io.BytesIO(content)).size) == 320
    assert company.stranger.get(address).status_code == 302


def test_a_new_one_replaces_it_and_removed_letters_stand_again(company: Nadiya) -> None:
    send(company.diego, photo("JPEG"))
    first = kept(company.diego)
    send(company.layla, photo("JPEG"))
    assert kept(company.layla) != first
    send(company.diego, photo("PNG"))
    second = kept(company.diego)
    assert company.diego.client.post("/profile/photo/removal").status_code == 302
    for gone in (first, second):
        assert company.layla.get(f"/people/photos/{gone}").status_code == 404
        assert not default_storage.exists(photo_path(gone))
    assert company.diego.get(f"/people/photos/{kept(company.layla)}").status_code == 200
    assert not re.search(r'class="avatar [^"]*avatar--xl"[^>]*><img', company.diego.get("/profile").content.decode())


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\xff\xd8\xff", b"%PDF-1.7", b"GIF89a"])
def test_what_is_no_picture_is_told_at_the_field(company: Nadiya, content: bytes) -> None:
    send(company.diego, photo("JPEG"))
    before = kept(company.diego)
    sent = company.diego.client.post("/profile/photo", {"photo": SimpleUploadedFile("me.jpg", content)})
    assert sent.status_code == 422
    assert 'id="photo-fault"' in sent.content.decode()
    assert company.diego.client.post("/profile/photo").status_code == 422
    assert kept(company.diego) == before
