"""Files that were cut, changed or lost in the storage: told, made again, never given out for whole ones."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fieldwork.attachments import file_responses as serving_module
from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.file_damage import Damage
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import preview_path
from fieldwork.attachments.tests.sample_pictures import photo
from fieldwork.documents import render_pdf as render_module
from fieldwork.documents.actions import repair_pdf as mend_module
from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.models import Document
from fieldwork.jobs import file_scrubber
from fieldwork.jobs.daily_cleanup import DailyCleanup
from fieldwork.jobs.file_scrubber import scrub_files
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import DocumentVersion
from fieldwork.people.models import Person
from tests.api_caller import Caller
from tests.pages.browser_client import Visitor
from tests.worked_example import Team, message, released

CONTENT = bytes(range(256)) * 100
ADDRESS = "/orders/1/documents/1"


def cut(storage_path: str) -> None:
    """As a full disk or a bad sector may leave it."""
    os.truncate(default_storage.path(storage_path), 100)


def change(storage_path: str) -> None:
    """One bit, the size as before."""
    place = Path(default_storage.path(storage_path))
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)


def lose(storage_path: str) -> None:
    Path(default_storage.path(storage_path)).unlink()


DAMAGES = [(cut, Damage.RESIZED), (change, Damage.CHANGED), (lose, Damage.MISSING)]


@pytest.fixture
def file(team: Team) -> File:
    """Of the released order 1, whose document is made."""
    number = released(team).number
    make_pdf(DocumentVersion.objects.get(order=number))
    sent = store_upload(SimpleUploadedFile("data.bin", CONTENT), by=team.ogechi)
    post_message(number, message(files=[sent.pk]), by=team.ogechi)
    return sent


def seen(person: Person, path: str, **headers: str) -> tuple[int, bytes]:
    response: Any = Visitor(person).client.get(path, headers=headers)
    return response.status_code, b"".join(response) if response.streaming else response.content


def address_of(file: File) -> str:
    return f"/orders/1/files/{file.pk}"


def long_ago() -> None:
    """Everything is due to be read."""
    File.objects.update(checked_at=timezone.now() - timedelta(days=40))
    Document.objects.update(checked_at=timezone.now() - timedelta(days=40))


@pytest.mark.parametrize("harm", [cut, lose])
def test_half_a_file_is_told_and_never_given_out(team: Team, file: File, harm: Any) -> None:
    """faults.md B6."""
    harm(file.storage_path)
    for headers in ({}, {"Range": "bytes=0-9"}, {"Range": "bytes=-5"}):
        status, told = seen(team.ogechi, address_of(file), **headers)
        assert (status, "“data.bin” is damaged on the server" in told.decode()) == (410, True)
    assert Visitor(team.ogechi).client.head(address_of(file)).status_code == 410
    script = Visitor(team.ogechi).get(address_of(file), script=True)
    assert (script.status_code, script["Content-Type"]) == (410, "application/problem+json")
    assert "no-store" in script["Cache-Control"]
    assert seen(team.outsider, address_of(file))[0] == 404


def test_control_without_the_comparison_half_a_file_is_given_out(
    team: Team, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md B6, the control."""
    monkeypatch.setattr(serving_module, "open_whole", lambda name, _size: default_storage.open(name))
    cut(file.storage_path)
    assert seen(team.ogechi, address_of(file)) == (200, CONTENT[:100])


def test_a_changed_file_is_found_by_the_round_told_and_right_again_once_it_is_brought_back(
    team: Team, file: File
) -> None:
    """faults.md B6: the size tells nothing of it."""
    change(file.storage_path)
    long_ago()
    scrub_files()
    file.refresh_from_db()
    assert file.damage == Damage.CHANGED
    assert seen(team.ogechi, address_of(file))[0] == 410
    shown = Visitor(team.noor).get("/outgoing").content.decode()
    assert "Files damaged on the server" in shown
    assert "data.bin" in shown
    change(file.storage_path)
    assert seen(team.ogechi, address_of(file)) == (200, CONTENT)
    File.objects.update(checked_at=timezone.now() - timedelta(days=2))
    scrub_files()
    file.refresh_from_db()
    assert file.damage == Damage.NONE
    assert "Files damaged" not in Visitor(team.noor).get("/outgoing").content.decode()


@pytest.mark.parametrize(("harm", "damage"), DAMAGES)
def test_the_round_tells_what_is_wrong(file: File, harm: Any, damage: Damage) -> None:
    """faults.md B6."""
    harm(file.storage_path)
    long_ago()
    scrub_files()
    file.refresh_from_db()
    assert file.damage == damage


