"""对标对表 as a sheet: a row a superior clause, what answers it, and how far that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.coverage.matrix import Line, Matrix
from luoshi.coverage.models import Verdict
from luoshi.records.rows import Row
from luoshi.reports.exporter import Cell, Column, Exporter, Tint

VERDICT = "判定"


class CoverageSheet(Exporter):
    columns = (
        Column("序号", 6, "上级条款在原文中的次序。", "center"),
        Column("章节", 22, "上级文件的章节标题。"),
        Column("上级条款", 44, "上级文件的原话。"),
        Column(VERDICT, 11, "自动比对或人工判定；人工判定优先。", "center", [str(label) for label in Verdict.labels]),
        Column("本级举措", 44, "本级文件的原话及出处，最贴近的在前，最多三条。"),
        Column("异同", 26, "数量、时限、地点的差别，高于上级的数量，缺少的要素。"),
        Column("任务", 34, "由该条款或本级举措立项的任务，注明责任单位。"),
        Column("进展", 16, "任务的亮灯和办理环节。", "center"),
        Column("人工判定理由", 24, "改判的人、日期和理由。"),
    )
    tints = (
        Tint(VERDICT, "未覆盖", "#8f1420", "#fdeeee"),
        Tint(VERDICT, "部分覆盖", "#5c4400", "#fff3cd"),
        Tint(VERDICT, "已覆盖", "#175c3a", "#ecf7f0"),
    )
    sheet = "对标对表"

    def __init__(self, matrix: Matrix) -> None:
        self._lines = matrix.lines
        superior = matrix.comparison.superior
        self.title = _("%(zone)s对标对表（%(title)s）") % {"zone": matrix.comparison.zone.name, "title": superior.title}
        owns = "、".join(f"《{one.own.title}》" for one in matrix.aligned)
        self.subtitle = _("共 %(n)d 条    本级文件：%(owns)s") % {"n": len(self._lines), "owns": owns}

    def __len__(self) -> int:
        return len(self._lines)

    def rows(self) -> Iterator[Sequence[Cell]]:
        return (row(number, line) for number, line in enumerate(self._lines, 1))


def row(number: int, line: Line) -> tuple[Cell, ...]:
    return (
        number,
        " ".join(filter(None, (line.clause["chapter"], line.clause["heading"]))),
        line.clause["text"],
        line.label,
        own_words(line),
        differences(line),
        "\n".join(_task(task) for task in line.tasks[:3]),
        "\n".join(f"{task.light.label} {task.state}" for task in line.tasks[:3]),
        judged(line),
    )


def own_words(line: Line) -> str:
    by_hand = [line.judged.words] if line.judged and line.judged.words else []
    return "\n".join([*by_hand, *(f"{one.row['text']}（《{one.own.title}》）" for one in line.answers[:3])])


def differences(line: Line) -> str:
    differs = dict.fromkeys(words for answer in line.answers[:3] for words in answer.differs)
    more = [_("高于上级：%s") % words for words in line.beyond]
    lacking = [_("缺%s") % "、".join(line.lacking)] if line.lacking else []
    return "\n".join([*differs, *more, *lacking])


def _task(task: Row) -> str:
    record = task.record
    lead = f"（{record.task.lead}）" if record.task.lead else ""
    return f"{record.code} {record.title}{lead}"


def judged(line: Line) -> str:
    if line.judged is None:
        return ""
    return f"{line.judged.made_by.person.name} {line.judged.made_at:%Y-%m-%d}：{line.judged.reason}"
