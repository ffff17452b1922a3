"""对标对表 as an official Word file: what stands uncovered first, then every chapter as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.coverage.matrix import Line, Matrix, counted
from luoshi.coverage.models import Verdict
from luoshi.reports.coverage_sheet import differences, own_words
from luoshi.reports.word import WordFile

HEAD, WIDTHS = ("序号", "上级条款", "判定", "本级举措", "异同", "任务和进展"), (10.0, 66.0, 16.0, 66.0, 32.0, 35.0)
OPEN_HEAD, OPEN_WIDTHS = ("序号", "章节", "上级条款"), (12.0, 73.0, 140.0)
NUMBERED = re.compile(
    r"^[一二三四五六七八九十百]+、|^（[一二三四五六七八九十]+）|^第[一二三四五六七八九十百]+[章篇部分]+\s*"
)
NUMERALS = "一二三四五六七八九十"


def write(matrix: Matrix) -> bytes:
    comparison, today = matrix.comparison, clock.today()
    file = WordFile(landscape=True)
    file.title(_("对照《%(title)s》落实情况") % {"title": comparison.superior.title.strip("《》")})
    file.subtitle(f"{comparison.zone.name}　{today.year}年{today.month}月{today.day}日")
    file.heading(_("一、总体情况"))
    file.paragraph(_summary(matrix))
    open_ones = [line for line in matrix.lines if line.verdict == Verdict.NONE]
    file.heading(_("二、尚未覆盖的条款"))
    if open_ones:
        file.table(OPEN_HEAD, OPEN_WIDTHS, _open_rows(open_ones))
    else:
        file.paragraph(_("没有。"))
    for place, chapter in enumerate(matrix.chapters, 3):
        file.heading(f"{numeral(place)}、{bare(chapter.name) or _('开头')}")
        _table(file, chapter.lines)
    return file.save()


def _summary(matrix: Matrix) -> str:
    told = "，".join(_("%(label)s%(n)d条") % {"label": label, "n": n} for _name, label, n in counted(matrix.lines) if n)
    beyond = sum(bool(line.beyond) for line in matrix.lines)
    owns = "、".join(f"《{one.own.title.strip('《》')}》" for one in matrix.aligned)
    words = _(
        "上级文件共%(n)d条举措：%(told)s；高于上级要求%(beyond)d条，本级新增举措%(added)d条。本级文件：%(owns)s。"
    )
    return words % {
        "n": len(matrix.lines), "told": told, "beyond": beyond, "added": len(matrix.added_own), "owns": owns,
    }  # fmt: skip


def _table(file: WordFile, lines: list[Line]) -> None:
    file.table(HEAD, WIDTHS, (_cells(number, line) for number, line in enumerate(lines, 1)))


def _open_rows(lines: list[Line]) -> Iterator[tuple[str, ...]]:
    """What nobody answers needs no columns for answers; a place is said where it begins."""
    before = ""
    for number, line in enumerate(lines, 1):
        place = line.clause["heading"] or line.clause["chapter"]
        yield str(number), place if place != before else "", line.clause["text"]
        before = place


def _cells(number: int, line: Line) -> tuple[str, ...]:
    tasks = "\n".join(f"{task.record.code} {task.record.title}：{task.light.label}" for task in line.tasks[:3])
    return str(number), line.clause["text"], line.label, own_words(line), differences(line), tasks


def bare(heading: str) -> str:
    """Without the superior document's own number: this file counts its headings itself."""
    return NUMBERED.sub("", heading)


def numeral(number: int) -> str:
    """3 → 三, 12 → 十二, 23 → 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")
