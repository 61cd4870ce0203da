"""However many large pictures arrive: one is decoded at a time, and never by the process that answers."""

import contextlib
import ctypes
import io
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from fieldwork.attachments import previews as previews_module
from fieldwork.attachments.previews import NotAPicture, document_photo_of, previews_of

SIDE = 3_000
DECODED = SIDE * SIDE * 4
"""Bytes of one of these pictures once it is decoded: 36 million. Its file has 50 thousand."""

ON_LINUX = pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="only Linux tells it in /proc")


def large(number: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), (number, 80, 80)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def memory(line: str) -> int:
    """Bytes that /proc tells of this process: VmRSS, what it holds now, or VmHWM, the most it ever held."""
    told = Path("/proc/self/status").read_text("ascii").split(f"{line}:")[1].split()[0]
    return int(told) * 1024


def most_taken(act: Callable[[], object]) -> int:
    """Bytes that this process held at most during `act`, beyond what it held before.

    What was freed before is given back first: the C library keeps it, and `act` would take it without a trace.
    """
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before = memory("VmRSS")
    act()
    return memory("VmHWM") - before


def decode(pictures: list[bytes]) -> Sequence[Image.Image]:
    """What the control does: decodes here, and keeps it."""
    opened = [Image.open(io.BytesIO(content)) for content in pictures]
    for picture in opened:
        picture.load()
    return opened


@ON_LINUX
def test_twenty_large_pictures_take_no_memory_of_the_process_that_answers() -> None:
    """faults.md B5: less than one of them decoded. The control decodes four of them here, and is seen."""
    pictures = [large(number) for number in range(20)]
    document_photo_of(pictures[0])

    def shrink_all() -> None:
        for content in pictures:
            assert document_photo_of(content)

    assert most_taken(shrink_all) < DECODED // 2
    assert most_taken(lambda: previews_of(pictures[0])) < DECODED // 2
    assert most_taken(lambda: decode(pictures[:4])) > DECODED


@ON_LINUX
def test_the_process_that_decodes_holds_a_few_pictures_at_most(tmp_path: Path) -> None:
    """faults.md B5: its peak as it tells it itself, with what Python and its libraries take."""
    (tmp_path / "picture").write_bytes(large(1))
    peak = "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr)"
    start = "import runpy, sys; made = runpy.run_path(sys.argv[1])"
    program = f"{start}; made['MODES'][sys.argv[2]](sys.argv[3], sys.argv[4], [1200]); {peak}"
    for way in ("previews", "paper"):
        command = [sys.executable, "-I", "-c", program, str(previews_module.PROGRAM), way, str(tmp_path / "picture")]
        done = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=True)
        assert int(done.stderr) * 1024 < 80_000_000 + 3 * DECODED, way


class Seen(contextlib.AbstractContextManager[None]):
    """A lock that tells when a second one wants it; without `lock` it holds nobody up."""

    def __init__(self, lock: contextlib.AbstractContextManager[object] | None) -> None:
        self.lock, self.wanted, self.both_want = lock, 0, threading.Event()

    def __enter__(self) -> None:
        self.wanted += 1
        if self.wanted == 2:
            self.both_want.set()
        if self.lock:
            self.lock.__enter__()

    def __exit__(self, *_fault: object) -> None:
        if self.lock:
            self.lock.__exit__(None, None, None)


def most_at_once(monkeypatch: pytest.MonkeyPatch, lock: contextlib.AbstractContextManager[object] | None) -> int:
    """How many decode at once when two are sent; each waits inside until both have come, or the other cannot."""
    gate, inside, most = Seen(lock), [], []
    both_inside = threading.Event()

    def run(*_command: Any, **_how: Any) -> subprocess.CompletedProcess[str]:
        inside.append(1)
        most.append(len(inside))
        if len(inside) == 2:
            both_inside.set()
        gate.both_want.wait()
        if lock is None:
            both_inside.wait()
        inside.pop()
        return subprocess.CompletedProcess([], 1, "", "none")

    monkeypatch.setattr(previews_module, "_one_at_a_time", gate)
    monkeypatch.setattr(subprocess, "run", run)

    def send() -> None:
        with contextlib.suppress(NotAPicture):
            previews_of(b"x")

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(most)


def test_two_that_arrive_at_once_are_decoded_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md B5."""
    assert most_at_once(monkeypatch, threading.Lock()) == 1


def test_control_without_the_lock_both_are_decoded_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md B5: the control."""
    assert most_at_once(monkeypatch, None) == 2
