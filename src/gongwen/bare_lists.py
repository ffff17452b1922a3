"""Lists printed without a stop: which lines are an entry each, though neither a stop nor a label says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from gongwen.lines import Line
from gongwen.words import rows

# 新建停车位300个, 增长5%以上; a day says when, not how many.
_ENDS_IN_FIGURE = re.compile(r"\d[\d.,]*[^\d，。；：、（）\s]{1,6}(?:(?<![年月日号期])|(?<=\.\d年))$")
_FIGURE = re.compile(rf"\d[\d.,]*[^\d，。；：、（）\s年月日号.．)]|{_ENDS_IN_FIGURE.pattern}")
_VERBS = frozenset(row[0] for row in rows("acting_verbs"))
_VERB = 2  # characters
_STOP = re.compile("[。；：！？]")
_FEWEST, _LONGEST = 3, 80


def entries_of(lines: Sequence[Line]) -> frozenset[int]:
    """The lines, by index, that are entries of such lists: numbered ones, and runs with figures."""
    bare = [line.kind == "line" and not line.ends and len(line.text) <= _LONGEST for line in lines]
    return frozenset([*_numbered(lines, bare), *_figures(lines, bare)])


def _numbered(lines: Sequence[Line], bare: Sequence[bool]) -> Iterator[int]:
    """Numbered alike with nothing below them, at least every other with a figure; the last one with a figure."""
    styles = {
        index: line.label.style
        for index, line in enumerate(lines)
        if bare[index] and line.label and not _STOP.search(line.text, line.label.end)
    }
    first = {line.label.style: index for index, line in reversed(list(enumerate(lines))) if line.label}
    alone = {index: style for index, style in styles.items() if _stands_alone(lines, index, first)}
    total, figures = Counter(alone.values()), Counter(alone[index] for index in alone if _has_figure(lines[index]))
    for index, style in styles.items():
        ends_list = alone.get(index - 1) == style and _has_figure(lines[index])
        if total[style] >= _FEWEST and 2 * figures[style] >= total[style] and (index in alone or ends_list):
            yield index


def _stands_alone(lines: Sequence[Line], index: int, first: Mapping[str, int]) -> bool:
    """Whether the next line is numbered, too, in a style that is ``first`` used no later than here."""
    label, below = lines[index].label, lines[index + 1] if index + 1 < len(lines) else None
    if below is None or label is None or below.label is None:
        return below is None
    return first[below.label.style] <= index


def _has_figure(line: Line) -> bool:
    return line.label is not None and _FIGURE.search(line.text, line.label.end) is not None


def _figures(lines: Sequence[Line], bare: Sequence[bool]) -> Iterator[int]:
    """Runs of lines that end in a figure, or that open with a verb: every other with a figure, at least."""

    def stands(index: int) -> bool:
        line = lines[index]
        if not bare[index] or line.label or line.entry is not None:
            return False
        return _opens_with_verb(line.text) or _ENDS_IN_FIGURE.search(line.text) is not None

    for told, run in groupby(range(len(lines)), key=stands):
        held = list(run)
        figures = sum(_FIGURE.search(lines[index].text) is not None for index in held) if told else 0
        if figures >= _FEWEST and 2 * figures >= len(held):
            yield from held


def _opens_with_verb(text: str) -> bool:
    """新建停车场, 新推广公交车."""
    return text[:_VERB] in _VERBS or text.removeprefix("新")[:_VERB] in _VERBS
