"""One voice from occasion to occasion: its themes' shares, what it goes on with, drops and takes up, its targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gongwen.collecting import no_collecting
from gongwen.comparing import THEMES, Themed, Voice, themes
from gongwen.model import Reading
from gongwen.trends.changing import Stratum, change
from gongwen.trends.choosing import with_chance
from gongwen.trends.emphasis.result import Emphasis, Measure, Share, ThemeCourse
from gongwen.trends.emphasis.steps import step
from gongwen.trends.emphasis.targets import target_courses
from gongwen.trends.statements import occasion_names, statements

__all__ = ["Emphasis", "emphasis", "recurring"]


def recurring(readings: Iterable[Reading]) -> list[str]:
    """The voices that speak on more than one day, the most frequent first."""
    made, _ = statements(list(readings))
    counts = Counter([voice for voice, _ in {(one.text.voice, one.text.day) for one in made}])
    return [voice for voice, times in counts.most_common() if times > 1]


def emphasis(readings: Iterable[Reading], voice: str) -> Emphasis:
    """What ``voice`` (a zone of round-up pages, or documents of one title whatever their year) stresses when.

    All is empty where no dated text is its.
    """
    with no_collecting():
        made, undated = statements(list(readings))
        spoken = sorted([one for one in made if one.text.voice == voice], key=lambda one: one.text.day)
        texts = tuple([one.text._replace(occasion=at) for at, one in enumerate(spoken)])
        voices = [Voice(one.reading, one.text.entry) for one in spoken]
        themed = [themes(one) for one in voices]
        steps = [step(at, at + 1, *pair) for at, pair in enumerate(pairwise(voices))]
        return Emphasis(
            voice=voice,
            texts=texts,
            undated=tuple(undated),
            occasions=occasion_names(texts),
            totals=tuple(map(len, themed)),
            themes=tuple(_courses(themed)),
            steps=tuple(steps),
            targets=target_courses(voices),
        )


def _courses(themed: Sequence[tuple[Themed, ...]]) -> list[ThemeCourse]:
    totals = [len(measures) for measures in themed]
    held = {theme: [[one for one in measures if theme in one.themes] for measures in themed] for theme in THEMES}
    counts = {theme: [len(about) for about in texts] for theme, texts in held.items() if any(texts)}
    changes = with_chance({theme: (change([Stratum(said, totals)]), sum(said)) for theme, said in counts.items()})
    made = [ThemeCourse(theme, changes[theme][0], tuple(map(_share, held[theme], totals))) for theme in counts]
    return sorted(made, key=lambda one: -sum([share.share for share in one.shares]))


def _share(about: Sequence[Themed], total: int) -> Share:
    return Share(round(len(about) / max(1, total), 4), tuple([Measure(one.text, one.pieces) for one in about]))
