"""What strangers send to a running program: large, many-parted and deep bodies take neither its memory nor its time."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from fieldwork.request_limits import ANSWER, FORM, KB, MAX_BODY, UNKNOWN_SENDER, Limit, Parts, limit_of
from tests.hypothesis_effort import EFFORT
from tests.running.memory import MOST_MEMORY, peak_of
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess

PATIENCE_SECONDS = 60
FORM_KIND = "application/x-www-form-urlencoded"
FILE_KIND = 'multipart/form-data; boundary="edge-of-parts"'
HEAD = b'--edge-of-parts\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
TAIL = b"\r\n--edge-of-parts--\r\n"


def stage(data: Path) -> dict[str, dict[str, str]]:
    """A company that is set up; its sessions and tokens."""
    second_process = SecondProcess(data)
    staged: dict[str, dict[str, str]] = second_process.do("stage")
    second_process.close()
    return staged


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("limits")


@pytest.fixture(scope="module")
def facts(data: Path) -> dict[str, dict[str, str]]:
    """Who comes in with what."""
    return stage(data)


@pytest.fixture(scope="module")
def program(data: Path, facts: dict[str, dict[str, str]]) -> Iterator[Program]:
    with running(data) as program:
        yield program


def pieces(body: bytes) -> Iterator[bytes]:
    """The body without a length said before."""
    for start in range(0, len(body), 65536):
        yield body[start : start + 65536]


def post(program: Program, path: str, body: bytes, kind: str, *, said: bool = True, **more: str) -> httpx.Response:
    headers = {"Content-Type": kind, **more}
    content = body if said else pieces(body)
    return httpx.post(f"{program.address}{path}", content=content, headers=headers, timeout=PATIENCE_SECONDS)


def a_file(size: int) -> bytes:
    return HEAD + b"x" * (size - len(HEAD) - len(TAIL)) + TAIL


def in_order(facts: dict[str, dict[str, str]]) -> dict[str, str]:
    """A page of Layla's."""
    return {"Cookie": f"sessionid={facts['sessions']['layla']}"}


def with_token(facts: dict[str, dict[str, str]]) -> dict[str, str]:
    return {"Authorization": f"Bearer {facts['tokens']['layla']}"}


