"""From one text of a voice to its next: every measure of the one beside those of the other, as alignment puts them.

Alignment looks for a superior clause by all that stands around it, and of a page of a few sentences it finds too much:
a measure is gone on with only where the two clauses themselves say the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from gongwen.alignment import Match, Row, align
from gongwen.alignment.sentences import reviews
from gongwen.alignment.terms import Terms, terms
from gongwen.comparing import Voice
from gongwen.comparing.voices import announced
from gongwen.fold import fold
from gongwen.model import BODY, Piece, Reading
from gongwen.trends.emphasis.result import Kept, Measure, Step

# Of the pairs of characters that two clauses say of their matter, those both say, by the geometric mean of both.
_SAME, _NEAR = 0.5, 0.25
Pieces = tuple[Piece, ...]
_OTHERWISE = frozenset({"same", "spelled_out"})  # ties that say the same in other words


def step(earlier: int, later: int, before: Voice, after: Voice) -> Step:
    """``earlier`` and ``later`` number the texts that ``before`` and ``after`` are."""
    old = {span.pieces: span for span in announced(before)}
    rows = align(_announcing(after), _announcing(before)).rows
    kept = [pair for row in rows if (pair := _kept(row, frozenset(old)))]
    held = {pair.later.pieces for pair in kept} | {pair.earlier.pieces for pair in kept}
    said_before, said_after = Clauses(before), Clauses(after)
    new = [row for row in rows if row.pieces not in held and not said_before.say(row.text)]
    asked = [span for span in old.values() if span.role == "measure" and span.pieces not in held]
    return Step(
        earlier,
        later,
        kept=tuple(kept),
        new=tuple([Measure(row.text, row.pieces) for row in new]),
        dropped=tuple([Measure(span.text, span.pieces) for span in asked if not said_after.say(span.text)]),
    )


class Clauses:
    """All that a voice says but of what was done, to see whether a measure is said there in another role."""

    def __init__(self, voice: Voice) -> None:
        past = reviews(voice.reading)
        spans = [span for span in voice.reading.spans if span.role in BODY and voice.entry in (None, span.entry)]
        self._said = [_said(span.text) for span in spans if span.section not in past]
        self._where: dict[str, list[int]] = defaultdict(list)
        for number, said in enumerate(self._said):
            for pair in said:
                self._where[pair].append(number)

    def say(self, text: str) -> bool:
        said = _said(text)
        shared: dict[int, float] = defaultdict(float)
        for pair, times in said.items():
            for number in self._where.get(pair, ()):
                shared[number] += min(times, self._said[number][pair])
        return any(_alike(weight, said, self._said[number]) >= _SAME for number, weight in shared.items())


def _announcing(voice: Voice) -> Reading:
    """The reading of a voice, holding nothing but what it announces and the headings over it."""
    spans = tuple(announced(voice))
    sections = {span.section for span in spans}
    heads = [span for span in voice.reading.spans if span.role == "heading" and span.section in sections]
    kept = sorted([*spans, *heads], key=lambda span: span.pieces)
    ids = {span.id for span in kept}
    mentions = tuple([mention for mention in voice.reading.mentions if mention.span in ids])
    return replace(voice.reading, spans=tuple(kept), mentions=mentions)


def _kept(row: Row, old: frozenset[Pieces]) -> Kept | None:
    """The measure most like this one, of those alignment offers; None where none is like it."""
    offered = [match for match in row.matches if match.pieces in old]
    if not offered:
        return None
    match = max(offered, key=lambda match: (_likeness(row, match), match.score))
    likeness = _likeness(row, match)
    if likeness < _NEAR or (row.verdict == "none" and likeness < _SAME):
        return None
    later, earlier = Measure(row.text, row.pieces), Measure(match.text, match.pieces)
    return Kept(earlier, later, match.score, is_near=likeness < _SAME)


def _likeness(row: Row, match: Match) -> float:
    """0 to 1; somewhat alike where one says in other words what the other does."""
    ours, theirs = _said(row.text), _said(match.text)
    like = _alike(sum([min(times, theirs[pair]) for pair, times in ours.items() if pair in theirs]), ours, theirs)
    return max(like, _NEAR) if any(tie.tie in _OTHERWISE for tie in match.because) else like


def _alike(shared: float, ours: Terms, theirs: Terms) -> float:
    return shared / math.sqrt(max(1.0, sum(ours.values())) * max(1.0, sum(theirs.values())))


@lru_cache(maxsize=4096)
def _said(text: str) -> Terms:
    """What a clause is about, as pairs of characters and words of letters."""
    return {term: times for term, times in terms(fold(text)).items() if len(term) > 1}
