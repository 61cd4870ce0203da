"""The demo company served by the real program, and a browser to look at it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.installation import DESKTOP, PHONE, Installation, Windows, staged
from tests.free_port import free_port
from tests.running.demo_company import put_demo

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)
__all__ = ["DESKTOP", "PHONE", "SignIn"]
SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a freshly filled demo company, served as `make run` serves it."""
    data, port = tmp_path_factory.mktemp("demo"), free_port()
    put_demo(tmp_path_factory, data)
    environment = {**os.environ, "FIELDWORK_DATA": str(data), "PORT": str(port), "FIELDWORK_DATABASE_URL": ""}
    log = Path(data) / "server.log"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "fieldwork", "run", "--demo"]
        program = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        address = f"http://localhost:{port}"
        try:
            _wait_for(address, program, log)
            yield address
        finally:
            program.terminate()
            program.wait(timeout=10)


def _wait_for(address: str, program: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if program.poll() is not None:
            break
        try:
            if httpx.get(f"{address}/sign-in").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    pytest.fail(f"The program did not come up:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def chromium(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(chromium: Browser, demo: str) -> Iterator[SignIn]:
    """`sign_in("Layla", phone=False)`: a window of her own, signed in with one click at the demo's door."""
    windows = Windows(chromium, demo)
    yield windows.signed_in
    windows.close()


@pytest.fixture(scope="module")
def kept_windows(chromium: Browser, demo: str) -> Iterator[SignIn]:
    """`sign_in` for tests that only look: one window for each person and size, which the next test finds again."""
    windows = Windows(chromium, demo)
    yield windows.kept
    windows.close()


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The small company, for tests that make orders of their own and leave everybody as they were."""
    with staged(tmp_path_factory.mktemp("house")) as found:
        yield found


@pytest.fixture
def windows(chromium: Browser, installation: Installation) -> Iterator[Windows]:
    """Windows on the installation, through its line."""
    found = Windows(chromium, installation.line.address)
    yield found
    found.close()
