"""`fieldwork check`: whether this installation can be trusted with data, each problem in words."""

import importlib
import re
import sqlite3  # the newer one that the settings have put in its place, where there is a wheel
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from tempfile import TemporaryFile
from zoneinfo import TZPATH

from django.core import checks
from django.db import DatabaseError, connection
from django.utils import timezone

from fieldwork.commands.check_files import damaged_files, every_file
from fieldwork.commands.migrate import pending_migrations
from fieldwork.commands.single_process import MayNotServe, require_known_migrations
from fieldwork.commands.terminal import print_error, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.config import DATA, MAIL_FROM
from fieldwork.config.data_folder import make_folder
from fieldwork.config.setting_values import InvalidSetting
from fieldwork.documents.typst_engine import FONTS
from fieldwork.jobs.models import Job
from fieldwork.masterdata.forms.fields import is_address
from fieldwork.notices.push.push_encryption import public_key
from fieldwork.shell.assets import MANIFEST

Version = tuple[int, ...]

FIXED_IN: dict[Version, int] = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
"""Minor versions of SQLite, and the patch from which their write-ahead log is safe (sqlite.org, "WAL reset bug")."""


def run(options: Namespace) -> int:
    """0 if nothing is wrong, else 1."""
    files = every_file if options.files else damaged_files
    found = list(problems([*CHECKS, zone_data, migrations, given_up, files]))
    for problem in found:
        print_error(problem)
    print_line(_("Time zone data: %(version)s") % {"version": zone_data_version() or _("of unknown age")})
    if not found:
        print_line(_("Everything is as it should be."))
    return int(bool(found))


def problems(questions: list[Callable[[], str | None]]) -> Iterator[str]:
    """Yields what is wrong, a sentence each."""
    for question in questions:
        try:
            problem = question()
        except DatabaseError as unreachable:
            yield _("The database does not answer: %(reason)s") % {"reason": str(unreachable).strip()}
            return
        if problem:
            yield problem
        if problem and question is migrations:
            # What comes after asks for tables that are not there yet.
            return


def data_folder() -> str | None:
    """Whether files can be written where they belong."""
    try:
        make_folder(DATA)
        with TemporaryFile(dir=DATA):
            return None
    except InvalidSetting as refused:
        return str(refused)
    except OSError as refused:
        return _("The data folder %(folder)s cannot be written: %(reason)s") % {
            "folder": DATA,
            "reason": refused.strerror,
        }


def settings() -> str | None:
    """Django's own checks."""
    wrong = [problem for problem in checks.run_checks() if problem.is_serious()]
    return "\n".join(str(fault) for fault in wrong) or None


def sqlite_version() -> str | None:
    """Versions 3.7.0 to 3.51.2 may lose committed data or damage the file, but for those it was repaired in."""
    if connection.vendor != "sqlite" or is_safe(sqlite3.sqlite_version_info):
        return None
    return _(
        "SQLite %(version)s can damage a database in write-ahead mode. Install pysqlite3 0.6.1 or newer, "
        "a Python with SQLite 3.51.3 or newer, or use PostgreSQL."
    ) % {"version": sqlite3.sqlite_version}


def is_safe(version: Version) -> bool:
    """Whether this SQLite keeps a write-ahead log whole."""
    if version < (3, 7) or version >= (3, 52):
        return True
    repaired = FIXED_IN.get(version[:2])
    return repaired is not None and version[2] >= repaired


def pragmas() -> str | None:
    """Asked of a connection as the program uses it: settings alone prove nothing."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        level = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if (mode, level) == ("wal", 2):
        return None
    return _(
        "The database file does not keep what is committed (journal_mode %(mode)s, synchronous %(level)s). "
        "The data folder has to be on a local disk."
    ) % {"mode": mode, "level": level}


def front_end() -> str | None:
    """Whether the pages' scripts and styles are built."""
    if MANIFEST.is_file():
        return None
    return _("The pages' scripts and styles are not built. Run: make run, or python scripts/prepare.py")


def fonts() -> str | None:
    """Whether documents have their letters."""
    if any(FONTS.glob("*.ttf")):
        return None
    return _("The fonts of documents are missing in %(folder)s") % {"folder": FONTS}


def zone_data() -> str | None:
    """Whether the rules of time zones are recent: laws change them several times a year, on short notice."""
    version = zone_data_version()
    released = re.match(r"(\d{4})[a-z]", version)
    if not released or int(released[1]) >= timezone.now().year - 1:
        return None
    return _("The time zone data are of %(version)s. Update the system's tzdata package: times may be an hour off.") % {
        "version": version
    }


def zone_data_version() -> str:
    """Returns the version of the time zone data Python reads, such as "2026a", by its files; "" where nothing tells."""
    for folder in map(Path, TZPATH):
        for name, found in (("tzdata.zi", r"# version (\w+)"), ("+VERSION", r"(\w+)")):
            with suppress(OSError), (folder / name).open(encoding="ascii", errors="replace") as file:
                if match := re.match(found, file.readline()):
                    return match[1]
        if folder.is_dir():
            return ""
    try:
        return str(importlib.import_module("tzdata").IANA_VERSION)
    except ImportError:
        return ""


def sender() -> str | None:
    """Whether mails can come from FIELDWORK_MAIL_FROM; whether a mail server answers shows in *Outgoing*."""
    if MAIL_FROM and not is_address(parseaddr(MAIL_FROM)[1]):
        return _("FIELDWORK_MAIL_FROM is no e-mail address: %(given)s") % {"given": MAIL_FROM}
    return None


def push() -> str | None:
    """Whether the key by which push services know this installation can be read."""
    try:
        public_key()
    except ValueError:
        return _("FIELDWORK_PUSH_KEY, or push_key in the data folder, is no key: 32 bytes in base64url are.")
    return None


def migrations() -> str | None:
    """Whether the tables are those of this version, no older and no newer."""
    try:
        require_known_migrations()
    except MayNotServe as refused:
        return str(refused)
    if steps := pending_migrations():
        return _("The database needs %(steps)s steps to this version. Run: fieldwork run") % {"steps": steps}
    return None


def given_up() -> str | None:
    """Whether a step after an entry ended its process so often that it is not tried any more."""
    if not (steps := list(Job.objects.filter(done_at=None, given_up_at__isnull=False).select_related("entry"))):
        return None
    named = ", ".join(
        _("order %(number)s: %(step)s") % {"number": job.entry.order_id, "step": job.name} for job in steps
    )
    return _("Steps after an entry were given up, because they ended their process: %(named)s") % {"named": named}


CHECKS: list[Callable[[], str | None]] = [
    data_folder,
    settings,
    sqlite_version,
    pragmas,
    front_end,
    fonts,
    sender,
    push,
]
"""All that must hold before the program serves anybody; migrations it runs itself."""
