"""What the program says to people, and which of it a language has no words for yet.

.venv/bin/python -m tests.translations es         the missing ones, each app's as the .po that it would need
.venv/bin/python -m tests.translations es --count how many
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ROOT / "fieldwork"
UNSEEN = frozenset({"commands", "demo", "config"})
"""Rooms that speak to whoever runs the program, or make up a company that speaks English."""

_METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2")]
_KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
_OPTIONS = {"**.html": {"extensions": "jinja2.ext.i18n", "newstyle_gettext": "true"}}

Key = tuple[str | None, str]


@dataclass(frozen=True)
class Said:
    """A sentence of the code: its context, itself, and its plural where it counts something."""

    app: str
    context: str | None
    text: str
    plural: str | None

    @property
    def key(self) -> Key:
        """What a catalogue finds it by."""
        return self.context, self.text


def said() -> Iterator[Said]:
    """Every sentence that people may see, with the app that says it first."""
    seen: set[Key] = set()
    for app in sorted(path for path in ROOMS.iterdir() if path.is_dir() and path.name not in UNSEEN):
        found = extract_from_dir(app, _METHODS, _OPTIONS, _KEYWORDS)
        for _file, _line, message, _comments, context in found:
            text, plural = message if isinstance(message, tuple) else (message, None)
            one = Said(app.name, context, text, plural)
            if text and one.key not in seen:
                seen.add(one.key)
                yield one


def translated(language: str) -> dict[Key, str | tuple[str, ...]]:
    """Every sentence that a catalogue of this language has words for."""
    known: dict[Key, str | tuple[str, ...]] = {}
    for path in sorted(ROOMS.glob(f"*/locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                text = message.id if isinstance(message.id, str) else message.id[0]
                words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                if text and words and all(words) and not message.fuzzy:
                    known[message.context, text] = words if message.pluralizable else words[0]
    return known


def missing(language: str) -> list[Said]:
    """Sentences of the code without words in this language."""
    known = translated(language)
    return [one for one in said() if one.key not in known]


def main() -> int:
    """Prints them; 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("language")
    parser.add_argument("--count", action="store_true", help="only how many")
    asked = parser.parse_args()
    lacking = missing(asked.language)
    if asked.count:
        print(len(lacking))
    for app in () if asked.count else sorted({one.app for one in lacking}):
        catalogue = Catalog(locale=asked.language)
        for one in lacking:
            if one.app == app:
                catalogue.add((one.text, one.plural) if one.plural else one.text, context=one.context)
        sys.stdout.write(f"\n# fieldwork/{app}/locale/{asked.language}/LC_MESSAGES/django.po\n")
        sys.stdout.flush()
        write_po(sys.stdout.buffer, catalogue, width=0, omit_header=True, sort_output=True)
        sys.stdout.buffer.flush()
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
