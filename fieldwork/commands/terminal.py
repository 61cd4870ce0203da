"""What the program says on the terminal."""

import io
import sys
import time
from getpass import getpass

from fieldwork.commands.terminal_language import _

WIDTH = 30
REPEAT_SECONDS = 2.0


def make_output_safe() -> None:
    """A letter that this terminal does not know is a question mark from now on, not the program's end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_line(sentence: str) -> None:
    """Prints one line for the person who started the program."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def print_error(sentence: str) -> None:
    """Prints one line about what went wrong; the exit status says it too."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def read_password(*, from_standard_input: bool) -> str:
    """A password typed twice, or one line of standard input. Raises EOFError where there is nobody to ask."""
    if from_standard_input:
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass(_("Password (at least 8 characters): "))
    while first != getpass(_("The same again: ")):
        print_error(_("The two are not the same."))
        first = getpass(_("Password (at least 8 characters): "))
    return first


class ProgressBar:
    """How far something is: drawn in place on a terminal, else a line every two seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._began = self._spoken = time.monotonic()
        self._drawn = -1

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` steps are behind us."""
        share = 100 * done // total if total else 100
        if share == self._drawn:
            return
        now = time.monotonic()
        if sys.stdout.isatty():
            filled = WIDTH * share // 100
            sys.stdout.write(f"\r{self._what} [{'#' * filled}{'.' * (WIDTH - filled)}] {share:3} %")
            sys.stdout.flush()
        elif now - self._spoken >= REPEAT_SECONDS:
            print_line(f"{self._what} … {share} %")
            self._spoken = now
        self._drawn = share

    def done(self) -> None:
        """The last word, with the time it took."""
        if sys.stdout.isatty():
            sys.stdout.write("\r\x1b[K")
        print_line(
            _("%(what)s: done in %(seconds).1f s") % {"what": self._what, "seconds": time.monotonic() - self._began}
        )
