"""What a clause mentions. One file a kind; ``FINDERS`` is the registry and the order of precedence."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from gongwen.mentions import amounts, dates, organisations
from gongwen.mentions.documents import find_documents
from gongwen.mentions.slogans import find_slogans
from gongwen.model import Clause, Found

Find = Callable[[str, dt.date | None], Iterator[Found]]


class Finder(NamedTuple):
    """``find`` is asked only where ``hint`` is seen: most clauses mention nothing of a kind, and looking is dear."""

    hint: re.Pattern[str]
    find: Find


def _undated(find: Callable[[str], Iterator[Found]]) -> Find:
    return lambda text, _: find(text)


_DATES = Finder(dates.HINT, dates.find_dates)
# Where two overlap the earlier in this order stands: a year inside 《…》 is no date, 5个工作日 no amount.
FINDERS: tuple[Finder, ...] = (
    Finder(re.compile("[《号]"), _undated(find_documents)),
    _DATES,
    Finder(organisations.HINT, _undated(organisations.find_organisations)),
    Finder(re.compile('[“"「+＋NnXx]'), _undated(find_slogans)),
    Finder(amounts.HINT, _undated(amounts.find_amounts)),
)
# In words that are known to name units and dates.
PARTIES: tuple[Finder, ...] = (
    _DATES,
    Finder(re.compile(""), _undated(partial(organisations.find_organisations, listed=True))),
)


def find_mentions(text: str, anchor: dt.date | None, finders: Iterable[Finder] = FINDERS) -> list[Found]:
    """What ``text`` (a clause or a paragraph) mentions, in order, none overlapping another.

    ``anchor`` is the day the document is of; dates without a year are placed by it.
    """
    return _apart(text, anchor, [one.find for one in finders if one.hint.search(text)])


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
            if finds := [find for hint, find in finders if hint.search(text, start, end)]:
                for one in _apart(text[start:end], anchor, finds):
                    yield at, Found(one.start + start, one.end + start, one.kind, one.value, one.rule, one.doubt)


def _apart(text: str, anchor: dt.date | None, finds: Sequence[Find]) -> list[Found]:
    """What ``finds`` find, in order; of two that overlap, what the earlier of them found."""
    if not finds:
        return []
    kept = list(finds[0](text, anchor))
    starts = [found.start for found in kept]
    for find in finds[1:]:
        for found in list(find(text, anchor)):
            at = bisect_right(starts, found.start)
            if (at and kept[at - 1].end > found.start) or (at < len(kept) and starts[at] < found.end):
                continue
            starts.insert(at, found.start)
            kept.insert(at, found)
    return kept
