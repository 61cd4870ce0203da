"""Finding rows by what people type: accents and case do not count, every word must occur."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from fieldwork.people.models import Person

SEARCHED = ("name", "code", "contact", "job_title", "email", "phone", "address")
MOST_WORDS = 8


@dataclass(frozen=True)
class Part:
    """A piece of a text; `found` where it matches what was typed."""

    text: str
    found: bool


def folded(text: str) -> str:
    """The text without accents and case: "González" -> "gonzalez"."""
    return "".join(_fold(sign) for sign in text)


def searched(row: Model) -> str:
    """What a row of master data is found by, folded."""
    return folded(" ".join(filter(None, (getattr(row, name, "") for name in SEARCHED))))


def matching(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """The rows in which every typed word occurs.

    Name and code are also asked as they are: a row written past the actions has no `search` yet.
    """
    for word in _words(typed):
        rows = rows.filter(Q(search__contains=folded(word)) | Q(name__icontains=word) | Q(code__icontains=word))
    return rows


def matching_people(people: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """People by name, address or job title; compared here, people are few and keep no folded text."""
    words = [folded(word) for word in _words(typed)]
    if not words:
        return people
    known = Person.objects.values_list("pk", "name", "email", "job_title")
    texts = ((pk, folded(" ".join(texts))) for pk, *texts in known)
    return people.filter(pk__in=[pk for pk, text in texts if all(word in text for word in words)])


def marked(text: str, typed: str) -> list[Part]:
    """`text` cut where the typed words begin and end; joined again it is the same text."""
    signs = [_fold(sign) for sign in text]
    flat, origin = "".join(signs), [place for place, fold in enumerate(signs) for _ in fold]
    hit = [False] * len(text)
    for word in filter(None, map(folded, _words(typed))):
        start = flat.find(word)
        while start >= 0:
            for place in range(origin[start], origin[start + len(word) - 1] + 1):
                hit[place] = True
            start = flat.find(word, start + 1)
    return _cut(text, hit)


def _cut(text: str, hit: list[bool]) -> list[Part]:
    parts: list[Part] = []
    for sign, found in zip(text, hit, strict=True):
        if parts and parts[-1].found == found:
            parts[-1] = Part(parts[-1].text + sign, found)
        else:
            parts.append(Part(sign, found))
    return parts


def _fold(sign: str) -> str:
    apart = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(part for part in apart if not unicodedata.combining(part))


def _words(typed: str) -> list[str]:
    return typed.replace("\x00", "").split()[:MOST_WORDS]
