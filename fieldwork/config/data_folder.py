"""The data folder: nobody else on this machine looks into it."""

import os
import secrets
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from fieldwork.config.setting_values import InvalidSetting, _

FOLDER_MARKERS = frozenset({"secret_key", "push_key", "fieldwork.sqlite3"})
"""A folder is ours when one of these is in it: somebody's home, named by mistake, keeps its rights."""

TEMPORARY = "temporary"
"""Where files lie that are worked on: what a killed process leaves there is nobody else's."""

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_folder(folder: Path) -> None:
    """The folder is there, for its owner alone; so is what lies in it, and what this process makes from now on.

    Raises InvalidSetting.
    """
    os.umask(os.umask(OTHERS) | OTHERS)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            _narrow(folder)
    except OSError as refused:
        sentence = _("FIELDWORK_DATA names a folder that cannot be used, %(folder)s: %(reason)s")
        raise InvalidSetting(sentence % {"folder": folder, "reason": refused.strerror}) from refused


def temporary_folder(data: Path) -> Path:
    """Made where it is missing. Raises InvalidSetting."""
    make_folder(data / TEMPORARY)
    return data / TEMPORARY


def remove_temporary(data: Path, before: datetime) -> int:
    """Removes what a killed process left there, and half a key of its, untouched since `before`; how many."""
    removed = 0
    for left in [*temporary_folder(data).iterdir(), *data.glob(".*_key-????????????????")]:
        with suppress(FileNotFoundError):
            if left.lstat().st_mtime < before.timestamp():
                if left.is_dir() and not left.is_symlink():
                    shutil.rmtree(left)
                else:
                    left.unlink()
                removed += 1
    return removed


def read_or_create(folder: Path, name: str, make: Callable[[], str]) -> str:
    """Returns the content of the file; the first time writes what `make` returns. Raises InvalidSetting."""
    make_folder(folder)
    file = folder / name
    try:
        if not file.exists():
            _make_whole(file, make())
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as refused:
        sentence = _("FIELDWORK_DATA: the file %(file)s cannot be used: %(reason)s")
        reason = getattr(refused, "strerror", None) or type(refused).__name__
        raise InvalidSetting(sentence % {"file": file, "reason": reason}) from refused


def _narrow(folder: Path) -> None:
    if os.name != "posix":
        return
    found = {entry.name for entry in folder.iterdir()}
    if _belongs(folder) and (not found or found & FOLDER_MARKERS):
        for place in [folder, *(folder / name for name in found)]:
            if _belongs(place) and stat.S_IMODE(place.lstat().st_mode) & OTHERS:
                place.chmod(stat.S_IMODE(place.lstat().st_mode) & ~OTHERS)


def _belongs(place: Path) -> bool:
    """Whether it is a file or folder of this user's own; a folder that all may write to, as /tmp, is nobody's."""
    try:
        status = place.lstat()
    except FileNotFoundError:  # SQLite's own files come and go
        return False
    is_usual = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
    return is_usual and status.st_uid == os.geteuid() and not status.st_mode & stat.S_ISVTX


def _make_whole(file: Path, text: str) -> None:
    """Writes `file` whole or not at all; of two at once the first one stays."""
    temporary = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as made:
        made.write(text)
        made.flush()
        os.fsync(made.fileno())
    with suppress(FileExistsError):
        os.link(temporary, file)
    temporary.unlink()
