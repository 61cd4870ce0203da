"""Django in one hop, without a network: nobody slow holds its only thread. Twins hold it."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from fieldwork.asgi import lasts
from fieldwork.live.asgi_response import Message, Receive, Scope, Send
from fieldwork.request_body import read_body
from fieldwork.wsgi_bridge import BLOCK, WsgiBridge, environ_of

Chunks = Iterable[bytes]


class Whole:
    """A WSGI answer that knows whether and where it was closed."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = iter(chunks)
        self.closed_in = ""

    def __iter__(self) -> Iterator[bytes]:
        return self._chunks

    def close(self) -> None:
        self.closed_in += threading.current_thread().name


def serving(chunks: Callable[[], Chunks], seen: list[Whole]) -> Callable[[WSGIEnvironment, StartResponse], Whole]:
    """A WSGI application that answers with these."""

    def application(environ: WSGIEnvironment, start: StartResponse) -> Whole:
        start("200 OK", [("Content-Type", "text/plain")])
        seen.append(Whole(chunks()))
        return seen[-1]

    return application


def scope(**changes: Any) -> Scope:
    return {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [],
        "http_version": "1.1",
    } | changes


class Client:
    """One request: `sent` is what came back; `ready` holds back what the client takes."""

    def __init__(self, *bodies: Message) -> None:
        self.sent: list[Message] = []
        self.ready = asyncio.Event()
        self._bodies = list(bodies) or [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive(self) -> Message:
        if self._bodies:
            return self._bodies.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def take(self, message: Message) -> None:
        await self.ready.wait()
        self.sent.append(message)

    async def take_at_once(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.sent)


async def answered(hop: WsgiBridge, seconds: float = 0.5) -> bool:
    """Whether a quick client is served now."""
    quick = Client()
    try:
        await asyncio.wait_for(hop(scope(), quick.receive, quick.take_at_once), seconds)
    except TimeoutError:
        return False
    return quick.sent[-1].get("more_body", False) is False


class ReadsInTheThread(WsgiBridge):
    """The control: the body is read by the thread that runs Django, as a plain WSGI bridge does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        with SpooledTemporaryFile() as body:

            def read() -> int:
                return asyncio.run_coroutine_threadsafe(read_body(scope, receive, body), loop).result()

            size = await loop.run_in_executor(self._pool, read)
            await self._answer(environ_of(scope, body, size), send, self._pool)


@pytest.mark.parametrize(("kind", "served"), [(WsgiBridge, True), (ReadsInTheThread, False)])
def test_a_slow_sender_does_not_hold_the_thread(kind: type[WsgiBridge], *, served: bool) -> None:
    async def story() -> bool:
        hop = kind(serving(lambda: [b"ok"], []), threads=1)
        slow = Client({"type": "http.request", "body": b"slow", "more_body": True})
        sending = asyncio.create_task(hop(scope(method="POST"), slow.receive, slow.take_at_once))
        await asyncio.sleep(0.1)
        found = await answered(hop)
        sending.cancel()
        # The twin's thread waits on this loop: let it go before the loop does.
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0.1)
        return found

    assert asyncio.run(story()) is served


class SendsInTheThread(WsgiBridge):
    """The control: the thread waits until the client has taken each block."""

    async def _answer(self, environ: dict[str, Any], send: Send, pool: ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()

        def work() -> None:
            def start(status: str, headers: object, fault: object = None, /) -> Callable[[bytes], object]:
                tell({"type": "http.response.start", "status": 200, "headers": []})
                return bytes

            for chunk in self._wsgi(environ, start):
                tell({"type": "http.response.body", "body": chunk, "more_body": True})
            tell({"type": "http.response.body", "body": b""})

        def tell(message: Message) -> None:
            asyncio.run_coroutine_threadsafe(_coroutine(send, message), loop).result()

        await loop.run_in_executor(pool, work)


async def _coroutine(send: Send, message: Message) -> None:
    await send(message)


@pytest.mark.parametrize(("kind", "served"), [(WsgiBridge, True), (SendsInTheThread, False)])
def test_a_slow_reader_does_not_hold_the_thread(kind: type[WsgiBridge], *, served: bool) -> None:
    async def story() -> tuple[bool, bytes]:
        hop = kind(serving(lambda: [b"x" * 65536] * 40, []), threads=1)
        slow = Client()
        reading = asyncio.create_task(hop(scope(), slow.receive, slow.take))
        await asyncio.sleep(0.1)
        found = await answered(hop)
        slow.ready.set()
        await reading
        return found, slow.body

    found, body = asyncio.run(story())
    assert found is served
    assert body == b"x" * 65536 * 40


@pytest.mark.parametrize(("aside", "served"), [("/files", True), ("", False)])
def test_what_lasts_does_not_hold_the_pages(aside: str, *, served: bool) -> None:
    async def story() -> bool:
        decoded = threading.Event()

        def application(environ: WSGIEnvironment, start: StartResponse) -> Chunks:
            if environ["PATH_INFO"] == "/files":
                decoded.wait(5)
            start("200 OK", [("Content-Type", "text/plain")])
            return [b"ok"]

        hop = WsgiBridge(application, threads=1, lasts=lambda scope: scope["path"] == aside)
        client = Client()
        sending = asyncio.create_task(hop(scope(path="/files"), client.receive, client.take_at_once))
        await asyncio.sleep(0.1)
        found = await answered(hop)
        decoded.set()
        await sending
        return found

    assert asyncio.run(story()) is served


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [("POST", "/company/logo", True), ("GET", "/company/logo", False), ("POST", "/company", False)],
)
def test_a_logo_is_decoded_where_no_page_waits(method: str, path: str, *, answer: bool) -> None:
    """faults.md B5."""
    assert lasts(scope(method=method, path=path)) is answer


def test_a_large_answer_goes_out_in_blocks_and_is_closed_in_the_thread() -> None:
    seen: list[Whole] = []

    async def story() -> Client:
        client = Client()
        await WsgiBridge(serving(lambda: [b"x" * 4096] * 256, seen), threads=1)(
            scope(), client.receive, client.take_at_once
        )
        return client

    client = asyncio.run(story())
    sizes = [len(message["body"]) for message in client.sent[1:]]
    assert (sum(sizes), max(sizes)) == (256 * 4096, BLOCK)
    assert seen[0].closed_in == "django_0"


def test_an_answer_nobody_waits_for_any_more_is_closed_too() -> None:
    seen: list[Whole] = []

    async def story() -> None:
        client = Client()
        hop = WsgiBridge(serving(lambda: [b"x" * 65536] * 40, seen), threads=1)
        reading = asyncio.create_task(hop(scope(), client.receive, client.take))
        await asyncio.sleep(0.1)
        reading.cancel()
        await asyncio.sleep(0.1)

    asyncio.run(story())
    assert seen[0].closed_in == "django_0"


def test_a_sender_who_leaves_never_reaches_django() -> None:
    seen: list[Whole] = []
    client_left = {"type": "http.disconnect"}

    async def story() -> Client:
        client = Client({"type": "http.request", "body": b"half", "more_body": True}, client_left)
        await WsgiBridge(serving(lambda: [b"ok"], seen), threads=1)(scope(), client.receive, client.take_at_once)
        return client

    assert (asyncio.run(story()).sent, seen) == ([], [])


def test_the_request_reaches_django_as_it_was_sent() -> None:
    headers = [
        (b"content-type", b"text/plain"),
        (b"x-twice", b"one"),
        (b"x-twice", b"two"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"x-forwarded-proto", b"http"),
        (b"x_forwarded_proto", b"https"),
        (b"content-length", b"999"),
    ]
    asked = scope(
        path="/at/café", root_path="/at", query_string="q=ü".encode(), headers=headers, client=("192.0.2.7", 1234)
    )
    with SpooledTemporaryFile() as body:
        environ = environ_of(asked, body, 5)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/at", "/café".encode().decode("latin-1"))
    assert environ["QUERY_STRING"].encode("latin-1") == "q=ü".encode()
    assert (environ["REMOTE_ADDR"], environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == (
        "192.0.2.7",
        "text/plain",
        "5",
    )
    assert (environ["HTTP_X_TWICE"], environ["HTTP_COOKIE"]) == ("one,two", "a=1;b=2")
    assert environ["HTTP_X_FORWARDED_PROTO"] == "http"
    assert "HTTP_CONTENT_TYPE" not in environ
