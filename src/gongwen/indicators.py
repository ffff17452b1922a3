"""Tables of indicators (指标 | 单位 | 2025年 | 2030年目标): which column holds what, and what a row aims at.

A year alone is a target's only where the table plans ahead: some years lie between the first and the last, or the
head says who is charged, or what binds (约束性). Else 2023年 | 2024年 are what was reached.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from gongwen.lines import Line
from gongwen.mentions.amounts import find_amounts
from gongwen.model import Clause, Found

_NAME = re.compile("(?:主要|核心|具体|考核|监测|评价|规划|任务|目标|发展|一级|二级|三级)*指标(?:名称|内容|体系)?")
_UNIT = re.compile("(?:计量)?单位")
_YEAR = r"(?:到|至)?(?P<year>20\d\d)年?"
_BARE_YEAR = re.compile(rf"{_YEAR}(?:（[^（）\d]{{1,6}}）)?")
_BASE = re.compile(rf"(?:{_YEAR})?(?:基期[年值]?|现状[年值]?|基数|基准值)")
_REACHED = re.compile(rf"(?:{_YEAR}|上年|去年)(?:实际值?|完成值?|实现值?|实绩|完成情况)")
_TARGET = re.compile(rf"(?:{_YEAR})?(?:年度|规划|预期|期末|计划)?(?:目标[年值]?|目标数|规划值|预期值|计划数|计划值)")
_BINDS = re.compile("(?:指标)?(?:属性|性质|类型)|(?:牵头|责任|主责|承办)(?:单位|部门|[处科]室|领导|人)")
_CUMULATIVE = re.compile(r"(?:年均(?:增[速长])?[/／]?)?[〔\[]?累计[〕\]]?\d?")
_SUM = "〔["  # what a sum of the plan's years opens with there
_PLANS_AHEAD = 3  # years
# A figure without its unit: 1300, ≥95, 〔13〕 (the sum of five years), 4.1左右.
_BARE = re.compile(r"[〔\[（(]?(?P<said>(?:[≥≤＞＜><]=?|约)?\s?\d[\d,]*(?:\.\d+)?(?:以[上内下]|左右)?)[*]?[〕\]）)]?")
_SIGNS = str.maketrans({"≥": "不低于", "≤": "不超过", "＞": "超过", ">": "超过", "＜": "低于", "<": "低于", "=": None})
_QUALIFIER = re.compile("(?:以[上内下]|左右)?$")
_IN_BRACKET = re.compile(r"[（(](?P<unit>[^（）()\d]{1,10})[）)]$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_NO_NAME = re.compile(r"^(?:\d+[.．、]|[#*—－-]+|其中[：:]?)+")
_SHOWN = re.compile(r"\d")
_SAID = re.compile(r"[^\W_]")
_start = attrgetter("start")


class Columns(NamedTuple):
    """The columns of a table of indicators; ``targets`` with the last day of each, where the head names its year.

    Without targets it tells what was reached.
    """

    name: int
    unit: int | None
    base: int | None
    targets: Sequence[tuple[int, dt.date | None]]
    cumulative: int | None


class Goal(NamedTuple):
    """A cell ``[start, end)`` of the flow that holds a figure to be reached, by the last day of its column's year."""

    start: int
    end: int
    words: str
    due: dt.date | None


class Indicator(NamedTuple):
    """A row: its name, which stands in the cell that begins at ``named``, and what it is to reach.

    ``unit`` is that beside it, empty where nothing says one; ``base`` the amount it starts from; ``beside`` where the
    cells begin that say how much of what; ``aims`` unless only dashes stand there.
    """

    named: int
    name: str
    unit: str
    base: dict[str, str] | None
    beside: tuple[int, ...]
    goals: tuple[Goal, ...]
    aims: bool

    def figures(self) -> Iterator[Found]:
        """The amounts in cells that hold a bare figure, in the unit that stands beside it."""
        for goal in self.goals:
            if value := _value(goal.words, self.unit):
                rule = "from_to" if self.base else "number"
                yield Found(goal.start, goal.end, "amount", value | self.starting(value["unit"]), rule, ())

    def starting(self, unit: str) -> dict[str, str]:
        """From what it goes to an amount in ``unit``."""
        return {"base": self.base["value"]} if self.base and self.base["unit"] == unit else {}


def clause_at(clauses: Sequence[Clause], place: int) -> int:
    """The index of the clause that holds the ``place`` in the flow."""
    return bisect_right(clauses, place, key=_start) - 1


def figures(indicators: Iterable[Indicator], clauses: Sequence[Clause]) -> Iterator[tuple[int, Found]]:
    """Their bare figures, each with the index of its clause."""
    return ((clause_at(clauses, found.start), found) for one in indicators for found in one.figures())


