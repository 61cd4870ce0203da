"""Whatever is sent as a file: it is kept, shown only as what it is, to those who see the order, and never runs."""

import re
from collections.abc import Iterator
from email.message import Message

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.models import File
from fieldwork.attachments.tests.sample_pictures import SECRET, film, photo
from fieldwork.orders.models import EntryFile
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya
from tests.pages.strange_texts import DOWNLOAD, SCRIPT, SVG, Sent, corpus

ALL = corpus()
NAMED = re.compile(r"[/\\\x00-\x1f<>\"\u200b-\u200f\u202a-\u202e]")


def given(visitor: Visitor, sent: Sent) -> File:
    answer = visitor.upload(SimpleUploadedFile("x", sent.content))
    assert answer.status_code == 201, sent.name
    return File.objects.get(pk=answer.json()["id"])


def shared(company: Nadiya, number: int, *contents: tuple[str, bytes]) -> list[File]:
    """Sent by the field worker with a message."""
    ids = [company.diego.upload(SimpleUploadedFile(*one)).json()["id"] for one in contents]
    fields = {f"files.{place}": identity for place, identity in enumerate(ids)}
    assert company.diego.send(f"/orders/{number}/messages", {"text": "", **fields}).status_code == 201
    return [File.objects.get(pk=identity) for identity in ids]


def test_what_no_entry_has_taken_is_its_uploaders_alone(company: Nadiya) -> None:
    """A message that was not accepted leaves its photos there; once an entry has them, its order decides."""
    order = company.release()
    identity = company.diego.upload(SimpleUploadedFile("roof.txt", b"roof")).json()["id"]
    answer = company.diego.client.get(f"/files/{identity}")
    assert (answer.status_code, b"".join(answer)) == (200, b"roof")
    assert "roof.txt" in answer["Content-Disposition"]
    for other in (company.layla, company.noor, company.outsider):
        assert other.client.get(f"/files/{identity}").status_code == 404
    sent = company.diego.send(f"/orders/{order.number}/messages", {"text": "Look", "files.0": identity})
    assert sent.status_code == 201
    assert company.diego.client.get(f"/files/{identity}").status_code == 404
    assert company.diego.client.get(f"/orders/{order.number}/files/{identity}").status_code == 200


def body(answer: Iterator[bytes]) -> bytes:
    return b"".join(answer)


def test_the_corpus_is_large_enough() -> None:
    assert len(ALL) >= 60


@pytest.mark.parametrize("sent", ALL, ids=[repr(one.name[:40]) for one in ALL])
def test_a_hostile_file_is_shown_as_what_it_is_or_not_at_all(company: Nadiya, sent: Sent) -> None:
    number = company.release().number
    (file,) = shared(company, number, (sent.name, sent.content))
    answer = company.ogechi.get(f"/orders/{number}/files/{file.id}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == sent.shown_as
    told = Message()
    told["Content-Disposition"] = answer["Content-Disposition"]
    assert told.get_content_disposition() == ("attachment" if sent.shown_as == DOWNLOAD else "inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] or sent.shown_as == "application/pdf"
    assert not NAMED.search(told.get_filename() or "")
    content = body(answer)
    if sent.shown_as.startswith("image/"):
        assert SCRIPT not in content
        assert b"<?php" not in content
        assert b"fetch(" not in content
    if sent.shown_as == DOWNLOAD and not sent.name.startswith(("half", "segment")):
        assert content == sent.content
    # Wherever it is kept, it is not where its name says.
    assert default_storage.exists(file.storage_path)
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{32}", file.storage_path)


def test_what_is_kept_is_what_was_sent_but_the_place(company: Nadiya) -> None:
    for content, same in ((SVG, True), (photo("JPEG"), False), (film(), False)):
        file = given(company.diego, Sent("x", content))
        with default_storage.open(file.storage_path) as kept:
            found = kept.read()
        assert (found == content) is same
        assert SECRET not in found


def test_a_picture_has_previews_and_a_letter_has_none(company: Nadiya) -> None:
    number = company.release().number
    (file,) = shared(company, number, ("rack.jpg", photo("JPEG")))
    for size in ("small", "medium", "large"):
        address = f"/orders/{number}/files/{file.id}/{size}"
        answer = company.ogechi.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert SECRET not in body(answer)
    assert company.ogechi.get(f"/orders/{number}/files/{file.id}/huge").status_code == 404
    (letter,) = shared(company, number, ("a.txt", b"letter"))
    assert company.ogechi.get(f"/orders/{number}/files/{letter.id}/small").status_code == 404


def test_the_media_of_an_order_by_kind_the_newest_first(company: Nadiya) -> None:
    number = company.release().number
    shared(company, number, ("first.jpg", photo("JPEG")), ("manual.pdf", b"%PDF-1.7"))
    shared(company, number, ("second.png", photo("PNG")), ("lift.mp4", film()), ("noise.mp3", b"ID3\x04"))
    (gone,) = shared(company, number, ("gone.gif", photo("GIF")))
    entry = EntryFile.objects.get(file=gone).entry
    assert company.diego.send(f"/orders/{number}/messages/{entry.seq}/removal", {}).status_code == 201

    def names(kind: str) -> list[str]:
        html = company.ogechi.get(f"/orders/{number}/media?kind={kind}", script=True).content.decode()
        return re.findall(r'alt="([^"]+)"' if kind == "pictures" else r'<b dir="auto">([^<]+)</b>', html)

    assert names("pictures") == ["second.png", "first.jpg"]
    assert names("videos") == ["lift.mp4"]
    assert names("files") == ["noise.mp3", "manual.pdf"]
    assert names("nonsense") == []
    assert "<h1" in company.ogechi.get(f"/orders/{number}/media").content.decode()
    details = company.ogechi.get(f"/orders/{number}/parts/details").content.decode()
    assert re.findall(r'(Pictures|Videos|Files) <span class="n">(\d+)', details) == [
        ("Pictures", "2"),
        ("Videos", "1"),
        ("Files", "2"),
    ]


def test_much_media_comes_in_pages(company: Nadiya) -> None:
    number = company.release().number
    for start in range(0, 60, 20):
        shared(company, number, *((f"{place:02}.txt", b"x") for place in range(start, start + 20)))
    found, address = list[str](), f"/orders/{number}/media?kind=files"
    while address:
        html = company.ogechi.get(address).content.decode()
        found += re.findall(r'<b dir="auto">([^<]+)</b>', html)
        older = re.search(r'href="([^"]+before=\d+)"', html)
        address = older[1].replace("&amp;", "&") if older else ""
    assert found == [f"{place:02}.txt" for place in reversed(range(60))]


def test_a_picture_has_its_size_in_the_page_before_it_comes(company: Nadiya) -> None:
    number = company.release().number
    shared(company, number, ("rack.jpg", photo("JPEG", orientation=6, size=(400, 200))))
    html = company.ogechi.get(f"/orders/{number}").content.decode()
    assert 'width="200" height="400" alt="rack.jpg"' in html
