"""The question to the database: which rows of the index carry all these words, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

_SQLITE = """SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid < %s
ORDER BY rowid DESC LIMIT %s"""
_POSTGRESQL = """SELECT id FROM search_text WHERE vector @@ %s::tsquery AND id < %s ORDER BY id DESC LIMIT %s"""
_HIGHEST_KEY = 2**62


@dataclass(frozen=True)
class IndexQuery:
    """`words`: beginnings that all have to occur; `marks`: of each group one has to. Both as `tokens.py` makes them."""

    words: Sequence[str]
    marks: Sequence[Sequence[str]]

    def rows(self, limit: int, *, before: int | None = None) -> list[int]:
        """Returns at most `limit` row keys below `before`, newest first."""
        sql, text = (_POSTGRESQL, self._tsquery()) if connection.vendor == "postgresql" else (_SQLITE, self._match())
        with connection.cursor() as cursor:
            cursor.execute(sql, [text, before or _HIGHEST_KEY, limit])
            return [key for (key,) in cursor.fetchall()]

    # The words hold letters, digits and their marks, and # in front: nothing that either language would read.
    def _match(self) -> str:
        words = [f'"{word}"*' for word in self.words]
        return " AND ".join([*words, *("(" + " OR ".join(f'"{mark}"' for mark in group) + ")" for group in self.marks)])

    def _tsquery(self) -> str:
        words = [f"'{word}':*" for word in self.words]
        return " & ".join([*words, *("(" + " | ".join(f"'{mark}'" for mark in group) + ")" for group in self.marks)])
