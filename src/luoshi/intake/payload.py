"""A reading's JSON payload (DESIGN.md §2) with the look-ups that proposing and showing need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from luoshi.documents.models import Document

BODY = frozenset({"theme", "measure", "stance", "frame", "context"})
# What belongs to an item's words besides its clauses: the bracket that names units.
OF_AN_ITEM = BODY | {"parties"}
# Characters that show nothing (DESIGN.md §2), white space aside.
BLANK = frozenset("\ufeff\u200b\u200c\u200d\u2060\u00ad")
CELLS, CELLS_OR_LINES = re.compile(r"[|\t]"), re.compile(r"[|\t\n]")
AROUND_EDGE = re.compile(r"\s*\t\s*")
EDGE = "，,；;。:：、.！!？? \n"


class Payload:
    """Reads only; ``data`` is never changed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.text: str = data["text"]
        self.kind: str = data["kind"]
        self.spans: list[dict[str, Any]] = data["spans"]
        self.tasks: list[dict[str, Any]] = data["tasks"]
        self.entries: list[dict[str, Any]] = data["entries"]
        self.all_mentions: list[dict[str, Any]] = data["mentions"]
        self.mentions = {mention["id"]: mention for mention in self.all_mentions}
        self.sections = {section["id"]: section for section in data["sections"]}

    @cached_property
    def span(self) -> dict[str, dict[str, Any]]:
        return {span["id"]: span for span in self.spans}

    @cached_property
    def place(self) -> dict[str, int]:
        """Span id → its place in reading order."""
        return {span["id"]: place for place, span in enumerate(self.spans)}

    @cached_property
    def task_of(self) -> dict[str, dict[str, Any]]:
        """Span id → the task gongwen made of it."""
        return {span: task for task in self.tasks for span in task["span_ids"]}

    def in_order(self, span_ids: Iterable[str]) -> list[dict[str, Any]]:
        known = {span for span in span_ids if span in self.span}
        return [self.span[span] for span in sorted(known, key=self.place.__getitem__)]

    def measures(self, span_ids: Iterable[str]) -> list[dict[str, Any]]:
        return [span for span in self.in_order(span_ids) if span["role"] == "measure"]

    def words(self, span_ids: Iterable[str]) -> str:
        """As the page has them; a tab between the cells of a table's row, however the page parts those."""
        spans = self.in_order(span_ids)
        in_table = any(span["role"] == "other" for span in spans)  # only a row has such words
        edges = CELLS_OR_LINES if in_table else CELLS
        out, above = "", len(self.text)
        for start, end in (piece for span in spans for piece in span["pieces"]):
            out += ("\t" if edges.search(self.text, above, start) else "") + self.text[start:end]
            above = end
        return AROUND_EDGE.sub("\t", out)

    def pieces(self, span_ids: Iterable[str]) -> list[list[int]]:
        """In reading order, those that touch made one."""
        joined: list[list[int]] = []
        for start, end in (piece for span in self.in_order(span_ids) for piece in span["pieces"]):
            if joined and joined[-1][1] == start:
                joined[-1][1] = end
            else:
                joined.append([start, end])
        return joined


def payload_of(document: Document, data: Mapping[str, Any]) -> Payload:
    return Payload({**data, "text": document.text})


def bare(words: str) -> str:
    """Without the punctuation at its ends."""
    return words.strip(EDGE)


def is_blank(char: str) -> bool:
    return char.isspace() or char in BLANK
