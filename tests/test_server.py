"""The server: what reaches Django, what never holds a thread, and how it stops."""

import re
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import httpx
import psycopg
import pytest

from fieldwork.commands.check import is_safe
from fieldwork.request_body import MAX_DRAINED
from fieldwork.request_limits import MAX_BODY
from tests.running.program import Program, command, running
from tests.running.second_process import SecondProcess
from tests.running.stream_listener import Listener

pytestmark = pytest.mark.slow
TOO_MUCH = MAX_BODY + 1
API = "/api/v1/orders"
FORGETFUL_SECONDS = 4
FORGETFUL = f"""
import sys, django
django.setup()
from fieldwork.__main__ import main
from fieldwork.commands import run
from fieldwork.live.hub import Hub
Hub.end_streams, run.GRACE_SECONDS = lambda self: None, {FORGETFUL_SECONDS}
sys.exit(main(["run"]))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for the programs of this file."""
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def program(data: Path) -> Iterator[Program]:
    """The program on SQLite, before anybody set it up."""
    with running(data) as program:
        yield program


def pieces(size: int) -> Iterator[bytes]:
    """So many bytes without a length said before."""
    for start in range(0, size, 65536):
        yield b"x" * min(65536, size - start)


def healthy(program: Program, *, seconds: float = 2) -> bool:
    """Whether a page is answered while something else goes on."""
    return httpx.get(f"{program.address}/sign-in", timeout=seconds).status_code < 500


@pytest.mark.parametrize("length_said", [True, False])
@pytest.mark.parametrize(("path", "kind"), [("/files", "text/plain"), (API, "application/problem+json")])
def test_too_large_a_body_is_refused_in_words(program: Program, path: str, kind: str, *, length_said: bool) -> None:
    body = b"x" * TOO_MUCH if length_said else pieces(TOO_MUCH)
    answer = httpx.post(f"{program.address}{path}", content=body, timeout=60)
    # Without a length a stranger is asked for a session or token before so much has come.
    assert answer.status_code == (413 if length_said else 401)
    assert answer.headers["content-type"].startswith(kind)
    assert "2 MB" in answer.text or not length_said


