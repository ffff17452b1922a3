"""What became of a term, told from the clauses that say it and how much was said at all; never from two of them.

A clause counts once, however often it says the term: mentions come in clusters, clauses less so. Were the term
said as readily on every occasion, each of its clauses would fall on one with a chance that goes by the occasion's
length; that all of them stand on some occasions and none on the others then has the probability share ** clauses.
A trend is tested as by Cochran (Biometrics 10, 1954) and Armitage (Biometrics 11, 1955), over the order of occasions,
with a correction for continuity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gongwen.trends.result import Change, Kind

_LEVEL = 0.05
_LEAST, LEAST_OF_TREND = 3, 5  # clauses
_MOST_OCCASIONS = 2 / 3


def change(counts: Sequence[int], lengths: Sequence[int]) -> Change:
    """``counts`` are clauses that say it on each occasion, ``lengths`` the characters of the occasion."""
    said = [at for at, count in enumerate(counts) if count]
    if not said:
        return Change("never", None, None, None)
    first, last = said[0], said[-1]
    if len(counts) < 2 or sum(counts) < _LEAST:
        return Change("few", first, last, None)
    kind, p = _limited(len(counts), first, last), _by_chance(counts, lengths, first, last + 1)
    return Change(kind, first, last, p) if kind and p < _LEVEL else _trend(counts, lengths, first, last)


def _limited(occasions: int, first: int, last: int) -> Kind | None:
    """What a term is that is said on neither the first nor the last occasion, or on one of them not."""
    if first:
        return "passing" if last < occasions - 1 else "new"
    return "gone" if last < occasions - 1 else None


def _by_chance(counts: Sequence[int], lengths: Sequence[int], start: int, end: int) -> float:
    """The probability that all the clauses fall into the occasions ``[start, end)``."""
    share = sum(lengths[start:end]) / max(1, sum(lengths))
    return float(share ** sum(counts))


def _trend(counts: Sequence[int], lengths: Sequence[int], first: int, last: int) -> Change:
    total, excess = sum(counts), rising(counts, lengths)
    p = math.erfc(abs(excess) / math.sqrt(2))
    if total >= LEAST_OF_TREND and p < _LEVEL:
        return Change("risen" if excess > 0 else "fallen", first, last, p)
    said = sum([count > 0 for count in counts])
    return Change("steady" if said >= _MOST_OCCASIONS * len(counts) else "few", first, last, p)


def rising(counts: Sequence[int], lengths: Sequence[int]) -> float:
    """How many standard deviations later the clauses stand than they would by chance; below nought: earlier."""
    whole, total = max(1, sum(lengths)), sum(counts)
    mean = sum([at * length for at, length in enumerate(lengths)]) / whole
    variance = sum([(at - mean) ** 2 * length for at, length in enumerate(lengths)]) / whole
    later = sum([at * count for at, count in enumerate(counts)]) - mean * total
    corrected = math.copysign(max(0.0, abs(later) - 0.5), later)
    return corrected / math.sqrt(variance * total) if variance and total else 0.0
