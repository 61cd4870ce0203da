"""A browser with a profile of its own on the disk: it may be killed as a battery kills it, and opened again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.e2e.installation import DESKTOP, PHONE

ENDED_SECONDS = 20


class Device:
    """One person's phone or desktop computer; `open` may be called again after `kill`."""

    def __init__(self, chromium: Browser, profile: Path, address: str, *, phone: bool) -> None:
        self._launcher, self._arguments = chromium.browser_type, ["--no-sandbox", "--disable-gpu", "--no-first-run"]
        self._arguments += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
        self._profile, self._address, self._phone = profile, address, phone
        self._context: BrowserContext | None = None

    def open(self, path: str, chromium_path: str) -> Page:
        """Starts the browser on its profile and shows a page; nobody is signed in.

        Chromium writes cookies to the disk every 30 seconds: whether one that was killed comes back signed in would
        depend on the speed of the machine.
        """
        context = self._launcher.launch_persistent_context(
            self._profile,
            executable_path=chromium_path,
            args=self._arguments,
            viewport=PHONE if self._phone else DESKTOP,  # type: ignore[arg-type]
            has_touch=self._phone,
            is_mobile=self._phone,
            base_url=self._address,
            locale="en-GB",
        )
        self._context = context
        context.clear_cookies()
        page = context.pages[0]
        page.set_default_timeout(30_000)
        page.goto(path)
        return page

    def kill(self) -> None:
        """SIGKILL to the browser and all its processes, as they run."""
        ours = _processes_of(self._profile)
        assert ours
        for process in ours:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        end = time.monotonic() + ENDED_SECONDS
        while _processes_of(self._profile) and time.monotonic() < end:
            time.sleep(0.05)
        self.close()

    def close(self) -> None:
        """Ends it, if it runs."""
        context, self._context = self._context, None
        if context:
            with suppress(Error):
                context.close()


@contextmanager
def device(chromium: Browser, profile: Path, address: str, *, phone: bool = True) -> Iterator[Device]:
    """A device that is closed at the end of the block."""
    found = Device(chromium, profile, address, phone=phone)
    try:
        yield found
    finally:
        found.close()


def _processes_of(profile: Path) -> list[int]:
    """Those that were started with this profile, zombies left out."""
    found = []
    for place in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            number = int(place.name)
            if str(profile).encode() in (place / "cmdline").read_bytes():
                found.append(number)
    return found
