"""The work itself: documents in, their rows out. It looks at nothing else, so that it runs anywhere, any number of
times, with the same result."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyarrow as pa

from gongwen.load import Unreadable, bytes_of
from gongwen.many.edition import edition
from gongwen.many.finding import Document
from gongwen.many.flowing import in_groups
from gongwen.many.table import Row, open_writer, row_of, row_of_refused, table_of
from gongwen.reader import read

# A batch is lost when a worker is, and is what one message carries.
MOST, HEAVIEST = 64, 1_000_000  # documents, bytes


class Taken(NamedTuple):
    """A document from the disk: its bytes, or why there are none. They travel; workers need no common disk."""

    source: str
    sha256: str | None
    data: bytes
    refused: str | None = None


Batch = tuple[Taken, ...]


class Part(NamedTuple):
    """The rows of one batch as a Parquet file's bytes, and what made them."""

    edition: str
    documents: int
    characters: int
    data: bytes


def take(document: Document) -> Taken:
    """The document's bytes, or why it cannot be opened."""
    try:
        data = bytes_of(document.path)
    except Unreadable as error:
        return Taken(document.source, None, b"", error.reason)
    return Taken(document.source, hashlib.sha256(data).hexdigest(), data)


def in_batches(documents: Iterable[Taken]) -> Iterator[Batch]:
    """As many documents as one worker takes at once, few where they are large."""
    return in_groups(documents, lambda document: len(document.data), most=MOST, heaviest=HEAVIEST)


def read_batch(published: dt.date | None, batch: Batch) -> Part:
    """Each document read, in the order given; what cannot be read has a row that says why."""
    rows = [_row(document, published) for document in batch]
    buffer = pa.BufferOutputStream()
    with open_writer(buffer, edition(published)) as writer:
        writer.write_table(table_of(rows))
    characters = sum(row.get("characters", 0) for row in rows)
    return Part(edition(published), len(rows), characters, buffer.getvalue().to_pybytes())


def _row(document: Taken, published: dt.date | None) -> Row:
    if document.refused:
        return row_of_refused(document.source, None, document.refused)
    try:
        return row_of(document.source, read(document.data, published=published, name=document.source))
    except Unreadable as error:
        return row_of_refused(document.source, document.sha256, error.reason)
