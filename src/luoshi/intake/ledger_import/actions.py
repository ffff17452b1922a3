"""Taking in an office's ledger: uploaded, corrected, confirmed or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.intake.ledger_import.analysis import Analysis, analyse
from luoshi.intake.ledger_import.fields import LEDGER
from luoshi.intake.models import LedgerImport
from luoshi.org.models import Post
from luoshi.records.actions import create_tasks
from luoshi.records.models import Record
from luoshi.sheets.cells import Doubt
from luoshi.sheets.header import as_of, find_header
from luoshi.sheets.marked import refuse_marked_rows
from luoshi.sheets.names import Names
from luoshi.sheets.settling import with_choices
from luoshi.sheets.workbook import read_workbook


def take_in(data: bytes, name: str, post: Post) -> LedgerImport:
    """Read and keep the cells of the sheets that have a header; refuses a workbook with none."""
    sheets = read_workbook(data)
    found = [(header, sheet) for sheet in sheets if (header := find_header(sheet, LEDGER))]
    if not found:
        raise Refused(
            _("没有找到表头。表头行里至少要有“工作任务”和另一栏的名称（如牵头单位、完成时限），请核对后再上传。")
        )
    for header, sheet in found:
        refuse_marked_rows(header, sheet)
    best = max(range(len(found)), key=lambda place: found[place][0].known)
    header, sheet = found[best]
    return LedgerImport.objects.create(
        zone=post.zone,
        name=name[:200],
        sheets=[sheet for _header, sheet in found],
        chosen=best,
        as_of=min(as_of(sheet, header) or clock.today(), clock.today()),
        created_by=post,
    )


def correct(
    brought: LedgerImport,
    version: int,
    chosen: int,
    columns: Sequence[str],
    day: dt.date,
    handed_out_on: dt.date | None = None,
    *,
    as_drafts: bool,
) -> None:
    """Another sheet begins with its columns as found and nothing settled."""
    brought.demand_open()
    if not 0 <= chosen < len(brought.sheets):
        raise Refused(_("没有这张工作表，请重新选择。"))
    known = [name if name in LEDGER.by_name else "" for name in columns]
    if known.count("title") > 1:
        raise Refused(_("“工作任务”只能对应一栏，请把多余的改作其他栏目或不导入。"))
    same = chosen == brought.chosen
    kept, settled = (known, brought.settled) if same else ([], {})
    day = min(day, clock.today())
    said = {"as_of": day, "as_drafts": as_drafts, "handed_out_on": handed_out_on}
    brought.change(version, chosen=chosen, columns=kept, settled=settled, **said)


def settle(brought: LedgerImport, version: int, given: Mapping[str, str], post: Post) -> None:
    """What was chosen for doubtful cells, key → value (settling.py); the preview reads the sheet anew with it."""
    brought.demand_open()
    known = {doubt.key for doubt in analyse(brought, post).doubts if doubt.key} | set(brought.settled)
    names = Names.of(post, {})
    brought.change(version, settled=with_choices(brought.settled, given, known, names.fits))


@transaction.atomic
def confirm(brought: LedgerImport, version: int, post: Post, *, leave_doubtful: bool) -> list[Record]:
    """Every row that is neither refused nor there already becomes a task; all or none."""
    brought.demand_open()
    analysis = analyse(brought, post)
    if not analysis.has_titles:
        raise Refused(_("还没有一栏对应“工作任务”，请先在栏目对应里选定。"))
    wanted = [
        line for line in analysis.lines if line.kind == "good" or (line.kind == "doubtful" and not leave_doubtful)
    ]
    if not wanted:
        raise Refused(_("没有可以导入的行。"))
    starts = [line.start for line in wanted if line.start]
    moment = None if brought.as_of == clock.today() else _evening(brought.as_of)
    records = create_tasks(starts, post, _("导入"), moment)
    brought.change(version, sheets=[], outcome=_outcome(analysis, len(records)))
    return records


def _evening(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(18)))


def _outcome(analysis: Analysis, count: int) -> dict[str, Any]:
    refused, there = len(analysis.of_kind("refused")), len(analysis.of_kind("existing"))
    return {
        "brought": count,
        "existing": there,
        "refused": refused,
        "left": len(analysis.lines) - count - refused - there,
        "doubts": [[doubt.address, doubt.column, doubt.text, doubt.said] for doubt in analysis.doubts],
    }


def doubts_of(brought: LedgerImport, post: Post) -> list[Doubt]:
    """What was doubtful or refused, now or when it was confirmed."""
    if brought.outcome is None:
        return analyse(brought, post).doubts
    return [Doubt(*told) for told in brought.outcome["doubts"]]
