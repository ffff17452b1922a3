"""Readings as langextract's JSONL, one AnnotatedDocument a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gongwen.model import Mention, Piece, Reading, Span, Task
from gongwen.spans import BLANKS, solid_pieces


def render_langextract(readings: Iterable[Reading]) -> Iterator[str]:
    for reading in readings:
        found = list(_extractions(reading))
        numbered = [{**one, "extraction_index": index} for index, one in enumerate(found)]
        document = {"extractions": numbered, "text": reading.text, "document_id": reading.page.source}
        yield json.dumps(document, ensure_ascii=False) + "\n"


def _extractions(reading: Reading) -> Iterator[dict[str, Any]]:
    pieces = {span.id: span.pieces for span in reading.spans}
    found: list[tuple[str, tuple[Piece, ...], dict[str, Any]]] = [
        *((span.role, span.pieces, _of_span(span)) for span in reading.spans),
        *((mention.kind, mention.pieces, _of_mention(mention)) for mention in reading.mentions),
        *(("task", tuple(p for name in task.span_ids for p in pieces[name]), _of_task(task)) for task in reading.tasks),
    ]
    for group, (label, places, attributes) in enumerate(found):
        runs = _runs(reading.text, places)
        for number, (start, end) in enumerate(runs, 1):
            part = {"part": f"{number}/{len(runs)}"} if len(runs) > 1 else {}
            yield {
                "extraction_class": label,
                "extraction_text": reading.text[start:end],
                "char_interval": {"start_pos": start, "end_pos": end},
                "alignment_status": "match_exact",
                "group_index": group,
                "description": None,
                "attributes": attributes | part,
            }


def _runs(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces made one where it will be cut into them again: parted by nothing, or by blanks that mean nothing."""
    runs: list[Piece] = []
    last = 0
    for start, end in pieces:
        if runs and _are_one(text, (last, runs[-1][1]), (start, end)):
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
        last = start
    return runs


def _are_one(text: str, before: Piece, after: Piece) -> bool:
    if before[1] >= after[0]:
        return before[1] == after[0]
    is_blank = not BLANKS.sub("", text[before[1] : after[0]])
    return is_blank and len(solid_pieces(text, before[0], after[1])) > 1


def _of_span(span: Span) -> dict[str, Any]:
    known = {"id": span.id, "item": str(span.item), "section": span.section}
    entry = None if span.entry is None else str(span.entry)
    return {name: said for name, said in (known | {"entry": entry}).items() if said is not None}


def _of_mention(mention: Mention) -> dict[str, Any]:
    value = json.dumps(mention.value, ensure_ascii=False)
    return {
        "id": mention.id,
        "span": mention.span,
        "value": value,
        "rule": mention.rule,
        "doubt": list(mention.doubt),
    }


def _of_task(task: Task) -> dict[str, Any]:
    due = [f"{deadline.label}：{deadline.due or deadline.within or deadline.recurring}" for deadline in task.deadlines]
    units = {"lead": list(task.lead), "support": list(task.support)}
    return {"id": task.id, "task": task.text, **units, "deadlines": due, "doubt": list(task.doubt)}
