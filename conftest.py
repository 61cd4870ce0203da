"""What every test may ask for from the machine, and an honest account of the tests that could not run."""

import os
import secrets
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from _pytest.terminal import TerminalReporter
from hypothesis import settings
from psycopg import sql
from pytest_django import DjangoDbBlocker

from fieldwork.documents import typst_engine
from fieldwork.fonts import coverage
from tests.audit_triggers import remove_trigger
from tests.extra_fonts import make_font

POSTGRES = os.environ.get("FIELDWORK_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
REDIS = os.environ.get("FIELDWORK_TEST_REDIS") or "redis://127.0.0.1:6379/15"
NOTHING_SKIPPED = os.environ.get("CI") == "true" or os.environ.get("FIELDWORK_NO_SKIP") == "1"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MARKS = {"postgres_url": "postgres", "fresh_postgres_url": "postgres", "redis_url": "redis", "chromium_path": "browser"}

# A busy machine is no fault of the program: time is measured by `make bench` and nowhere else.
settings.register_profile("fieldwork", deadline=None)
settings.load_profile("fieldwork")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database, dropped at the end; each worker has its own."""
    with _database() as url:
        yield url


@pytest.fixture
def fresh_postgres_url() -> Iterator[str]:
    """The same, for one test alone."""
    with _database() as url:
        yield url


@contextmanager
def _database() -> Iterator[str]:
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers at FIELDWORK_TEST_POSTGRES")
    name = sql.Identifier(f"fieldwork_test_{secrets.token_hex(6)}")
    with server:
        server.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(name))
        try:
            yield urlsplit(POSTGRES)._replace(path=f"/{name.as_string(server).strip(chr(34))}").geturl()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(scope="session")
def redis_url() -> str:
    """The address of a Redis database that tests may write to. Channels in it are seen by every worker."""
    with redis.Redis.from_url(REDIS, socket_connect_timeout=3) as server:
        try:
            server.ping()
        except redis.ConnectionError:
            pytest.skip("no Redis answers at FIELDWORK_TEST_REDIS")
    return REDIS


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The program to give to Playwright as `executable_path`."""
    for name in [os.environ.get("FIELDWORK_CHROMIUM", ""), *BROWSERS]:
        if found := shutil.which(name):
            return found
    pytest.skip("no Chromium on the path nor at FIELDWORK_CHROMIUM")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Between tests Django empties tables, on SQLite row by row: the audit log must let it."""
    with django_db_blocker.unblock():
        remove_trigger("audit_not_removed")


@pytest.fixture
def no_other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine that has no fonts but those that come along."""
    monkeypatch.delenv(coverage.SETTING, raising=False)
    monkeypatch.setattr(coverage, "SYSTEM_FOLDERS", ())
    coverage.installed.cache_clear()
    yield
    coverage.installed.cache_clear()


@pytest.fixture
def more_fonts(no_other_fonts: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """With a folder of fonts that have some Korean, Thai and Hindi."""
    monkeypatch.setenv(coverage.SETTING, str(make_font(tmp_path / "fonts").parent))
    coverage.installed.cache_clear()
    typst_engine._fonts.cache_clear()
    typst_engine._thread.__dict__.clear()
    yield tmp_path / "fonts"
    typst_engine._fonts.cache_clear()
    typst_engine._thread.__dict__.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a server or the browser carries its mark: `-m "not browser"` can be trusted."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in MARKS:
                item.add_marker(MARKS[fixture])


def skipped_for(terminal: TerminalReporter) -> Counter[str]:
    """How many tests were skipped, by reason."""
    reasons: Counter[str] = Counter()
    for report in terminal.stats.get("skipped", []):
        why = report.longrepr
        reasons[(why[2] if isinstance(why, tuple) else str(why)).removeprefix("Skipped: ")] += 1
    return reasons


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be skipped, a skipped test fails the run."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if NOTHING_SKIPPED and session.exitstatus == pytest.ExitCode.OK and terminal and skipped_for(terminal):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Prints what tests measured about the house, then, loudly, what could not run and why."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value}")
    reasons = skipped_for(terminalreporter)
    if reasons:
        so = "nothing may be skipped here" if NOTHING_SKIPPED else "this run proves less than it could"
        terminalreporter.write_sep("!", f"{reasons.total()} tests SKIPPED: {so}", red=True, bold=True)
        for reason, count in reasons.most_common():
            terminalreporter.write_line(f"  {count:4} {reason}", red=True)
