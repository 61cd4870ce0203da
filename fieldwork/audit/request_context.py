"""The request that is being answered: its id, who asks and from where. Log lines and the audit log name it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"


@dataclass(frozen=True)
class CurrentRequest:
    """`id` is 32 hexadecimal digits, made here: one that a client sends could be anybody's."""

    id: str
    request: HttpRequest

    @property
    def address(self) -> str:
        """The client's, past the proxies that are trusted."""
        return str(self.request.META.get("REMOTE_ADDR", ""))[:45]

    @property
    def person_id(self) -> int | None:
        """The key of the person who asks, by session or by token; None while nobody is signed in."""
        caller = self._caller
        return caller.pk if caller else None

    @property
    def person_name(self) -> str:
        """The name of who asks, "" for nobody."""
        return str(self._caller or "")

    @property
    def _caller(self) -> Any:
        """A person; models cannot be imported here, because the log names the request before there are any."""
        caller = getattr(self.request, "auth", None) or getattr(self.request, "user", None)
        return caller if getattr(caller, "is_authenticated", False) else None


_current: ContextVar[CurrentRequest | None] = ContextVar("current_request", default=None)


def current_request() -> CurrentRequest | None:
    """The one that this thread answers; None in commands and background threads."""
    return _current.get()


def request_id() -> str:
    """Returns the current request's id, "" without a request."""
    current = _current.get()
    return current.id if current else ""


def request_context(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The first of all middleware: every answer carries the id."""

    def identified(request: HttpRequest) -> HttpResponse:
        current = CurrentRequest(uuid.uuid4().hex, request)
        token = _current.set(current)
        try:
            response = get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = current.id
        return response

    return identified
