import uuid
from collections.abc import Sequence

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.commands import PostMessage
from fieldwork.orders.models import EntryFile, ReadReceipt
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden, Invalid
from tests.worked_example import Team, again, first_confirmation, journal, made, message, new_order, released, text

pytestmark = pytest.mark.django_db


def upload(by: Person, name: str = "rack.jpg") -> File:
    return store_upload(SimpleUploadedFile(name, b"not really a picture"), by=by)


def with_files(*files: File) -> PostMessage:
    return message(files=[file.pk for file in files])


def test_a_message_is_the_next_entry(team: Team) -> None:
    order = released(team)
    entry = post_message(order.number, text("On my way"), by=team.diego)
    assert (entry.seq, entry.text, entry.author) == (4, "On my way", team.diego)
    assert again(order).last_seq == 4


def test_files_keep_their_order(team: Team) -> None:
    order = made(team)
    files = [upload(team.layla, name) for name in ("b.jpg", "a.jpg", "c.jpg")]
    entry = post_message(order.number, with_files(*files), by=team.layla)
    assert [claimed.file.name for claimed in entry.files.all()] == ["b.jpg", "a.jpg", "c.jpg"]


def test_a_file_is_claimed_once(team: Team) -> None:
    order, file = made(team), upload(team.layla)
    post_message(order.number, with_files(file), by=team.layla)
    with pytest.raises(Invalid) as caught:
        post_message(order.number, with_files(file), by=team.layla)
    assert set(caught.value.errors) == {"files"}
    with pytest.raises(Invalid):
        create(new_order(files=[str(file.pk)]), by=team.layla)
    assert EntryFile.objects.count() == 1


def test_somebody_elses_file_is_not_claimed(team: Team) -> None:
    order, file = released(team), upload(team.layla)
    with pytest.raises(Invalid):
        post_message(order.number, with_files(file), by=team.diego)
    with pytest.raises(Invalid):
        confirm(order.number, first_confirmation(order, files=[str(file.pk)]), by=team.diego)
    assert not EntryFile.objects.exists()


def test_an_unknown_file_is_refused(team: Team) -> None:
    with pytest.raises(Invalid):
        post_message(made(team).number, message(files=[uuid.uuid4()]), by=team.layla)


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": " \n"}, {"text": None, "files": []}, None, "x"])
def test_a_message_has_words_or_files(fields: object) -> None:
    with pytest.raises(Invalid):
        PostMessage.parse(fields)


@pytest.mark.parametrize("files", [["x"], "x", [1], [str(uuid.uuid4())] * 21])
def test_files_are_named_by_at_most_20_ids(files: Sequence[object]) -> None:
    with pytest.raises(Invalid) as caught:
        PostMessage.parse({"text": "x", "files": files})
    assert all(field.startswith("files") for field in caught.value.errors)


@pytest.mark.parametrize("who", ["noor", "outsider"])
def test_who_is_not_on_the_order_writes_nothing(team: Team, who: str) -> None:
    order = released(team)
    with pytest.raises(Forbidden):
        post_message(order.number, text("Hello"), by=getattr(team, who))


def test_writing_reads_and_reading_never_goes_back(team: Team) -> None:
    order = released(team)
    post_message(order.number, text("One"), by=team.layla)
    mark = ReadReceipt.objects.get(order=order, person=team.layla)
    assert mark.seq == len(journal(order)) == 4
    for seq in (2, -1, 10_000):
        mark_read(again(order), seq, by=team.layla)
    mark.refresh_from_db()
    assert mark.seq == 4


def test_a_late_reading_does_not_undo_an_earlier_one(team: Team) -> None:
    order = again(released(team))
    mark_read(order, 3, by=team.diego)
    mark_read(order, 1, by=team.diego)
    assert ReadReceipt.objects.get(order=order, person=team.diego).seq == 3
