"""Measures that several voices announce, and those that only one does.

Two measures are the same where their rarer words agree: each word weighs by its rarity (as in alignment/index.py), and
likeness is the geometric mean of what the shared words weigh in the shorter measure and in the longer. Candidates are
found by the rarest pairs of characters alone, so that the work grows with the text and not with its square. Groups
are stars around one measure, the nearest of each voice: a chain of likenesses would tie anything to anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import log, sqrt
from typing import NamedTuple

from gongwen.alignment.terms import Terms, terms
from gongwen.comparing.result import Measure, Shared
from gongwen.fold import fold

_SAME = 0.45
# A page's few measures stand among many others like them: else no word would be rare in it.
_OTHERS = 2000
_PRIOR = 2.0  # of the rarest word's weight, for the shorter measure: few words prove little
_ABOUT = 0.6  # the least weight in terms() of a pair that says what a measure is about
# How a thing is done, whatever it is.
_HOW = re.compile(
    "一[企园链业县城校户人事]一[策案档法]|因地制宜|常态化|精细化|高标准|高质量|高水平|全链条|全过程|全周期|分类|分批|有序|稳妥|规范"
)
_RAREST, _COMMON, _NEAREST = 8, 96, 24
_RARE_SHARE = 0.6  # of what two measures must share, for their rarest words

Same = dict[int, float]  # the measures of other voices that are the same, with their likeness


def shared(measures: Sequence[Measure], speakers: int) -> tuple[tuple[Shared, ...], tuple[tuple[int, ...], ...]]:
    """The groups, those of most voices first, and for each voice the measures nobody else announces."""
    same = _Same(measures).pairs()
    unique: list[list[int]] = [[] for _ in range(speakers)]
    for number, one in enumerate(measures):
        if one.basis == "clause" and not same[number]:
            unique[one.voice].append(number)
    return tuple(_groups(measures, same)), tuple(map(tuple, unique))


def _groups(measures: Sequence[Measure], same: Sequence[Same]) -> list[Shared]:
    taken: set[int] = set()
    out = []
    for centre in sorted(range(len(measures)), key=lambda at: (-_voices(measures, same[at]), -sum(same[at].values()))):
        if centre in taken:
            continue
        nearest = _nearest(measures, same[centre], taken)
        if nearest:
            members = sorted(nearest, key=lambda at: measures[at].voice)
            taken.update(members, [centre])
            out.append(Shared((centre, *members), round(min(same[centre][at] for at in members), 3)))
    return sorted(out, key=lambda group: (-len(group.measures), -group.likeness, group.measures))


def _voices(measures: Sequence[Measure], same: Same) -> int:
    return len({measures[at].voice for at in same})


def _nearest(measures: Sequence[Measure], same: Same, taken: set[int]) -> list[int]:
    best: dict[int, int] = {}
    for at, likeness in same.items():
        voice = measures[at].voice
        if at not in taken and (voice not in best or likeness > same[best[voice]]):
            best[voice] = at
    return list(best.values())


class _Weighed(NamedTuple):
    """A measure's terms, each with its weight, and the weight of all."""

    terms: Terms
    weight: float


class _Same:
    """Every measure that names its matter itself, with its terms by weight and an index of the rarer ones."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._measures = measures
        said = [_about(one) for one in measures]
        counts: dict[str, int] = defaultdict(int)
        for one in said:
            for term in one:
                counts[term] += 1
        whole = len(measures) + _OTHERS
        self._rarity = {term: log(1 + (whole - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        self._prior = _PRIOR * log(1 + (whole - 0.5) / 1.5)
        weighed = [{term: times * self._rarity[term] for term, times in one.items()} for one in said]
        self._said = [_Weighed(one, sum(one.values())) for one in weighed]
        self._telling: list[list[str]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(said):
            telling = sorted(
                [term for term in one if 1 < counts[term] <= _COMMON], key=lambda term: (counts[term], term)
            )
            self._telling.append(telling[:_RAREST])
            for term in telling:
                self._postings[term].append(number)

    def pairs(self) -> list[Same]:
        out: list[Same] = [{} for _ in self._said]
        for one in range(len(self._said)):
            for other in self._candidates(one):
                if other not in out[one] and (likeness := self._likeness(self._said[one], self._said[other])) >= _SAME:
                    out[one][other] = out[other][one] = likeness
        return out

    def _candidates(self, one: int) -> Iterator[int]:
        """The measures of other voices that share most of its rare words."""
        found: dict[int, float] = defaultdict(float)
        for term in self._telling[one]:
            rarity = self._rarity[term]
            for other in self._postings[term]:
                found[other] += rarity
        voice, enough = self._measures[one].voice, _RARE_SHARE * self._least(self._said[one].weight)
        near = [(-weight, other) for other, weight in found.items() if weight >= enough]
        return (other for _, other in nsmallest(_NEAREST, near) if self._measures[other].voice != voice)

    def _least(self, weight: float) -> float:
        """What two measures must share at least to be the same, where one of them weighs ``weight``.

        A measure that weighs x shares x at most: x >= _SAME * sqrt((x + prior) * weight), solved for x.
        """
        half = _SAME**2 * weight / 2
        return half + sqrt(half * half + 2 * half * self._prior)

    def _likeness(self, one: _Weighed, other: _Weighed) -> float:
        if one.weight > other.weight:
            one, other = other, one
        theirs = other.terms
        both = sum([min(weight, theirs[term]) for term, weight in one.terms.items() if term in theirs])
        return both / sqrt((one.weight + self._prior) * other.weight) if both else 0.0


def _about(measure: Measure) -> Terms:
    """What a measure itself is about; nothing where only its sentence says so."""
    if measure.basis != "clause":
        return {}
    text = _HOW.sub(" ", fold(measure.text))
    return {term: times for term, times in terms(text).items() if len(term) > 1 and times >= _ABOUT}
