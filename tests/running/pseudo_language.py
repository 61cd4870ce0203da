"""A made-up language that is written from right to left and takes more room than any true one.

Every sentence of the program in Hebrew letters that mean nothing, a third longer; what stands in braces stays. As
settings (`DJANGO_SETTINGS_MODULE=tests.running.pseudo_language`) it is the program with that language beside its own.
"""

import os
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from fieldwork.settings import *  # noqa: F403
from tests.translations import said

CODE = "he"
LANGUAGES = [("en", "English"), ("es", "Español"), (CODE, "Made up")]
LOCALE_PATHS = [os.environ.get("PSEUDO_LOCALE", "")]

_LETTERS = "אבגדהוזחטיכלמנסעפצקרשת"
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>)")


def made_up(sentence: str) -> str:
    """The sentence in that language."""
    return "".join(part if _KEPT.fullmatch(part) else _word_by_word(part) for part in _KEPT.split(sentence))


def _word_by_word(text: str) -> str:
    return re.sub(r"[A-Za-z]+", lambda word: _longer(word[0]), text)


def _longer(word: str) -> str:
    letters = [_LETTERS[ord(letter.lower()) % len(_LETTERS)] for letter in word]
    return "".join(letters + letters[: (len(letters) + 2) // 3])


def write_locale(folder: Path) -> None:
    """Puts the language where Django looks for it."""
    catalogue = Catalog(locale=CODE)
    for one in said():
        text = (one.text, one.plural) if one.plural else one.text
        forms = catalogue.num_plurals
        words = made_up(one.text) if not one.plural else (made_up(one.text),) + (made_up(one.plural),) * (forms - 1)
        catalogue.add(text, words, context=one.context)
    place = folder / CODE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as out:
        write_mo(out, catalogue)
