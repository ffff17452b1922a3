"""The table: one row a document. docs/guide/read.md says what each column holds."""

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongwen.model import Piece, Reading, Span, Task

_TEXTS = pa.list_(pa.string())
_PIECES = pa.list_(pa.struct({"start": pa.int32(), "end": pa.int32()}))
_MEETING = pa.struct({"date": pa.string(), "body": pa.string(), "form": pa.string(), "studied": _TEXTS})
_ENTRY = pa.struct({"zone": pa.string(), "headline": pa.string(), "meeting": _MEETING, "byline": pa.string()})
_CLAUSE = pa.struct(
    {"role": pa.string(), "text": pa.string(), "pieces": _PIECES, "entry": pa.int32(), "heading": pa.string()}
)
_DEADLINE = pa.struct({"label": pa.string(), "due": pa.date32(), "within": pa.string(), "recurring": pa.string()})
_TARGET = pa.struct(
    {
        "name": pa.string(),
        "op": pa.string(),
        "base": pa.string(),
        "value": pa.string(),
        "unit": pa.string(),
        "due": pa.date32(),
    }
)
_TASK = pa.struct(
    {
        "text": pa.string(),
        "theme": pa.string(),
        "steps": _TEXTS,
        "lead": _TEXTS,
        "support": _TEXTS,
        "person": pa.string(),
        "deadlines": pa.list_(_DEADLINE),
        "targets": pa.list_(_TARGET),
        "doubt": _TEXTS,
        "pieces": _PIECES,
    }
)
_SLOGAN = pa.struct({"text": pa.string(), "meaning": pa.string(), "parts": _TEXTS, "pieces": _PIECES})

SCHEMA = pa.schema(
    {
        "source": pa.string(),
        "sha256": pa.string(),
        "error": pa.string(),
        "kind": pa.string(),
        "title": pa.string(),
        "number": pa.string(),
        "issuer": pa.string(),
        "addressee": pa.string(),
        "date": pa.date32(),
        "published": pa.date32(),
        "characters": pa.int32(),
        "clause_count": pa.int32(),
        "measure_count": pa.int32(),
        "task_count": pa.int32(),
        "entries": pa.list_(_ENTRY),
        "clauses": pa.list_(_CLAUSE),
        "tasks": pa.list_(_TASK),
        "slogans": pa.list_(_SLOGAN),
        "reading": pa.string(),
    }
)
# The whole reading says everything over again: packed hard it still costs little beside reading.
COMPRESSION, LEVEL = "zstd", 3
# Words that come back in every document; the long texts would fill a dictionary and gain nothing.
REPEATED = ["kind", "issuer", "clauses.list.element.role", "tasks.list.element.lead.list.element"]

# Under this key the file says which edition of gongwen made it.
EDITION = "gongwen"

Row = dict[str, Any]


def row_of(source: str, reading: Reading) -> Row:
    """The row of a document that was read."""
    return {
        "source": source,
        "sha256": reading.page.source_sha256,
        "kind": reading.kind,
        "title": reading.title,
        "number": reading.number,
        "issuer": reading.issuer,
        "addressee": reading.addressee,
        "date": reading.date,
        "published": reading.published,
        "characters": len(reading.text),
        "clause_count": len(reading.spans),
        "measure_count": sum(span.role == "measure" for span in reading.spans),
        "task_count": len(reading.tasks),
        **_nested(reading),
    }


def row_of_refused(source: str, sha256: str | None, reason: str) -> Row:
    """The row of a document that nobody could read, and why; ``sha256`` is None where it could not even be opened."""
    return {"source": source, "sha256": sha256, "error": reason}


def table_of(rows: Sequence[Row]) -> pa.Table:
    """The rows as a table; what a row does not say is null."""
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def open_writer(where: Any, edition: str) -> pq.ParquetWriter:
    """A writer into a file or buffer. The same tables written one after another give the same bytes."""
    return pq.ParquetWriter(
        where,
        SCHEMA.with_metadata({EDITION: edition}),
        compression=COMPRESSION,
        compression_level=LEVEL,
        use_dictionary=REPEATED,
    )


def _nested(reading: Reading) -> Row:
    told = reading.to_dict()
    spans = {span.id: span for span in reading.spans}
    headings = {section.id: section.label + section.heading for section in reading.sections}
    return {
        "entries": told["entries"],
        "clauses": [_clause(span, headings) for span in reading.spans],
        "tasks": [_task(task, spans) for task in reading.tasks],
        "slogans": [_slogan(mention) for mention in told["mentions"] if mention["kind"] == "slogan"],
        "reading": json.dumps(told, ensure_ascii=False, separators=(",", ":")),
    }


def _clause(span: Span, headings: dict[str, str]) -> Row:
    heading = headings.get(span.section or "")
    return {
        "role": span.role,
        "text": span.text,
        "pieces": _pieces(span.pieces),
        "entry": span.entry,
        "heading": heading,
    }


def _task(task: Task, spans: dict[str, Span]) -> Row:
    own = [piece for name in task.span_ids for piece in spans[name].pieces]
    return {
        **task._asdict(),
        "deadlines": [deadline._asdict() for deadline in task.deadlines],
        "targets": [target._asdict() for target in task.targets],
        "pieces": _pieces(own),
    }


def _slogan(mention: Row) -> Row:
    said = mention["value"] or {}
    parts = said.get("parts", [])
    return {
        "text": mention["text"],
        "meaning": said.get("meaning"),
        "parts": parts,
        "pieces": _pieces(mention["pieces"]),
    }


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in pieces]
