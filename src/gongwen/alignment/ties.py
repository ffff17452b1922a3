"""By which words two clauses were put together, and where they stand on either page."""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.alignment.measures import Measure
from gongwen.alignment.places import pieces_within
from gongwen.alignment.result import Tie
from gongwen.alignment.terms import about_only
from gongwen.fold import fold
from gongwen.model import Span

_SHORTEST = 2
_BREAKS = " ，。；：、！？（）“”《》"


def ties(measure: Measure, own_page: str, clause: Span, superior_page: str) -> Iterator[Tie]:
    """The runs of words both say, longest first, then those a slogan of the measure stands for."""
    ours, theirs = fold(measure.span.text), fold(clause.text)
    about = about_only(ours)
    for at, start, length in _common(ours, theirs):
        if not about[at : at + length].strip():
            continue
        said = measure.span.text[at : at + length]
        here = pieces_within(own_page, measure.span.pieces, at, at + length)
        yield Tie("words", said, here, pieces_within(superior_page, clause.pieces, start, start + length))
    for slogan in measure.slogans:
        for words in slogan.means:
            for _, start, length in _common(fold(words), theirs):
                there = pieces_within(superior_page, clause.pieces, start, start + length)
                yield Tie("spelled_out", f"{slogan.text}：{words}", slogan.pieces, there)


def _common(ours: str, theirs: str) -> list[tuple[int, int, int]]:
    """``(start in ours, start in theirs, length)`` of the common runs of at least two characters, longest first.

    No character of ours lies in two of them.
    """
    out: list[tuple[int, int, int]] = []
    for at, start, length in sorted(_longest(ours, theirs), key=lambda run: -run[2]):
        if all(at + length <= other or other + long <= at for other, _, long in out):
            out.append((at, start, length))
    return out


def _longest(ours: str, theirs: str) -> Iterator[tuple[int, int, int]]:
    """The longest common run from every character of ours on, and the first place where theirs has it."""
    length = 0
    for at in range(len(ours)):
        length = max(0, length - 1)  # without its first character the last run is a common one too
        start = theirs.find(ours[at : at + length])
        while at + length < len(ours) and ours[at + length] not in _BREAKS:
            found = theirs.find(ours[at : at + length + 1], start)
            if found < 0:
                break
            start, length = found, length + 1
        if length >= _SHORTEST:
            yield at, start, length
