"""The program starts with any console, private files and settings as they are meant, or says in one line why not."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.running.prepared_database import NOOR, PASSWORD, put_company, put_database
from tests.running.program import ROOT, command, running, started, surroundings

pytestmark = pytest.mark.slow
NO_UTF8 = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
CONSOLES = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "latin-1"},
    {"LANG": "C", "LC_ALL": "C", **NO_UTF8},
]
COMMANDS = [["--help"], ["check"], ["token", "nobody@nadiya.example"], ["verify", "none.pdf"], ["reindex"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FIELDWORK_HTTPS", "maybe"),
        ("FIELDWORK_ALLOWED_HOSTS", "https://orders.example.com"),
        ("FIELDWORK_DATABASE_URL", "mysql://u:hunter@db.example/orders"),
        ("FIELDWORK_DATABASE_URL", "postgresql://u:hun/ter@db.example/orders"),
        ("FIELDWORK_REDIS_URL", "http://u:hunter@redis.example"),
        ("FIELDWORK_SMTP_URL", "smtp://u:hunter?@mail.example"),
        ("FIELDWORK_URL", "orders.example.com"),
        ("PORT", "eighty"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_in_one_line(name: str, value: str, tmp_path: Path) -> None:
    """faults.md C11: before anything is made."""
    told = command(tmp_path, "run", **{name: value})
    assert (told.returncode, told.stderr.count("\n")) == (2, 1), told.stderr
    assert name in told.stderr
    assert "hun" not in told.stderr
    assert not list(tmp_path.iterdir())


def test_a_server_of_ones_own_is_told_the_same(tmp_path: Path) -> None:
    """faults.md C11: uvicorn, which would print a traceback with what was given."""
    told = subprocess.run(
        [sys.executable, "-m", "uvicorn", "fieldwork.asgi:application", "--port", "0"],
        cwd=ROOT, env=surroundings(tmp_path, FIELDWORK_SMTP_URL="smtp://u:hunter?@mail.example"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, told.stderr.count("\n")) == (2, 1), told.stderr
    assert "FIELDWORK_SMTP_URL" in told.stderr
    assert "hun" not in told.stderr


def test_usual_spellings_serve(tmp_path: Path) -> None:
    """faults.md C11, C13: blanks behind commas, true for 1, cookies that go over HTTPS alone, and HSTS."""
    settings = {"FIELDWORK_HTTPS": " True ", "FIELDWORK_ALLOWED_HOSTS": "a.example, orders.example.com"}
    with started(tmp_path, **settings) as program:
        for host, proto, status in [("orders.example.com", "https", 200), ("b.example", "https", 400)]:
            headers = {"Host": host, "X-Forwarded-Proto": proto, "X-Forwarded-For": "192.0.2.7"}
            answer = httpx.get(f"{program.address}/start", headers=headers)
            assert answer.status_code == status
            if status == 200:
                assert "Secure" in answer.headers["set-cookie"]
                assert answer.headers["strict-transport-security"] == "max-age=31536000"
                assert 'name="word"' in answer.text


def test_without_https_nothing_is_said_about_it(tmp_path: Path) -> None:
    """faults.md C13: a browser that was told so could not come back."""
    with running(tmp_path) as program:
        answer = httpx.get(f"{program.address}/start", headers={"X-Forwarded-Proto": "https"})
        assert "strict-transport-security" not in answer.headers
        assert "asks for this word: " in program.said


def test_options_of_a_database_address_reach_its_server(tmp_path: Path, postgres_url: str) -> None:
    """faults.md C11: an answer in words, and the driver has heard of the option."""
    url = f"{postgres_url}?sslmode=verify-full&sslrootcert=/nowhere"
    told = command(tmp_path, "check", FIELDWORK_DATABASE_URL=url)
    assert (told.returncode, "SSL" in told.stderr or "/nowhere" in told.stderr) == (1, True), told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("console", CONSOLES[1:], ids=str)
def test_a_console_of_whatever_kind_starts_a_company(console: dict[str, str], tmp_path: Path) -> None:
    """faults.md C12."""
    put_database(tmp_path, surroundings(tmp_path))
    names = ["Łódź — 김민수" if word == "Nadiya IT" else word for word in NOOR]
    done = [command(tmp_path, "setup", *names, given=PASSWORD, **console), command(tmp_path, "check", **console)]
    assert [(told.returncode, "Traceback" in told.stderr) for told in done] == [(0, False)] * 2


def test_a_console_that_knows_few_letters_ends_nothing(tmp_path: Path) -> None:
    """faults.md C12: every command says what it can."""
    console = CONSOLES[0]
    names = ["Łódź — 김민수" if word == "Nadiya IT" else word for word in NOOR]
    before = [command(tmp_path, *words, **console) for words in COMMANDS]
    done = command(tmp_path, "setup", *names, given=PASSWORD, **console)
    after = [command(tmp_path, *words, **console) for words in [*COMMANDS, ["token", "noor@nadiya.example"], ["demo"]]]
    for told in [*before, done, *after]:
        assert "Traceback" not in told.stderr
        assert "UnicodeEncodeError" not in told.stderr
        assert told.stdout or told.stderr
    assert [told.returncode for told in after] == [0, 0, 1, 2, 0, 0, 1], [told.stderr for told in after]
    with running(tmp_path, **console) as program:
        assert "is open at http://localhost:" in program.said
        assert "Traceback" not in program.said


def test_an_answer_in_letters_that_the_console_cannot_give_is_refused_in_words(tmp_path: Path) -> None:
    """faults.md C12: the way in as well as the way out."""
    told = command(tmp_path, "setup", given="Łódź\nEUR\n", PYTHONIOENCODING="ascii")
    assert (told.returncode, "Traceback" in told.stderr) == (2, False), told.stderr
    assert "PYTHONUTF8=1" in told.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows has rights of another kind")
def test_nothing_in_the_data_folder_can_be_read_by_others(tmp_path: Path) -> None:
    """faults.md C13; and C12: the welcome of a demo has a dash."""
    data = tmp_path / "data"
    assert command(data, "demo").returncode == 0
    wide = [place for place in [data, *data.rglob("*")] if stat.S_IMODE(place.lstat().st_mode) & 0o077]
    assert not wide
    assert any(place.suffix == ".sqlite3" for place in data.iterdir())
    with running(data, PYTHONIOENCODING="ascii") as program:
        assert "? sign in with one click as" in program.said


@pytest.mark.parametrize("program", [("-m", "fieldwork", "run"), ()], ids=["run", "uvicorn"])
def test_a_running_program_tells_no_secret_of_a_link(program: tuple[str, ...], tmp_path: Path) -> None:
    """faults.md C7."""
    put_company(tmp_path, surroundings(tmp_path))
    secret = "Zq3_x-9TtYw0AbCdEfGhIjKlMnOpQrSt"
    served = program or ("-c", SERVED_BY_UVICORN)
    with running(tmp_path, served) as one:
        for path in (f"/c/{secret}", f"/c/{secret}/documents/1", f"/v/{secret}/x", f"/sign-in?next=/c/{secret}"):
            httpx.get(f"{one.address}{path}")
        httpx.post(f"{one.address}/c/{secret}/answer")
        assert "Not Found: /c/…" in one.said
        assert secret not in one.said


SERVED_BY_UVICORN = """
import os, uvicorn

class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        print("Ctrl-C stops it.", flush=True)

Server(uvicorn.Config("fieldwork.asgi:application", port=int(os.environ["PORT"]))).run()
"""
# With the access log that uvicorn keeps by default.
