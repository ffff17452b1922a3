"""The targets of a voice from text to text: the same thing counted in the same unit, whatever its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from gongwen.alignment.sentences import reviews
from gongwen.comparing import Voice
from gongwen.counted import Line
from gongwen.goals import targets
from gongwen.model import Mention, Span
from gongwen.trends.emphasis.result import Course, Measure, TargetCourse, Value

# A report's aims for the year stand among its guiding principles.
_ASKING = frozenset({"measure", "theme", "stance"})
_LOOSE = re.compile(
    r"^(?:今年|全年|安排|发行|坚决守住|守住|力争)+|(?:拟按|拟安排|预期目标为?|约|为|增加|增长|将高|月)+$"
)
_OF_YEAR = re.compile("今年|全年|本年")
_SAME = 0.8  # of the character pairs of two names


class Set(NamedTuple):
    """A target as it is set once."""

    name: str
    unit: str
    value: Value
    is_of_year: bool


def target_courses(voices: Sequence[Voice]) -> tuple[TargetCourse, ...]:
    """Targets in the order they first stand in.

    Of one that a text sets twice, for five years and for this one, that of the year counts, else the first.
    """
    found: dict[tuple[str, str], list[Value | None]] = {}
    for at, voice in enumerate(voices):
        for one in sorted(_set(voice), key=lambda one: not one.is_of_year):
            values = found.setdefault(_known(found, one), [None] * len(voices))
            values[at] = values[at] or one.value
    return tuple([TargetCourse(name, unit, _course(values), tuple(values)) for (name, unit), values in found.items()])


def _known(found: dict[tuple[str, str], list[Value | None]], one: Set) -> tuple[str, str]:
    """The key of a target of the same unit whose name is all but the same; its own where there is none."""
    pairs = _pairs(one.name)
    for name, unit in found:
        if unit == one.unit and (
            name == one.name or 2 * len(pairs & _pairs(name)) >= _SAME * (len(pairs) + len(_pairs(name)))
        ):
            return name, unit
    return one.name, one.unit


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _course(values: Sequence[Value | None]) -> Course:
    said = [value for value in values if value]
    if values[-1] is None:
        return "dropped"
    if len(said) < 2:
        return "new"
    # 降低2.5%, then 降低3%: the number named goes up.
    before, now = abs(Decimal(said[-2].value)), abs(Decimal(said[-1].value))
    return "kept" if before == now else "raised" if now > before else "lowered"


def _set(voice: Voice) -> Iterator[Set]:
    past = reviews(voice.reading)
    spans = [
        span
        for span in voice.reading.spans
        if span.role in _ASKING and span.section not in past and voice.entry in (None, span.entry)
    ]
    mentions: dict[str, list[Mention]] = {}
    for mention in voice.reading.mentions:
        mentions.setdefault(mention.span, []).append(mention)
    for _, sentence in groupby(spans, key=lambda span: span.item):
        said = list(sentence)
        holders = {one.id: (span, one.text) for span in said for one in mentions.get(span.id, ())}
        for target in targets([_line(span, mentions.get(span.id, ())) for span in said]):
            name, (span, words) = _LOOSE.sub("", target.name), holders[target.mention]
            if target.value is not None and len(name) > 2 and target.op != "×":
                # 提高20元 is no level of 20元; 增长6% and 增长6%左右 are the same growth.
                unit = f"+{target.unit}" if target.op == "+" and target.unit != "%" else target.unit
                value = Value(target.op, target.value, words, Measure(span.text, span.pieces))
                yield Set(name, unit, value, _is_of_year(voice.reading.text, span))


def _is_of_year(page: str, span: Span) -> bool:
    """Whether the paragraph speaks of this year."""
    start = page.rfind("\n", 0, span.pieces[0][0]) + 1
    end = page.find("\n", span.pieces[-1][1])
    return _OF_YEAR.search(page, start, end if end >= 0 else len(page)) is not None


def _line(span: Span, mentions: Sequence[Mention]) -> Line:
    placed, last = list[tuple[int, int, Mention]](), 0
    for mention in mentions:
        first = span.text.find(mention.text, last)
        if first >= 0:
            last = first + len(mention.text)
            placed.append((first, last, mention))
    return Line("measure", span.text, placed)
