"""A sheet to be filled in for a register or a pipeline: its columns, a row that says what is filled in, and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.org.models import Post, Unit
from luoshi.pipelines.importing.analysis import HINTS
from luoshi.pipelines.importing.columns import CODE, SheetColumn
from luoshi.pipelines.importing.known import Known
from luoshi.pipelines.importing.lines import Target
from luoshi.records.choices import units_of
from luoshi.reports.exporter import Cell, Column, Exporter

MOST_CHOICES = 500
ROOM = 500  # rows that offer the lists
WIDTHS = {"text": 40, "line": 22, "money": 16, "date": 14}
USUAL_WIDTH = 18


class BlankSheet(Exporter):
    def __init__(self, target: Target, post: Post) -> None:
        self._known, self._post = Known(post), post
        self._asked = [one for one in target.columns if not one.is_counted and one.name != CODE]
        self.sheet = target.label
        self.title = _("%(label)s导入模板") % {"label": target.label}
        self.subtitle = _("带 * 的必填；第一行是填写说明，导入时自动略过。填好后在“导入”页上传，先预览再确认。")
        self.columns = (Column(_("序号"), 10, _("可不填。"), "center"), *map(self._column, self._asked))
        self.room = ROOM

    def _column(self, one: SheetColumn) -> Column:
        label = _("%(label)s（万元）") % {"label": one.label} if one.kind == "money" else one.label
        width = WIDTHS.get(one.kind, USUAL_WIDTH)
        return Column(f"{label}*" if one.is_required else label, width, hint(one), "left", self._choices(one))

    def _choices(self, one: SheetColumn) -> Sequence[str]:
        if one.kind in ("choice", "state"):
            return [label for _value, label in one.choices]
        if one.kind == "flag":
            return [_("是"), _("否")]
        if one.related is Unit:
            return [str(unit) for unit in units_of(self._post)][:MOST_CHOICES]
        return [str(row) for row in self._known.rows(one.related)][:MOST_CHOICES] if one.kind == "row" else ()

    def rows(self) -> Iterator[Sequence[Cell]]:
        yield HINTS, *(hint(one) for one in self._asked)


def hint(one: SheetColumn) -> str:
    """What is filled in, in a few words."""
    ways = {
        "date": _("如 2026-06-30"),
        "money": _("数字，万元"),
        "unit": _("本区单位名称"),
        "person": _("姓名"),
        "post": _("姓名"),
        "row": _("名册里的名称"),
        "choice": _("从列表选"),
        "state": _("从列表选"),
        "flag": _("是或否"),
    }
    told = [_("必填") if one.is_required else "", ways.get(one.kind, ""), one.hint]
    return "；".join(filter(None, told)) or _("可不填")
