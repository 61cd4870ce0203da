"""What the environment says, read once; nothing else in the code reads it."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent

DATA = Path(os.environ.get("FIELDWORK_DATA", "data")).absolute()
HOST = os.environ.get("HOST", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8000"))
REDIS_URL = os.environ.get("FIELDWORK_REDIS_URL", "")
DATABASE_URL = os.environ.get("FIELDWORK_DATABASE_URL", "")
ALLOWED_HOSTS = [host for host in os.environ.get("FIELDWORK_ALLOWED_HOSTS", "").split(",") if host]
PUBLIC_URL_GIVEN = os.environ.get("FIELDWORK_URL", "").rstrip("/")
PUBLIC_URL = PUBLIC_URL_GIVEN or f"http://localhost:{PORT}"
SMTP_URL = os.environ.get("FIELDWORK_SMTP_URL", "")
MAIL_FROM = os.environ.get("FIELDWORK_MAIL_FROM", "")
HTTPS = os.environ.get("FIELDWORK_HTTPS", "") == "1"

PUSH_TO_LOOPBACK = os.environ.get("FIELDWORK_PUSH_TO_LOOPBACK", "") == "1"
"""For tests alone: a push service on this very machine, over plain HTTP."""


def secret_key() -> str:
    """FIELDWORK_SECRET_KEY, else a key of this installation's own, made at first use and kept in the data folder."""
    return os.environ.get("FIELDWORK_SECRET_KEY") or _kept("secret_key", lambda: secrets.token_urlsafe(50))


def push_key(make: Callable[[], str]) -> str:
    """FIELDWORK_PUSH_KEY, else what `make` made at first use, kept in the data folder: push services know us by it."""
    return os.environ.get("FIELDWORK_PUSH_KEY") or _kept("push_key", make)


def _kept(name: str, make: Callable[[], str]) -> str:
    DATA.mkdir(parents=True, exist_ok=True)
    file = DATA / name
    if not file.exists():
        _make_whole(file, make())
    return file.read_text()


def _make_whole(file: Path, text: str) -> None:
    """Writes `file` whole or not at all; of two at once the first one stays."""
    temporary = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as made:
        made.write(text)
        made.flush()
        os.fsync(made.fileno())
    with suppress(FileExistsError):
        os.link(temporary, file)
    temporary.unlink()


def database() -> dict[str, object]:
    """Django's settings for SQLite in the data folder, or for the PostgreSQL named by FIELDWORK_DATABASE_URL."""
    if DATABASE_URL:
        return _postgresql(DATABASE_URL)
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "fieldwork.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;",
        },
        "TEST": {"NAME": DATA / "test.sqlite3"},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            # Statements are prepared on the server: planned once a connection, not once a query.
            "server_side_binding": True,
            "prepare_threshold": 5,
            "options": "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s",
        },
    }
