"""What is away or full, told from the exception that it raised: 503 and 507, in words."""

import errno
from collections.abc import Iterator
from typing import NamedTuple

from django.db import InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

RETRY_SECONDS = 2
"""When asking again makes sense, for whoever is told 503."""

_STORAGE_FULL = {errno.ENOSPC, errno.EDQUOT}
_FULL_SQLSTATE = "53100"
_FULL_SQLITE = "database or disk is full"
_WAITED = {"55P03", "57014", "40001", "40P01"}
"""PostgreSQL's states for a lock or a statement that took too long, and for a transaction to be begun again."""


class OutageError(NamedTuple):
    """What to answer: a status, what happened, and what to do."""

    status: int
    title: Promise
    advice: Promise


BUSY = OutageError(
    503,
    gettext_lazy("Too much happens at once"),
    gettext_lazy("Nothing was kept on our side. What you typed is kept on this device: try again in a moment."),
)
AWAY = OutageError(
    503,
    gettext_lazy("The database does not answer"),
    gettext_lazy("Nothing was kept on our side. What you typed is kept on this device: try again in a moment."),
)
FULL = OutageError(
    507,
    gettext_lazy("There is no room left on the disk"),
    gettext_lazy("Nothing was kept on our side. What you typed is kept on this device. Tell whoever looks after it."),
)


def outage_of(error: BaseException | None) -> OutageError | None:
    """Returns the outage behind an error: FULL, BUSY or AWAY; None for an error of another kind."""
    for one in _chain(error):
        if isinstance(one, OSError) and one.errno in _STORAGE_FULL:
            return FULL
        state = getattr(one, "sqlstate", None)
        if state == _FULL_SQLSTATE or str(one) == _FULL_SQLITE:
            return FULL
        if state in _WAITED or "database is locked" in str(one) or "database table is locked" in str(one):
            return BUSY
    return AWAY if any(isinstance(one, OperationalError | InterfaceError) for one in _chain(error)) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came from."""
    visited: set[int] = set()
    while error is not None and id(error) not in visited:
        visited.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