@pytest.mark.parametrize(
    ("method", "path", "kind", "limit"),
    [
        ("POST", "/files", FILE_KIND, Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/files", FORM_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/files/", FILE_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/files/more", FILE_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("PUT", "/files", FILE_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("GET", "/files", FILE_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/files", "multipart/form-data-not", Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/files", "MULTIPART/Form-Data; boundary=x", Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/api/v1/files", FILE_KIND, Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/api/v1/files/4", FILE_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/api/v1/orders", "application/json", Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/profile/photo", FILE_KIND, Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/company/logo", FILE_KIND, Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/company/seal", FILE_KIND, Limit(MAX_BODY, UNKNOWN_SENDER, 100)),
        ("POST", "/verify", FILE_KIND, Limit(MAX_BODY, MAX_BODY, 100)),
        ("POST", "/verify", FORM_KIND, Limit(FORM, UNKNOWN_SENDER)),
        ("POST", "/c/secret/answer", FORM_KIND, Limit(ANSWER, ANSWER)),
        ("POST", "/c/a/b/answer", FORM_KIND, Limit(FORM, UNKNOWN_SENDER)),
    ],
)
@pytest.mark.parametrize("root", ["", "/at"])
def test_a_limit_belongs_to_a_whole_address_a_method_and_a_kind(
    method: str, path: str, kind: str, limit: Limit, root: str
) -> None:
    """faults.md C1."""
    scope = {"method": method, "path": root + path, "root_path": root, "headers": [(b"content-type", kind.encode())]}
    assert limit_of(scope) == limit


@pytest.mark.parametrize("step", [1, 3, 16, 1000])
def test_parts_are_counted_wherever_the_pieces_are_cut(step: int) -> None:
    """faults.md C1."""
    body = b"--edge\r\n\r\n" * 40 + b"--edg" + b"--edge--"
    parts = Parts("multipart/form-data; boundary=edge")
    for start in range(0, len(body), step):
        parts.see(body[start : start + step])
    assert parts.count == 41


@pytest.mark.slow
@pytest.mark.parametrize("said", [True, False])
@pytest.mark.parametrize(
    ("path", "kind", "status"),
    [
        ("/sign-in", FORM_KIND, 401),
        ("/sign-in", FILE_KIND, 401),
        ("/files", FILE_KIND, 401),
        ("/api/v1/orders", "application/json", 401),
        ("/api/v1/files", FILE_KIND, 401),
        ("/nowhere", "image/png", 401),
        ("/c/secret/answer", FORM_KIND, 404),
        ("/verify", FORM_KIND, 401),
    ],
)
def test_a_stranger_sends_little(program: Program, path: str, kind: str, status: int, *, said: bool) -> None:
    """faults.md C1."""
    answer = post(program, path, b"x" * (UNKNOWN_SENDER + 1), kind, said=said)
    expected = {status, 403} if path.startswith("/c/") else {status}
    assert answer.status_code in expected
    if status == 401:
        assert answer.headers["connection"] == "close"
        is_problem = answer.headers["content-type"] == "application/problem+json"
        assert is_problem is path.startswith("/api/")
    assert post(program, path, b"x" * UNKNOWN_SENDER, kind, said=said).headers.get("connection") != "close"


@pytest.mark.slow
@pytest.mark.parametrize("bad", ["", "sessionid=", "sessionid=abcdefgh12345678abcdefgh12345678", "sessionid=%00"])
def test_a_session_that_is_none_is_a_strangers(program: Program, bad: str) -> None:
    """faults.md C1."""
    body = b"x" * (UNKNOWN_SENDER + 1)
    assert post(program, "/orders/new", body, FORM_KIND, Cookie=bad).status_code == 401
    assert post(program, "/api/v1/orders", body, "application/json", Authorization=f"Bearer x{bad}").status_code == 401


@pytest.mark.slow
@pytest.mark.parametrize("said", [True, False])
def test_who_is_known_sends_a_form_and_a_file_but_no_more(
    program: Program, facts: dict[str, dict[str, str]], *, said: bool
) -> None:
    """faults.md C1."""
    page, api = in_order(facts), with_token(facts)
    assert post(program, "/api/v1/files", a_file(24_000_000), FILE_KIND, said=said, **api).status_code == 201
    # No CSRF token: Django has read the form.
    assert post(program, "/orders/new", b"x" * FORM, FORM_KIND, said=said, **page).status_code == 403
    assert post(program, "/files", a_file(MAX_BODY), FILE_KIND, said=said, **page).status_code == 403
    long = post(program, "/orders/new", b"x" * (FORM + 1), FORM_KIND, said=said, **page)
    assert (long.status_code, "2 MB" in long.text) == (413, True)
    assert post(program, "/orders/new", a_file(FORM + 1), FILE_KIND, said=said, **page).status_code == 413
    call = post(program, "/api/v1/orders", b" " * (FORM + 1), "application/json", said=said, **api)
    assert (call.status_code, call.json()["title"]) == (413, "Too large")
    assert post(program, "/api/v1/orders", b"[" * FORM, "application/json", said=said, **api).status_code == 400
    # A session opens nothing at the API, a token nothing at a page.
    assert post(program, "/api/v1/orders", b" " * FORM, "application/json", said=said, **page).status_code == 401
    assert post(program, "/orders/new", b"x" * FORM, FORM_KIND, said=said, **api).status_code == 401


@pytest.mark.slow
@pytest.mark.parametrize("said", [True, False])
def test_anybody_has_a_document_verified_whatever_its_size(program: Program, *, said: bool) -> None:
    """faults.md C1."""
    assert post(program, "/verify", a_file(MAX_BODY), FILE_KIND, said=said).status_code != 413
    many = post(program, "/verify", b"--edge-of-parts\r\n\r\n" * 101, FILE_KIND, said=said)
    assert (many.status_code, many.text) == (413, "This has too many parts.")


def raw(program: Program, *parts: bytes) -> bytes:
    """What is said to these bytes until the server hangs up."""
    host, port = program.address.removeprefix("http://").split(":")
    heard = b""
    with socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS) as line, suppress(ConnectionError):
        for part in parts:
            line.sendall(part)
        while piece := line.recv(65536):
            heard += piece
    return heard


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("POST /files HTTP/1.1\r\nContent-Length: 99999999999\r\nExpect: 100-continue", 413),
        ("POST /files HTTP/1.1\r\nContent-Length: 99999999999", 413),
        ("HEAD /orders HTTP/1.1\r\nContent-Length: 99999999", 413),
        ("GET /orders HTTP/1.1\r\nContent-Length: 99999", 401),
        ("POST /sign-in HTTP/1.1\r\nContent-Length: 99999\r\nContent-Encoding: gzip", 401),
        ("POST /sign-in HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 99999", 400),
        ("POST /sign-in HTTP/1.1\r\nContent-Length: -5", 400),
    ],
)
def test_a_length_is_judged_before_a_byte_has_come(program: Program, lines: str, status: int) -> None:
    """faults.md C1."""
    heard = raw(program, f"{lines}\r\nHost: localhost\r\n\r\n".encode())
    assert heard.startswith(f"HTTP/1.1 {status} ".encode()), heard
    assert b"100 Continue" not in heard


