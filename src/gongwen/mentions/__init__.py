"""What a clause mentions. One file a kind; ``FINDERS`` is the registry and the order of precedence."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

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


def find_mentions(text: str, anchor: dt.date | None) -> list[Found]:
    """What ``text`` (a clause or a paragraph) mentions, in order, none overlapping another.

    ``anchor`` is the day the document is of; dates without a year are placed by it.
    """
    starts: list[int] = []
    kept: list[Found] = []
    for find in FINDERS:
        for found in list(find(text, anchor)):
            at = bisect_right(starts, found.start)
            if (at and kept[at - 1].end > found.start) or (at < len(kept) and starts[at] < found.end):
                continue
            starts.insert(at, found.start)
            kept.insert(at, found)
    return kept


def find_in_clauses(text: str, clauses: Iterable[Clause], anchor: dt.date | None) -> Iterator[tuple[int, Found]]:
    """The mentions of each clause of the flow ``text``, with its index; none crosses two clauses."""
    for at, clause in enumerate(clauses):
        for found in find_mentions(text[clause.start : clause.end], anchor):
            yield at, replace(found, start=found.start + clause.start, end=found.end + clause.start)
