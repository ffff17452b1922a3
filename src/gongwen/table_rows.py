"""Which lines of a page are a table's rows, and their cells: parted by tabs or by bars, or printed one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from gongwen.headings import label_of
from gongwen.model import Piece
from gongwen.spans import BLANK_CLASS
from gongwen.web_lines import is_web

_TABS = _BARS = 2
_BAR = re.compile(r"\|")
_BARRED = re.compile(rf"[^|{BLANK_CLASS}](?:[^|]*[^|{BLANK_CLASS}])?")
_TABBED = re.compile(rf"[^\t{BLANK_CLASS}](?:[^\t]*[^\t{BLANK_CLASS}])?")
RULE_OF_BARS = re.compile(r"[:：\-\s]*\|[|\s：\-]*")
NUMBERED = frozenset(("序号", "编号"))
_HEAD = re.compile("序号|编号|[^|，。；]{0,8}(?:单位|部门|时限|期限|内容|任务|指标|目标|举措|措施|事项)")
_LONGEST_HEAD, _LONGEST_HEAD_CELL, _FEWEST_ROWS = 10, 14, 2
_NARROWEST = 3  # number, work, unit

# The start of a line and its words without outer blanks.
Solid = tuple[int, str]


class Row(NamedTuple):
    """A row's cells with the column each stands in, counted from 0, and the bars between them."""

    cells: Sequence[tuple[int, Piece]]
    bars: tuple[Piece, ...] = ()


def is_number(text: str) -> bool:
    """Whether a cell numbers its row; 2026 is a year."""
    return text.isdecimal() and len(text) < 4


def rows_of(folded: str, lines: Sequence[Solid]) -> dict[int, Row]:
    """The rows of the page by the number of their line."""
    rows: dict[int, Row] = {}
    if "\t" in folded:
        parted = (number for number, (_, words) in enumerate(lines) if words.count("\t") >= _TABS)
        rows |= {number: _parted(folded, *lines[number], "\t") for number in parted}
    if "|" in folded:
        rows |= {number: _parted(folded, *lines[number], "|") for number in _barred(lines)}
        for run in _cells_before_bars(lines):
            rows |= _in_rows(run)
    if "序号" in folded or "编号" in folded:
        rows |= _one_cell_a_line(lines, rows)
    return rows


def _parted(folded: str, start: int, words: str, by: str) -> Row:
    """The row of a line whose cells are parted by tabs or bars; an empty cell keeps its column."""
    end, first = start + len(words), folded.rfind("\n", 0, start) + 1
    opening = int(words[0] == "|")
    found = (cell.span() for cell in (_BARRED if by == "|" else _TABBED).finditer(folded, start, end))
    cells = [(folded.count(by, first, here) - opening, (here, there)) for here, there in found]
    return Row(cells, tuple(bar.span() for bar in _BAR.finditer(folded, start, end)) if by == "|" else ())


def _barred(lines: Sequence[Solid]) -> Iterator[int]:
    """Lines cut by bars: between two outer ones, or several below one another under a head or with numbers."""
    several = [words.count("|") >= _BARS for _, words in lines]
    for held, run in groupby(range(len(lines)), key=several.__getitem__):
        numbers = [number for number in run if not RULE_OF_BARS.fullmatch(lines[number][1])] if held else []
        table = len(numbers) >= _FEWEST_ROWS and _is_table([lines[number][1] for number in numbers])
        for number in numbers:
            words = lines[number][1]
            outer = words[0] == "|" == words[-1] and words.count("|") > _BARS
            if outer or (table and not is_web(words, apart=True)):
                yield number


def _is_table(rows: Sequence[str]) -> bool:
    cells = [row.strip("|").split("|") for row in rows]
    return any(is_number(row[0].strip()) for row in cells) or any(_HEAD.fullmatch(cell.strip()) for cell in cells[0])