def columns_of(head: Mapping[int, str], year: int | None) -> Columns | None:
    """What a head's words say each column holds; None where they head no table of indicators and their figures.

    What was aimed at in a year before ``year``, the document's, is past.
    """
    name = max(_matching(head, _NAME), default=None)  # 一级指标 | 二级指标
    if name is None:
        return None
    base, years = _base(head), _matching(head, _BARE_YEAR)
    aims = _matching(head, _TARGET)
    if not aims and years:
        base, last = _ahead(years, base, binds=_first(head, _BINDS) is not None)
        aims = {at: years[at] for at in last}
    targets = [(at, dt.date(int(match["year"]), 12, 31) if match["year"] else None) for at, match in aims.items()]
    ahead = [(at, due) for at, due in targets if not (due and year and due.year < year)]
    return Columns(name, _first(head, _UNIT), base, ahead, _first(head, _CUMULATIVE)) if aims or years else None


def _base(head: Mapping[int, str]) -> int | None:
    """The column of what the plan starts from, or was reached in a year before that aimed at."""
    if (base := _first(head, _BASE)) is not None:
        return base
    aimed = [match["year"] for match in _matching(head, _TARGET).values() if match["year"]]
    reached = {at: match["year"] for at, match in _matching(head, _REACHED).items()}
    return next((at for at, year in reached.items() if year is None or year < min(aimed, default="")), None)


def _matching(head: Mapping[int, str], words: re.Pattern[str]) -> dict[int, re.Match[str]]:
    return {at: match for at, word in head.items() if (match := words.fullmatch(word))}


def _first(head: Mapping[int, str], words: re.Pattern[str]) -> int | None:
    return next((at for at, word in head.items() if words.fullmatch(word)), None)


def _ahead(years: Mapping[int, re.Match[str]], base: int | None, *, binds: bool) -> tuple[int | None, Sequence[int]]:
    """The column that is the base and those of the years after it, where the years are a plan's."""
    order = sorted(years, key=lambda at: years[at]["year"])
    if base is not None or (binds and len(order) == 1):
        return base, order
    apart = int(years[order[-1]]["year"]) - int(years[order[0]]["year"])
    return (order[0], order[1:]) if binds or apart >= _PLANS_AHEAD else (None, ())


def indicator_of(columns: Columns, row: Sequence[Line], width: int) -> Indicator | None:
    """The indicator of a row; None where it names none.

    A row shorter than its head, of ``width`` columns, may lack cells before its name, a longer one has more of them.
    """
    for shift in sorted({0, width - 1 - row[-1].level}):
        cells = {line.level + shift: line for line in row}
        name, unit = cells.get(columns.name), _cell(cells, columns.unit)
        if name and _LETTERS.search(name.text) and not (unit and _SHOWN.search(unit.text)):
            return _indicator(columns, cells, name, unit)
    return None


def _indicator(columns: Columns, cells: Mapping[int, Line], name: Line, unit: Line | None) -> Indicator:
    bracket = _IN_BRACKET.search(name.text)
    called = _NO_NAME.sub("", name.text[: bracket.start()] if bracket else name.text)
    counted_in = unit.text if unit else bracket["unit"] if bracket else ""
    base = _cell(cells, columns.base)
    aimed = [(cells[at], due) for at, due in columns.targets if at in cells]
    if (total := _cell(cells, columns.cumulative)) and total.text[0] in _SUM:
        aimed = [(total, columns.targets[-1][1] if columns.targets else None)]
    beside = tuple([cell.start for cell in (unit, base, *(cell for cell, _ in aimed)) if cell])
    goals = tuple([Goal(one.start, one.end, one.text, due) for one, due in aimed if _SHOWN.search(one.text)])
    starts = _value(base.text, counted_in) if base else None
    aims = not aimed or any(_SAID.search(cell.text) for cell, _ in aimed)
    return Indicator(name.start, called, counted_in, starts, beside, goals, aims)


def _cell(cells: Mapping[int, Line], column: int | None) -> Line | None:
    return None if column is None else cells.get(column)


def _value(words: str, unit: str) -> dict[str, str] | None:
    """A bare figure as the amount it is in ``unit``; None for anything else."""
    bare = _BARE.fullmatch(words.strip()) if unit else None
    if bare is None:
        return None
    said = bare["said"].translate(_SIGNS)
    qualifier = _QUALIFIER.search(said)
    at = qualifier.start() if qualifier else len(said)
    found = find_amounts(f"{said[:at]}{unit}{said[at:]}")
    return found[0].value if len(found) == 1 else None
