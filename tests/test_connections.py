"""Connections that say nothing, or half of something: each has an end, and many of them have a bound."""

import re
import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from fieldwork import connection_limits
from fieldwork.config.trusted_proxies import read_proxies
from fieldwork.connection_limits import ConnectionLimiter, address_of
from tests.running.memory import MOST_MEMORY, peak_of
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess
from tests.running.stream_listener import Listener

LIMITED = ("-m", "tests.running.limited_memory")
HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
PATIENCE_SECONDS = 30
NEVER = 86_400
NO_BOUND = 1_000_000
MANY = min(1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 200)
FULL = b"HTTP/1.1 503 Service Unavailable"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("connections")


@pytest.fixture(scope="module")
def session(data: Path) -> str:
    """Layla's."""
    second_process = SecondProcess(data)
    found: str = second_process.do("stage")["sessions"]["layla"]
    second_process.close()
    return found


@contextmanager
def limited(data: Path, *changes: str) -> Iterator[Program]:
    with running(data, (*LIMITED, *changes)) as program:
        yield program


def dial(program: Program) -> socket.socket:
    host, port = program.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS)


def heard_to_the_end(line: socket.socket) -> bytes:
    """All that is said until the server hangs up. Raises TimeoutError if it never does."""
    heard = b""
    with suppress(ConnectionError):
        while piece := line.recv(65536):
            heard += piece
    return heard


