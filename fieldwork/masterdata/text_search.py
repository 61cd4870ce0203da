"""Finding rows by what people type: accents and case do not count, every word must occur."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from fieldwork.collation.folded_text import fold, folded, query_words
from fieldwork.people.models import Person


@dataclass(frozen=True)
class Highlight:
    """A piece of a text; `found` where it matches what was typed."""

    text: str
    found: bool


def matching_rows(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """The rows in which every typed word occurs."""
    for word in query_words(typed):
        rows = rows.filter(search__contains=word)
    return rows


def matching_people(people: QuerySet[Any], typed: str) -> QuerySet[Any]:
    """People by name, address or job title; compared here, people are few and keep no folded text."""
    words = query_words(typed)
    if not words:
        return people
    known = Person.objects.values_list("pk", "name", "email", "job_title")
    texts = ((pk, folded(" ".join(texts))) for pk, *texts in known)
    return people.filter(pk__in=[pk for pk, text in texts if all(word in text for word in words)])


def highlight(text: str, typed: str) -> list[Highlight]:
    """`text` cut where the typed words begin and end; joined again it is the same text."""
    signs = [fold(sign) for sign in text]
    flat, origin = "".join(signs), [place for place, fold in enumerate(signs) for _ in fold]
    hit = [False] * len(text)
    for word in query_words(typed):
        start = flat.find(word)
        while start >= 0:
            for place in range(origin[start], origin[start + len(word) - 1] + 1):
                hit[place] = True
            start = flat.find(word, start + 1)
    return _cut(text, hit)


def _cut(text: str, hit: list[bool]) -> list[Highlight]:
    parts: list[Highlight] = []
    for sign, found in zip(text, hit, strict=True):
        if parts and parts[-1].found == found:
            parts[-1] = Highlight(parts[-1].text + sign, found)
        else:
            parts.append(Highlight(sign, found))
    return parts
