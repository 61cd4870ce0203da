"""SQLite databases that are made once and copied, migrated or set up: most tests do not ask how they came about."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".test-data"
NAME = "fieldwork.sqlite3"
NOOR = [
    *("--company", "Nadiya IT", "--currency", "EUR", "--language", "en", "--time-zone", "Europe/Madrid"),
    *("--name", "Noor Haddad", "--email", "noor@nadiya.example", "--password-stdin"),
]
PASSWORD = "a long enough secret\n"


def put_database(data: Path, surroundings: Mapping[str, str]) -> None:
    """Into the folder `data`, unless it has one, or `surroundings` name another."""
    if surroundings.get("FIELDWORK_DATABASE_URL") or (data / NAME).exists():
        return
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(_migrated(surroundings), data / NAME)


def put_company(data: Path, surroundings: Mapping[str, str]) -> None:
    """Into the folder `data`: Nadiya IT with Noor, its administrator, as `fieldwork setup` leaves it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(_set_up(surroundings), data / NAME)


def _migrated(surroundings: Mapping[str, str]) -> Path:
    """The file that is copied."""
    migrations = ROOT.glob("fieldwork/*/migrations/*.py")
    return _made(f"migrated-{_digest(migrations)}", surroundings, ["-m", "django", "migrate", "--verbosity", "0"])


def _set_up(surroundings: Mapping[str, str]) -> Path:
    name = f"company-{_digest(ROOT.glob('fieldwork/**/*.py'))}"
    return _made(name, surroundings, ["-m", "fieldwork", "setup", *NOOR], given=PASSWORD)


def _made(name: str, surroundings: Mapping[str, str], program: Sequence[str], *, given: str = "") -> Path:
    """The file that this program of Python makes; two processes that make it at once make the same one."""
    target = KEPT / f"{name}.sqlite3"
    if target.exists():
        return target
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        environment = {**surroundings, "FIELDWORK_DATA": folder, "DJANGO_SETTINGS_MODULE": "fieldwork.settings"}
        command = [sys.executable, *program]
        subprocess.run(command, cwd=ROOT, env=environment, input=given, text=True, capture_output=True, check=True)
        whole = Path(folder) / "whole"
        with closing(sqlite3.connect(Path(folder) / NAME)) as database:
            database.execute("VACUUM INTO ?", [str(whole)])
        whole.replace(target)
    return target


def _digest(files: Iterable[Path]) -> str:
    """Another one for other files, or other packages that bring migrations."""
    told = hashlib.sha256()
    for path in sorted(files):
        told.update(path.read_bytes())
    for package in ("Django", "django-allauth"):
        told.update(version(package).encode())
    return told.hexdigest()[:16]