def test_an_absurd_length_is_refused_before_it_is_sent(program: Program) -> None:
    with dial(program) as line:
        line.sendall(b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n")
        assert b" 413 " in line.recv(100)


def test_two_gigabytes_without_a_length_are_cut_off_soon(program: Program) -> None:
    """In chunks, for as long as the server takes them: it hangs up, and has kept none of it in memory.

    Its refusal is heard only if it arrives before the connection is reset under what was still being sent.
    """
    chunk, sent, heard = b"10000\r\n" + b"x" * 65536 + b"\r\n", 0, b""
    before = memory_of(program)
    with dial(program) as line:
        line.sendall(b"POST /files HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        with suppress(OSError):
            while sent < 2 * 1024**3:
                line.sendall(chunk)
                sent += 65536
        with suppress(OSError):
            while piece := line.recv(65536):
                heard += piece
    assert MAX_DRAINED < sent < 32 * 1024**2
    assert heard.startswith(b"HTTP/1.1 401") or not heard
    assert memory_of(program) - before < 64 * 1024**2
    assert healthy(program)


def memory_of(program: Program) -> int:
    """Bytes that its process holds."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{program.process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


def dial(program: Program) -> socket.socket:
    """A connection by hand."""
    host, port = program.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=10)


def test_slow_uploads_hold_up_nobody(program: Program) -> None:
    with ExitStack() as lines:
        for _ in range(20):
            line = lines.enter_context(dial(program))
            line.sendall(b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\nslow")
        time.sleep(0.2)
        assert healthy(program)


def test_an_upload_that_breaks_off_leaves_nothing_behind(program: Program) -> None:
    for _ in range(5):
        with dial(program) as line:
            line.sendall(b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\nbroken")
    time.sleep(0.2)
    assert healthy(program)
    assert "Traceback" not in program.said


def test_files_come_whole_and_pages_without_the_servers_name(program: Program) -> None:
    page = httpx.get(f"{program.address}/sign-in", follow_redirects=True)
    script = re.search(r'src="(/static/built/app-[^"]+\.js)"', page.text)
    assert script is not None
    answer = httpx.get(f"{program.address}{script[1]}")
    assert (answer.status_code, len(answer.content) > 10_000) == (200, True)
    assert "immutable" in answer.headers["cache-control"]
    assert "server" not in page.headers
    head = httpx.head(f"{program.address}{script[1]}")
    assert (head.status_code, head.content) == (200, b"")


def test_ctrl_c_stops_it_at_once_with_streams_open(tmp_path: Path) -> None:
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.close()
    # The best of three: the machine may be busy with other tests.
    assert min(seconds_to_stop(tmp_path, facts["sessions"]["layla"]) for _ in range(3)) < 3


def seconds_to_stop(data: Path, session: str) -> float:
    """From Ctrl-C to the end, with thirty open pages and an upload that stands still."""
    with running(data) as program, ExitStack() as pages:
        listeners = [pages.enter_context(Listener(f"{program.address}/live", session=session)) for _ in range(30)]
        for listener in listeners:
            listener.wait_for("hello")
        half = pages.enter_context(dial(program))
        half.sendall(b"POST /files HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\nslow")
        seconds = program.interrupt()
        assert program.process.returncode == 0
        assert all(listener.ended.wait(1) for listener in listeners)
        assert program.said.rstrip().endswith("Ctrl-C stops it.\nStopped."), program.said
        return seconds


def test_without_telling_them_open_streams_hold_it_up(tmp_path: Path) -> None:
    """The control: nobody ends the streams, so only the grace period does, with an error."""
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.close()
    with running(tmp_path, program=["-c", FORGETFUL]) as program, ExitStack() as pages:
        url = f"{program.address}/live"
        pages.enter_context(Listener(url, session=facts["sessions"]["layla"])).wait_for("hello")
        assert program.interrupt() > FORGETFUL_SECONDS


def test_a_polite_kill_ends_well_too(tmp_path: Path) -> None:
    with running(tmp_path) as program:
        program.process.send_signal(signal.SIGTERM)
        assert program.process.wait(5) == 0


def test_a_port_in_use_is_said_in_words(program: Program, data: Path) -> None:
    port = program.address.rpartition(":")[2]
    second = command(data, "run", PORT=port)
    assert second.returncode == 1
    assert f"Port {port} is in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_thread_keeps_its_connection_and_replaces_a_dead_one(tmp_path: Path, postgres_url: str) -> None:
    with (
        psycopg.connect(postgres_url, autocommit=True) as witness,
        running(tmp_path, FIELDWORK_DATABASE_URL=postgres_url) as program,
    ):
        health = f"{program.address}/api/v1/healthz"
        ask_at_once(health, 40)
        before = connections_of(witness)
        ask_at_once(health, 80)
        after = connections_of(witness)
        # Four for pages, one for the live thread, one for the follow-ups, one that migrated.
        assert before <= after
        assert len(after) <= 7
        witness.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ANY(%s)", [list(after)])
        assert ask_at_once(health, 20) == {200}
        assert not connections_of(witness) & after


def ask_at_once(url: str, times: int) -> set[int]:
    """The statuses of many requests, eight at a time."""
    statuses: list[int] = []

    def ask() -> None:
        with httpx.Client() as client:
            statuses.extend(client.get(url, timeout=20).status_code for _ in range(times // 8 + 1))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return set(statuses)


def connections_of(witness: psycopg.Connection) -> set[int]:
    """The server processes that work for the program."""
    rows = witness.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    return {row[0] for row in rows}


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 6, 23), True),
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_that_damages_its_log_is_known(version: tuple[int, ...], *, safe: bool) -> None:
    assert is_safe(version) is safe
