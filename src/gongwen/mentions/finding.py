"""What a clause mentions. One file a kind; ``FINDERS`` is the registry and the order of precedence."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from itertools import pairwise
from typing import Final

from gongwen.mentions.amounts import find_amounts
from gongwen.mentions.apart import EDGE, set_apart
from gongwen.mentions.dates import find_dates
from gongwen.mentions.documents import find_documents
from gongwen.mentions.organisations import find_organisations
from gongwen.mentions.slogans import find_slogans
from gongwen.model import Clause, Found

Piece = tuple[int, int, int]  # a clause's index, and [start, end) of the clause or of what of it stands in one cell
# Finds in clauses set apart (apart.py), or in one; the day the document is of places dates without a year.
Find = Callable[[str, dt.date | None], Iterable[Found]]
_new: Final = tuple.__new__  # half the time of a named tuple's own
_TAKEN: Final = bytearray(b"\1")  # put into another three times as fast as bytes


def _undated(find: Callable[[str], Iterable[Found]]) -> Find:
    return lambda text, _: find(text)


# Where two overlap the earlier in this order stands: a year inside 《…》 is no date, 5个工作日 no amount.
FINDERS: tuple[Find, ...] = (
    _undated(find_documents),
    find_dates,
    _undated(find_organisations),
    _undated(find_slogans),
    _undated(find_amounts),
)
# In words that are known to name units and dates.
PARTIES: tuple[Find, ...] = (find_dates, _undated(partial(find_organisations, listed=True)))


def find_mentions(text: str, anchor: dt.date | None, finders: tuple[Find, ...] = FINDERS) -> list[Found]:
    """What ``text`` (a clause or a paragraph) mentions, in order, none overlapping another.

    ``anchor`` is the day the document is of; dates without a year are placed by it.
    """
    taken = bytearray(len(text))
    kept: list[Found] = []
    for find in finders:
        for found in find(text, anchor):
            start, end, _, _, _, _ = found
            if taken.find(1, start, end) < 0:
                taken[start:end] = _TAKEN * (end - start)
                kept.append(found)
    return sorted(kept)


def find_in_clauses(
    text: str, clauses: list[Clause], anchor: dt.date | None, cells: Iterable[int] = ()
) -> list[tuple[int, Found]]:
    """The mentions of each clause of the flow ``text``, with its index; none crosses two clauses, or two table cells.

    ``cells`` are the places where those begin, in order.
    """
    text = text.replace(EDGE, "\ufffd")
    listed: list[Piece] = []
    running: list[Piece] = []
    for at, (start, end, role, _, _, _) in enumerate(clauses):
        (listed if role == "parties" else running).append((at, start, end))
    if begun := list(cells):
        listed, running = _by_cell(listed, begun), _by_cell(running, begun)
    return sorted(_find_in_pieces(text, running, anchor, FINDERS) + _find_in_pieces(text, listed, anchor, PARTIES))


def _by_cell(pieces: list[Piece], cells: list[int]) -> list[Piece]:
    """``pieces``, those that reach over several cells cut between them."""
    out: list[Piece] = []
    for at, start, end in pieces:
        inner = cells[bisect_right(cells, start) : bisect_left(cells, end)]
        out += [(at, first, last) for first, last in pairwise((start, *inner, end))]
    return out


def _find_in_pieces(
    text: str, pieces: list[Piece], anchor: dt.date | None, finders: tuple[Find, ...]
) -> list[tuple[int, Found]]:
    """What ``finders`` find in ``pieces``; how many edges stand before a mention says in which."""
    apart = set_apart([text[start:end] for _, start, end in pieces])
    out: list[tuple[int, Found]] = []
    number, behind, shift, at = -1, 0, 0, 0
    for start, end, kind, value, rule, doubt in find_mentions(apart, anchor, finders):
        if crossed := apart.count(EDGE, behind, start):
            number += crossed
            at, first, _ = pieces[number]
            shift = first - apart.rfind(EDGE, behind, start) - 1
        behind = start
        out.append((at, _new(Found, (start + shift, end + shift, kind, value, rule, doubt))))
    return out
