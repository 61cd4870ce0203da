"""What the environment says, read once; nothing else in the code reads it.

What cannot be read as it was meant raises InvalidSetting while this is imported: the program does not start.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from fieldwork.config.data_folder import make_folder, read_or_create, temporary_folder
from fieldwork.config.server_urls import (
    DATABASE,
    MAIL,
    PUBLIC,
    REDIS,
    read_database,
    read_mail_server,
    read_public_url,
    read_redis,
)
from fieldwork.config.setting_values import given, read_hosts, read_port, read_switch, setting
from fieldwork.config.trusted_proxies import LOOPBACK, Network, read_proxies

ROOT = Path(__file__).resolve().parents[2]

DATA = Path(os.environ.get("FIELDWORK_DATA") or "data").absolute()
HOST = given("HOST") or "127.0.0.1"
PORT = setting("PORT", read_port, 8000)
_POSTGRESQL: dict[str, object] = setting(DATABASE, read_database, {})
REDIS_URL = setting(REDIS, read_redis, "")
ALLOWED_HOSTS: list[str] = setting("FIELDWORK_ALLOWED_HOSTS", read_hosts, [])
PUBLIC_URL_GIVEN = setting(PUBLIC, read_public_url, "")
PUBLIC_URL = PUBLIC_URL_GIVEN or f"http://localhost:{PORT}"
SMTP_URL = setting(MAIL, read_mail_server, "")
MAIL_FROM = given("FIELDWORK_MAIL_FROM")
HTTPS = setting("FIELDWORK_HTTPS", read_switch, otherwise=False)
# HTTPS is spoken by somebody else: where nothing is said, by a proxy on this very machine.
PROXIES: tuple[Network, ...] = setting("FIELDWORK_PROXIES", read_proxies, LOOPBACK if HTTPS else ())

PUSH_TO_LOOPBACK = setting("FIELDWORK_PUSH_TO_LOOPBACK", read_switch, otherwise=False)
"""For tests alone: a push service on this very machine, over plain HTTP."""


def temporary() -> Path:
    """Returns the folder of files that are worked on."""
    return temporary_folder(DATA)


def secret_key() -> str:
    """FIELDWORK_SECRET_KEY, else a key of this installation's own, made at first use and kept in the data folder."""
    return os.environ.get("FIELDWORK_SECRET_KEY") or read_or_create(
        DATA, "secret_key", lambda: secrets.token_urlsafe(50)
    )


def push_key(make: Callable[[], str]) -> str:
    """FIELDWORK_PUSH_KEY, else what `make` made at first use, kept in the data folder: push services know us by it."""
    return os.environ.get("FIELDWORK_PUSH_KEY") or read_or_create(DATA, "push_key", make)


def database() -> dict[str, object]:
    """Django's settings for SQLite in the data folder, or for the PostgreSQL named by FIELDWORK_DATABASE_URL."""
    make_folder(DATA)
    if _POSTGRESQL:
        return _POSTGRESQL
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
