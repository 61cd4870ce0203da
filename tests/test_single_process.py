"""One process on an SQLite folder; no program on a database that a newer one has used."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from fieldwork.commands.single_process import MayNotServe, require_known_migrations, unknown_migrations
from tests.running.prepared_database import NOOR, PASSWORD, put_company
from tests.running.program import ROOT, command, running, surroundings
from tests.test_start_of_program import SERVED_BY_UVICORN

LATER = ("orders", "0099_later")


@pytest.mark.slow
def test_a_second_process_on_the_same_folder_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    """faults.md C8: by `fieldwork run` and by a server of one's own; a killed process leaves nothing locked."""
    put_company(tmp_path, surroundings(tmp_path))
    with running(tmp_path) as first:
        second = command(tmp_path, "run", PORT="0")
        assert second.returncode == 1
        assert f"(process {first.process.pid})" in second.stderr
        assert "Traceback" not in second.stderr
        own = served_by_uvicorn(tmp_path)
        assert own.returncode != 0
        assert f"(process {first.process.pid})" in own.stderr
        # What only looks, or adds a token, may run beside it.
        assert command(tmp_path, "token", "noor@nadiya.example").returncode == 0
        assert command(tmp_path, "check").returncode == 0
        first.process.send_signal(signal.SIGKILL)
        first.process.wait()
        with running(tmp_path) as third:
            assert "Ctrl-C stops it." in third.said


def served_by_uvicorn(data: Path) -> subprocess.CompletedProcess[str]:
    """A server of one's own, run to its end."""
    return subprocess.run(
        [sys.executable, "-c", SERVED_BY_UVICORN], cwd=ROOT, env=surroundings(data, PORT="0"), capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_two_processes_on_one_postgresql_serve(tmp_path: Path, fresh_postgres_url: str, redis_url: str) -> None:
    more = {"FIELDWORK_DATABASE_URL": fresh_postgres_url, "FIELDWORK_REDIS_URL": redis_url}
    with running(tmp_path, **more) as one, running(tmp_path, **more) as other:
        assert "Ctrl-C stops it." in one.said
        assert "Ctrl-C stops it." in other.said


@pytest.mark.slow
def test_an_older_program_leaves_a_newer_database_alone(tmp_path: Path) -> None:
    """faults.md C8."""
    put_company(tmp_path, surroundings(tmp_path))
    assert command(tmp_path, "check").returncode == 0
    database = tmp_path / "fieldwork.sqlite3"
    note(database, "INSERT INTO django_migrations (app, name, applied) VALUES ('orders', '0099_later', '2027-01-01')")
    before = dump(database)
    commands = [["run"], ["setup", *NOOR], ["demo"], ["token", "noor@nadiya.example"], ["check"], ["reindex"]]
    for words in commands:
        told = command(tmp_path, *words, given=PASSWORD, PORT="0")
        assert told.returncode != 0, words
        assert "A newer version of Fieldwork has used this database (orders.0099_later)" in told.stderr, words
        assert "Traceback" not in told.stderr
    assert "orders.0099_later" in served_by_uvicorn(tmp_path).stderr
    assert dump(database) == before
    note(database, "DELETE FROM django_migrations WHERE name = '0099_later'")
    assert command(tmp_path, "check").returncode == 0


def note(database: Path, statement: str) -> None:
    with sqlite3.connect(database) as opened:
        opened.execute(statement)
    opened.close()


def dump(database: Path) -> bytes:
    """The whole file: whoever writes one row changes it."""
    note(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    return database.read_bytes()


@pytest.mark.both
@pytest.mark.django_db
def test_what_this_version_does_not_know_is_named() -> None:
    """faults.md C8: of an app that is used here; an app that is gone says nothing."""
    require_known_migrations()
    MigrationRecorder(connection).record_applied("forgotten", "0001_initial")
    require_known_migrations()
    MigrationRecorder(connection).record_applied(*LATER)
    assert unknown_migrations() == ["orders.0099_later"]
    with pytest.raises(MayNotServe, match=r"orders\.0099_later"):
        require_known_migrations()


@pytest.mark.skipif(os.name != "posix", reason="the other lock is Windows'")
@pytest.mark.parametrize(("without", "served"), [("", False), ("lock._lock = lambda file: None", True)])
def test_control_without_the_systems_lock_a_second_process_would_serve(
    without: str, served: bool, tmp_path: Path
) -> None:
    imports = "import pathlib, sys; from fieldwork.config import folder_lock as lock"
    taking = f"{imports}\n{without}\nlock.lock(pathlib.Path(sys.argv[1]))"
    waiting = f"{taking}\nprint('taken', flush=True); sys.stdin.read()"
    first = subprocess.Popen(
        [sys.executable, "-c", waiting, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert first.stdout
    assert first.stdout.readline() == b"taken\n"
    second = subprocess.run([sys.executable, "-c", taking, str(tmp_path)], cwd=ROOT, capture_output=True, check=False)
    first.communicate()
    assert (second.returncode == 0) is served
    assert served or f"Taken: {first.pid}".encode() in second.stderr


@pytest.mark.skipif(os.name != "posix", reason="the other lock is Windows'")
def test_the_lock_is_the_systems_and_not_the_files(tmp_path: Path) -> None:
    """faults.md C8: what a killed process left behind locks nothing."""
    (tmp_path / "lock").write_text("1")
    taking = "import pathlib, sys; from fieldwork.config.folder_lock import lock; lock(pathlib.Path(sys.argv[1]))"
    told = subprocess.run([sys.executable, "-c", taking, str(tmp_path)], cwd=ROOT, capture_output=True, check=False)
    assert told.returncode == 0, told.stderr
