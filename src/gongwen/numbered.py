"""Numbered paragraphs and those that go on under them: one task where units are named at their end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.clauses import Stretch
from gongwen.clauses.cutting import UNITS

# A numbered paragraph that ends in its units is one task. Every way begins with a character: those alone are looked at.
_UNITS_END = r"[^（）。]{1,120}[局委办部厅院会府位道司心处镇乡联行团业学队站所校馆区园社关班组县市街][）〕】\]]。?$"
_HANDED_OUT = re.compile(
    "|".join(
        [UNITS.pattern]
        + [f"{charged}(?:单位|部门)：" for charged in ("责任", "牵头", "配合")]
        + [f"{opening}{_UNITS_END}" for opening in ("（", "〔", "【", r"\[")]
    )
)


def by_paragraph(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """``stretches`` with a numbered paragraph kept one item only where units are named at its end."""
    out, run = list[Stretch](), list[Stretch]()
    for stretch in stretches:
        if stretch.continued:
            run.append(stretch)
            continue
        out += _settled(text, run)
        run = [stretch]
    return out + _settled(text, run)


def _settled(text: str, run: Sequence[Stretch]) -> list[Stretch]:
    """A numbered paragraph and the unnumbered ones after it."""
    if not run or not run[0].numbered:
        return [_loose(stretch) if stretch.continued else stretch for stretch in run]
    ends = range(len(run), 0, -1)
    handed = next((n for n in ends if _is_handed_out(text[run[n - 1].start : run[n - 1].end])), 0)
    return [*run[:handed], *map(_loose, run[handed:])]


def _is_handed_out(paragraph: str) -> bool:
    held = "（" in paragraph or "：" in paragraph or "〔" in paragraph or "【" in paragraph or "[" in paragraph
    return held and _HANDED_OUT.search(paragraph) is not None


def _loose(stretch: Stretch) -> Stretch:
    """Neither numbered nor continued."""
    start, end, entry, section, mode, run_in, *_ = stretch
    return Stretch(start, end, entry, section, mode, run_in)
