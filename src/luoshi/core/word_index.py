"""A full-text table of our own, in each database's form, over overlapping pairs of characters (bigrams.py).

SQLite: FTS5 over the pairs as words. PostgreSQL: a stored tsvector of them under GIN. One contract for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import RawSQL

from luoshi.core.bigrams import indexed, tokens

Rows = TypeVar("Rows", bound="models.QuerySet[Any]")
AT_ONCE = 500
_WORD = re.compile(r'[“"]([^“”"]+)[”"]|([^\s“”"]+)')


def words_of(query: str) -> list[str]:
    """What is looked for: words parted by blanks, and what stands in quotation marks as it stands. Each is to be
    found whole."""
    found = (quoted or plain for quoted, plain in _WORD.findall(query))
    return [word for word in dict.fromkeys(found) if tokens(word)]


def told_by_index(word: str) -> bool:
    """Whether the index alone tells that a text holds ``word``: of longer ones it knows the pairs, not their order."""
    return tokens(word) == [word.lower()]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """``table`` maps a row's id (``key``, on PostgreSQL a column of that name) to the pairs of its text."""

    table: str
    key: str

    def write(self, texts: Iterable[tuple[int, str]]) -> None:
        """The words of each id, in place of those that were there; some at a time, however many there are."""
        words = ((pk, indexed(text)) for pk, text in texts)
        while batch := list(islice(words, AT_ONCE)):
            self._write(batch)
        if connection.vendor == "postgresql":
            # Else every search reads through what is yet to be sorted in, until the next vacuum.
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT gin_clean_pending_list('{self.table}_words')")

    def _write(self, words: Sequence[tuple[int, list[str]]]) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(f"DELETE FROM {self.table} WHERE rowid = %s", [(pk,) for pk, _found in words])  # noqa: S608 - a constant
                rows = [(pk, " ".join(found)) for pk, found in words]
                cursor.executemany(f"INSERT INTO {self.table} (rowid, words) VALUES (%s, %s)", rows)  # noqa: S608
            else:
                cursor.executemany(
                    f"INSERT INTO {self.table} ({self.key}, words) VALUES (%s, array_to_tsvector(%s))"  # noqa: S608
                    f" ON CONFLICT ({self.key}) DO UPDATE SET words = EXCLUDED.words",
                    [(pk, sorted(set(found))) for pk, found in words],
                )

    def narrow(self, rows: Rows, query: str) -> Rows:
        """Those of ``rows`` that hold every token of ``query``; a lone character begins the token of its place."""
        wanted = tokens(query)
        return rows.filter(pk__in=self._matching(wanted)) if wanted else rows

    def _matching(self, wanted: Iterable[str]) -> RawSQL:
        if connection.vendor == "sqlite":
            phrase = " ".join(f'"{token}"{"*" if _is_lone(token) else ""}' for token in wanted)
            return RawSQL(f"SELECT rowid FROM {self.table} WHERE words MATCH %s", [phrase])  # noqa: S608, S611
        phrase = " & ".join(f"'{token}'{':*' if _is_lone(token) else ''}" for token in wanted)
        return RawSQL(f"SELECT {self.key} FROM {self.table} WHERE words @@ %s::tsquery", [phrase])  # noqa: S608, S611

    def create(self, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(f"CREATE VIRTUAL TABLE {self.table} USING fts5(words, tokenize='unicode61')")
            return
        editor.execute(f"CREATE TABLE {self.table} ({self.key} bigint PRIMARY KEY, words tsvector NOT NULL)")
        editor.execute(f"CREATE INDEX {self.table}_words ON {self.table} USING gin (words)")

    def drop(self, editor: BaseDatabaseSchemaEditor) -> None:
        editor.execute(f"DROP TABLE {self.table}")


def _is_lone(token: str) -> bool:
    return len(token) == 1 and not token.isascii()
