"""Django behind ASGI in one hop: the body is read first, a thread of a small pool answers, the loop sends.

No thread is ever held by a slow client: neither while it uploads nor while it downloads.
"""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from threading import RLock
from typing import IO, Any
from wsgiref.types import WSGIApplication

from fieldwork.config import PROXIES
from fieldwork.config.trusted_proxies import client_of
from fieldwork.live.asgi_response import Receive, Scope, Send
from fieldwork.request_body import BodyRefused, Known, SenderLeft, all_senders_known, read_body, refuse_body
from fieldwork.request_limits import content_type_of

RESERVED_THREADS = 2
"""As many processes decode pictures at once."""

IN_MEMORY = 256 * 1024
"""Bytes of a body; what is longer waits on the disk, so that many at once take no memory."""

BLOCK = 256 * 1024
"""Bytes of an answer that are taken from Django, and sent, at a time."""


class WsgiBridge:
    """An ASGI application over a WSGI one; its threads keep their database connections from request to request.

    What `lasts`, because it waits for another process, has ASIDE threads of its own: pages never wait behind it.
    """

    def __init__(
        self,
        wsgi: WSGIApplication,
        *,
        threads: int,
        lasts: Callable[[Scope], bool] = lambda _scope: False,
        is_known: Known = all_senders_known,
    ) -> None:
        self._wsgi = wsgi
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="django")
        self._reserved = ThreadPoolExecutor(RESERVED_THREADS, thread_name_prefix="django-aside")
        self._lasts, self._is_known = lasts, is_known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                size = await read_body(scope, receive, body, self._is_known)
            except SenderLeft:
                return
            except BodyRefused as refusal:
                await refuse_body(scope, receive, send, refusal)
                return
            await self._answer(
                environ_of(scope, body, size), send, self._reserved if self._lasts(scope) else self._pool
            )

    async def _answer(self, environ: dict[str, Any], send: Send, pool: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        answer = StreamedResponse(self._wsgi, environ)
        try:
            block = await loop.run_in_executor(pool, answer.begin)
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            while answer.is_open:
                await send({"type": "http.response.body", "body": block, "more_body": True})
                block = await loop.run_in_executor(pool, answer.block)
            await send({"type": "http.response.body", "body": block})
        finally:
            if answer.is_open:
                # Not awaited: when this request was cancelled, a thread still closes what it opened.
                pool.submit(answer.close)


class StreamedResponse:
    """One answer of Django, taken block by block in the pool's threads."""

    def __init__(self, wsgi: WSGIApplication, environ: dict[str, Any]) -> None:
        self._wsgi, self._environ = wsgi, environ
        self.status, self.headers = 500, list[tuple[bytes, bytes]]()
        self.is_open, self._is_made_meanwhile = True, False
        self._whole: Iterable[bytes] = ()
        self._rest: Iterator[bytes] = iter(())
        self._turn = RLock()

    def begin(self) -> bytes:
        """Runs Django; a usual answer is complete, and closed, after this one hop."""
        with self._turn:
            self._whole = self._wsgi(self._environ, self._start)
            self._is_made_meanwhile = bool(getattr(self._whole, "streaming", False))
            self._rest = iter(() if self._environ["REQUEST_METHOD"] == "HEAD" else self._whole)
            return self.block()

    def block(self) -> bytes:
        """The next bytes; with the last of them the answer is closed."""
        taken = bytearray()
        with self._turn:
            for chunk in self._rest:
                taken += chunk
                # An answer that is made while it is sent pauses by an empty piece: others have their turn.
                if len(taken) >= BLOCK or (not chunk and self._is_made_meanwhile):
                    return bytes(taken)
            self.close()
        return bytes(taken)

    def close(self) -> None:
        """Tells Django, once, that the request is over."""
        with self._turn:
            if self.is_open:
                self.is_open = False
                if close := getattr(self._whole, "close", None):
                    close()

    def _start(self, status: str, headers: list[tuple[str, str]], fault: object = None, /) -> Callable[[bytes], object]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        return bytes  # the write() of old, which Django never calls


def environ_of(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    """The request as WSGI (PEP 3333) wants it: text as Latin-1, repeated headers joined.

    REMOTE_ADDR is who asks, past the proxies of FIELDWORK_PROXIES.

    A header with an underscore is dropped: it would pass for the one with a hyphen that a proxy has set.
    """
    root = scope.get("root_path", "")
    host, port = scope.get("server") or ("localhost", 80)
    client, client_port = scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": _latin(root),
        "PATH_INFO": _latin(scope["path"].removeprefix(root)),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    environ |= _headers(scope["headers"])
    environ["REMOTE_ADDR"] = client_of(client, environ.get("HTTP_X_FORWARDED_FOR", ""), PROXIES)
    environ["CONTENT_LENGTH"] = str(size)
    environ["CONTENT_TYPE"] = content_type_of(scope["headers"])
    return environ


def _headers(sent: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, value in sent:
        if b"_" not in name:
            key = name.decode("latin-1").upper().replace("-", "_")
            key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
            found.setdefault(key, []).append(value.decode("latin-1"))
    return {key: (";" if key == "HTTP_COOKIE" else ",").join(values) for key, values in found.items()}


def _latin(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("latin-1")
