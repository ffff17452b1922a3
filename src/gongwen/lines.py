"""Lines of the flow with their text, and broken lines of a document joined where more than the line itself says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongwen.headings import DATE, UNIT, Label, chapter_of, closed_up, ends_sentence, label_of
from gongwen.mentions.labels import PERSONS_LABEL, TIME_LABEL, UNITS_LABEL
from gongwen.mentions.organisations import names_units_only
from gongwen.reading_order import Kind, Order

_ADDRESSEE_OPENS = re.compile(r"[^。；：]{0,40}?各[^。；：]{1,120}")
_OPEN_LIST = re.compile(r"(?:抄送|抄报|分送|责任单位|牵头单位|配合单位)：")
# 责任单位：, 牵头科室（单位）：; a person or a day ends its line too.
_LABELLED = re.compile(f"(?:{UNITS_LABEL}|(?P<person>{PERSONS_LABEL}|{TIME_LABEL}))$")
_LONGEST_LABEL, _SHORT = 24, 20
_PARTED = re.compile("[。；，]")
_FRONT = 16  # lines
_FEWEST_IN_LIST, _FEWEST_NAMES, _NAME = 3, 2, 12
_NARROWEST, _WIDEST, _FEWEST, _SPREAD, _MOST = 20, 60, 10, 0.2, 0.6
_new = tuple.__new__  # half the time of a call by name


class Line(NamedTuple):
    """A line in reading order (``[start, end)`` of the flow) with its folded text and the number it begins with.

    ``level``: of its Markdown mark, 0 for none; of a cell the column it stands in.
    ``ends``: a sentence or a clause group ends with it, or a labelled list of units, which needs no stop.
    """

    start: int
    end: int
    kind: Kind
    entry: int | None
    level: int
    text: str
    label: Label | None
    ends: bool


def lines_of(order: Order, text: str) -> list[Line]:
    """The paragraphs of the folded flow ``text``."""
    placed = zip(order.flow.paragraphs, order.placed, strict=True)
    lines = [_line(start, end, kind, entry, level, text) for (start, end), (kind, entry, level, _) in placed]
    if "1.1" not in text or "1.2" not in text:
        return lines
    close = [closed_up(line.text) for line in lines]
    if {"1.1", "1.2"} <= {label.text for label in close if label}:
        lines = [line._replace(label=line.label or label) for line, label in zip(lines, close, strict=True)]
    if any(line.label and line.label.style == "1.1" for line in lines):
        return [line if line.label else line._replace(label=chapter_of(line.text)) for line in lines]
    return lines


def _line(start: int, end: int, kind: Kind, entry: int | None, level: int, text: str) -> Line:
    words = text[start:end]
    ends = ends_sentence(words) or _names_units_last(words)
    return _new(Line, (start, end, kind, entry, level, words, label_of(words), ends))


def _names_units_last(text: str) -> bool:
    label, colon, units = text.rpartition("：")
    # 、 at the end says that the list goes on.
    if not colon or not (named := _LABELLED.search(label, max(0, len(label) - _LONGEST_LABEL))):
        return False
    if named["person"]:
        return len(units) <= _SHORT and not _PARTED.search(units)
    return not _PARTED.search(units) and units[-1:] != "、" and names_units_only(units, bodies=True)


def joined(lines: Sequence[Line], text: str) -> list[Line]:
    """Numbered paragraphs and addressees broken across lines made whole; all other lines as they are.

    一、支持企业 may be a heading or the broken first line of a paragraph: the lines numbered the same way tell.
    """
    sentences = _sentences(lines)
    full = _full_length(lines) if len(text) <= _WIDEST * len(lines) else 0
    out: list[Line] = []
    for number, line in enumerate(lines):
        above = out[-1] if out else None
        alone = above and above.label and len(lines[number - 1].text) < full
        if above and not alone and _continues(above, line, sentences, in_front=number < _FRONT):
            out[-1] = _line(above.start, line.end, above.kind, above.entry, above.level, text)
        else:
            out.append(line)
    return out


def _sentences(lines: Sequence[Line]) -> frozenset[int]:
    """Where the numbered lines start that are of a list whose lines mostly hold a full stop.

    A list is of one style below one heading; for a short one all lines of its style tell. 一、范围 and 二、时间 are
    headings, though what follows in their list (三、违反规定的，……。) are sentences.
    """
    lists = list(_lists(lines))
    stopped: dict[tuple[int, str], list[bool]] = {}
    styles: dict[str, list[bool]] = {}
    named = Counter(key for line, key in lists if _is_name(line))
    for line, key in lists:
        if named[key] >= _FEWEST_NAMES and _is_name(line):
            continue
        stop = "。" in line.text
        stopped.setdefault(key, []).append(stop)
        styles.setdefault(key[1], []).append(stop)
    telling = {key: held if len(held) >= _FEWEST_IN_LIST else styles[key[1]] for key, held in stopped.items()}
    told = [(line, telling[key]) for line, key in lists if named[key] < _FEWEST_NAMES or not _is_name(line)]
    return frozenset(line.start for line, held in told if sum(held) * 2 >= len(held))


def _is_name(line: Line) -> bool:
    """Whether a numbered line is some words and no more."""
    return len(line.text) <= _NAME and not _PARTED.search(line.text)


def _lists(lines: Sequence[Line]) -> Iterator[tuple[Line, tuple[int, str]]]:
    """The numbered lines, each with its list: where the number above it stands (-1 for none), and the style."""
    above: list[tuple[str, int]] = []
    for line in lines:
        if line.label:
            styles = [style for style, _ in above]
            del above[styles.index(line.label.style) if line.label.style in styles else len(above) :]
            yield line, (above[-1][1] if above else -1, line.label.style)
            above.append((line.label.style, line.start))


def _full_length(lines: Sequence[Line]) -> int:
    """From how many characters on a line may go on, where all are broken at one width (a PDF's); 0 elsewhere.

    There a line that ends before the others stands for itself: （一）聚焦扩大内需 | 实施……计划，
    """
    broken = sorted(len(line.text) for line in lines if line.kind == "line" and not line.ends)
    if len(broken) < _FEWEST or not _NARROWEST <= (width := broken[len(broken) // 2]) <= _WIDEST:
        return 0
    alike = sum(abs(length - width) <= width * _SPREAD for length in broken)
    return int(width * (1 - _SPREAD)) if alike >= _MOST * len(broken) else 0


def _continues(above: Line, line: Line, sentences: frozenset[int], *, in_front: bool) -> bool:
    if above.ends or line.label or above.kind != "line" or line.kind != "line":
        return False
    if DATE.fullmatch(line.text) or UNIT.fullmatch(line.text):
        return False
    if above.label:
        return above.start in sentences or "。" in above.text or above.text.endswith(("，", "、"))
    if in_front and line.text.endswith("：") and _ADDRESSEE_OPENS.fullmatch(above.text):
        return True
    goes_on = above.text.endswith(("、", "，")) or line.text.endswith("。")
    return goes_on and _OPEN_LIST.match(above.text) is not None