@pytest.mark.slow
def test_a_length_that_lies_begins_no_second_request(program: Program) -> None:
    """faults.md C1."""
    host = "Host: localhost\r\n"
    heard = raw(
        program, f"POST /sign-in HTTP/1.1\r\n{host}Connection: close\r\nContent-Length: 3\r\n\r\na=b=c=d=e".encode()
    )
    assert heard.count(b"HTTP/1.1 ") == 1


@pytest.mark.slow
def test_with_expect_a_small_body_is_asked_for(program: Program) -> None:
    head = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n"
    assert raw(program, head + b"Expect: 100-continue\r\n\r\n", b"a=b").startswith(b"HTTP/1.1 100 ")


FORGED = {"Cookie": f"csrftoken={'a' * 32}"}
"""With it Django reads a form to compare its token; without it, it refuses before that."""

HOSTILE = (
    ("/sign-in", FORM_KIND, b"a=" + b"%41" * 9_000_000),
    ("/sign-in", FORM_KIND, b"a=1&" * 6_500_000),
    ("/c/secret/answer", FORM_KIND, b"a=" + b"%41" * 340_000),
    ("/verify", FILE_KIND, b"--edge-of-parts\r\n\r\n" * 1_300_000),
    ("/verify", FILE_KIND, HEAD.replace(b'; filename="a.pdf"', b"") + b"x" * 26_000_000 + TAIL),
    ("/verify", FILE_KIND, a_file(MAX_BODY)),
    ("/api/v1/orders", "application/json", b"[" * 26_000_000),
    ("/api/v1/orders", "application/json", b'[{"":0},' * 3_000_000),
)


@pytest.mark.slow
def test_eight_hostile_senders_take_neither_memory_nor_time(tmp_path: Path) -> None:
    """faults.md C1."""
    stage(tmp_path)
    with running(tmp_path) as program:

        def send(path: str, kind: str, body: bytes) -> None:
            for time in range(2 * EFFORT):
                with suppress(httpx.TransportError):  # hung up on while it sends
                    post(program, path, body, kind, said=bool(time % 2), **FORGED)

        threads = [threading.Thread(target=send, args=hostile) for hostile in HOSTILE]
        for thread in threads:
            thread.start()
        asked = 0
        while asked < 20 or any(thread.is_alive() for thread in threads):
            health = httpx.get(f"{program.address}/api/v1/healthz", timeout=PATIENCE_SECONDS)
            assert health.status_code == 200
            assert health.elapsed.total_seconds() < 1
            asked += 1
        assert peak_of(program) < MOST_MEMORY


@pytest.mark.slow
def test_without_the_limits_one_form_takes_all_of_it(tmp_path: Path) -> None:
    """The control."""
    stage(tmp_path)
    with running(tmp_path, ("-m", "tests.running.limited_memory", "unlimited=1")) as program:
        path, kind, body = HOSTILE[0]
        post(program, path, body[: 12 * KB * KB], kind, Cookie=FORGED["Cookie"])
        assert peak_of(program) > MOST_MEMORY
