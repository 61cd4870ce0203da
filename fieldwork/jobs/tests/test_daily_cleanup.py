"""What nobody sent is forgotten after its time; what somebody sent never is."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fieldwork.attachments.actions.delete_unsent import delete_unsent
from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import preview_path
from fieldwork.attachments.tests.sample_pictures import photo
from fieldwork.jobs.daily_cleanup import clean_up
from fieldwork.orders.actions.post_message import post_message
from tests.worked_example import Team, made, message

LONG_AGO = timezone.now() - timedelta(days=40)


def kept(team: Team, name: str = "rack.jpg") -> File:
    return store_upload(SimpleUploadedFile(name, photo("JPEG")), by=team.layla)


def test_only_what_is_old_and_was_never_sent_goes(team: Team) -> None:
    order = made(team)
    sent, waiting, young = (kept(team, name) for name in ("sent.jpg", "waiting.jpg", "young.jpg"))
    post_message(order.number, message(files=[sent.pk]), by=team.layla)
    File.objects.exclude(pk=young.pk).update(uploaded_at=LONG_AGO)
    assert clean_up() == (1, 0)
    assert set(File.objects.values_list("name", flat=True)) == {"sent.jpg", "young.jpg"}
    assert not default_storage.exists(waiting.storage_path)
    assert not default_storage.exists(preview_path(waiting.storage_path, "small"))
    assert default_storage.exists(sent.storage_path)
    assert clean_up() == (0, 0)


def test_what_was_named_meanwhile_stays_whole(team: Team) -> None:
    file = kept(team)
    post_message(made(team).number, message(files=[file.pk]), by=team.layla)
    assert not delete_unsent(file)
    assert default_storage.exists(file.storage_path)
    assert File.objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize(("hours", "left"), [(1, True), (30, False)])
def test_what_a_killed_process_left_half_written_goes_after_a_day(team: Team, *, hours: int, left: bool) -> None:
    file = kept(team)
    half = Path(default_storage.path(file.storage_path)).parent / ".tmp-6f0f7d2e"
    half.write_bytes(b"half")
    at = timezone.now().timestamp() - hours * 3600
    os.utime(half, (at, at))
    assert clean_up() == (0, 0 if left else 1)
    assert half.exists() is left
    assert default_storage.exists(file.storage_path)
