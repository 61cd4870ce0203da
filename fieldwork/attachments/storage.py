"""Files that survive a power cut: Django's own storage never calls fsync."""

import os
import uuid
from contextlib import suppress
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

TEMPORARY = ".tmp-"


class DurableStorage(FileSystemStorage):
    """Writes beside the final name, flushes, renames, flushes the folder. A crash leaves no half file."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        final = Path(self.path(name))
        final.parent.mkdir(parents=True, exist_ok=True)
        temporary = final.parent / f"{TEMPORARY}{uuid.uuid4()}"
        try:
            with temporary.open("xb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            temporary.replace(final)
        finally:
            temporary.unlink(missing_ok=True)
        _flush_folder(final.parent)
        return name

    def remove_temporary(self, before: float) -> int:
        """Removes what a killed process left half-written before that time (seconds since 1970); how many."""
        removed = 0
        for left in Path(self.location).glob(f"**/{TEMPORARY}*"):
            with suppress(FileNotFoundError):
                if left.stat().st_mtime < before:
                    left.unlink()
                    removed += 1
        return removed


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
