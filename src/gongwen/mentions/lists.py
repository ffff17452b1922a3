"""A list as a sentence writes it, 甲、乙和丙: its parts, and what leads into it, 统筹推进甲、乙、丙."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from gongwen.model import Piece
from gongwen.words import rows

LONGEST_PART: Final = 24
NUMERALS: Final = "一二三四五六七八九十"
# 良种、良法、良田等三种要素的融合: the last part ends before what sums the list up.
_SUMMED_UP = re.compile(f"等|[{NUMERALS}两\\d]+[大种个项类条方]")
# What leads into a list and belongs to the sentence; a list whose other parts begin so too keeps it.
_VERBS = rows("acting_verbs")
_LEAD_INS = frozenset(
    [word for word, kind in _VERBS if kind == "verb"]
    + [row[0] for row in rows("adverbs")]
    + ["要", "将", "以", "把", "对", "用", "按照", "通过", "围绕", "聚焦", "坚持", "推动", "促进", "实现", "加快"]
)
# 服务企业 may be a part of a list; in a part longer than all others 服务 rather leads in.
_MAYBE = _LEAD_INS | {word for word, _ in _VERBS}
_LONGEST_LEAD_IN = max(map(len, _MAYBE))
_PARTING = re.compile("[、（〔）〕]|《(?<=》《)")
_STOPS, _STOPS_AND_COMMAS = re.compile("；"), re.compile("[；，]")
_AND = re.compile("以及|[和与及]")


def parts_of(text: str, start: int, end: int, number: int) -> tuple[Piece, ...]:
    """The ``number`` parts of the list ``[start, end)``, its last two parted by 和 where need be; empty otherwise."""
    gaps = _gaps(text, start, end)
    if len(gaps) not in (number - 1, number - 2):
        return ()
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    parts = list(zip(edges[::2], edges[1::2], strict=True))
    if len(parts) == number - 1 and (joint := _AND.search(text, parts[-1][0] + 2, end - 2)):
        parts[-1:] = [(parts[-1][0], joint.start()), (joint.end(), end)]
    if summed := _SUMMED_UP.search(text, parts[-1][0] + 2, end):
        parts[-1] = parts[-1][0], summed.start()
    lengths = [b - a for a, b in parts]
    return tuple(parts) if len(parts) == number and min(lengths) >= 2 and max(lengths) <= LONGEST_PART else ()


def parted(text: str, start: int, end: int, number: int) -> tuple[Piece, ...]:
    """The ``number`` parts of ``[start, end)`` that ；, or ； and ，, stand between; empty where there are others."""
    for marks in (_STOPS, _STOPS_AND_COMMAS):
        gaps = [gap.span() for gap in marks.finditer(text, start, end)]
        if len(gaps) == number - 1:
            edges = [start, *(edge for gap in gaps for edge in gap), end]
            return tuple(zip(edges[::2], edges[1::2], strict=True))
    return ()


def _gaps(text: str, start: int, end: int) -> list[Piece]:
    """What parts a list, outside its brackets: every 、, and the place between 》 and 《."""
    depth = 0
    gaps: list[Piece] = []
    for mark in _PARTING.finditer(text, start, end):
        if mark[0] in "（〔":
            depth += 1
        elif mark[0] in "）〕":
            depth -= 1
        elif not depth and (mark[0] == "、" or mark.start() > start):
            gaps.append((mark.start(), mark.start() + (mark[0] == "、")))
    return gaps


def lead_in(head: str, others: Sequence[str]) -> int:
    """How many characters of a list's first part lead into the list."""
    lengths = {len(other) for other in others}
    extra = len(head) - max(lengths)
    if len(lengths) == 1 and any(head[at:extra] in _MAYBE for at in range(extra)):
        return extra  # 严格落实停产整顿、关闭取缔、上限处罚: parts as long as one another
    if any(0 < _led_in(other, 0, _LEAD_INS) < len(other) for other in others):
        return 0
    longest, at = max(map(len, others)), 0
    while length := _led_in(head, at, _MAYBE if len(head) - at > longest else _LEAD_INS):
        if at + length + 2 > len(head):
            break
        at += length
    return at


def _led_in(text: str, at: int, known: frozenset[str]) -> int:
    """The length of the lead-in that ``text`` has at ``at``, 0 where there is none."""
    return next((length for length in range(_LONGEST_LEAD_IN, 0, -1) if text[at : at + length] in known), 0)
