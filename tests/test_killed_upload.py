"""The program is killed in the middle of an upload: what it leaves is swept after a day, what is kept is not."""

import io
import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from PIL import Image

from fieldwork.config.data_folder import TEMPORARY
from tests.api_caller import ROOT
from tests.running.program import PATIENCE_SECONDS, Program, running
from tests.running.second_process import SecondProcess

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")]


def large_photo() -> bytes:
    """Long to decode, and larger than what Django keeps in memory."""
    out = io.BytesIO()
    Image.effect_noise((5000, 5000), 80).save(out, "JPEG", quality=60)
    return out.getvalue()


def upload(program: Program, token: str, name: str, content: bytes) -> str:
    headers = {"Authorization": f"Bearer {token}"}
    answer = httpx.post(f"{program.address}{ROOT}/files", headers=headers, files={"file": (name, content)}, timeout=60)
    return str(answer.json()["id"])


def send_and_be_cut_off(program: Program, token: str, content: bytes) -> None:
    with suppress(httpx.HTTPError):
        upload(program, token, "lost.jpg", content)


def wait_for_its_child(place: Path) -> None:
    """The picture is decoded in a process of its own, which outlives the killed one and goes on writing there."""
    patience = time.monotonic() + PATIENCE_SECONDS
    while any(str(place) in words for words in _commands()):
        assert time.monotonic() < patience
        time.sleep(0.05)


def _commands() -> Iterator[str]:
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield file.read_text("utf-8", errors="replace")


def left_in(folder: Path) -> list[str]:
    return sorted(path.name.partition("-")[0] for path in folder.iterdir())


def test_a_program_killed_in_an_upload_leaves_nothing_for_ever(tmp_path: Path) -> None:
    """faults.md B9."""
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.close()
    token, place, content = facts["tokens"]["diego"], tmp_path / TEMPORARY, large_photo()
    with running(tmp_path) as program:
        kept = upload(program, token, "kept.bin", b"kept")
        assert left_in(place) == []
        sender = threading.Thread(target=send_and_be_cut_off, args=(program, token, content))
        sender.start()
        patience = time.monotonic() + PATIENCE_SECONDS
        while "picture" not in left_in(place):
            assert time.monotonic() < patience
            time.sleep(0.01)
        program.process.kill()
        sender.join()
    wait_for_its_child(place)
    left = list(place.iterdir())
    # What Django was handed, and the picture that is decoded; each has the whole photo.
    assert len(left) == 2
    yesterday = time.time() - 25 * 3600
    os.utime(left[0], (yesterday, yesterday))
    for path in (tmp_path / "files").rglob("*"):
        os.utime(path, (yesterday, yesterday))
    with running(tmp_path) as program:
        patience = time.monotonic() + PATIENCE_SECONDS
        while left[0].exists():
            assert time.monotonic() < patience
            time.sleep(0.05)
        assert list(place.iterdir()) == left[1:]
        assert upload(program, token, "again.jpg", content)
    assert (tmp_path / "files" / kept.replace("-", "")[:2] / kept.replace("-", "")).read_bytes() == b"kept"
