"""Whether this process may serve what is there: the only one on an SQLite folder, and no older than the database."""

from pathlib import Path

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from fieldwork.commands.terminal_language import _
from fieldwork.config.folder_lock import FolderTaken, lock

MAX_NAMED = 3


class MayNotServe(Exception):
    """Why not, in words."""


def lock_folder() -> None:
    """Locks the SQLite database's folder against other processes. Raises MayNotServe.

    PostgreSQL serves many processes.
    """
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or not Path(name).is_absolute():
        return
    folder = Path(name).parent
    try:
        lock(folder)
    except FolderTaken as taken:
        sentence = _(
            "Another Fieldwork serves the data folder %(folder)s (process %(number)s). Two on one SQLite database "
            "would send each mail twice: stop it, name another folder in FIELDWORK_DATA, or use PostgreSQL."
        )
        raise MayNotServe(sentence % {"folder": folder, "number": str(taken) or "?"}) from taken


def require_known_migrations() -> None:
    """The database holds nothing that this version does not know. Raises MayNotServe, or a database error."""
    if unknown := unknown_migrations():
        sentence = _(
            "A newer version of Fieldwork has used this database (%(steps)s): this one would write what the newer one "
            "does not expect. Nothing was changed. Install that version again, or a newer one."
        )
        named = ", ".join(unknown[:MAX_NAMED]) + (" …" if len(unknown) > MAX_NAMED else "")
        raise MayNotServe(sentence % {"steps": named})


def unknown_migrations() -> list[str]:
    """Migrations that were run on this database and that this version does not have: "orders.0099_later"."""
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations) | {key for one in loader.replacements.values() for key in one.replaces}
    strange = set(loader.applied_migrations) - known
    return sorted(f"{app}.{name}" for app, name in strange if app in loader.migrated_apps)
