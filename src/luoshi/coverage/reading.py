"""From two documents to rows that are kept: the superior's clauses, and the own measures set against them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import gongwen
from gongwen import Reading
from luoshi.coverage.facts import facts_of
from luoshi.documents.models import Document

Row = dict[str, Any]
# What was done in the year before is no clause to answer (GUIDELINES: the year's review is context).
NO_CLAUSE_UNDER = ("回顾",)
HAN, LONGEST_TAIL = re.compile(r"[\u4e00-\u9fff]"), 4


def read(document: Document) -> Reading:
    return gongwen.read(document.text, published=document.dated)


def clauses(superior: Reading) -> list[Row]:
    """Its measures in reading order, each with the chapter and heading it stands under."""
    headings, mentions = chapters(superior), by_span(superior)
    rows: list[Row] = []
    before = None
    for span in superior.spans:
        chapter, heading = headings.get(span.section, ("", ""))
        if span.role != "measure" or any(word in chapter for word in NO_CLAUSE_UNDER):
            continue
        place = {"pieces": [list(piece) for piece in span.pieces], "text": span.text}
        row = {**place, "chapter": chapter, "heading": heading, **facts_of(mentions[span.id])}
        if before and before.item == span.item and is_tail(span.text, mentions[span.id]):
            join(rows[-1], row)
        else:
            rows.append(row)
        before = span
    return rows


def is_tail(text: str, mentions: Iterable[Any]) -> bool:
    """Whether a clause says no more than by when or how much of the one before (“2026年底前建成”)."""
    left = text
    for mention in mentions:
        left = left.replace(mention.text, "", 1)
    return left != text and len(HAN.findall(left)) <= LONGEST_TAIL


def join(row: Row, tail: Row) -> None:
    row["pieces"] = [*row["pieces"], *tail["pieces"]]
    row["text"] += tail["text"]
    row["amounts"], row["dates"] = row["amounts"] + tail["amounts"], row["dates"] + tail["dates"]


def chapters(reading: Reading) -> Mapping[str | None, tuple[str, str]]:
    """Section id → the heading of its chapter and its own."""
    above: list[Any] = []
    found: dict[str | None, tuple[str, str]] = {}
    for section in reading.sections:
        above = [one for one in above if one.level < section.level] + [section]
        found[section.id] = (_called(above[0]), _called(section) if len(above) > 1 else "")
    return found


def _called(section: Any) -> str:
    return f"{section.label or ''}{section.heading or ''}".strip()


def by_span(reading: Reading) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for mention in reading.mentions:
        found[mention.span].append(mention)
    return found


def aligned(own: Reading, superior: Reading, context: Iterable[Reading] = ()) -> list[Row]:
    """Every own measure with the clauses it may answer, what it says of numbers and days, and which item it is of."""
    mentions = by_span(own)
    spans = {tuple(map(tuple, span.pieces)): span for span in own.spans}
    rows: list[Row] = []
    before = None
    for row in gongwen.align(own, superior, context=context).to_dict()["rows"]:
        span = spans[tuple(map(tuple, row["pieces"]))]
        row.update(facts_of(mentions[span.id]), item=span.item)
        if before and before.item == span.item and is_tail(span.text, mentions[span.id]):
            join(rows[-1], row)
        else:
            rows.append(row)
        before = span
    return rows
