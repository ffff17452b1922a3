"""历年对比 as sheets: terms by occasion, and what a voice stresses by occasion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from luoshi.coverage.time.shown import Row, Terms
from luoshi.coverage.time.stressed import LISTS, Step, Stressed, Theme
from luoshi.reports.exporter import Cell, Column, Exporter


class TrendSheet(Exporter):
    """A row a term, a column an occasion."""

    sheet = "提法变化"

    def __init__(self, terms: Terms) -> None:
        self._rows = terms.rows
        self.title = _("%(title)s提法变化") % {"title": terms.series.title}
        self.subtitle = _("共 %(n)d 个提法，%(texts)d 份") % {
            "n": len(self._rows),
            "texts": len(terms.payload["texts"]),
        }
        occasions = terms.payload["occasions"]
        self.columns = (
            Column("序号", 6, "", "center"),
            Column("提法", 26, "文件里的原词。"),
            Column("变化", 12, "新提、不再提只就所选文件而言；上升、下降经过趋势检验。", "center"),
            Column("备注", 18, "首见或最后一次；可能是巧合的注明。"),
            *(Column(f"{name}", 9, "提到的次数。", "center") for name in occasions),
            *(Column(f"{name}（每万字）", 11, "每万字次数。", "center") for name in occasions),
        )

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self) -> Iterator[Sequence[Cell]]:
        for number, row in enumerate(self._rows, 1):
            times = [one["times"] for one in row.told]
            rates = [f"{one['rate']:.2f}" for one in row.told]
            yield (number, row.term, row.name, remark(row), *times, *rates)


def remark(row: Row) -> str:
    doubt = _("可能是巧合") if row.is_doubtful else ""
    kind = row.change["kind"]
    edge = (_("最后 %s") if kind == "gone" else _("首见 %s")) % row.edge if row.edge else ""
    return "；".join(filter(None, (edge, doubt)))


class EmphasisSheet(Exporter):
    """Themes, targets, then every measure taken up, gone on with or dropped; a column an occasion."""

    sheet = "重点变化"

    def __init__(self, stressed: Stressed) -> None:
        self._stressed = stressed
        self.title = _("%(voice)s历次重点变化") % {"voice": stressed.voice}
        totals = "，".join(f"{name} {total} 条" for name, _text, total in stressed.occasions)
        self.subtitle = _("举措：%(totals)s") % {"totals": totals}
        self.columns = (
            Column("类别", 18, "主题占比、目标数，或相邻两次之间的举措。", "center"),
            Column("内容", 20, "主题或指标的名称。"),
            Column("变化", 14, "条数少或可能是巧合的不写。", "center"),
            *(Column(name, 34, "主题为条数和占比，其余为原话。") for name, _text, _total in stressed.occasions),
        )
        self._lines = [*self._themes(), *self._targets(), *self._measures()]

    def __len__(self) -> int:
        return len(self._lines)

    def rows(self) -> Iterator[Sequence[Cell]]:
        return iter(self._lines)

    def _themes(self) -> Iterator[tuple[Cell, ...]]:
        return (theme_row(theme) for theme in self._stressed.themes)

    def _targets(self) -> Iterator[tuple[Cell, ...]]:
        for one in self._stressed.targets:
            yield (_("目标数"), one.name, one.told, *(words.text if words else "" for _name, _said, words in one.cells))

    def _measures(self) -> Iterator[tuple[Cell, ...]]:
        return (row for step in self._stressed.steps for row in step_rows(step, len(self._stressed.occasions)))


def theme_row(theme: Theme) -> tuple[Cell, ...]:
    cells = (f"{cell.count}（{cell.percent}）" if cell.count else "" for cell in theme.cells)
    return (_("主题"), theme.name, theme.told, *cells)


def step_rows(step: Step, occasions: int) -> Iterator[tuple[Cell, ...]]:
    for name, label in LISTS:
        for before, after in step.lists[name]:
            cells = [""] * occasions
            cells[step.number] = before.text if before else ""
            cells[step.number + 1] = after.text if after else ""
            yield (f"{step.earlier}→{step.later}", "", str(label), *cells)