def answered_once(line: socket.socket) -> None:
    """A whole request and its answer; the connection is kept."""
    line.sendall(b"GET /api/v1/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    heard = b""
    while b'"ok"' not in heard:
        piece = line.recv(65536)
        assert piece, f"hung up after {heard!r}"
        heard += piece


@pytest.mark.slow
def test_a_connection_without_a_whole_request_is_cut(data: Path, session: str) -> None:
    """faults.md C2."""
    with limited(data, "head=1", "piece=1") as program, ExitStack() as lines:
        live = lines.enter_context(Listener(f"{program.address}/live", session=session))
        live.wait_for("hello")
        silent, half, again, told = (lines.enter_context(dial(program)) for _line in range(4))
        half.sendall(HEAD)
        answered_once(again)
        again.sendall(HEAD)
        told.sendall(HEAD + b"\r\nhalf")
        assert heard_to_the_end(silent) == b""
        assert heard_to_the_end(half) == b""
        assert heard_to_the_end(again) == b""
        assert heard_to_the_end(told).startswith(b"HTTP/1.1 408 ")
        # A stream says nothing for fifteen seconds at a time, and its reader never.
        assert not live.ended.is_set()


@pytest.mark.slow
def test_a_body_that_trickles_is_refused(data: Path, session: str) -> None:
    """faults.md C2."""
    with limited(data, "piece=1") as program, dial(program) as line:
        line.sendall(HEAD + b"\r\n")
        patience = time.monotonic() + PATIENCE_SECONDS
        with suppress(ConnectionError):
            while time.monotonic() < patience:
                line.sendall(b"a")
                line.settimeout(0.2)
                with suppress(TimeoutError):
                    assert line.recv(100).startswith(b"HTTP/1.1 408 ")
                    break
            else:
                pytest.fail("It is listened to for ever")


@pytest.mark.slow
def test_a_body_that_nobody_reads_is_not_waited_for(data: Path, session: str) -> None:
    """faults.md C2: a stream that ends at once leaves its request's body behind."""
    with limited(data, "head=1") as program, dial(program) as line:
        line.sendall(b"GET /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n")
        line.settimeout(0.2)
        patience = time.monotonic() + PATIENCE_SECONDS
        with suppress(ConnectionError):
            while time.monotonic() < patience:
                line.sendall(b"a")
                with suppress(TimeoutError):
                    if not line.recv(65536):
                        break
            else:
                pytest.fail("It is listened to for ever")


@pytest.mark.slow
def test_who_takes_nothing_of_an_answer_is_cut(data: Path, session: str) -> None:
    """faults.md C2."""
    with limited(data, "take=1", "told=1") as program, dial(program) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        asked = b"GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
        with suppress(ConnectionError, TimeoutError):
            line.settimeout(1)
            for _time in range(2000):
                line.sendall(asked)
        wait_for(program, "answer not taken")


def wait_for(program: Program, words: str) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while words not in program.said:
        assert time.monotonic() < patience, program.said
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("bound", ["most", "address"])
def test_more_connections_than_there_is_room_for_are_told_so(data: Path, session: str, bound: str) -> None:
    """faults.md C2."""
    with limited(data, f"{bound}=20", "told=600") as program, ExitStack() as lines:
        live = lines.enter_context(Listener(f"{program.address}/live", session=session))
        live.wait_for("hello")
        inside = [lines.enter_context(dial(program)) for _line in range(18)]
        for line in inside:
            answered_once(line)
        # One place is left, if the program's first answer has given its own back.
        inside += [lines.enter_context(dial(program)) for _line in range(2)]
        for _line in range(200):
            with dial(program) as line:
                assert heard_to_the_end(line).startswith(FULL)
        assert not live.ended.is_set()
        for line in inside:
            line.close()
        # Their places are free when the server has seen them go.
        patience = time.monotonic() + PATIENCE_SECONDS
        while httpx.get(f"{program.address}/api/v1/healthz").status_code != 200:
            assert time.monotonic() < patience
        assert len(re.findall("Refused in the last minute", program.said)) == 1


@pytest.mark.slow
def test_six_hundred_silent_connections_do_not_use_up_the_open_files(data: Path, session: str) -> None:
    """faults.md C2: of 256 files, which is what it raises its limit to; who was inside is answered."""
    # However long it takes here, none of them makes room for another by being cut.
    with limited(data, "files=256", f"head={NEVER}") as program, ExitStack() as lines:
        first = lines.enter_context(dial(program))
        answered_once(first)
        assert resource.prlimit(program.process.pid, resource.RLIMIT_NOFILE) == (256, 256)
        silent: list[socket.socket] = []
        for _time in range(20):
            silent += [lines.enter_context(dial(program)) for _line in range(30)]
            answered_once(first)
        assert heard_to_the_end(silent[-1]).startswith(FULL)
        answered_once(first)
        assert "out of system resource" not in program.said
        assert program.said.count("Refused in the last minute") >= 1


@pytest.mark.slow
def test_a_thousand_silent_and_half_open_connections_take_neither_memory_nor_time(data: Path, session: str) -> None:
    """faults.md C2."""
    with running(data) as program, ExitStack() as lines:
        for place in range(MANY):
            line = lines.enter_context(dial(program))
            if place % 2:
                line.sendall(HEAD + b"\r\nhalf")
            if not place % 50:
                health = httpx.get(f"{program.address}/api/v1/healthz", timeout=PATIENCE_SECONDS)
                assert health.status_code == 200
                assert health.elapsed.total_seconds() < 1
        assert peak_of(program) < MOST_MEMORY


@pytest.mark.slow
def test_control_without_deadlines_and_bounds_they_use_up_the_open_files(data: Path, session: str) -> None:
    """faults.md C2: each silent connection is kept, nobody else is answered, and the log says so again and again."""
    with limited(data, "files=256", f"head={NEVER}", f"most={NO_BOUND}") as program, ExitStack() as lines:
        silent = [lines.enter_context(dial(program)) for _line in range(300)]
        wait_for(program, "Too many open files")
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{program.address}/api/v1/healthz", timeout=2)
        silent[0].settimeout(0.1)
        with pytest.raises(TimeoutError):
            silent[0].recv(1)
        assert "Refused in the last minute" not in program.said


@pytest.mark.slow
def test_broken_requests_are_told_in_one_line(data: Path, session: str) -> None:
    """faults.md C2."""
    with limited(data, "told=1") as program:
        for _time in range(50):
            with dial(program) as line:
                line.sendall(b"\x16\x03\x01 nothing\r\n\r\n")
                assert heard_to_the_end(line).startswith(b"HTTP/1.1 400 ")
        wait_for(program, "request: not understood")
        assert "Invalid HTTP request" not in program.said


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("127.0.0.1", ""),
        ("::1", ""),
        ("::ffff:127.0.0.1", ""),
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("a socket", ""),
    ],
)
def test_one_sender_is_an_address_or_a_network_of_version_six(host: str, counted: str) -> None:
    """faults.md C2."""
    assert address_of(host) == counted


@pytest.mark.parametrize("files", [64, 256, 1024, 4096, 65_536])
def test_connections_with_a_file_each_leave_room(files: int) -> None:
    """faults.md C2."""
    door = ConnectionLimiter()
    backlog = door.fit(files)
    assert door.most >= 16
    assert door.most_of_address <= door.most
    if files >= 256:
        assert 2 * door.most + 4 * backlog + 128 <= files


def test_who_leaves_makes_room() -> None:
    """faults.md C2."""
    door = ConnectionLimiter()
    door.most, door.most_of_address = 3, 2
    assert [door.enter("a"), door.enter("a"), door.enter("b")] == ["", "", ""]
    assert door.enter("c") == "in all"
    door.leave("b")
    assert door.enter("a") == "from a"
    assert door.enter("b") == ""


def test_a_proxy_is_not_counted_but_a_stranger_beside_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C2."""
    monkeypatch.setattr(connection_limits, "PROXIES", read_proxies("FIELDWORK_PROXIES", "192.0.2.0/28"))
    assert [address_of("192.0.2.7"), address_of("192.0.2.77")] == ["", "192.0.2.77"]
