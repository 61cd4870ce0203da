"""What killed processes and ended sessions leave is swept after a day; what is in use, or nobody's of ours, stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.tests.sample_pictures import photo
from fieldwork.config.data_folder import remove_temporary, temporary_folder
from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.documents.models import Document
from fieldwork.jobs import orphaned_files
from fieldwork.jobs.daily_cleanup import clean_up
from fieldwork.jobs.orphaned_files import remove_orphans
from fieldwork.orders.models import DocumentVersion
from fieldwork.people.actions.photos import save_photo
from fieldwork.people.models import PasswordLink
from tests.pages.browser_client import Visitor
from tests.worked_example import Team, released

HEX = "0123456789abcdef" * 4
LEFT = (
    f"01/{HEX[:32]}", f"01/{HEX[:32]}.small.webp", f"documents/01/{HEX}.pdf", f"documents/01/{HEX}_aB3dE6g.pdf",
    f"people/01/{HEX}.webp", f"photos/01/{HEX}.jpg",
)  # fmt: skip
NOT_OURS = ("readme.txt", "01/notes.txt", "backup/01/" + HEX[:32], f"documents/01/{HEX}.pdf.bak", f"01/{HEX[:30]}")


def a_day_ago() -> float:
    return (timezone.now() - timedelta(hours=25)).timestamp()


def age(folder: Path) -> None:
    """All in it was written yesterday."""
    for path in folder.rglob("*"):
        os.utime(path, (a_day_ago(), a_day_ago()))


def stored() -> set[str]:
    """The names of all that is stored."""
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def used(team: Team) -> set[str]:
    """One of each kind that rows lead to."""
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    save_photo(team.diego, b"RIFF")
    make_pdf(DocumentVersion.objects.get(order=released(team)))
    default_storage.save(f"photos/{file.sha256[:2]}/{file.sha256}.jpg", ContentFile(b"x"))
    return stored()


def test_what_no_row_leads_to_goes_and_what_is_used_stays(used: set[str]) -> None:
    """faults.md B9."""
    assert len(used) == 7
    for name in (*LEFT, *NOT_OURS):
        default_storage.save(name, ContentFile(b"left"))
    assert clean_up() == (0, 0)
    age(Path(default_storage.path("")))
    assert clean_up() == (0, len(LEFT))
    assert stored() == used | set(NOT_OURS)


def test_control_of_what_no_row_is_known_to_lead_to_nothing_stays(
    used: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md B9, the control: without asking the rows, what is used goes, too."""
    monkeypatch.setattr(
        orphaned_files, "LEADS", [(pattern, lambda _names: set()) for pattern, _known in orphaned_files.LEADS]
    )
    age(Path(default_storage.path("")))
    assert remove_orphans(timezone.now() - timedelta(days=1)) == len(used)


def test_a_program_on_another_database_empties_no_storage(used: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md B9: with no row at all nothing is touched; with few, not more than leftovers can be."""
    age(Path(default_storage.path("")))
    before = timezone.now() - timedelta(days=1)
    File.objects.all().delete()
    monkeypatch.setattr(orphaned_files, "FEWEST", 4)
    assert (remove_orphans(before), stored()) == (0, used)
    Document.objects.all().delete()
    monkeypatch.setattr(orphaned_files, "FEWEST", 40)
    assert (remove_orphans(before), stored()) == (0, used)


def test_without_a_storage_folder_there_is_nothing_to_sweep(team: Team) -> None:
    """faults.md B9: a fresh installation."""
    assert remove_orphans(timezone.now()) == 0


def test_what_was_worked_on_goes_after_a_day_and_nothing_outside(tmp_path: Path) -> None:
    """faults.md B9: half an upload, half a picture, half a key; what is written now stays."""
    data = tmp_path / "data"
    place = temporary_folder(data)
    (place / "picture-1").mkdir()
    (place / "picture-1" / "picture").write_bytes(b"x")
    (place / "a.upload.jpg").write_bytes(b"x")
    (place / "link").symlink_to(tmp_path)
    (data / ".secret_key-0123456789abcdef").write_text("half")
    (data / "secret_key").write_text("whole")
    yesterday = timezone.now() - timedelta(days=1)
    assert remove_temporary(data, yesterday) == 0
    age(data)
    os.utime(place / "link", (a_day_ago(), a_day_ago()), follow_symlinks=False)
    (place / "b.upload.jpg").write_bytes(b"now")
    assert remove_temporary(data, yesterday) == 4
    assert sorted(path.name for path in data.rglob("*")) == ["b.upload.jpg", "secret_key", "temporary"]
    assert tmp_path.is_dir()


def test_uploads_are_worked_on_where_they_are_swept() -> None:
    """faults.md B9."""
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).name == "temporary"


def test_sessions_that_have_ended_are_gone_and_the_others_are_not(team: Team) -> None:
    """faults.md B9: with the lines about their devices, and links to choose a password long past."""
    staying, ended = Visitor(team.layla), Visitor(team.ogechi)
    keys = [visitor.client.session.session_key or "" for visitor in (staying, ended)]
    for person, key in zip((team.layla, team.ogechi), keys, strict=True):
        UserSession.objects.create(user=person, session_key=key, ip="127.0.0.1", data={})
    now, long = timezone.now(), timedelta(days=60)
    UserSession.objects.update(created_at=now - long)
    Session.objects.filter(session_key=keys[1]).update(expire_date=now - timedelta(seconds=1))
    for number, past in enumerate((long, timedelta(0))):
        PasswordLink.objects.create(person=team.diego, digest=str(number), created_at=now - past, expires_at=now - past)
    clean_up()
    assert list(Session.objects.values_list("session_key", flat=True)) == keys[:1]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == keys[:1]
    assert list(PasswordLink.objects.values_list("digest", flat=True)) == ["1"]
    assert staying.get("/profile").status_code == 200
    assert ended.get("/profile").status_code == 302
