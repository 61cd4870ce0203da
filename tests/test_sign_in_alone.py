"""Signing in needs the database, and nothing else that may be away."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.free_port import free_port
from tests.running.prepared_database import PASSWORD, put_company
from tests.running.program import Program, command, running, surroundings

pytestmark = pytest.mark.slow
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
PATIENCE = 60
AT_ONCE_SECONDS = 5.0
"""Half of what it took when each look at a silent Redis was waited for."""


@pytest.fixture(params=["closed", "silent"])
def redis_away(request: pytest.FixtureRequest) -> Iterator[str]:
    """A Redis whose port is closed, and one that takes connections and never says a word."""
    if request.param == "closed":
        yield f"redis://127.0.0.1:{free_port()}/0"
        return
    with socket.create_server(("127.0.0.1", 0), backlog=64) as silent:
        yield f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def come(program: Program, password: str, **headers: str) -> httpx.Response:
    """What the door answers."""
    with httpx.Client(base_url=program.address, timeout=PATIENCE, headers=headers) as browser:
        found = TOKEN.search(browser.get("/sign-in").text)
        assert found
        form = {"login": "noor@nadiya.example", "password": password, "csrfmiddlewaretoken": found[1]}
        return browser.post("/sign-in", data=form)


def test_without_redis_one_signs_in(tmp_path: Path, redis_away: str) -> None:
    """faults.md C4: it was 500, at once or after ten seconds; a wrong password and a passkey likewise."""
    put_company(tmp_path, surroundings(tmp_path))
    with running(tmp_path, FIELDWORK_REDIS_URL=redis_away) as program:
        wrong, answer = come(program, "wrong"), come(program, PASSWORD.strip())
        assert wrong.status_code == 200
        assert (answer.status_code, answer.headers.get("location")) == (302, "/orders"), program.said
        asked = httpx.get(
            f"{program.address}/sign-in/passkey", headers={"Accept": "application/json"}, timeout=PATIENCE
        )
        assert "request_options" in asked.json()
        assert max(one.elapsed.total_seconds() for one in (wrong, answer, asked)) < AT_ONCE_SECONDS


@pytest.mark.parametrize(("proxies", "believed"), [("192.0.2.1", False), ("127.0.0.1", True), ("", True)])
def test_the_header_of_a_stranger_counts_only_past_a_trusted_proxy(
    tmp_path: Path, proxies: str, believed: bool
) -> None:
    """faults.md C5: who writes another address into the header each time is one, unless a proxy of ours did it."""
    put_company(tmp_path, surroundings(tmp_path))
    with running(tmp_path, FIELDWORK_PROXIES=proxies, FIELDWORK_HTTPS="1") as program:
        with httpx.Client(base_url=program.address, timeout=PATIENCE) as browser:
            found = TOKEN.search(browser.get("/sign-in").text)
            assert found
            cookie = "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)
        told = set()
        for n in range(22):
            form = {"login": f"p{n}@nadiya.example", "password": "wrong", "csrfmiddlewaretoken": found[1]}
            headers = {"X-Forwarded-For": f"198.51.100.{n}", "Cookie": cookie}
            told.add(httpx.post(f"{program.address}/sign-in", data=form, headers=headers, timeout=PATIENCE).status_code)
        assert told == ({200} if believed else {200, 429})


def test_proxies_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    """faults.md C5."""
    told = command(tmp_path, "check", FIELDWORK_PROXIES="nginx")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "FIELDWORK_PROXIES" in told.stderr
