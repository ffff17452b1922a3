"""Of many terms found, those that something became of.

That a term is new or gone is a fact of the documents. A trend is a guess, and of a thousand terms tried fifty would
show one by chance at five in a hundred: each is told with the share of chance among those as clear as it (Benjamini &
Hochberg, "Controlling the False Discovery Rate", 1995).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, islice

from gongwen.trends.changing import LEAST_OF_TREND
from gongwen.trends.result import Change, Kind

TOLD: tuple[Kind, ...] = ("new", "risen", "passing", "fallen", "gone")
_MOST = 30  # of each kind and occasion
_CLEAR = 0.035  # with which probability chance would make it; where a term is asked for, 0.05 will do
_SAME = 0.7  # of a term's clauses: said in so many of them, a longer one stands for it

Changes = dict[str, tuple[Change, int]]


def telling(changes: Mapping[str, tuple[Change, int]]) -> Changes:
    """Of each kind those least likely by chance; with the number of clauses each stands in.

    New ones go by the occasion that brings them, the latest first, gone ones by that of the last word, thirty of each.
    """
    told = with_chance(changes)
    out: Changes = {}
    for kind in TOLD:
        of_kind = {term: pair for term, pair in told.items() if pair[0].kind == kind and _is_clear(pair[0])}
        parts = set(_parts(of_kind))
        whole = {term: pair for term, pair in of_kind.items() if term not in parts}
        for _, group in groupby(sorted(whole.items(), key=_rank), key=lambda one: _edge(one[1][0])):
            out |= dict(islice(group, _MOST))
    return out


def _is_clear(change: Change) -> bool:
    """Of the facts only the clearer ones; a trend says itself how far it may be chance."""
    return change.chance is not None or (change.p or 0) < _CLEAR


def _rank(one: tuple[str, tuple[Change, int]]) -> tuple[int, float, int]:
    term, (change, clauses) = one
    return -_edge(change), (change.p or 0) / len(term), -clauses


def _edge(change: Change) -> int:
    """The occasion that a change goes by; nought for a trend."""
    if change.kind in ("new", "passing"):
        return change.first or 0
    return change.last or 0 if change.kind == "gone" else 0


def with_chance(changes: Mapping[str, tuple[Change, int]]) -> Changes:
    """Every change; a trend with the share of chance among those found as clear or clearer."""
    tested = sorted(
        [(change.p, term) for term, (change, clauses) in changes.items() if _is_tested(change, clauses)], reverse=True
    )
    chances, least = dict[str, float](), 1.0
    for place, (p, term) in enumerate(tested):
        least = min(least, (p or 0) * len(tested) / (len(tested) - place))
        chances[term] = least
    return {term: (change._replace(chance=chances.get(term)), clauses) for term, (change, clauses) in changes.items()}


def _is_tested(change: Change, clauses: int) -> bool:
    return change.kind in ("risen", "fallen", "steady", "few") and clauses >= LEAST_OF_TREND and change.p is not None


def _parts(changes: Mapping[str, tuple[Change, int]]) -> Iterator[str]:
    """Terms that mostly stand inside a longer one."""
    for term, (_, clauses) in changes.items():
        for length in range(2, len(term)):
            for at in range(len(term) - length + 1):
                part = term[at : at + length]
                if part in changes and clauses >= _SAME * changes[part][1]:
                    yield part
