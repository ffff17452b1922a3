"""各区对比 as a sheet: a row a theme, a column a zone; the rest of what was found stands on the sheet of notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from luoshi.coverage.zones.models import Occasion
from luoshi.coverage.zones.table import Cell as Found
from luoshi.coverage.zones.table import Said, Table
from luoshi.reports.exporter import Cell, Column, Exporter, Tint

QUOTED = 3  # sentences of a cell


class ZonesSheet(Exporter):
    sheet = "各区对比"

    def __init__(self, occasion: Occasion, table: Table) -> None:
        self._table = table
        self.title = _("各区对比（%(title)s）") % {"title": occasion.title}
        superior = _("    上级文件：《%s》") % occasion.superior.title if occasion.superior else ""
        self.subtitle = _("共 %(n)d 家%(superior)s") % {"n": len(table.zones), "superior": superior}
        told = _("%(name)s：占本篇举措的比例、条数和前三条原文；突出、偏少是与其余各家合计相比，按句检验。")
        self.columns = (
            Column("主题", 16, "按差距从大到小。一条举措可以属于几个主题。"),
            *(Column(zone.label, 30, told % {"name": zone.name}) for zone in table.zones),
        )
        self.tints = [Tint(zone.label, word, *look) for zone in table.zones for word, look in LOOKS.items()]

    def __len__(self) -> int:
        return len(self._table.lines)

    def rows(self) -> Iterator[Sequence[Cell]]:
        return ((line.theme, *map(_told, line.cells)) for line in self._table.lines)

    def notes(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        table = self._table
        shared = [(str(number), _lines(group)) for number, group in enumerate(table.shared, 1)]
        unique = [(zone.label, "\n".join(said.text for said in table.unique(zone))) for zone in table.zones]
        words = [(origin, f"{text}\n{_lines(quotes)}") for text, origin, quotes in table.borrowed]
        targets = [
            (name, _lines([said for column in columns for _w, said in column])) for name, columns in table.targets
        ]
        return {_("共同举措"): shared, _("独有举措"): unique, _("表述相近"): words, _("指标并列"): targets}


LOOKS = {"突出": ("#164f96", "#e3eefb"), "偏少": ("#5c4400", "#fff3cd")}


def _told(cell: Found) -> str:
    if not cell.said:
        return "\n".join([cell.mark, *(said.text for said in cell.mentions[:QUOTED])]) if cell.mentions else "—"
    head = _("%(share)s（%(n)d 条）%(mark)s") % {"share": cell.percent, "n": len(cell.said), "mark": cell.mark}
    return "\n".join([head, *(said.text for said in cell.said[:QUOTED])])


def _lines(quotes: Sequence[Said]) -> str:
    return "\n".join(f"{said.zone.label}：{said.text}" for said in quotes)
