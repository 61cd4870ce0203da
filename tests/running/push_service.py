"""A push service on the loopback: takes what is pushed, reads it as the browser would, answers as told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from fieldwork.notices.push.push_encryption import base64url_encode

SECRET = b"sixteen letters."


@dataclass
class Service:
    """`answers` are used up one by one, then everything is taken; "hang up" takes it and says nothing."""

    address: str = ""
    pushed: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[int | str] = field(default_factory=list)
    visited: list[str] = field(default_factory=list)
    """Who followed a redirect: none should."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    news: threading.Condition = field(default_factory=threading.Condition)

    def subscription(self, name: str = "1") -> dict[str, str]:
        """What a browser called `name` would send to the program."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": f"{self.address}/{name}",
            "p256dh": base64url_encode(point),
            "auth": base64url_encode(SECRET),
        }

    def take(self, body: bytes, headers: dict[str, str]) -> int | str:
        """Reads the body with the browser's keys, and says what to answer."""
        assert Vapid02.verify(headers["authorization"])
        text = http_ece.decrypt(body, private_key=self.key, auth_secret=SECRET, version="aes128gcm")
        with self.news:
            answer = self.answers.pop(0) if self.answers else 201
            self.headers.append(headers)
            if answer in (201, "hang up"):
                self.pushed.append(json.loads(text))
            self.news.notify_all()
        return answer

    def wait_for(self, count: int, seconds: float = 20) -> list[dict[str, Any]]:
        """What was taken, as soon as it is so many."""
        with self.news:
            found = self.news.wait_for(lambda: len(self.pushed) >= count, seconds)
        assert found, f"{len(self.pushed)} pushes instead of {count}"
        return self.pushed


@contextmanager
def push_service() -> Iterator[Service]:
    """Serving, from its first push to the end of the block."""
    service = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = service.take(body, {name.lower(): value for name, value in self.headers.items()})
            if isinstance(answer, int):
                self.send_response(answer)
                if 300 <= answer < 400:
                    self.send_header("Location", f"{service.address}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def do_GET(self) -> None:
            service.visited.append(self.path)
            self.send_error(404)

        def log_message(self, *_given: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
