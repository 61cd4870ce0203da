"""The line between browser and server, which a test may cut: a TCP proxy on a port of its own."""

import socket
import threading
from contextlib import suppress

CHUNK = 65_536


class Line:
    """Passes bytes both ways to `target`, a port of the loopback; ended by `close`.

    The browser knows only `port`. So the server behind it may end and another come up on the same address.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self._flows = threading.Event()
        self._flows.set()
        self._whole = True
        self._open: set[socket.socket] = set()
        self._streaming: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._admit, daemon=True).start()

    @property
    def address(self) -> str:
        """What the browser opens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def streams(self) -> int:
        """How many connections hold a person's live stream now."""
        with self._lock:
            return len(self._streaming)

    def cut(self) -> None:
        """Every connection breaks, and every new one too."""
        self._whole = False
        self._drop()

    def mend(self) -> None:
        """New connections get through again."""
        self._whole = True

    def hold(self) -> None:
        """Nothing breaks and nothing arrives: the radio hole of a lift. What is sent waits."""
        self._flows.clear()

    def let_go(self) -> None:
        """What waited arrives."""
        self._flows.set()

    def close(self) -> None:
        """Ends it."""
        self.cut()
        self._flows.set()
        self._door.close()

    def _admit(self) -> None:
        while True:
            try:
                here, _address = self._door.accept()
            except OSError:
                return
            if not self._whole:
                here.close()
                continue
            threading.Thread(target=self._join, args=(here,), daemon=True).start()

    def _join(self, here: socket.socket) -> None:
        self._flows.wait()
        try:
            there = socket.create_connection(("127.0.0.1", self.target), timeout=10)
        except OSError:
            here.close()
            return
        there.settimeout(None)
        with self._lock:
            self._open |= {here, there}
        if not self._whole:
            self._drop()
        for source, goal in ((here, there), (there, here)):
            threading.Thread(target=self._pass_on, args=(source, goal), daemon=True).start()

    def _pass_on(self, source: socket.socket, goal: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self._flows.wait()
                if data.startswith(b"GET /live "):
                    with self._lock:
                        self._streaming.add(source)
                goal.sendall(data)
        self._end(source, goal)

    def _drop(self) -> None:
        with self._lock:
            broken, self._open = self._open, set()
        self._end(*broken)

    def _end(self, *ends: socket.socket) -> None:
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        with self._lock:
            self._open -= set(ends)
            self._streaming -= set(ends)
