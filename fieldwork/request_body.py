"""The body of a request, read before anything is done with it: within its limit, in time, or refused in words."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import IO

from django.db import Error as DatabaseTrouble
from django.http import HttpResponse
from django.utils.translation import gettext as _

from fieldwork.live.asgi_response import Message, Receive, Scope, Send
from fieldwork.refusal_log import refusals
from fieldwork.request_limits import KB, Limit, Parts, content_type_of, limit_of
from fieldwork.rest.errors import problem_details

PIECE_SECONDS = 20.0
"""The next bytes of a body arrive within this time."""

MIN_BYTES_PER_SECOND = KB
"""Bytes a second, on average, once PIECE_SECONDS are over."""

MAX_DRAINED = KB * KB
"""Who sends too much hears the refusal only if somebody listens on; so many bytes, and for DRAIN_SECONDS, we do."""

DRAIN_SECONDS = 5.0

Known = Callable[[Scope], Awaitable[bool]]


class BodyRefused(Exception):
    """Nobody will look at this body; `sentence` says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class SenderLeft(Exception):
    """The connection closed before the body was complete."""


async def all_senders_known(_scope: Scope) -> bool:
    """Returns True for every sender."""
    return True


async def read_body(scope: Scope, receive: Receive, body: IO[bytes], is_known: Known = all_senders_known) -> int:
    """Writes the whole body to `body`, rewound; its bytes. Raises BodyRefused, SenderLeft.

    Who sends it is asked only once it is larger than a stranger's may be, and before that much is kept.
    """
    limit, announced = limit_of(scope), _announced(scope)
    allowed = await _allowed(scope, limit, announced, min(limit.unknown_sender, limit.known_sender), is_known)
    parts, pace, size, more = Parts(content_type_of(scope["headers"])), TransferPace(), 0, True
    while more:
        message = await pace.next(receive, size)
        if message["type"] == "http.disconnect":
            raise SenderLeft
        chunk = message.get("body", b"")
        size += len(chunk)
        allowed = await _allowed(scope, limit, size, allowed, is_known)
        parts.see(chunk)
        if parts.count > limit.parts:
            raise BodyRefused(413, _("This has too many parts."))
        body.write(chunk)
        more = message.get("more_body", False)
    body.seek(0)
    return size


class TransferPace:
    """How fast a body has to arrive."""

    def __init__(self) -> None:
        self._now = asyncio.get_running_loop().time
        self._began = self._now()

    async def next(self, receive: Receive, size: int) -> Message:
        """The next piece after `size` bytes. Raises BodyRefused."""
        if self._now() - self._began > PIECE_SECONDS + size / MIN_BYTES_PER_SECOND:
            raise _too_slow()
        try:
            async with asyncio.timeout(PIECE_SECONDS):
                return await receive()
        except TimeoutError:
            raise _too_slow() from None


async def refuse_body(scope: Scope, receive: Receive, send: Send, refusal: BodyRefused) -> None:
    """Says it at once, listens a little longer so that it is heard, and hangs up.

    A problem document for programs and scripts, a plain sentence for a page.
    """
    refusals.note("body", refusal.status)
    answer = _answer(scope, refusal)
    content = answer.content
    headers = [(name.lower().encode(), value.encode("latin-1")) for name, value in answer.items()]
    headers += [(b"content-length", str(len(content)).encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": answer.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": content, "more_body": True})
    # Who asked before sending (Expect) does not send now; who was too slow has been waited for.
    if refusal.status != 408 and not any(name == b"expect" for name, _value in scope["headers"]):
        await _drain(receive)
    await send({"type": "http.response.body", "body": b""})


def _answer(scope: Scope, refusal: BodyRefused) -> HttpResponse:
    names = {name for name, _value in scope["headers"]}
    if _is_api(scope) or names & {b"x-requested-with", b"hx-request"}:
        answer: HttpResponse = problem_details(refusal.status, refusal.sentence)
    else:
        kind = "text/plain; charset=utf-8"
        answer = HttpResponse(refusal.sentence, status=refusal.status, content_type=kind)
    if refusal.status == 401 and _is_api(scope):
        answer["WWW-Authenticate"] = "Bearer"
    return answer


async def _drain(receive: Receive) -> None:
    received = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(DRAIN_SECONDS):
            while received < MAX_DRAINED:
                message = await receive()
                received += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body", False):
                    return


async def _allowed(scope: Scope, limit: Limit, size: int, allowed: int, is_known: Known) -> int:
    """Returns how many bytes a sender of `size` or more may send. Raises BodyRefused."""
    if size > limit.known_sender:
        raise _too_large(limit)
    if size <= allowed:
        return allowed
    try:
        known = await is_known(scope)
    except DatabaseTrouble:
        raise BodyRefused(503, _("Too much happens at once. Nothing was kept; ask again in a moment.")) from None
    if not known:
        raise _unknown(scope)
    return limit.known_sender


def _announced(scope: Scope) -> int:
    return int(dict(scope["headers"]).get(b"content-length", b"0"))


def _is_api(scope: Scope) -> bool:
    return bool(scope["path"].removeprefix(scope.get("root_path", "")).startswith("/api/"))


def _too_large(limit: Limit) -> BodyRefused:
    size = f"{limit.known_sender // KB} KB" if limit.known_sender < KB * KB else f"{limit.known_sender // (KB * KB)} MB"
    sentence = _("This is larger than %(size)s, which is the most that can be sent here at once.")
    return BodyRefused(413, sentence % {"size": size})


def _unknown(scope: Scope) -> BodyRefused:
    if _is_api(scope):
        return BodyRefused(401, _("Send a token that holds: Authorization: Bearer TOKEN."))
    return BodyRefused(401, _("You are signed out. Sign in again, nothing you typed is lost."))


def _too_slow() -> BodyRefused:
    return BodyRefused(408, _("This arrived too slowly. Try again on a better line."))
