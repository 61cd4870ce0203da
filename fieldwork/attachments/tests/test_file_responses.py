"""Files as answers: ranges, what is in place and what is saved, what is asked for again."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.file_responses import file_response, preview_response
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import SIZES, preview_path
from fieldwork.attachments.tests.sample_pictures import SECRET, drawn, photo, saved
from tests.worked_example import Team

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)


@pytest.fixture
def file(team: Team) -> File:
    """A file of 256,000 bytes, each known."""
    return store_upload(SimpleUploadedFile("data.bin", CONTENT), by=team.diego)


def ask(file: File, **headers: str) -> HttpResponseBase:
    return file_response(RequestFactory().get("/f", headers=headers), file)


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=100-199", 100, 199),
        ("bytes=70000-200000", 70_000, 200_000),
        ("bytes=-5", SIZE - 5, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=5-999999999", 5, SIZE - 1),
        ("bytes=-999999999", 0, SIZE - 1),
    ],
)
def test_a_part_is_what_was_asked_for(file: File, asked: str, first: int, last: int) -> None:
    answer = ask(file, Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes {first}-{last}/{SIZE}")
    assert body(answer) == CONTENT[first : last + 1]
    assert int(answer["Content-Length"]) == last - first + 1


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", "bytes=9999999-", "bytes=-0", "bytes=9-3"])
def test_a_part_that_is_not_there_is_refused_with_the_size(file: File, asked: str) -> None:
    answer = ask(file, Range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert body(answer) == b""


@pytest.mark.parametrize(
    "asked", ["bytes=", "bytes=-", "bytes=a-b", "items=0-5", "bytes=0-1,5-6", "x" * 5000, "bytes=٣-"]
)
def test_what_is_no_single_range_is_answered_whole(file: File, asked: str) -> None:
    answer = ask(file, Range=asked)
    assert answer.status_code == 200
    assert body(answer) == CONTENT


def test_half_of_another_file_is_not_made_whole_with_this_one(file: File) -> None:
    whole = ask(file)
    assert ask(file, Range="bytes=5-", **{"If-Range": whole["ETag"]}).status_code == 206
    assert ask(file, Range="bytes=5-", **{"If-Range": whole["Last-Modified"]}).status_code == 206
    for other in ('"other"', "Mon, 01 Jan 2024 00:00:00 GMT", "nonsense"):
        assert ask(file, Range="bytes=5-", **{"If-Range": other}).status_code == 200


def test_what_is_there_already_is_not_sent_again_but_asked_for(file: File) -> None:
    whole = ask(file)
    assert whole["Cache-Control"] == "private, no-cache"
    for told in (whole["ETag"], f'"x", W/{whole["ETag"]}'):
        again = ask(file, **{"If-None-Match": told})
        assert (again.status_code, body(again)) == (304, b"")
    assert ask(file, **{"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "kind", "inline"),
    [
        ("a.jpg", photo("JPEG"), "image/jpeg", True),
        ("a.heic", photo("HEIF"), "application/octet-stream", False),
        ("a.avif", photo("AVIF"), "application/octet-stream", False),
        ("a.tif", photo("TIFF"), "application/octet-stream", False),
        ("a.bmp", saved(drawn(), "BMP"), "application/octet-stream", False),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "application/octet-stream", False),
        ("a.html", b"<html><script>alert(1)</script>", "application/octet-stream", False),
        ("a.pdf", b"%PDF-1.7", "application/pdf", True),
        ("a.mp4", b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00", "video/mp4", True),
        ("a.webm", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "video/webm", True),
        ("a.mkv", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "application/octet-stream", False),
        ("a.mp3", b"ID3\x04", "audio/mpeg", True),
        ("a.wav", b"RIFF\x04\x00\x00\x00WAVE", "audio/wav", True),
        ("a.zip", b"PK\x03\x04", "application/octet-stream", False),
    ],
)
def test_only_what_cannot_run_is_seen_in_place(
    team: Team, name: str, content: bytes, kind: str, *, inline: bool
) -> None:
    answer = ask(store_upload(SimpleUploadedFile(name, content), by=team.diego))
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ("sandbox" in answer.get("Content-Security-Policy", "")) is (kind != "application/pdf")


def test_a_picture_from_before_is_given_without_what_it_tells(team: Team) -> None:
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    default_storage.delete(file.storage_path)
    default_storage.save(file.storage_path, ContentFile(photo("JPEG")))
    File.objects.update(is_clean=False, size=len(photo("JPEG")))
    file.refresh_from_db()
    whole = ask(file)
    content = body(whole)
    assert SECRET not in content
    assert int(whole["Content-Length"]) == len(content)
    part = ask(file, Range="bytes=10-")
    assert (body(part), part["Content-Range"]) == (content[10:], f"bytes 10-{len(content) - 1}/{len(content)}")


def test_a_preview_that_is_not_there_is_made_where_that_may_last(team: Team) -> None:
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    for name in SIZES:
        default_storage.delete(preview_path(file.storage_path, name))
    led = preview_response(RequestFactory().get("/f/small"), file, "small")
    assert (led.status_code, led["Location"]) == (307, "/f/small?make")
    made = preview_response(RequestFactory().get("/f/small?make"), file, "small")
    assert (made.status_code, made["Content-Type"]) == (200, "image/webp")
    assert body(made) == body(preview_response(RequestFactory().get("/f/small"), file, "small"))
