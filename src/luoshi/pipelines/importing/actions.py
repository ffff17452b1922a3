"""Taking in a sheet for a register or a pipeline: uploaded, corrected, settled, confirmed or thrown away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.importing.analysis import Analysis, analyse, bare_name, header_of
from luoshi.pipelines.importing.columns import options
from luoshi.pipelines.importing.lines import Line, Target
from luoshi.pipelines.importing.model import SheetImport
from luoshi.sheets.cells import Doubt
from luoshi.sheets.marked import refuse_marked_rows
from luoshi.sheets.settling import column_of, with_choices
from luoshi.sheets.workbook import read_workbook

LIMIT = 10 * 1024 * 1024  # bytes of one file; a list of 20,000 rows has a tenth


def take_in(data: bytes, name: str, target: Target, post: Post) -> SheetImport:
    """Read and keep the cells of the sheets that have a header; refuses a workbook with none."""
    demand(target, post)
    if len(data) > LIMIT:
        raise Refused(_("文件超过 10 MB，没有接收。请删去图片和多余的工作表，或拆成几份再上传。"))
    found = [(header, sheet) for sheet in read_workbook(data) if (header := header_of(sheet, target))]
    if not found:
        titles = "、".join(one.label for one in target.columns if one.is_required)
        raise Refused(_("没有找到表头。表头行里至少要有“%(titles)s”，请核对，或下载模板填写。") % {"titles": titles})
    for header, sheet in found:
        refuse_marked_rows(header, sheet)
    best = max(range(len(found)), key=lambda place: (found[place][0].known, len(found[place][1]["rows"])))
    return SheetImport.objects.create(
        zone=post.zone,
        about=target.about,
        name=name[:200],
        sheets=[sheet for _header, sheet in found],
        chosen=best,
        as_of=clock.today(),
        created_by=post,
    )


def demand(target: Target, post: Post) -> None:
    refused = target.refusal(post)
    if refused:
        raise Refused(refused)


def correct(
    brought: SheetImport,
    version: int,
    chosen: int,
    columns: Sequence[str],
    stood_on: dt.date | None,
    target: Target,
    *,
    overrides: bool,
) -> None:
    """Another sheet begins with its columns as found and nothing settled."""
    brought.demand_open()
    if not 0 <= chosen < len(brought.sheets):
        raise Refused(_("没有这张工作表，请重新选择。"))
    known = {option for option, _label in options(target.columns)}
    said = [option if option in known else "" for option in columns]
    _refuse_twice(said, target)
    same = chosen == brought.chosen
    kept = {"columns": said, "settled": brought.settled} if same else {"columns": [], "settled": {}}
    brought.change(version, chosen=chosen, stood_on=stood_on, overrides=overrides, **kept)


def _refuse_twice(said: Sequence[str], target: Target) -> None:
    """But for a text, which may be put together from several columns, a value stands in one."""
    names = [bare_name(option) for option in said if option]
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1 and target.by_name[name].kind != "text"]
    if twice:
        label = target.by_name[twice[0]].label
        raise Refused(_("“%(label)s”只能对应一栏，请把多余的改作其他栏目或不导入。") % {"label": label})


def settle(brought: SheetImport, version: int, given: Mapping[str, str], post: Post) -> None:
    """What was chosen for doubtful cells, key → value; the preview reads the sheet anew with it."""
    brought.demand_open()
    analysis = analyse(brought, post)
    known = {doubt.key for doubt in analysis.doubts if doubt.key} | set(brought.settled)
    columns, reader = analysis.target.by_name, analysis.rows.reader
    chosen = with_choices(
        brought.settled, given, known, lambda key, value: reader.fits(columns.get(column_of(key)), key, value)
    )
    brought.change(version, settled=chosen)


@transaction.atomic
def confirm(brought: SheetImport, version: int, post: Post, *, leave_doubtful: bool) -> tuple[int, int]:
    """Every row that is neither refused nor there already comes in, new or amended; all or none."""
    brought.demand_open()
    analysis = analyse(brought, post)
    demand(analysis.target, post)
    if not analysis.is_named:
        label = analysis.target.by_name[analysis.target.title].label
        raise Refused(_("还没有一栏对应“%(label)s”，请先在栏目对应里选定。") % {"label": label})
    wanted = [line for line in analysis.lines if line.comes_in and not (leave_doubtful and line.kind == "doubtful")]
    if not wanted:
        raise Refused(_("没有可以导入的行。"))
    new, amended = analysis.target.bring_in(wanted, post)
    brought.change(version, sheets=[], settled={}, outcome=_outcome(analysis, wanted, new, amended))
    return new, amended


def _outcome(analysis: Analysis, wanted: Sequence[Line], new: int, amended: int) -> dict[str, Any]:
    refused, there = len(analysis.of_kind("refused")), len(analysis.of_kind("existing"))
    return {
        "new": new,
        "amended": amended,
        "existing": there,
        "refused": refused,
        "left": len(analysis.lines) - len(wanted) - refused - there,
        "doubts": [[doubt.address, doubt.column, doubt.text, doubt.said] for doubt in analysis.doubts],
    }


def doubts_of(brought: SheetImport, post: Post) -> list[Doubt]:
    """What was doubtful or refused, now or when it was confirmed."""
    if brought.outcome is None:
        return analyse(brought, post).doubts
    return [Doubt(*told) for told in brought.outcome["doubts"]]
