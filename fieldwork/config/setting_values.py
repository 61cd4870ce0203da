"""What people write into a setting, read as they meant it or refused in one line. A secret is never repeated."""

import os
import re
from collections.abc import Callable
from gettext import translation
from pathlib import Path
from typing import TypeVar

_ = translation("django", localedir=Path(__file__).parents[1] / "locale", fallback=True).gettext

YES = frozenset({"1", "true", "yes", "on"})
NO = frozenset({"0", "false", "no", "off"})
HIGHEST_PORT = 65535
MAX_SHOWN = 60
"""Characters of what was given that a refusal repeats."""

HOST_NAME = re.compile(r"\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?|\*", re.IGNORECASE | re.ASCII)
NUMBERED = re.compile(r"\[?([0-9a-f:]*:[0-9a-f:.]*:[0-9a-f:.]*)\]?", re.IGNORECASE | re.ASCII)
"""An IPv6 address, with or without its brackets."""

T = TypeVar("T")


class InvalidSetting(ValueError):
    """A setting that cannot be read. `str()` is the line for whoever set it: it names the setting."""


def given(name: str) -> str:
    """The setting as it was written, without blanks around it; empty where it is not set, or set to nothing."""
    return os.environ.get(name, "").strip()


def setting(name: str, read: Callable[[str, str], T], otherwise: T) -> T:
    """Returns `read(name, text)` of the setting, or `otherwise` where it is not set. Raises InvalidSetting."""
    text = given(name)
    return read(name, text) if text else otherwise


def read_switch(name: str, text: str) -> bool:
    """Whether something is on, in any usual spelling. Raises InvalidSetting."""
    word = text.lower()
    if word not in YES | NO:
        raise InvalidSetting(
            _("%(name)s is 1 or 0 (true, yes, on; false, no, off), not %(given)s.") % shown(name, text)
        )
    return word in YES


def read_port(name: str, text: str) -> int:
    """A port, 0 for any free one. Raises InvalidSetting."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(HIGHEST_PORT)) and int(text) <= HIGHEST_PORT):
        raise InvalidSetting(_("%(name)s is a number from 0 to 65535, not %(given)s.") % shown(name, text))
    return int(text)


def read_hosts(name: str, text: str) -> list[str]:
    """Names that the program is reached by, between commas or blanks; a port behind one is left out.

    Raises InvalidSetting for what no browser would send: an address with https://, a name in other letters.
    """
    return [_read_host(name, word) for word in re.split(r"[\s,;]+", text) if word]


def _read_host(name: str, word: str) -> str:
    if numbered := NUMBERED.fullmatch(re.sub(r"(?<=\])(:[0-9]+)$", "", word)):
        return f"[{numbered[1].lower()}]"
    host = re.sub(r":[0-9]+$", "", word)
    if HOST_NAME.fullmatch(host):
        return host.lower().rstrip(".")
    sentence = _(
        "%(name)s is names with commas between, such as orders.example.com,192.0.2.7 (xn--… for other letters), "
        "not %(given)s."
    )
    raise InvalidSetting(sentence % shown(name, word))


def shown(name: str, text: str) -> dict[str, str]:
    """The words of a refusal that repeats what was given; only for settings without a secret."""
    return {"name": name, "given": repr(text[:MAX_SHOWN])}
