"""How much a request may bring, by its address, the kind of its body and its sender. One table for pages and API."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.http import parse_header_parameters

from fieldwork.live.asgi_response import Scope

KB = 1024
FORM = 2 * KB * KB
"""Bytes of a form or of JSON. Percent codes take eighty times their length while Python reads them."""

MAX_BODY = 26 * KB * KB + 64 * KB
"""Bytes of a request with a file: one of 25 MB with what a form puts around it."""

UNKNOWN_SENDER = 64 * KB
"""Bytes of who is not signed in."""

ANSWER = KB * KB
"""Bytes of a client's answer by link: a signature of 20,000 points, written in percent codes, has 700 KB."""

MULTIPART = "multipart/form-data"
OTHER_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)
"""Pages and API speak UTF-8. Python knows codecs that are no text at all, and Django would take any of them."""


@dataclass(frozen=True)
class Limit:
    """The most bytes of who is signed in, and of a `unknown_sender`; `parts` of a multipart body."""

    known_sender: int = FORM
    unknown_sender: int = UNKNOWN_SENDER
    parts: int = 10_000


@dataclass(frozen=True)
class LimitRow:
    """Where a limit holds: method, whole path, and a kind of body (empty for any)."""

    method: str
    path: re.Pattern[str]
    kind: str
    limit: Limit


LIMITS = (
    LimitRow("POST", re.compile(r"/files|/api/v1/files"), MULTIPART, Limit(MAX_BODY, parts=100)),
    LimitRow("POST", re.compile(r"/profile/photo|/company/logo|/company/seal"), MULTIPART, Limit(MAX_BODY, parts=100)),
    LimitRow("POST", re.compile(r"/verify"), MULTIPART, Limit(MAX_BODY, unknown_sender=MAX_BODY, parts=100)),
    LimitRow("POST", re.compile(r"/c/[^/]+/answer"), "", Limit(ANSWER, unknown_sender=ANSWER)),
)
"""Where another limit holds than that of a form; a path that is not whole is another path."""


def limit_of(scope: Scope) -> Limit:
    """Returns the request's Limit: the one of its row in LIMITS, else the default."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    kind, _parameters = parse_header_parameters(content_type_of(scope["headers"]))
    for row in LIMITS:
        if row.method == scope["method"] and row.kind in ("", kind) and row.path.fullmatch(path):
            return row.limit
    return Limit()


def content_type_of(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The content type as Django is told it; one that was sent twice is joined, and so is none that is known."""
    given = ",".join(value.decode("latin-1") for name, value in headers if name == b"content-type")
    return OTHER_CHARSET.sub("", given)


class Parts:
    """Counts the parts of a multipart body as its pieces pass: Django's parser takes long for each, even an empty one.

    What looks like a boundary inside of a part counts, because that parser takes it for one.
    """

    def __init__(self, content_type: str) -> None:
        kind, parameters = parse_header_parameters(content_type)
        boundary = parameters.get("boundary", "") if kind == MULTIPART else ""
        self._mark = b"--" + boundary.encode("latin-1", "replace") if boundary else b""
        self._rest = b""
        self.count = 0

    def see(self, piece: bytes) -> None:
        """The next bytes; a boundary may lie across two pieces."""
        if self._mark:
            joined = self._rest + piece
            self.count += joined.count(self._mark)
            after = joined.rfind(self._mark) + len(self._mark) if self._mark in joined else 0
            self._rest = joined[max(after, len(joined) - len(self._mark) + 1) :]
