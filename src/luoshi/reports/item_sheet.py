"""A pipeline's list as a sheet: what its table shows under the same filter, whole; money as numbers in 万元."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from luoshi.records import columns as declared
from luoshi.records.detail import FEN, WAN
from luoshi.records.filter_words import in_words
from luoshi.records.items.asking import ItemFilter
from luoshi.records.items.summing import sums
from luoshi.records.light_tables import Tables
from luoshi.records.models import Record
from luoshi.reports import light_rules
from luoshi.reports.exporter import Align, Cell, Column, Exporter
from luoshi.reports.register_sheet import WIDTHS
from luoshi.reports.task_sheet import ZONE, as_of, title_of, zones_of

LIGHT = "亮灯"
ALIGNED: dict[str, Align] = {"number": "right", "text": "left"}


class ItemSheet(Exporter):
    """The records that ``asked`` finds for its post, in its order."""

    tints = light_rules.tints(LIGHT)

    def __init__(self, asked: ItemFilter) -> None:
        self._kind = kind = asked.kind
        self._records = list(asked.queryset())
        self._listed = declared.listed(kind)
        self._zones, self._names_zone = zones_of(asked), bool(asked.post.overseen)
        self.columns = tuple(self._columns())
        self.sheet = kind.label
        self.title = _("%(zone)s%(kind)s清单") % {"zone": title_of(asked, self._zones), "kind": kind.label}
        found = sums(kind, asked.queryset(), kind.totals)
        totals = [f"{one.label}{_('合计')} {one.words}" for one in found if one.words]
        told = (as_of(), _("共 %d 条") % len(self._records), *totals, in_words(asked))
        self.subtitle = "    ".join(filter(None, told))

    def __len__(self) -> int:
        return len(self._records)

    def _columns(self) -> Iterator[Column]:
        yield Column(_("序号"), 6, _("本表行号，随筛选而变。"), "center")
        yield Column(_("编号"), 14, _("系统编号，不重复。"), "center")
        if self._names_zone:
            yield ZONE
        yield Column(_("名称"), 34, _("登记时的名称，改过的为最近一次。"))
        choices = [str(state.label) for state in self._kind.states]
        yield Column(_("阶段"), 12, _("所处的办理环节。"), "center", choices)
        yield Column(_("进入本阶段"), 13, _("最近一次进入该阶段的日期。"), "center")
        yield Column(LIGHT, 18, _("按“亮灯规则”由系统每日计算，不由人工填写。"), "center")
        yield from map(_column, self._listed)
        yield Column(_("责任单位"), 18, _("登记时确定，调整留痕。"), "center")
        yield Column(_("完成时限"), 13, _("登记时确定，没有的为空。"), "center")

    def rows(self) -> Iterator[Sequence[Cell]]:
        for number, record in enumerate(self._records, 1):
            yield (
                number,
                record.code,
                *([str(record.zone)] if self._names_zone else ()),
                record.title,
                str(self._kind.state(record.state).label),
                record.since,
                light_rules.mark(record.light, record.light_label),
                *(_cell(column, record) for column in self._listed),
                str(getattr(record, self._kind.detail).lead or ""),
                record.due,
            )

    def notes(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By what table each zone's records are lit; the zone is named where there are several."""
        tables = Tables.load()
        told = {zone: light_rules.explained(tables.of(zone.pk, self._kind.name), self._kind) for zone in self._zones}
        if not self._names_zone:
            return {_("亮灯规则"): table for table in told.values()}
        return {_("亮灯规则（%(zone)s）") % {"zone": zone}: table for zone, table in told.items()}


def _column(column: declared.Column) -> Column:
    source = _("登记和办理时填写。")
    if column.kind == "money":
        return Column(_("%(label)s（万元）") % {"label": column.label}, WIDTHS["money"], source, "right")
    return Column(column.label, WIDTHS[column.kind], source, ALIGNED.get(column.kind, "center"))


def _cell(column: declared.Column, record: Record) -> Cell:
    value = column.value(record)
    if value is None or column.model_field is None:
        return column.said(value)
    if column.kind == "money":
        return Decimal(value) / FEN / WAN
    return value if column.kind in ("number", "date") else column.said(value)
