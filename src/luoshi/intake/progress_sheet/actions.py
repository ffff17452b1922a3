"""A filled-in sheet taken in, entered or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_rowcol_to_cell

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.intake.models import ProgressSheet
from luoshi.intake.progress_sheet.analysis import Line, analyse
from luoshi.intake.progress_sheet.rows import TITLES, header_row
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.forms import as_seen
from luoshi.sheets.workbook import read_workbook


def take_in(data: bytes, name: str, as_of: dt.date, post: Post) -> ProgressSheet:
    """Keep the cells of the first sheet that is a 进展报送表; refuses a workbook without one."""
    found = [sheet for sheet in read_workbook(data) if header_row(sheet) is not None]
    if not found:
        raise Refused(_("这不是进展报送表：没有“任务编号”和“本次进展情况”两栏。请下载本单位的报送表填写后上传。"))
    day = min(as_of, clock.today())
    return ProgressSheet.objects.create(zone=post.zone, name=name[:200], sheet=found[0], as_of=day, created_by=post)


@transaction.atomic
def enter(brought: ProgressSheet, version: int, post: Post, taken: Mapping[int, str]) -> dict[str, Any]:
    """The rows of ``taken`` (row → the version its task was shown with), each as one progress entry; the outcome.

    The sheet is closed first, so that pressing twice enters once. What a task refuses now is told by its cell.
    """
    brought.demand_open()
    lines = analyse(brought, post)
    refused = [list(_plain(doubt)) for line in lines if line.kind == "refused" for doubt in line.doubts]
    outcome: dict[str, Any] = {"entered": [], "refused": refused, "left": 0}
    brought.change(version, outcome=outcome)
    for line in lines:
        if line.kind not in ("good", "doubtful") or line.record is None:
            continue
        if line.row not in taken:
            outcome["left"] += 1
            continue
        try:
            _enter(line, post, taken[line.row])
            outcome["entered"].append([line.row, line.code, line.record.title])
            # Of a row that was entered, the cells that were not.
            refused += [list(_plain(doubt)) for doubt in line.doubts if doubt.column != TITLES["version"]]
        except Refused as refusal:
            address = xl_rowcol_to_cell(line.row - 1, 0)
            refused.append([address, _("任务编号"), line.code, refusal.reason])
    if not outcome["entered"] and not refused:
        raise Refused(_("没有勾选要录入的行。"))
    ProgressSheet.objects.filter(pk=brought.pk).update(outcome=outcome, sheet={})
    return outcome


def _enter(line: Line, post: Post, shown: str) -> None:
    if line.record is not None:
        flow.apply_transition(as_seen(line.record, shown), "report", post, **line.answers)


def _plain(doubt: Any) -> tuple[str, str, str, str]:
    return doubt.address, doubt.column, doubt.text, doubt.said
