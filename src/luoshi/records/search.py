"""Finding records by words: their number, title and original wording."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.core.word_index import WordIndex
from luoshi.records.models import Record, RecordQuerySet

INDEX = WordIndex("records_search", "record_id")


def index(record: Record) -> None:
    """Write ``record``'s words into the index, in place of those that were there."""
    index_all([record])


def index_all(records: Iterable[Record]) -> None:
    INDEX.write((record.pk, f"{record.code} {record.title} {record.wording}") for record in records)


def matching(records: RecordQuerySet, query: str) -> RecordQuerySet:
    """Those of ``records`` that hold every token of ``query``."""
    return INDEX.narrow(records, query)
