"""The program with other limits: `python -m tests.running.limited_memory WORD=VALUE…`; see CHANGES."""

import sys
from collections.abc import Callable

import django
from django.conf import settings

django.setup()

from fieldwork import connection_limits, refusal_log, request_body, request_limits  # noqa: E402
from fieldwork.__main__ import main  # noqa: E402


def take_limits_away(_value: float) -> None:
    """As before there were any: one for all, of 26 MB."""
    request_limits.LIMITS = ()  # type: ignore[assignment]
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    request_limits.Limit.__init__.__defaults__ = (request_limits.MAX_BODY, request_limits.MAX_BODY, 10**9)


def set_head(value: float) -> None:
    connection_limits.HEAD_SECONDS = value


def set_piece(value: float) -> None:
    request_body.PIECE_SECONDS = value


def set_take(value: float) -> None:
    connection_limits.TAKE_SECONDS = value


def set_most(value: float) -> None:
    connection_limits.connection_limiter.fit = lambda _files: 64  # type: ignore[method-assign, assignment]
    connection_limits.connection_limiter.most = int(value)


def set_most_of_address(value: float) -> None:
    """Of this machine's own, too."""
    set_most(10**6)
    connection_limits.connection_limiter.most_of_address = int(value)
    connection_limits.address_of = lambda host: host


def set_files(value: float) -> None:
    """So many may be open once the program has raised its limit, which begins lower."""
    connection_limits.resource.setrlimit(connection_limits.resource.RLIMIT_NOFILE, (int(value) - 56, int(value)))


def set_told(value: float) -> None:
    refusal_log.LOG_SECONDS = value


CHANGES: dict[str, Callable[[float], None]] = {
    "unlimited": take_limits_away,
    "head": set_head,
    "piece": set_piece,
    "take": set_take,
    "most": set_most,
    "address": set_most_of_address,
    "files": set_files,
    "told": set_told,
}

for word in sys.argv[1:]:
    name, _equals, value = word.partition("=")
    CHANGES[name](float(value))
sys.exit(main(["run"]))
