"""Every row of a filled-in sheet with what becomes of it, before anything is entered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.intake.ledger_import.statuses import percent_of
from luoshi.intake.models import ProgressSheet
from luoshi.intake.progress_sheet.rows import FILLED, rows_of
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.models import Event, Record, Target
from luoshi.records.queries import tasks_of
from luoshi.records.registry import type_of
from luoshi.records.standing_in import moment_told
from luoshi.sheets.cells import Cells, Doubt, number_of
from luoshi.sheets.days import day_of

Kind = Literal["refused", "doubtful", "good", "existing", "blank"]
LONGEST = 4000  # characters of one account, as on the page
NAMED = re.compile(r"^\s*(?P<name>.*?)[\s:：=]*(?P<number>-?[\d,，]+(?:\.\d+)?)\s*\D{0,8}$")


class NotEntered(Exception):  # noqa: N818 - an answer, not a fault
    """Why a row is refused, with the field whose cell it is."""

    def __init__(self, field: str, said: str) -> None:
        super().__init__(said)
        self.field, self.said = field, said


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` from 1, as Excel counts; ``answers`` are those of the step 报送进展, empty where the row is refused."""

    row: int
    kind: Kind
    code: str
    record: Record | None
    answers: Mapping[str, Any]
    doubts: Sequence[Doubt]

    @property
    def numbers(self) -> list[tuple[Target, Decimal]]:
        """What was reached of each target that the row speaks of."""
        reached = self.answers.get("reached", {})
        targets = self.record.targets.all() if self.record else []
        return [(target, reached[str(target.pk)]) for target in targets if str(target.pk) in reached]


def analyse(brought: ProgressSheet, post: Post) -> list[Line]:
    rows = list(rows_of(brought.sheet))
    codes = [cells.text("code") for cells in rows]
    known = tasks_of(post).filter(zone=post.zone_id, code__in=codes).prefetch_related("assignments__unit", "targets")
    by_code = {record.code: record for record in known}
    told = reports_of(by_code.values())
    return list(_lines(rows, by_code, told, brought, post))


def reports_of(records: Iterable[Record]) -> dict[int, dict[str, Event]]:
    """Record id → its reports that still stand, by their words."""
    events = Event.objects.filter(record__in=list(records), transition__in=("report", flow.TAKE_BACK))
    found: dict[int, dict[str, Event]] = {}
    undone: set[tuple[int, int]] = {(e.record_id, e.seq - 1) for e in events if e.transition == flow.TAKE_BACK}
    for event in events:
        if event.transition == "report" and (event.record_id, event.seq) not in undone:
            found.setdefault(event.record_id, {})[str(event.answers.get("progress_note", "")).strip()] = event
    return found


def _lines(
    rows: Iterable[Cells],
    by_code: Mapping[str, Record],
    told: Mapping[int, Mapping[str, Event]],
    brought: ProgressSheet,
    post: Post,
) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for cells in rows:
        code = cells.text("code")
        record = by_code.get(code)
        if not any(cells.all(name) for name in FILLED):
            if record:
                yield Line(cells.row + 1, "blank", code, record, {}, ())
            continue
        try:
            if code in seen:
                raise NotEntered("code", _("与第 %(row)d 行是同一任务，不重复录入") % {"row": seen[code]})
            yield _line(cells, record, told, brought, post)
            seen[code] = cells.row + 1
        except NotEntered as refusal:
            cells.doubts.clear()
            cells.doubt(refusal.field, refusal.said)
            yield Line(cells.row + 1, "refused", code, record, {}, tuple(cells.doubts))


def _line(
    cells: Cells, record: Record | None, told: Mapping[int, Mapping[str, Event]], brought: ProgressSheet, post: Post
) -> Line:
    if record is None:
        raise NotEntered("code", _("没有这个编号的任务，或它不在您的范围内"))
    note = _note(cells)
    before = told.get(record.pk, {}).get(note)
    if before:
        day = before.entered_at.date()
        cells.doubt("progress_note", _("同样的进展已于 %(day)s 录入，不再录") % {"day": day})
        return Line(cells.row + 1, "existing", record.code, record, {}, tuple(cells.doubts))
    step = type_of(record).transition("report")
    reason = flow.refusal(record, step, post) if step else None
    if reason:
        raise NotEntered("code", reason)
    _doubt_version(cells, record)
    answers = _answers(cells, record, note)
    answers |= _told(cells, record, brought, post)
    return Line(cells.row + 1, "doubtful" if cells.doubts else "good", record.code, record, answers, cells.doubts)


