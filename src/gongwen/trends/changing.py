"""What became of a term, told from the clauses that say it and how much was said at all; never from two of them.

A clause counts once, however often it says the term: mentions come in clusters, clauses less so. Were the term said
as readily on every occasion, each of its clauses would fall on one with a chance that goes by the occasion's length;
that all of them stand on some occasions and none on the others then has the probability share ** clauses. A trend is
tested as by Cochran (Biometrics 10, 1954) and Armitage (Biometrics 11, 1955), over the order of occasions, with a
correction for continuity. Both hold within a voice, and the voices are put together (Mantel, "Chi-square tests with one
degree of freedom", 1963): that another city speaks this year is no rise of what it always says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from gongwen.trends.result import Change, Kind

_LEVEL = 0.05
_LEAST, LEAST_OF_TREND = 3, 5  # clauses
_MOST_OCCASIONS = 2 / 3


class Stratum(NamedTuple):
    """One voice: clauses that say it on each occasion, and the characters it speaks there."""

    counts: Sequence[int]
    lengths: Sequence[int]


def change(strata: Sequence[Stratum]) -> Change:
    """What became of a term in the mouth of one voice or several; each has a number for every occasion."""
    counts = [sum(of_all) for of_all in zip(*[one.counts for one in strata], strict=True)]
    said = [at for at, count in enumerate(counts) if count]
    if not said:
        return Change("never", None, None, None)
    first, last = said[0], said[-1]
    if len(counts) < 2 or sum(counts) < _LEAST:
        return Change("few", first, last, None)
    kind, p = _limited(len(counts), first, last), _by_chance(strata, first, last + 1)
    return Change(kind, first, last, p) if kind and p < _LEVEL else _trend(strata, counts, first, last)


def _limited(occasions: int, first: int, last: int) -> Kind | None:
    """What a term is that is said on neither the first nor the last occasion, or on one of them not."""
    if first:
        return "passing" if last < occasions - 1 else "new"
    return "gone" if last < occasions - 1 else None


def _by_chance(strata: Sequence[Stratum], start: int, end: int) -> float:
    """The probability that all the clauses fall into the occasions ``[start, end)``."""
    shares = [sum(one.lengths[start:end]) / max(1, sum(one.lengths)) for one in strata]
    return math.prod([share ** sum(one.counts) for share, one in zip(shares, strata, strict=True)])


def _trend(strata: Sequence[Stratum], counts: Sequence[int], first: int, last: int) -> Change:
    excess = rising(strata)
    p = math.erfc(abs(excess) / math.sqrt(2))
    if sum(counts) >= LEAST_OF_TREND and p < _LEVEL:
        return Change("risen" if excess > 0 else "fallen", first, last, p)
    said = sum([count > 0 for count in counts])
    return Change("steady" if said >= _MOST_OCCASIONS * len(counts) else "few", first, last, p)


def rising(strata: Sequence[Stratum]) -> float:
    """How many standard deviations later the clauses stand than they would by chance; below nought: earlier."""
    moments = [_moments(one) for one in strata]
    later, variance = sum([one for one, _ in moments]), sum([one for _, one in moments])
    corrected = math.copysign(max(0.0, abs(later) - 0.5), later)
    return corrected / math.sqrt(variance) if variance else 0.0


def _moments(one: Stratum) -> tuple[float, float]:
    """How much later one voice's clauses stand than by chance, in occasions, and the variance of that."""
    whole, total = max(1, sum(one.lengths)), sum(one.counts)
    mean = sum([at * length for at, length in enumerate(one.lengths)]) / whole
    variance = sum([(at - mean) ** 2 * length for at, length in enumerate(one.lengths)]) / whole
    return sum([at * count for at, count in enumerate(one.counts)]) - mean * total, variance * total
