"""Addresses with a password: read whole and as they are meant, or refused without a piece of the secret."""

from collections.abc import Callable
from typing import Any

import pytest
from redis import connection

from fieldwork.config.server_urls import (
    DATABASE,
    MAIL,
    PUBLIC,
    REDIS,
    mail_server_of,
    parse_server_url,
    read_database,
    read_mail_server,
    read_public_url,
    read_redis,
)
from fieldwork.config.setting_values import InvalidSetting

SECRET = "hunter"
parse_url: Callable[[str], dict[str, Any]] = connection.parse_url


def place(url: str) -> dict[str, Any]:
    return read_database(DATABASE, url)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "POSTGRESQL"])
def test_both_names_of_postgresql_are_meant(scheme: str) -> None:
    """faults.md C11."""
    read = place(f"{scheme}://layla:secret@db.example:5433/orders")
    found = [read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert found == ["orders", "layla", "secret", "db.example", "5433"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hunter#2", "hunter#2"),
        ("hunter@2", "hunter@2"),
        ("hunter:2", "hunter:2"),
        ("hunter%2F2%3F", "hunter/2?"),
        ("100%hunter", "100%hunter"),
        ("hunter+2 3", "hunter+2 3"),
        ("hünter&=", "hünter&="),
        ("[hunter]", "[hunter]"),
    ],
)
def test_a_password_is_read_as_it_is_meant(written: str, meant: str) -> None:
    """faults.md C11, at each address that has one."""
    assert place(f"postgresql://u:{written}@db.example/orders")["PASSWORD"] == meant
    assert mail_server_of(f"smtp://u:{written}@mail.example").password == meant
    assert parse_url(read_redis(REDIS, f"redis://:{written}@redis.example/1"))["password"] == meant


@pytest.mark.parametrize(
    "password", ["hunter/2", "hunter?2", "12/hunter", "12?hunter=1", "hun@ter/2", "hun@ter?x", "%ff"]
)
@pytest.mark.parametrize(
    ("name", "scheme", "read"),
    [
        (DATABASE, "postgresql", read_database),
        (REDIS, "redis", read_redis),
        (MAIL, "smtp", read_mail_server),
    ],
)
def test_a_password_that_can_be_read_in_two_ways_is_refused(name: str, scheme: str, read: Any, password: str) -> None:
    """faults.md C11: the setting is named, no piece of the secret is."""
    with pytest.raises(InvalidSetting) as refused:
        read(name, f"{scheme}://u:{password}@host.example/0")
    assert name in str(refused.value)
    assert SECRET[:3] not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "url",
    [
        "mysql://u:hunter@db.example/orders",
        "sqlite:///orders.sqlite3",
        "postgis://u:hunter@db.example/orders",
        "u:hunter@db.example/orders",
        '"postgresql://u:hunter@db.example/orders"',
        "postgresql://u:hunter@db.example",
        "postgresql://u:hunter@db.example:port/orders",
        "postgresql://u:hunter@db.example:99999/orders",
        "postgresql://u:hunter@db.example/orders/more",
        "postgresql://u:hunter@db.example/orders#hunter",
        "postgresql://u:hunter@db.example/orders?sslmode",
        "postgresql://u:hunter@db.example/orders?sslmod=require",
        "postgresql://u:hunter@db.example/orders?Hunter!=require",
        "postgresql://u:hunter@one.example,two.example:5432/orders",
    ],
)
def test_an_address_of_no_postgresql_is_refused(url: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match=DATABASE) as refused:
        place(url)
    assert SECRET not in str(refused.value)


def test_an_unknown_scheme_is_named() -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match="mysql://, which is not known"):
        place("mysql://u:hunter@db.example/orders")


def test_options_reach_the_driver() -> None:
    """faults.md C11."""
    options = place("postgres://u:p@db.example/orders?sslmode=require&connect_timeout=3&application_name=a@b")[
        "OPTIONS"
    ]
    assert (options["sslmode"], options["connect_timeout"], options["application_name"]) == ("require", "3", "a@b")
    assert "lock_timeout=5s" in options["options"]
    assert options["prepare_threshold"] == 5


def test_limits_of_ones_own_come_after_ours() -> None:
    """faults.md C11."""
    options = place("postgres://u:p@db.example/orders?options=-c%20statement_timeout%3D9s")["OPTIONS"]["options"]
    assert "lock_timeout=5s" in options
    assert options.endswith(" -c statement_timeout=9s")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///orders?host=/run/postgresql&user=u",
        "postgresql://u@%2Frun%2Fpostgresql/orders",
    ],
)
def test_a_socket_can_be_named(url: str) -> None:
    """faults.md C11."""
    read = place(url)
    assert (read["HOST"], read["NAME"], read["USER"], read["PORT"]) == ("/run/postgresql", "orders", "u", "")
    assert "host" not in read["OPTIONS"]


def test_an_address_of_ipv6_keeps_its_colons() -> None:
    assert place("postgresql://u:p@[2001:db8::1]:5433/orders")["HOST"] == "2001:db8::1"
    assert parse_url(read_redis(REDIS, "redis://[2001:db8::1]:6380/2"))["host"] == "2001:db8::1"


@pytest.mark.parametrize(
    "url", ["redis.example:6379", "http://redis.example", "redis:///0", "redis://h/orders", "redis://"]
)
def test_an_address_of_no_redis_is_refused(url: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match=REDIS):
        read_redis(REDIS, url)


def test_a_redis_keeps_its_options_and_its_password_its_commas() -> None:
    """faults.md C11: a comma would part two servers for Django, a # would end the address for the client."""
    read = parse_url(read_redis(REDIS, "rediss://layla:a,b;c#d@redis.example:6380/3?socket_timeout=2"))
    assert (read["username"], read["password"], read["db"], read["socket_timeout"]) == ("layla", "a,b;c#d", 3, 2.0)
    assert parse_url(read_redis(REDIS, "unix:///run/redis.sock?db=1"))["path"] == "/run/redis.sock"


@pytest.mark.parametrize(
    "url", ["smtp://mail.example/x", "smtp://mail.example?tls=1", "smtp://", "mail.example:25", "imap://m"]
)
def test_an_address_of_no_mail_server_is_refused(url: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match=MAIL):
        read_mail_server(MAIL, url)


@pytest.mark.parametrize(
    "url",
    [
        "orders.example.com",
        "ftp://orders.example.com",
        "https://",
        "https://u:hunter@a.example",
        "https://a.example/?x=1",
    ],
)
def test_an_address_that_nobody_can_open_is_not_printed(url: str) -> None:
    """faults.md C11."""
    with pytest.raises(InvalidSetting, match=PUBLIC) as refused:
        read_public_url(PUBLIC, url)
    assert SECRET not in str(refused.value)


def test_the_public_address_ends_without_a_slash() -> None:
    assert read_public_url(PUBLIC, "https://orders.example.com:8443/") == "https://orders.example.com:8443"


def test_what_an_address_says_of_itself_has_no_secret() -> None:
    """faults.md C11: a traceback may show it."""
    read = parse_server_url(DATABASE, "postgresql://u:hunter@db.example/orders?password=hunter", ["postgresql"])
    assert SECRET not in repr(read)
    assert SECRET not in repr(mail_server_of("smtp://u:hunter@mail.example"))