class _Cell(NamedTuple):
    """A cell on a line by itself: the line's number, its words, the bars behind it, the lines that hold only these."""

    line: int
    words: Solid
    bars: list[Piece]
    below: list[int]


def _cells_before_bars(lines: Sequence[Solid]) -> Iterator[Sequence[_Cell]]:
    """Runs of lines that are a cell each, ended by a bar on its line or below it: 1 | / 建设泵站 | / 区水利局 |."""
    run: list[_Cell] = []
    for number, (start, words) in enumerate(lines):
        cell = words.rstrip("| \t")
        if "|" in cell or (cell and run and not run[-1].bars):
            yield run
            run = []
        if cell:
            run.append(_Cell(number, (start, cell), [], []))
        elif run:
            run[-1].below.append(number)
        if run:
            bars = _BAR.finditer(words, len(cell))
            run[-1].bars.extend((start + bar.start(), start + bar.end()) for bar in bars)
    yield run


def _in_rows(run: Sequence[_Cell]) -> dict[int, Row]:
    """The rows of such cells, each begun by the next number; what stands between two of them is a row by itself."""
    starts: list[int] = []
    for at, cell in enumerate(run):
        words = cell.words[1]
        above = starts[-1] if starts else -_NARROWEST
        if is_number(words) and (
            not starts or (at - above >= _NARROWEST and int(words) == int(run[above].words[1]) + 1)
        ):
            starts.append(at)
    if len(starts) < _FEWEST_ROWS:
        return {}
    width = min(after - before for before, after in pairwise(starts))
    head = width if starts[0] == width + 1 else starts[0]
    ends = [head, *(start + width for start in starts)]
    out: dict[int, Row] = {}
    for first, last, until in zip([0, *starts], ends, [*starts, len(run)], strict=True):
        out |= _row(run[first:last])
        for cell in run[last:until]:
            out |= _row([cell])
    return out


def _row(cells: Sequence[_Cell]) -> dict[int, Row]:
    """The row's lines; all its bars go with its last cell."""
    bars = tuple([bar for cell in cells for bar in cell.bars])
    out = {number: Row([]) for cell in cells for number in cell.below}
    for column, cell in enumerate(cells):
        out[cell.line] = Row([(column, _piece(cell.words))], bars if cell is cells[-1] else ())
    return out


def _one_cell_a_line(lines: Sequence[Solid], rows: dict[int, Row]) -> dict[int, Row]:
    """The rows of tables whose head begins with 序号 on a line by itself, then 1, its cells, 2, …"""
    out: dict[int, Row] = {}
    for head, (_, words) in enumerate(lines):
        if words in NUMBERED and head not in rows and head not in out:
            starts = _numbered_from(lines, head)
            if len(starts) > _FEWEST_ROWS and _is_head(lines[head : starts[1]]):
                ends = [*starts[1:], _end_of_last(lines, starts[-1], starts[1] - head)]
                for start, end in zip(starts, ends, strict=True):
                    out |= {at: Row([(at - start, _piece(lines[at]))]) for at in range(start, end)}
    return out


def _numbered_from(lines: Sequence[Solid], head: int) -> list[int]:
    """The head's line and those that hold 1, 2, 3, … and nothing else, none too far below the last."""
    starts = [head]
    for at in range(head + 1, len(lines)):
        if lines[at][1] == str(len(starts)):
            starts.append(at)
        elif at - starts[-1] > _LONGEST_HEAD:
            break
    return starts


def _is_head(lines: Sequence[Solid]) -> bool:
    return len(lines) > 1 and all(len(words) <= _LONGEST_HEAD_CELL and words[-1] not in "。；，" for _, words in lines)


def _end_of_last(lines: Sequence[Solid], start: int, width: int) -> int:
    """Where the last row ends: with as many cells as the head has, or before the next heading."""
    last = min(start + width, len(lines))
    return next((at for at in range(start + 1, last) if label_of(lines[at][1])), last)


def _piece(line: Solid) -> Piece:
    start, words = line
    return start, start + len(words)
