"""The command line says what it did and ends with an honest status."""

import re
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.running.prepared_database import NOOR, PASSWORD, put_company
from tests.running.program import ROOT, command, running, surroundings
from tests.running.second_process import SecondProcess

pytestmark = pytest.mark.slow


def test_help_needs_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for words in ([], ["--help"], ["run", "--help"], ["setup", "--help"], ["token", "--help"], ["password", "--help"]):
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


def test_a_lost_password_is_replaced_at_the_command_line(tmp_path: Path) -> None:
    """faults.md C10: the only administrator's, too. What the old one opened ends; if it will not do, nothing."""
    assert command(tmp_path, "password", "noor@nadiya.example", given=PASSWORD).returncode == 1
    put_company(tmp_path, surroundings(tmp_path))
    token = command(tmp_path, "token", "noor@nadiya.example", "--days", "7")
    assert "until" in token.stderr
    change = ("password", "--password-stdin")
    for given, words in (("short\n", "too short"), ("password\n", "too common"), ("", "required"), ("p" * 201, "200")):
        refused = command(tmp_path, *change, "noor@nadiya.example", given=given)
        assert (refused.returncode, words in refused.stderr, "Traceback" in refused.stderr) == (1, True, False)
    nobody = command(tmp_path, "password", "noor@nadiya.example")
    assert (nobody.returncode, "nobody to ask" in nobody.stderr) == (2, True)
    with running(tmp_path) as program:
        headers = {"Authorization": f"Bearer {token.stdout.strip()}"}
        assert httpx.get(f"{program.address}/api/v1/me", headers=headers).status_code == 200
        done = command(tmp_path, *change, " Noor@Nadiya.example", given="quite another secret\n")
        assert (done.returncode, "Noor Haddad has a new password" in done.stdout) == (0, True), done.stderr
        assert "another" not in done.stdout + done.stderr
        ended = httpx.get(f"{program.address}/api/v1/me", headers=headers)
        assert (ended.status_code, "This token ended at" in ended.json()["detail"]) == (401, True)
        assert signs_in(program.address, "a long enough secret") is False
        assert signs_in(program.address, "quite another secret") is True


def signs_in(address: str, password: str) -> bool:
    """Whether Noor comes in by the door."""
    with httpx.Client(base_url=address) as browser:
        page = browser.get("/sign-in").text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token
        form = {"login": "noor@nadiya.example", "password": password, "csrfmiddlewaretoken": token[1]}
        return browser.post("/sign-in", data=form).status_code == 302


def test_a_password_for_nobody_or_somebody_removed_is_refused_in_words(tmp_path: Path) -> None:
    """faults.md C10."""
    second_process = SecondProcess(tmp_path)
    second_process.do("stage")
    second_process.do("deactivate", key="diego")
    second_process.close()
    change = ("password", "--password-stdin")
    for email in ("nobody@nadiya.example", "", "x" * 300, "a\udcffb@x.example"):
        told = command(tmp_path, *change, email, given=PASSWORD)
        assert (told.returncode, "Nobody here has the address" in told.stderr) == (1, True), told.stderr
    told = command(tmp_path, *change, "diego@nadiya.example", given=PASSWORD)
    assert (told.returncode, "Diego González was deactivated" in told.stderr) == (1, True), told.stderr
    told = command(tmp_path, *change, "noor@nadiya.example", given=PASSWORD)
    assert (told.returncode, "Noor Haddad has a new password" in told.stdout) == (0, True), told.stderr


@pytest.mark.parametrize("days", ["0", "-1", "3651", "1.5", "ten", "99999999999"])
def test_a_token_holds_for_a_number_of_days(tmp_path: Path, days: str) -> None:
    """faults.md C10."""
    told = command(tmp_path, "token", "noor@nadiya.example", f"--days={days}")
    assert (told.returncode, "from 1 to 3650" in told.stderr) == (2, True)


def test_a_token_has_a_name_that_fits(tmp_path: Path) -> None:
    """faults.md C10: it is listed under it. On PostgreSQL a longer one was an error."""
    put_company(tmp_path, surroundings(tmp_path))
    for name in ("", "  ", "n" * 101, "a\udcffb"):
        told = command(tmp_path, "token", "noor@nadiya.example", "--name", name)
        assert (told.returncode, "1 to 100 characters" in told.stderr) == (1, True)
    assert command(tmp_path, "token", "noor@nadiya.example", "--name", "n" * 100).returncode == 0


@pytest.mark.parametrize("surrounding", [{"LC_ALL": "C.UTF-8"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}])
def test_a_password_of_bytes_that_are_no_letters_is_refused_in_words(
    tmp_path: Path, surrounding: dict[str, str]
) -> None:
    """faults.md C10: whatever the terminal's letters are."""
    put_company(tmp_path, surroundings(tmp_path))
    told = subprocess.run(
        [sys.executable, "-m", "fieldwork", "password", "noor@nadiya.example", "--password-stdin"],
        cwd=ROOT, env=surroundings(tmp_path, **surrounding), input=b"long enough \xff\xfe\n", capture_output=True,
        check=False,
    )  # fmt: skip
    assert (told.returncode, b"PYTHONUTF8=1" in told.stderr) == (2, True), told.stderr


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
    SecondProcess(tmp_path).close()
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


def issued(address: str, cookies: dict[str, str]) -> bytes:
    """The document, as soon as it is made: whoever asks while the program makes it is told to come back."""
    patience = time.monotonic() + 60
    while (answer := httpx.get(address, cookies=cookies)).status_code == 503:
        assert time.monotonic() < patience, answer.text
        time.sleep(float(answer.headers["retry-after"]) / 4)
    assert answer.status_code == 200
    return answer.content


def test_a_file_is_verified_at_the_command_line(tmp_path: Path) -> None:
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    second_process.close()
    with running(tmp_path) as program:
        cookies = {"sessionid": facts["sessions"]["layla"]}
        pdf = issued(f"{program.address}/orders/{facts['order']}/documents/1", cookies)
    file = tmp_path / "order.pdf"
    file.write_bytes(pdf)
    good = command(tmp_path, "verify", str(file))
    assert (good.returncode, "Issued and unchanged" in good.stdout) == (0, True), good.stdout + good.stderr
    file.write_bytes(pdf + b" ")
    changed = command(tmp_path, "verify", str(file))
    assert (changed.returncode, "Not issued like this" in changed.stdout) == (1, True)
    assert command(tmp_path, "verify", str(tmp_path / "none.pdf")).returncode == 2
