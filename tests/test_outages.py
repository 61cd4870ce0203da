"""A database that is away and a disk that is full are told in words; nothing is half kept, and all goes on after it."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from psycopg import errors as states

from fieldwork.attachments.models import File
from fieldwork.attachments.storage import DurableStorage
from fieldwork.orders.models import Entry, Order
from fieldwork.rest.outage_errors import AWAY, BUSY, FULL, OutageError, outage_of
from tests.api_caller import ORDER, callers, new_key
from tests.pages.company import GOOD_ORDER, nadiya
from tests.running.program import running
from tests.running.second_process import SecondProcess
from tests.worked_example import Team

ROOM = "There is no room left on the disk"


def caused(by: BaseException, kind: type[Exception] = OperationalError) -> Exception:
    """As Django wraps what its drivers raise."""
    error = kind(str(by))
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("connection refused"), AWAY),
        (InterfaceError("connection already closed"), AWAY),
        (caused(sqlite3.OperationalError("unable to open database file")), AWAY),
        (caused(sqlite3.OperationalError("disk I/O error")), AWAY),
        (caused(sqlite3.OperationalError("database is locked")), BUSY),
        (caused(states.LockNotAvailable("canceling statement due to lock timeout")), BUSY),
        (caused(states.QueryCanceled("canceling statement due to statement timeout")), BUSY),
        (caused(sqlite3.OperationalError("database or disk is full")), FULL),
        (caused(states.DiskFull("could not extend file")), FULL),
        (OSError(errno.ENOSPC, "No space left on device"), FULL),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ValueError("database is a word"), None),
        (None, None),
    ],
)
def test_what_is_away_or_full_is_told_from_the_error(error: Exception | None, told: OutageError | None) -> None:
    """faults.md C9."""
    assert outage_of(error) == told


@contextmanager
def a_full_database() -> Iterator[None]:
    """SQLite may not grow by one page more: the very error of a full disk."""
    with connection.cursor() as cursor:
        # Less than it has now is not possible: it stays as large as it is.
        cursor.execute("PRAGMA max_page_count = 1")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")


LARGE = {"description": "long " * 1_990}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a page of SQLite's")
def test_a_full_database_keeps_nothing_and_says_so(team: Team) -> None:
    """faults.md C9: by API; and afterwards all goes on."""
    layla = callers(team).layla
    with a_full_database():
        answers = [layla.post("/orders", ORDER | LARGE, key=new_key()) for _time in range(40)]
    refused = [answer for answer in answers if answer.status != 201]
    assert refused
    assert {(answer.status, answer.type) for answer in refused} == {(507, "application/problem+json")}
    assert refused[0].json["detail"].startswith(ROOM)
    assert Order.objects.count() == Entry.objects.count() == len(answers) - len(refused)
    assert layla.post("/orders", ORDER | LARGE, key=new_key()).status == 201


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a page of SQLite's")
def test_a_full_database_is_said_on_the_page() -> None:
    """faults.md C9: to the form's script."""
    company = nadiya()
    company.layla.client.raise_request_exception = False
    with a_full_database():
        answers = [company.layla.send("/orders", GOOD_ORDER | LARGE) for _time in range(40)]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert {answer.status_code for answer in refused} == {507}
    assert ROOM in refused[0].content.decode()
    assert Order.objects.count() == len(answers) - len(refused)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_file_that_finds_no_room_is_said(team: Team, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C9: the disk of the files."""

    def full(*_given: object, **_named: object) -> str:
        raise OSError(number, "No room")

    monkeypatch.setattr(DurableStorage, "_save", full)
    answer = callers(team).layla.upload(SimpleUploadedFile("note.txt", b"hello"), key=new_key())
    assert (answer.status, answer.json["detail"].startswith(ROOM)) == (507, True)
    assert not File.objects.exists()


@pytest.mark.slow
def test_a_database_that_goes_away_and_comes_back(tmp_path: Path, fresh_postgres_url: str) -> None:
    """faults.md C9: pages and API answer 503 in words, and by themselves again when it is back."""
    more = {"FIELDWORK_DATABASE_URL": fresh_postgres_url}
    second_process = SecondProcess(tmp_path, **more)
    facts = second_process.do("stage")
    second_process.close()
    cookies, bearer = {"sessionid": facts["sessions"]["layla"]}, {"Authorization": f"Bearer {facts['tokens']['layla']}"}
    with running(tmp_path, **more) as program, httpx.Client(base_url=program.address, cookies=cookies) as client:
        assert client.get("/orders").status_code == 200
        with away(fresh_postgres_url):
            page = client.get("/orders")
            called = client.get("/api/v1/orders", headers=bearer)
        assert (page.status_code, page.headers["retry-after"]) == (503, "2")
        assert "The database does not answer" in page.text
        assert 'rel="stylesheet"' in page.text
        assert (called.status_code, called.headers["content-type"]) == (503, "application/problem+json")
        assert called.json()["detail"].startswith("The database does not answer")
        assert client.get("/orders").status_code == 200
        assert client.get("/api/v1/orders", headers=bearer).status_code == 200


@contextmanager
def away(url: str) -> Iterator[None]:
    """Nobody may connect to the database, and who has is thrown out."""
    server, _, name = url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as door:
        door.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        door.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            door.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


@pytest.mark.django_db
def test_another_fault_of_the_disk_stays_a_fault_of_ours(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C9: what is neither away nor full is no 503 that somebody waits for."""

    def broken(*_given: object, **_named: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(DurableStorage, "_save", broken)
    layla = callers(team).layla
    layla._client.raise_request_exception = False
    answer = layla.upload(SimpleUploadedFile("note.txt", b"hello"), key=new_key())
    assert (answer.status, answer.type) == (500, "application/problem+json")
