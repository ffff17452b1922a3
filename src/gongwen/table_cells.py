"""What each cell of a table says: its head, who and by when, a remark, or the work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongwen.indicators import Columns, Indicator, columns_of, indicator_of
from gongwen.lines import Line
from gongwen.mentions.organisations import names_units_only
from gongwen.model import Role
from gongwen.table_rows import NUMBERED, is_number

_POINTS = "权重|分值|得分|(?:评分|计分|考核)(?:标准|办法|细则)"
_HEAD = re.compile(
    r"(?:序号|编号|(?:20\d\d)?(?:年度|民生|重点|主要|具体|工作|任务|事项|项目|目标)*(?:任务|事项|项目|内容|举措|措施|目标|名称|实事|重点工作|具体工作)|重点工作|(?:主要|协同|共同|具体)*(?:牵头|责任|配合|主责|承办|协办|分管.?)(?:单位|部门|[处科]室|领导|人)(?:（[^（）]{1,6}）)?"
    r"|(?:计划|预计)?(?:完成)?(?:时限|时间|期限)|时间节点|进展情况|备注"
    rf"|(?:[一二三四]级|考核|评价)?指标|{_POINTS})"
)
_ASIDE = re.compile(f"备注|{_POINTS}|.{{0,14}}(?:情况|进展|进度|成效)|说明|依据|属性|联系人|.{{0,4}}电话")
# What the rows are sorted by, in the first column.
_CLASS = re.compile("类别|分类|板块|领域|维度|一级指标")
_LONGEST_WORD = 14  # of a head
_MOST_SHIFTED = 2  # columns
_FEWEST_COLUMNS = 2  # of a head, so that a cell by itself stands over the rows below it
_LONGEST_NAME = 4
_WHO_OR_WHEN = ("单位", "部门", "科室", "处室", "领导", "人", "时限", "时间", "期限", "节点")
_UNITS = re.compile(r"[^，。；\d]{2,40}(?:[局委办部厅街镇乡]|公司|中心|学校|医院|管委会|各部门|各单位)")
_TIME = re.compile(
    r"[^，。；]{0,10}(?:年|月|日|季度)?(?:底|末|前|内|以前|之前|日|月)前?(?:投入使用|动工|开工|完工|竣工|建成|投用|完成|启动)?|持续推进|长期(?:坚持)?|常态化|全年"
)
_YEARS = re.compile(r"20\d\d\s*(?:[-—–~～至]\s*20\d\d)?年?")
_FIGURES = re.compile(r"(?:\d[\d.,]*[^\d，。；、/（）]{0,4}(?:以[上内下]|左右)?[/、]?){1,4}")
_NOTHING = re.compile(r"[\W_]+")
_DIGIT = re.compile(r"\d")


def _told(text: str, *, beside_units: bool = False) -> Role | None:
    """``other`` for the words of a head and a dash, ``parties`` for units and dates, None for the work."""
    if _HEAD.fullmatch(text) or _NOTHING.fullmatch(text):
        return "other"
    named = _TIME.fullmatch(text) or _UNITS.fullmatch(text) or names_units_only(text, bodies=beside_units)
    return "parties" if named else None


class Cells:
    """The cells among ``lines``, asked for in order: the head over a row is the last one above it."""

    def __init__(self, lines: Sequence[Line], year: int | None) -> None:
        """``year`` is the document's: what a table aimed at before it is past."""
        self._lines, self._year = lines, year
        self._first = self._end = 0  # of the row
        self._heads = False
        self._head: dict[int, str] = {}
        self._shift = 0  # columns that a row's cells stand too far left: a cell above reaches down into it
        self._sure_from = 0  # the column from which on a short row is known to stand below its head
        self._number = self._work = self._named = -1
        self._columns: Columns | None = None
        self._indicator: Indicator | None = None  # of the row
        self.indicators: list[Indicator] = []

    def role(self, index: int) -> Role | None:
        """What the cell is; None for the work and for the number before it."""
        if index >= self._end or index < self._first:
            self._begin_row(index)
        role = "other" if self._heads else self._role(index)
        if role is None and index != self._number and not _FIGURES.fullmatch(self._lines[index].text):
            self._work = index
        self._named = index if role == "parties" else self._named
        return role

    def in_head(self, index: int) -> bool:
        """Whether the cell stands in the head of its table."""
        return self._heads and self._first <= index < self._end

    @property
    def in_indicators(self) -> bool:
        """Whether the row asked of last names what it sets a figure for: a task, under 发展目标, too."""
        return self._indicator is not None

    def goes_on(self, index: int) -> bool:
        """Whether the cell is one with that before it: the work after its number, figures after what they are of."""
        return index - 1 in (self._number, self._measured(index)) and index > self._first

    def _begin_row(self, index: int) -> None:
        below_head = self._heads and index == self._below(self._end) and self._numbered()
        self._first, self._end = index, self._end_of_row(index)
        row = self._lines[index : self._end]
        self._number = next((at for at, cell in enumerate(row[:2], index) if is_number(cell.text)), -1)
        words = {cell.level: cell.text for cell in row}
        if not NUMBERED.isdisjoint(words.values()) or self._is_head(row):
            self._heads, self._head = True, words
            self._columns, self._indicator = columns_of(words, self._year), None
            return
        self._heads = below_head and self._number < 0 and self._is_numbered_row(self._below(self._end))
        self._sure_from = len(row) + len(words)
        self._shift = self._shift_of(row)
        if index and self._lines[index - 1].kind == "line":  # another table, without a head
            self._columns = None
        self._indicator = indicator_of(self._columns, row, max(self._head) + 1) if self._columns else None
        if self._indicator:
            self._number = -1 if self._number > index else self._number  # a figure behind the name
            self.indicators.append(self._indicator)

    def _end_of_row(self, index: int) -> int:
        end = index + 1
        while (
            end < len(self._lines)
            and self._lines[end].kind == "cell"
            and self._lines[end].level > self._lines[end - 1].level
        ):
            end += 1
        return end

    def _below(self, index: int) -> int:
        """The next line that is no bars."""
        while index < len(self._lines) and self._lines[index].kind == "markup":
            index += 1
        return index

    def _is_head(self, row: Sequence[Line]) -> bool:
        """Whether every cell is a head's word, or in a table's first row two of them and none long."""
        told = sum(_HEAD.fullmatch(cell.text) is not None for cell in row)
        opens = not self._first or self._lines[self._first - 1].kind not in ("cell", "markup")
        short = all(len(cell.text) <= _LONGEST_WORD and not cell.ends for cell in row)
        headed = told == len(row) or (opens and short and told > 1)
        words = {cell.level: cell.text for cell in row}
        return len(row) > 1 and (headed or (short and columns_of(words, self._year) is not None))

    def _numbered(self) -> bool:
        return not NUMBERED.isdisjoint(self._head.values())

    def _is_numbered_row(self, index: int) -> bool:
        return index < len(self._lines) and self._lines[index].kind == "cell" and is_number(self._lines[index].text)

    def _shift_of(self, row: Sequence[Line]) -> int:
        number = next((column for column, word in self._head.items() if word in NUMBERED), None)
        moved = number - self._lines[self._number].level if number is not None and self._number >= 0 else None
        if moved is not None and (moved or len(row) >= len(self._head)):
            return moved
        charged = next((column for column, word in self._head.items() if word.endswith(("单位", "部门"))), None)
        named = next((cell.level for cell in row[1:] if _told(cell.text) == "parties"), None)
        if charged is not None and named is not None and 0 <= charged - named <= _MOST_SHIFTED:
            self._sure_from = charged
            return charged - named
        return 1 if number == row[0].level == 0 else 0

    def _role(self, index: int) -> Role | None:
        text = self._lines[index].text
        if self._indicator and index != self._number:
            return self._role_of_indicator(index, self._indicator)
        if index == self._number:
            return "other" if index + 1 >= self._end or _YEARS.fullmatch(self._lines[index + 1].text) else None
        if index - 1 == self._number and index > self._first:  # the work, though it end like a unit: 建成智算中心
            return "other" if _YEARS.fullmatch(text) else _told(text) if names_units_only(text) else None
        role = self._role_by_head(index) or _told(text, beside_units=index - 1 == self._named)
        return role or ("other" if self._is_remark(index) else None)

    def _is_remark(self, index: int) -> bool:
        """A cell alone in its row, over those below; figures that are of nothing, a name or 已开工 beside the work."""
        text = self._lines[index].text
        if self._end - self._first == 1:
            return len(self._head) > _FEWEST_COLUMNS and not self._lines[index].ends
        beside = self._first <= self._work < index and len(text) <= _LONGEST_NAME
        return self._measured(index) < 0 and (beside or _FIGURES.fullmatch(text) is not None)

    def _role_of_indicator(self, index: int, indicator: Indicator) -> Role | None:
        """In a row of indicators its name is the work, if it aims at anything; units and figures are none."""
        cell = self._lines[index]
        if cell.start == indicator.named and indicator.aims and self._columns and self._columns.targets:
            return None
        word = self._head.get(cell.level + self._shift, "")
        charged = word.endswith(_WHO_OR_WHEN) and len(word) > len("单位") and not word.startswith("计量")
        return "parties" if charged else "other"

    def _role_by_head(self, index: int) -> Role | None:
        """What the column's head says; of units and days only in a row with as many cells."""
        column, whole = self._lines[index].level + self._shift, self._end - self._first == len(self._head)
        if index == self._first and whole and _CLASS.fullmatch(self._head.get(column, "")):
            return "other"
        word = self._head.get(column, "") if self._is_below_head(index) else ""
        if (whole or column >= self._sure_from) and word.endswith(_WHO_OR_WHEN):
            return "parties"
        return "other" if (whole or column > 1) and _ASIDE.fullmatch(word) else None

    def _is_below_head(self, index: int) -> bool:
        return index != self._first or self._shift > 0

    def _measured(self, index: int) -> int:
        """The work before figures that says none of its own: 培育链主企业 | 3家; -1 for anything else."""
        before = index - 1 == self._work and index > self._first
        bare = before and _DIGIT.search(self._lines[self._work].text) is None
        return self._work if bare and _FIGURES.fullmatch(self._lines[index].text) else -1
