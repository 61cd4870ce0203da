"""Full disks, slow and hungry documents: the action stands, the document follows, an administrator reads why."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfReader

from fieldwork.attachments.storage import DurableStorage
from fieldwork.documents import render_pdf as render_module
from fieldwork.documents.actions import make_pdf as make_module
from fieldwork.documents.actions.make_pdf import RenderingFailed, make_pdf
from fieldwork.documents.models import Document
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import line, order, totals
from fieldwork.documents.typst_engine import RenderFailed
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.orders.transitions import State
from tests.worked_example import Team, released

FULL = """
import resource, sys
from pathlib import Path
from django.conf import settings
settings.configure()
from django.core.files.base import ContentFile
from fieldwork.attachments.storage import DurableStorage
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    DurableStorage(location=sys.argv[1]).save("documents/a.pdf", ContentFile(b"x" * 1_000_000))
except OSError as full:
    print("refused", full.errno)
"""


@pytest.mark.skipif(os.name != "posix", reason="the limit of a process's files is POSIX's")
def test_a_disk_that_takes_no_more_leaves_no_half_file(tmp_path: Path) -> None:
    """The system itself refuses to write on; nothing stays under the final name, nor beside it."""
    told = subprocess.run([sys.executable, "-c", FULL, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == f"refused {errno.EFBIG}"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_with_room_the_file_is_whole(tmp_path: Path) -> None:
    DurableStorage(location=tmp_path).save("documents/a.pdf", ContentFile(b"x" * 1_000_000))
    assert (tmp_path / "documents/a.pdf").stat().st_size == 1_000_000


@pytest.mark.django_db
def test_a_full_disk_undoes_no_release_and_the_document_follows_when_there_is_room(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = DocumentVersion.objects.get(order=released(team))
    with monkeypatch.context() as full:
        full.setattr(DurableStorage, "_save", _no_room)
        with pytest.raises(RenderingFailed, match="No space left on device"):
            make_pdf(version)
    kept = Document.objects.get(version=version)
    assert (kept.is_ready, kept.attempts, "No space left" in kept.error) == (False, 1, True)
    assert kept.next_try_at is not None
    assert Order.objects.get(pk=version.order_id).state == State.RELEASED
    assert make_pdf(version).is_ready


def _no_room(*_given: object) -> str:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def many(count: int) -> dict[str, object]:
    lines = [line(f"Item {place}", 1000, 650, 650) for place in range(count)]
    return order(layout=3, materials=lines, totals=totals(650 * count, 6000, 9000))


def test_a_document_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "TIME_LIMIT", 0.05)
    with pytest.raises(RenderFailed, match="took longer"):
        render_pdf(many(200))


def test_a_document_that_needs_too_much_memory_ends_its_own_process_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "MEMORY_LIMIT", 30)
    with pytest.raises(RenderFailed):
        render_pdf(many(200))


def test_control_within_its_limits_the_same_document_is_made() -> None:
    assert render_pdf(many(200)).startswith(b"%PDF-")


def test_of_forty_thousand_lines_of_text_the_paper_says_that_there_is_more() -> None:
    pages = PdfReader(io.BytesIO(render_pdf(order(layout=3, description="One more line.\n" * 40_000)))).pages
    text = "".join(page.extract_text() for page in pages)
    assert (len(pages), text.count("One more line.")) == (2, 40)
    assert "continued in the order" in text


@pytest.mark.django_db
def test_whatever_breaks_in_the_making_is_noted_and_tried_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    version = DocumentVersion.objects.get(order=released(team))
    with monkeypatch.context() as broken:
        broken.setattr(make_module, "seal", _broken)
        with pytest.raises(RenderingFailed, match="no wax"):
            make_pdf(version)
    assert not Document.objects.get(version=version).is_ready
    assert make_pdf(version).is_ready


def _broken(*_given: object, **_named: object) -> bytes:
    raise RuntimeError("no wax")
