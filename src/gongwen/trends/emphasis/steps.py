"""From one text of a voice to its next: every measure of the one beside those of the other, as alignment puts them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gongwen.alignment import Row, align
from gongwen.comparing import Voice
from gongwen.comparing.voices import announced
from gongwen.model import Reading
from gongwen.trends.emphasis.result import Kept, Measure, Step


def step(earlier: int, later: int, before: Voice, after: Voice) -> Step:
    """``earlier`` and ``later`` number the texts that ``before`` and ``after`` are."""
    found = align(_announcing(after), _announcing(before))
    old = {span.pieces for span in announced(before) if span.role == "measure"}
    kept = tuple([_kept(row) for row in found.rows if row.verdict != "none"])
    new = tuple([Measure(row.text, row.pieces) for row in found.rows if row.verdict == "none"])
    dropped = tuple([Measure(one.text, one.pieces) for one in found.uncovered if one.pieces in old])
    return Step(earlier, later, kept, new, _without(dropped, kept))


def _announcing(voice: Voice) -> Reading:
    """The reading of a voice, holding nothing but what it announces and the headings over it."""
    spans = tuple(announced(voice))
    sections = {span.section for span in spans}
    heads = [span for span in voice.reading.spans if span.role == "heading" and span.section in sections]
    kept = sorted([*spans, *heads], key=lambda span: span.pieces)
    ids = {span.id for span in kept}
    mentions = tuple([mention for mention in voice.reading.mentions if mention.span in ids])
    return replace(voice.reading, spans=tuple(kept), mentions=mentions)


def _kept(row: Row) -> Kept:
    match = row.matches[0]
    earlier, later = Measure(match.text, match.pieces), Measure(row.text, row.pieces)
    return Kept(earlier, later, match.score, row.verdict == "partial")


def _without(dropped: Iterable[Measure], kept: Iterable[Kept]) -> tuple[Measure, ...]:
    answered = {one.earlier.pieces for one in kept}
    return tuple([one for one in dropped if one.pieces not in answered])
