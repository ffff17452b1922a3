"""What a clause mentions. One file a kind; ``FINDERS`` is the registry and the order of precedence."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from gongwen.mentions.amounts import find_amounts
from gongwen.mentions.dates import find_dates
from gongwen.mentions.documents import find_documents
from gongwen.mentions.organisations import find_organisations
from gongwen.mentions.slogans import find_slogans
from gongwen.model import Clause, Found

Finder = Callable[[str, dt.date | None], Iterator[Found]]


def _undated(find: Callable[[str], Iterator[Found]]) -> Finder:
    return lambda text, _: find(text)


# Where two overlap the earlier in this order stands: a year inside 《…》 is no date, 5个工作日 no amount.
FINDERS: tuple[Finder, ...] = (
    _undated(find_documents),
    find_dates,
    _undated(find_organisations),
    _undated(find_slogans),
    _undated(find_amounts),
)
# In words that are known to name units and dates.
PARTIES: tuple[Finder, ...] = (find_dates, _undated(partial(find_organisations, listed=True)))


def find_mentions(text: str, anchor: dt.date | None, finders: Iterable[Finder] = FINDERS) -> list[Found]:
    """What ``text`` (a clause or a paragraph) mentions, in order, none overlapping another.

    ``anchor`` is the day the document is of; dates without a year are placed by it.
    """
    starts: list[int] = []
    kept: list[Found] = []
    for find in finders:
        for found in list(find(text, anchor)):
            at = bisect_right(starts, found.start)
            if (at and kept[at - 1].end > found.start) or (at < len(kept) and starts[at] < found.end):
                continue
            starts.insert(at, found.start)
            kept.insert(at, found)
    return kept


def find_in_clauses(
    text: str, clauses: Iterable[Clause], anchor: dt.date | None, cells: Iterable[int] = ()
) -> Iterator[tuple[int, Found]]:
    """The mentions of each clause of the flow ``text``, with its index; none crosses two clauses, or two table cells.

    ``cells`` are the places where those begin, in order.
    """
    edges = list(cells)
    for at, clause in enumerate(clauses):
        finders = PARTIES if clause.role == "parties" else FINDERS
        inner = edges[bisect_right(edges, clause.start) : bisect_left(edges, clause.end)] if edges else []
        for start, end in pairwise((clause.start, *inner, clause.end)):
            for found in find_mentions(text[start:end], anchor, finders):
                yield at, replace(found, start=found.start + start, end=found.end + start)