def _note(cells: Cells) -> str:
    note = cells.text("progress_note")
    if not note:
        raise NotEntered("progress_note", _("别的栏填了，没有写本次进展情况"))
    for name in ("progress_note", "problem", "next_step"):
        if len(cells.text(name)) > LONGEST:
            raise NotEntered(name, _("超过 %(most)d 字，请精简") % {"most": LONGEST})
    return note


def _doubt_version(cells: Cells, record: Record) -> None:
    version = cells.text("version")
    if version == str(record.version):
        return
    last = record.events.select_related("signature").order_by("-seq").first()
    if not version.isdecimal() or last is None:
        cells.doubt("version", _("版本栏被改过，请核对任务后再勾选"))
        return
    said = _("导出后任务又有变化（%(day)s %(who)s %(step)s），请核对后再勾选")
    names = {"day": last.entered_at.date(), "who": last.signature.person_name, "step": last.label}
    cells.doubt("version", said % names)


def _answers(cells: Cells, record: Record, note: str) -> dict[str, Any]:
    """Empty cells say nothing: they are left out and blank nothing that was said before."""
    answers: dict[str, Any] = {"progress_note": note}
    answers |= {name: cells.text(name) for name in ("problem", "next_step") if cells.text(name)}
    given = cells.all("percent")
    if given:
        percent = int(cells.text("percent")) if cells.text("percent") in HUNDREDS else percent_of(given[0])
        if percent is None:
            cells.doubt("percent", _("不是 0 到 100 的数，此数不录"))
        else:
            answers["percent"] = percent
    reached = _reached(cells, [target for target in record.targets.all() if not target.counted_type])
    return {**answers, "reached": reached} if reached else answers


HUNDREDS = {str(number) for number in range(101)}


def _reached(cells: Cells, targets: Sequence[Target]) -> dict[str, Decimal]:
    """Target id → number: one number for the only target, else a line for each, begun with its name."""
    reached: dict[str, Decimal] = {}
    for line in cells.text("reached").splitlines():
        found = NAMED.match(line)
        number = number_of(found["number"]) if found else None
        target = _target(found["name"].strip() if found else "", targets)
        if number is None or target is None:
            cells.doubt(
                "reached", _("“%(line)s”对不上指标，此数不录。%(hint)s") % {"line": line, "hint": _hint(targets)}
            )
        else:
            reached[str(target.pk)] = round(number, 4)
    return reached


def _target(name: str, targets: Sequence[Target]) -> Target | None:
    if not name and len(targets) == 1:
        return targets[0]
    named = [target for target in targets if name and (target.name in name or name in target.name)]
    return named[0] if len(named) == 1 else None


def _hint(targets: Sequence[Target]) -> str:
    if not targets:
        return _("本任务没有数字指标。")
    return _("指标有：%(names)s。") % {"names": "、".join(target.name for target in targets)}


def _told(cells: Cells, record: Record, brought: ProgressSheet, post: Post) -> dict[str, Any]:
    """代填: on which day it happened and from whom 督查室 has it. A unit's own report is of the day it is entered."""
    given = cells.all("happened_on")
    read = day_of(given[0], clock.today().year) if given else None
    if read and (read.day is None or read.doubt):
        raise NotEntered("happened_on", _("看不懂这个日期，请写成 2026-11-20 的样子"))
    day = read.day if read and read.day else brought.as_of
    if post.speaks_for_unit:
        if read and read.day != clock.today():
            cells.doubt("happened_on", _("单位自己报送的按录入当天记，发生日期请写进进展情况"))
        return {}
    answers = {"happened_on": day, "told_by": _("%(unit)s报表《%(name)s》") % _from(record, brought)}
    try:
        moment_told(answers, type_of(record).facts(record)["handed_out"])
    except Refused as refusal:
        raise NotEntered("happened_on", refusal.reason) from refusal
    return answers


def _from(record: Record, brought: ProgressSheet) -> dict[str, object]:
    return {"unit": record.task.lead or "", "name": brought.name[:120]}
