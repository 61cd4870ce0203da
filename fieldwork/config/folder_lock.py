"""One process serves a data folder: a second one would send each mail a second time."""

import os
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "lock"
_held: dict[Path, IO[str]] = {}


class FolderTaken(Exception):
    """Another process serves the folder; its number is the message, "" where it is not known."""


def lock(folder: Path) -> None:
    """Locks `folder` for as long as this process lives; again is no fault. Raises FolderTaken.

    The system gives the lock back when a process ends, however it ends: the file itself may stay.
    """
    if folder in _held:
        return
    file = (folder / NAME).open("a+", encoding="ascii")
    try:
        _lock(file)
    except OSError as taken:
        file.seek(0)
        number = "".join(filter(str.isdigit, file.read(20)))
        file.close()
        raise FolderTaken(number) from taken
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    _held[folder] = file


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        # Far behind what is written: on Windows a locked byte cannot be read by others.
        file.seek(1_000_000)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
