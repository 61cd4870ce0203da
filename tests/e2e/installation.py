"""The small company of tests/worked_example.py behind a line that a test may cut, and windows to look at it.

Its orders are made through the API: the demo company's pictures do not show what tests did.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.tcp_proxy import Line
from tests.running.program import ROOT, Program, running, surroundings
from tests.running.second_process import SecondProcess

PASSWORD = "a long enough secret"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
DIAGNOSIS = {"kind": "service", "item": "router-diagnosis", "quantity": "1"}
CABLE = {"kind": "material", "item": "patch-cable", "quantity": "4"}
INK = {"width": 600, "height": 200, "strokes": [[[10, 10, 0], [100, 100, 10], [200, 50, 20], [300, 150, 30]]]}


@dataclass
class Installation:
    """The running program, the line to it, and ways in that do not use the line."""

    data: Path
    program: Program
    line: Line
    second_process: SecondProcess
    tokens: dict[str, str]
    client: httpx.Client

    def call(self, key: str, method: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One call of the API, past the line; it must be taken."""
        address = f"{self.program.address}/api/v1{path}"
        headers = {"Authorization": f"Bearer {self.tokens[key]}"}
        answer = self.client.request(method, address, json=body, headers=headers)
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def order(self, name: str, *, released: bool = False, staff: tuple[str, ...] = ()) -> int:
        """A new order of Layla's; released by Ogechi, with these field workers on it."""
        body: dict[str, Any] = {
            "order_type": "computer-repair", "client": "acme", "name": name, "description": "Nobody is online.",
            "work_start": "2026-12-01T09:00:00+01:00", "work_completion": "2026-12-02T17:00:00+01:00",
            "products": [DIAGNOSIS, CABLE], "staff": [{"worker": "diego", "hours": "2"}],
        }  # fmt: skip
        number: int = self.call("layla", "POST", "/orders", body)["number"]
        if released or staff:
            self.call("ogechi", "POST", f"/orders/{number}/release", {"signature": INK})
        if staff:
            self.send_out(number, *staff)
        return number

    def send_out(self, order: int, *staff: str) -> None:
        """Sets the order's field workers."""
        self.call("layla", "PUT", f"/orders/{order}/field-workers", {"users": [f"{k}@nadiya.example" for k in staff]})

    def say(self, key: str, order: int, text: str) -> None:
        """A message."""
        self.call(key, "POST", f"/orders/{order}/messages", {"text": text})


@contextmanager
def staged(data: Path, **more: str) -> Iterator[Installation]:
    """An installation of one's own, from an empty folder, with `more` in the program's environment."""
    second_process = SecondProcess(data)
    facts = second_process.do("stage")
    open_door(data)
    with running(data, **more) as program, httpx.Client(timeout=30) as client:
        line = Line(port_of(program))
        try:
            yield Installation(data, program, line, second_process, facts["tokens"], client)
        finally:
            line.close()
            second_process.close()


def open_door(data: Path) -> None:
    """Lets people in at the door of the company in this folder."""
    subprocess.run([sys.executable, "-m", "tests.e2e.demo_login"], cwd=ROOT, env=surroundings(data), check=True)


def port_of(program: Program) -> int:
    """Where it listens."""
    port = urlsplit(program.address).port
    assert port
    return port


@contextmanager
def server_stopped(installation: Installation) -> Iterator[None]:
    """The program is killed; a new one on the same records answers afterwards at the same address."""
    installation.program.process.kill()
    installation.program.process.wait()
    installation.line.cut()
    yield
    installation.line.mend()


@contextmanager
def served_again(installation: Installation) -> Iterator[None]:
    """A new program on the records of the one that was killed."""
    with running(installation.data) as again:
        installation.line.target = port_of(again)
        installation.program = again
        yield


class Windows:
    """Windows of a browser, closed together."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self._chromium, self._address = chromium, address
        self._contexts: list[BrowserContext] = []
        self._kept: dict[tuple[str, bool], Page] = {}

    def empty(self, *, phone: bool = False, theme: str = "light") -> Page:
        """A window on nothing, in which nobody is signed in."""
        context = self._chromium.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            has_touch=phone,
            is_mobile=phone,
            device_scale_factor=2 if phone else 1,
            base_url=self._address,
            locale="en-GB",
        )
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    def signed_in(self, name: str, *, phone: bool = False, theme: str = "light") -> Page:
        """A window of her own, signed in with one click at the demo's door."""
        page = self.empty(phone=phone, theme=theme)
        page.goto("/sign-in")
        come_in(page, name)
        return page

    def kept(self, name: str, *, phone: bool = False) -> Page:
        """The window of this person ("" for nobody) and size from the time before, light and at its size again."""
        page = self._kept.get((name, phone))
        if page is None:
            page = self.signed_in(name, phone=phone) if name else self.empty(phone=phone)
            self._kept[name, phone] = page
        page.set_viewport_size(PHONE if phone else DESKTOP)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        return page

    def close(self) -> None:
        """Closes them."""
        for context in self._contexts:
            context.close()


def come_in(page: Page, name: str) -> None:
    """One click at the demo's door."""
    page.get_by_role("button", name=name).first.click()
    page.wait_for_url("**/orders")
