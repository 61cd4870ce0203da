"""The two live streams, as plain ASGI: server-sent events that say only how far an order is."""

import asyncio
import json
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from urllib.parse import parse_qs

from django.conf import settings
from django.http import parse_cookie
from django.utils.translation import gettext_lazy

from fieldwork.live.asgi_response import Message, Receive, Scope, Send, send_response
from fieldwork.live.credentials import session_credential, token_credential
from fieldwork.live.hub import Hub
from fieldwork.live.stream import Ending, Stream
from fieldwork.orders.models import Order
from fieldwork.people.roles import Right
from fieldwork.rest.authentication import refusal_sentence
from fieldwork.rest.errors import problem_details

HEARTBEAT_SECONDS = 15.0
NO_SUCH_ORDER = gettext_lazy("There is no such order for you.")
HEAD = b"retry: 1000\n\n"
SIGNED_OUT_EVENT = b"event: gone\ndata: {}\n\n"
REFRESH_EVENT = b"data: {}\n\n"
HEARTBEAT_EVENT = b": still here\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
A_SEQ = re.compile(r"[0-9]{1,18}")


async def person_stream(hub: Hub, scope: Scope, receive: Receive, send: Send) -> None:
    """Ticks of every order the signed-in person may see: `{"order": 4, "seq": 17}`, after a `hello`.

    `hello` says whose stream it is and its id, by which the pages tell what they show (POST /live/here). Then they also
    hear `here`, `typing` and `read` of those orders. `gone` means signed out, and is the last event.
    """
    key = parse_cookie(_header(scope, b"cookie")).get(settings.SESSION_COOKIE_NAME, "")
    proved = await hub.query(partial(session_credential, key)) if key else None
    if proved is None:
        await _begin(send)
        await _end(send, SIGNED_OUT_EVENT)
        return
    proof, person = proved
    stream = Stream(proof, name=person.name)
    stream.sees_all = person.may(Right.SEE_ALL_ORDERS)
    try:
        await hub.add(stream)
        await _begin(send)
        await send(_body(_connected_event(stream)))
        await _run(stream, receive, send, _entry_event)
        await _end(send, SIGNED_OUT_EVENT if stream.ending is Ending.UNAUTHORIZED else b"")
    finally:
        hub.remove(stream)


async def order_stream(hub: Hub, scope: Scope, receive: Receive, send: Send, number: int) -> None:
    """Streams the order's `{"seq": 17}` with its id; at once if past Last-Event-ID or `?after`.

    401 without a token that holds, 404 for an order its person may not see.
    """
    scheme, _blank, token = _header(scope, b"authorization").partition(" ")
    proof = await hub.query(partial(token_credential, token.strip())) if scheme.lower() == "bearer" else None
    if proof is None:
        refusal = problem_details(401, await hub.query(partial(refusal_sentence, token.strip())))
        refusal["WWW-Authenticate"] = "Bearer"
        await send_response(send, refusal)
        return
    stream = Stream(proof, only=number)
    try:
        if not await hub.add(stream):
            await send_response(send, problem_details(404, NO_SUCH_ORDER))
            return
        # Read after it is admitted: what is recorded in between comes as a tick.
        now = await hub.query(partial(_seq_of, number))
        if now is None:
            await send_response(send, problem_details(404, NO_SUCH_ORDER))
            return
        await _begin(send)
        sent = ResumedFrom(_after(scope))
        if now > sent.seq:
            stream.offer(number, now)
        await _run(stream, receive, send, sent.event)
        await _end(send, b"")
    finally:
        hub.remove(stream)


class ResumedFrom:
    """Tells of an order only what is past what was told before."""

    def __init__(self, seq: int) -> None:
        self.seq = seq

    def event(self, order: int, seq: int) -> bytes:
        """Returns the event's bytes, or b"" if `seq` was told before."""
        if seq <= self.seq:
            return b""
        self.seq = seq
        return f'id: {seq}\ndata: {{"seq": {seq}}}\n\n'.encode()


def _connected_event(stream: Stream) -> bytes:
    return f"event: hello\ndata: {json.dumps({'person': stream.proof.person_id, 'stream': stream.id})}\n\n".encode()


def _entry_event(order: int, seq: int) -> bytes:
    return f"data: {json.dumps({'order': order, 'seq': seq})}\n\n".encode()


async def _run(stream: Stream, receive: Receive, send: Send, words: Callable[[int, int], bytes]) -> None:
    """Sends until the stream ends or its reader is gone."""
    reader = asyncio.create_task(_until_reader_leaves(stream, receive))
    try:
        while stream.ending is None:
            updates = await stream.next(HEARTBEAT_SECONDS)
            if stream.ending is None:
                events = b"".join(words(order, seq) for order, seq in updates.items())
                if stream.needs_refresh and stream.only is None:
                    events, stream.needs_refresh = REFRESH_EVENT + events, False
                events += stream.take_presence()
                await send(_body(events or HEARTBEAT_EVENT))
    finally:
        reader.cancel()
        with suppress(asyncio.CancelledError):
            await reader


async def _until_reader_leaves(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.end(Ending.RECONNECT)


def _seq_of(number: int) -> int | None:
    return Order.objects.filter(pk=number).values_list("last_seq", flat=True).first()


def _after(scope: Scope) -> int:
    in_query = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])
    given = _header(scope, b"last-event-id") or in_query[-1]
    return int(given) if A_SEQ.fullmatch(given) else 0


def _header(scope: Scope, name: bytes) -> str:
    separator = b"; " if name == b"cookie" else b", "
    return separator.join(value for key, value in scope["headers"] if key == name).decode("latin-1")


def _body(content: bytes) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": True}


async def _begin(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send(_body(HEAD))


async def _end(send: Send, last: bytes) -> None:
    await send({"type": "http.response.body", "body": last})