def test_a_round_is_bounded_and_everything_comes_once(team: Team, file: File, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md B6: the longest unread first, and nothing twice within its time."""
    for number in range(4):
        store_upload(SimpleUploadedFile(f"{number}.bin", CONTENT), by=team.ogechi)
    long_ago()
    monkeypatch.setattr(file_scrubber, "MAX_BYTES", len(CONTENT) * 2)
    rounds = 1
    while scrub_files():
        rounds += 1
    assert rounds == 3
    assert not File.objects.filter(checked_at__lt=timezone.now() - timedelta(days=1)).exists()
    assert not scrub_files()


@pytest.mark.parametrize("harm", [cut, lose])
def test_a_cut_or_lost_pdf_is_made_again_at_once(team: Team, file: File, harm: Any) -> None:
    """faults.md B6."""
    before = seen(team.ogechi, ADDRESS)
    harm(Document.objects.get().storage_path)
    assert seen(team.ogechi, ADDRESS) == before
    part = before[1][:10]
    cut(Document.objects.get().storage_path)
    assert seen(team.ogechi, ADDRESS, Range="bytes=0-9") == (206, part)
    kept = [path for path in Path(default_storage.path("documents")).rglob("*") if path.is_file()]
    assert kept == [Path(default_storage.path(Document.objects.get().storage_path))]


def test_a_changed_pdf_is_never_mailed_and_the_round_makes_it_again(team: Team, file: File) -> None:
    """faults.md B6."""
    document = Document.objects.get()
    before = read_pdf(document)
    change(document.storage_path)
    assert read_pdf(Document.objects.get()) == before
    change(Document.objects.get().storage_path)
    long_ago()
    scrub_files()
    assert seen(team.ogechi, ADDRESS) == (200, before)
    assert Document.objects.get().damage == Damage.NONE


def test_a_heavy_one_is_left_to_the_round_and_asked_for_again(
    team: Team, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md B6: 202 and 503 with when to ask; the round is woken."""
    before = seen(team.ogechi, ADDRESS)
    woken: list[int] = []
    sweeper = DailyCleanup()
    monkeypatch.setattr(sweeper._rounds, "start", lambda: None)
    monkeypatch.setattr(sweeper._rounds, "wake", lambda: woken.append(1))
    monkeypatch.setattr(mend_module, "_repair_listeners", [])
    sweeper.start()
    monkeypatch.setattr(render_module, "MAX_LINES_IN_PROCESS", 0)
    cut(Document.objects.get().storage_path)
    answer = Caller(team.ogechi).get(f"{ADDRESS}")
    assert (answer.status, answer.headers["Retry-After"]) == (202, "1")
    assert seen(team.ogechi, ADDRESS)[0] == 503
    assert woken == [1, 1]
    scrub_files()
    assert seen(team.ogechi, ADDRESS) == before


def test_what_comes_out_otherwise_is_not_given_out_and_told(team: Team, file: File) -> None:
    """faults.md B6: by another release, say; it is tried again only when its time has come."""
    cut(Document.objects.get().storage_path)
    Document.objects.update(sha256="0" * 64)
    assert [seen(team.ogechi, ADDRESS)[0] for _ in range(3)] == [503, 503, 503]
    kept = Document.objects.get()
    assert (kept.damage, kept.is_ready, "makes another one" in kept.error) == (Damage.RESIZED, True, True)
    assert kept.attempts == 2
    assert "makes another one" in Visitor(team.noor).get("/outgoing").content.decode()


def test_half_a_preview_is_made_again(team: Team) -> None:
    """faults.md B6."""
    number = released(team).number
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.ogechi)
    post_message(number, message(files=[file.pk]), by=team.ogechi)
    path = f"{address_of(file)}/small"
    whole = seen(team.ogechi, path)
    cut(preview_path(file.storage_path, "small"))
    assert seen(team.ogechi, path)[0] == 307
    assert seen(team.ogechi, f"{path}?make") == whole
    lose(preview_path(file.storage_path, "small"))
    cut(file.storage_path)
    assert seen(team.ogechi, f"{path}?make")[0] == 410
    file.refresh_from_db()
    assert file.is_picture


def test_a_lost_picture_of_a_person_is_no_error(team: Team) -> None:
    """faults.md B6."""
    sent = Visitor(team.diego).client.post("/profile/photo", {"photo": SimpleUploadedFile("me.jpg", photo("JPEG"))})
    assert sent.status_code == 302
    key = Person.objects.get(pk=team.diego.pk).photo
    place = f"people/{key[:2]}/{key}.webp"
    assert seen(team.layla, f"/people/photos/{key}")[0] == 200
    cut(place)
    assert seen(team.layla, f"/people/photos/{key}")[0] == 404
    lose(place)
    assert seen(team.layla, f"/people/photos/{key}")[0] == 404
