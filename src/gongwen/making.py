"""Clauses and finds of the flow made the spans and mentions of a Reading, all at once.

A document has tens of thousands: they are made column by column, so that no Python runs for a single one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from gongwen.model import Clause, Found, Mention, Piece, Span
from gongwen.spans import Flow

_new_span, _new_mention = partial(tuple.__new__, Span), partial(tuple.__new__, Mention)


def make_spans(flow: Flow, clauses: Sequence[Clause]) -> list[Span]:
    """A span for every clause, numbered in their order."""
    starts, ends, roles, entries, sections, items = _columns(clauses, len(Clause._fields))
    ids = [f"c{number}" for number in range(1, len(clauses) + 1)]
    places = flow.places(starts, ends)
    words = _words(flow, starts, ends)
    return list(map(_new_span, zip(ids, roles, words, places, entries, sections, items, strict=True)))


def make_mentions(
    page_text: str, flow: Flow, spans: Sequence[Span], holders: Sequence[int], found: Sequence[Found]
) -> list[Mention]:
    """A mention for everything found, numbered in their order; ``holders`` are the indices of the spans they are in."""
    starts, ends, kinds, values, rules, doubts = _columns(found, len(Found._fields))
    ids = [f"m{number}" for number in range(1, len(found) + 1)]
    inside = [spans[at].id for at in holders]
    places = flow.places(starts, ends)
    words = _words(flow, starts, ends)
    mentions = list(map(_new_mention, zip(ids, inside, kinds, words, places, values, rules, doubts, strict=True)))
    for at, pieces in enumerate(places):
        if len(pieces) > 1 and _parts_digits(page_text, pieces):
            mentions[at] = mentions[at]._replace(value=None, doubt=(*doubts[at], "broken_number"))
    return mentions


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _words(flow: Flow, starts: Iterable[int], ends: Iterable[int]) -> list[str]:
    text = flow.text
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _parts_digits(page_text: str, pieces: tuple[Piece, ...]) -> bool:
    return any(page_text[a - 1].isdigit() and page_text[b].isdigit() for (_, a), (b, _) in pairwise(pieces))
