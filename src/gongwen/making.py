"""Clauses and finds of the flow made the spans and mentions of a Reading, all in one go.

A document has tens of thousands. A neighbour mostly lies in the same run of the page, so its place is known; a named
tuple made by ``tuple.__new__`` takes half as long as by its name; and c1, c2, … are made once for all documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from gongwen.model import Clause, Found, Mention, Piece, Span
from gongwen.spans import Flow

_new = tuple.__new__
_ids: dict[str, list[str]] = {}


def ids(letter: str, many: int) -> list[str]:
    """c1, c2, … up to ``many`` or more."""
    known = _ids.get(letter, [])
    if len(known) < many:
        _ids[letter] = known = [f"{letter}{number}" for number in range(1, 2 * many + 1)]
    return known


def make_spans(flow: Flow, clauses: Sequence[Clause]) -> list[Span]:
    """A span for every clause, numbered in their order."""
    text, out = flow.text, list[Span]()
    first = last = shift = 0
    for name, (start, end, role, entry, section, item) in zip(ids("c", len(clauses)), clauses, strict=False):
        if start < first or last <= start:
            first, last, shift = flow.run(start)
        pieces = ((start + shift, end + shift),) if end <= last else flow.pieces(start, end)
        out.append(_new(Span, (name, role, text[start:end], pieces, entry, section, item)))
    return out


def make_mentions(
    page_text: str, flow: Flow, spans: Sequence[Span], holders: Iterable[int], found: Sequence[Found]
) -> list[Mention]:
    """A mention for everything found, numbered in their order; ``holders`` are the indices of the spans they are in."""
    text, out = flow.text, list[Mention]()
    first = last = shift = 0
    named = zip(ids("m", len(found)), holders, found, strict=False)
    for name, at, (start, end, kind, value, rule, doubt) in named:
        if start < first or last <= start:
            first, last, shift = flow.run(start)
        pieces = ((start + shift, end + shift),) if end <= last else flow.pieces(start, end)
        words = text[start:end]
        out.append(_new(Mention, (name, spans[at].id, kind, words, pieces, value, rule, doubt)))
        if len(pieces) > 1 and _parts_digits(page_text, pieces):
            out[-1] = out[-1]._replace(value=None, doubt=(*doubt, "broken_number"))
    return out


def _parts_digits(page_text: str, pieces: tuple[Piece, ...]) -> bool:
    return any(page_text[a - 1].isdigit() and page_text[b].isdigit() for (_, a), (b, _) in pairwise(pieces))
