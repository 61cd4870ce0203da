"""An SQLite database with every migration run, made once and copied: most tests do not ask how it came about."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".test-data"
NAME = "fieldwork.sqlite3"


def put_database(data: Path, surroundings: Mapping[str, str]) -> None:
    """Into the folder `data`, unless it has one, or `surroundings` name another."""
    if surroundings.get("FIELDWORK_DATABASE_URL") or (data / NAME).exists():
        return
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(_migrated(surroundings), data / NAME)


def _migrated(surroundings: Mapping[str, str]) -> Path:
    """The file that is copied; two processes that make it at once make the same one."""
    target = KEPT / f"migrated-{_digest()}.sqlite3"
    if target.exists():
        return target
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        environment = {**surroundings, "FIELDWORK_DATA": folder, "DJANGO_SETTINGS_MODULE": "fieldwork.settings"}
        command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        whole = Path(folder) / "whole"
        with closing(sqlite3.connect(Path(folder) / NAME)) as database:
            database.execute("VACUUM INTO ?", [str(whole)])
        whole.replace(target)
    return target


def _digest() -> str:
    """Another one for other migrations, ours or those of the packages that bring some."""
    told = hashlib.sha256()
    for path in sorted(ROOT.glob("fieldwork/*/migrations/*.py")):
        told.update(path.read_bytes())
    for package in ("Django", "django-allauth"):
        told.update(version(package).encode())
    return told.hexdigest()[:16]
