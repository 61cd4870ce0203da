"""The command line says what it did and ends with an honest status."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.running.backstage import Backstage
from tests.running.program import command, running

pytestmark = pytest.mark.slow
NOOR = [
    *("--company", "Nadiya IT", "--currency", "EUR", "--language", "en", "--time-zone", "Europe/Madrid"),
    *("--name", "Noor Haddad", "--email", "noor@nadiya.example", "--password-stdin"),
]
PASSWORD = "a long enough secret\n"


def test_help_needs_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for words in ([], ["--help"], ["run", "--help"], ["setup", "--help"], ["token", "--help"], ["check", "--help"]):
        told = command(data, *words)
        assert (told.returncode, "usage: fieldwork" in told.stdout) == (0, True)
    assert not data.exists()
    assert command(data, "fly").returncode == 2


def test_a_company_is_set_up_once_and_its_administrator_gets_a_token(tmp_path: Path) -> None:
    assert "database needs" in command(tmp_path, "check").stderr
    assert command(tmp_path, "token", "noor@nadiya.example").returncode == 1
    wrong = command(tmp_path, "setup", *NOOR, given="short\n")
    assert (wrong.returncode, "password" in wrong.stderr) == (1, True)
    nobody = command(tmp_path, "setup", "--company", "Nadiya IT")
    assert (nobody.returncode, "nobody to ask" in nobody.stderr) == (2, True)

    done = command(tmp_path, "setup", *NOOR, given=PASSWORD)
    assert (done.returncode, "Nadiya IT is ready" in done.stdout) == (0, True), done.stderr
    again = command(tmp_path, "setup", *NOOR, given=PASSWORD)
    assert (again.returncode, "has a company already" in again.stderr) == (1, True)
    demo = command(tmp_path, "demo")
    assert (demo.returncode, "has a company already" in demo.stderr) == (1, True)
    assert command(tmp_path, "check").returncode == 0

    token = command(tmp_path, "token", "Noor@nadiya.example", "--name", "Till")
    assert (token.returncode, token.stdout.count("\n")) == (0, 1)
    with running(tmp_path) as program:
        assert "Nadiya IT is open at http://localhost:" in program.said
        assert "Set FIELDWORK_URL to the one clients reach." in program.said
        headers = {"Authorization": f"Bearer {token.stdout.strip()}"}
        me = httpx.get(f"{program.address}/api/v1/me", headers=headers).json()
        assert me["email"] == "noor@nadiya.example"
    stranger = command(tmp_path, "token", "nobody@nadiya.example")
    assert (stranger.returncode, stranger.stdout) == (1, "")


def test_an_empty_installation_says_where_to_begin(tmp_path: Path) -> None:
    with running(tmp_path) as program:
        assert f"{program.address.replace('127.0.0.1', 'localhost')}/start" in program.said


def test_check_names_a_database_that_does_not_answer(tmp_path: Path) -> None:
    told = command(tmp_path, "check", FIELDWORK_DATABASE_URL="postgresql://postgres@127.0.0.1:1/none")
    assert told.returncode == 1
    assert "The database does not answer" in told.stderr
    assert "Traceback" not in told.stderr


def test_check_names_a_mail_server_whose_address_cannot_be_read(tmp_path: Path) -> None:
    told = command(tmp_path, "check", FIELDWORK_SMTP_URL="mail.example:25")
    assert (told.returncode, "FIELDWORK_SMTP_URL cannot be read" in told.stderr) == (2, True)
    assert "FIELDWORK_SMTP_URL" not in command(tmp_path, "check", FIELDWORK_SMTP_URL="smtp://mail.example").stderr


@pytest.mark.parametrize("key", ["nonsense!", "c2hvcnQ"])
def test_check_names_a_key_for_pushes_that_is_none(tmp_path: Path, key: str) -> None:
    checked = command(tmp_path, "check", FIELDWORK_PUSH_KEY=key)
    assert checked.returncode == 1
    assert "FIELDWORK_PUSH_KEY" in checked.stderr


def test_a_setting_that_is_no_number_is_said_in_words(tmp_path: Path) -> None:
    told = command(tmp_path, "run", PORT="eighty")
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)
    assert "eighty" in told.stderr


def test_a_folder_that_cannot_be_made_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = command(tmp_path / "file" / "data", "run")
    assert (told.returncode, "Traceback" in told.stderr) == (2, False)
    assert "FIELDWORK_DATA" in told.stderr


def test_a_damaged_database_is_said_in_words(tmp_path: Path) -> None:
    Backstage(tmp_path).close()
    (tmp_path / "fieldwork.sqlite3").write_bytes(b"this is no database, and was never one" * 100)
    told = command(tmp_path, "run", PORT="0")
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert "does not answer" in told.stderr


def test_the_journal_mode_is_asked_of_a_live_connection(tmp_path: Path) -> None:
    assert command(tmp_path, "setup", *NOOR, given=PASSWORD).returncode == 0
    with sqlite3.connect(tmp_path / "fieldwork.sqlite3") as base:
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_two_who_begin_on_an_empty_postgresql_do_not_trip_over_each_other(tmp_path: Path, postgres_url: str) -> None:
    def begin(place: int) -> tuple[int, str]:
        told = command(tmp_path / str(place), "setup", *NOOR, given=PASSWORD, FIELDWORK_DATABASE_URL=postgres_url)
        return told.returncode, told.stderr

    with ThreadPoolExecutor(2) as both:
        (first, _said), (second, refused) = sorted(both.map(begin, range(2)))
    assert (first, second, "has a company already" in refused) == (0, 1, True)


def test_a_file_is_verified_at_the_command_line(tmp_path: Path) -> None:
    backstage = Backstage(tmp_path)
    facts = backstage.do("stage")
    backstage.close()
    with running(tmp_path) as program:
        cookies = {"sessionid": facts["sessions"]["layla"]}
        pdf = httpx.get(f"{program.address}/orders/{facts['order']}/documents/1", cookies=cookies).content
    file = tmp_path / "order.pdf"
    file.write_bytes(pdf)
    good = command(tmp_path, "verify", str(file))
    assert (good.returncode, "Issued and unchanged" in good.stdout) == (0, True), good.stderr
    file.write_bytes(pdf + b" ")
    changed = command(tmp_path, "verify", str(file))
    assert (changed.returncode, "Not issued like this" in changed.stdout) == (1, True)
    assert command(tmp_path, "verify", str(tmp_path / "none.pdf")).returncode == 2
