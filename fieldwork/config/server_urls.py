"""Addresses with a password inside: each is read here, whole, and no message repeats a piece of one."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from urllib.parse import parse_qsl, quote, unquote

from fieldwork.config.setting_values import HIGHEST_PORT, HOST_NAME, NUMBERED, InvalidSetting, _

SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20})://", re.IGNORECASE | re.ASCII)
DATABASE, REDIS, MAIL, PUBLIC = "FIELDWORK_DATABASE_URL", "FIELDWORK_REDIS_URL", "FIELDWORK_SMTP_URL", "FIELDWORK_URL"

FORMS = {
    DATABASE: "postgresql://user:password@host:5432/name?sslmode=require",
    REDIS: "redis://user:password@host:6379/0",
    MAIL: "smtp://user:password@host:587, smtps://…",
    PUBLIC: "https://orders.example.com",
}

LIMITS = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=30s"
LIBPQ_OPTIONS = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
"""What libpq lets an option say instead of the address, and what Django calls it."""


@dataclass(frozen=True)
class ServerUrl:
    """An address taken apart, its %-codes resolved; `port` 0 where it names none. Its repr tells no secret."""

    scheme: str
    user: str
    password: str = field(repr=False)
    host: str
    port: int
    path: str
    options: Mapping[str, str] = field(repr=False)


def parse_server_url(name: str, text: str, schemes: Collection[str]) -> ServerUrl:
    """The address in the setting `name`. Raises InvalidSetting, which never repeats any of it but its scheme.

    A # or @ in a password is meant as it stands: only the last @ before the host separates. What could be read in two
    ways, a / or ? in a password, is refused.
    """
    scheme = SCHEME.match(text)
    if scheme is None or scheme[1].lower() not in schemes:
        raise _unknown(name, scheme[1] if scheme else "")
    place = re.search(r"[/?]", text[scheme.end() :])
    middle = scheme.end() + place.start() if place else len(text)
    who, _at, where = text[scheme.end() : middle].rpartition("@")
    path, _mark, options = text[middle:].partition("?")
    if re.search(r"[@#]", path) or "#" in options or ("@" in options and not who):
        raise malformed(name)
    user, _colon, password = who.partition(":")
    host, port = _place(name, where)
    return ServerUrl(
        scheme[1].lower(),
        _plain(name, user),
        _plain(name, password),
        host,
        port,
        _plain(name, path.removeprefix("/")),
        _options(name, options),
    )


def malformed(name: str) -> InvalidSetting:
    """The refusal of an address that cannot be read, or could be read in two ways."""
    sentence = _(
        "%(name)s cannot be read. It looks like %(form)s, and special characters in a password are written as codes: "
        "/ is %%2F, ? is %%3F, # is %%23, @ is %%40, %% is %%25."
    )
    return InvalidSetting(sentence % {"name": name, "form": FORMS[name]})


def _unknown(name: str, scheme: str) -> InvalidSetting:
    if not scheme:
        return malformed(name)
    sentence = _("%(name)s begins with %(scheme)s://, which is not known here. It looks like %(form)s.")
    return InvalidSetting(sentence % {"name": name, "scheme": scheme, "form": FORMS[name]})


def _place(name: str, where: str) -> tuple[str, int]:
    parts = re.fullmatch(r"(\[[^\]]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?", where, re.ASCII)
    if parts is None or int(parts[2] or 0) > HIGHEST_PORT:
        raise malformed(name)
    host = unquote(parts[1])
    if host.startswith("["):
        if not NUMBERED.fullmatch(host):
            raise malformed(name)
        host = host.strip("[]")
    elif host and not host.startswith("/") and not HOST_NAME.fullmatch(host):
        raise malformed(name)
    return host, int(parts[2] or 0)


def _plain(name: str, text: str) -> str:
    try:
        plain = unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise malformed(name) from None
    if "\0" in plain:
        raise malformed(name)
    return plain


def _options(name: str, text: str) -> dict[str, str]:
    try:
        # A + is a plus here, as PostgreSQL reads it, and no blank.
        pairs = parse_qsl(text.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True) if text else []
    except ValueError:
        raise malformed(name) from None
    return dict(pairs)


def read_database(name: str, text: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL; what stands behind the ? goes to the driver. Raises InvalidSetting."""
    address = parse_server_url(name, text, ("postgresql", "postgres"))
    options = dict(address.options)
    place = {
        "NAME": address.path,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": str(address.port or ""),
    }
    place |= {key: options.pop(option) for option, key in LIBPQ_OPTIONS.items() if option in options}
    if "/" in address.path or not (place["NAME"] or "service" in options):
        raise malformed(name)
    _refuse_unknown(name, options)
    more = options.pop("options", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        **place,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **options,
            # Statements are prepared on the server: planned once a connection, not once a query.
            "server_side_binding": True,
            "prepare_threshold": 5,
            # Of a limit that is named twice, the server takes the last one.
            "options": f"{LIMITS} {more}".rstrip(),
        },
    }


def _refuse_unknown(name: str, options: Mapping[str, str]) -> None:
    """Asks the driver which options there are, and only where there are some: SQLite needs no driver."""
    if not options:
        return
    driver, make = import_module("psycopg"), import_module("psycopg.conninfo").make_conninfo
    for option, value in options.items():
        try:
            make("", **{option: value})
        except driver.Error:
            if not re.fullmatch(r"[a-z_]{1,30}", option):
                raise malformed(name) from None
            sentence = _("%(name)s has an option that PostgreSQL does not know: %(option)s")
            raise InvalidSetting(sentence % {"name": name, "option": option}) from None


def read_redis(name: str, text: str) -> str:
    """The address of a Redis as its client reads it, the password percent-encoded. Raises InvalidSetting."""
    address = parse_server_url(name, text, ("redis", "rediss", "unix"))
    is_socket = address.scheme == "unix"
    if is_socket != (not address.host) or not (is_socket or re.fullmatch(r"[0-9]*/?", address.path, re.ASCII)):
        raise malformed(name)
    who = f"{quote(address.user, safe='')}:{quote(address.password, safe='')}@" if address.password else ""
    host = f"[{address.host}]" if ":" in address.host else address.host
    place = f"{host}:{address.port}" if address.port else host
    options = "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in address.options.items())
    return f"{address.scheme}://{who}{place}/{quote(address.path)}{'?' if options else ''}{options}"


@dataclass(frozen=True)
class MailServer:
    """From FIELDWORK_SMTP_URL. smtp://user:password@host:587 speaks STARTTLS where offered, smtps:// TLS at once."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str = field(repr=False)


def mail_server_of(text: str) -> MailServer:
    """The server that mails are handed to. Raises InvalidSetting for what is no such address."""
    address = parse_server_url(MAIL, text, ("smtp", "smtps"))
    if not address.host or address.path or address.options:
        raise malformed(MAIL)
    encrypted = address.scheme == "smtps"
    return MailServer(
        address.host, address.port or (465 if encrypted else 587), encrypted, address.user, address.password
    )


def read_mail_server(name: str, text: str) -> str:
    """The setting as it is, once it can be read. Raises InvalidSetting."""
    mail_server_of(text)
    return text


def read_public_url(name: str, text: str) -> str:
    """The address that is printed on documents, without a slash at its end. Raises InvalidSetting."""
    address = parse_server_url(name, text, ("http", "https"))
    if not address.host or "@" in text or re.search(r"[\s?]", text):
        raise malformed(name)
    return text.rstrip("/")
