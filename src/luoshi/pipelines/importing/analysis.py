"""Every row of the chosen sheet with what becomes of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.collecting import no_collecting
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.importing.columns import AT, CODE, option_for, vocabulary
from luoshi.pipelines.importing.known import Known
from luoshi.pipelines.importing.lines import PERSONAL, Kind, Line, Options, Rows, Target
from luoshi.pipelines.importing.model import SheetImport
from luoshi.pipelines.importing.reading import Reader
from luoshi.pipelines.importing.targets import target_named
from luoshi.sheets.cells import Cells, Doubt
from luoshi.sheets.header import Column, Header, find_header, year
from luoshi.sheets.names import Names
from luoshi.sheets.workbook import Raw

OUR_NUMBER = re.compile(r"\d{4}-\d{4,}")
HINTS = "填写说明"  # the row of a template that says what is filled in (reports/blank_sheet.py)


@dataclass(frozen=True, slots=True)
class Analysis:
    target: Target
    rows: Rows
    columns: Sequence[Column]
    lines: Sequence[Line]

    def of_kind(self, kind: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def doubts(self) -> list[Doubt]:
        personal = {
            column.title
            for column in self.columns
            if (known := self.target.by_name.get(bare_name(column.field))) and known.is_personal
        }
        found = [doubt for line in self.lines for doubt in line.doubts]
        return [replace(doubt, text=PERSONAL) if doubt.column in personal else doubt for doubt in found]

    @property
    def is_named(self) -> bool:
        """Whether one of the columns is the one that rows go by."""
        return self.target.title in {bare_name(column.field) for column in self.columns}

    @property
    def unmatched(self) -> list[Column]:
        return [column for column in self.columns if column.is_unsure and not column.field]


def bare_name(option: str) -> str:
    return option.partition(AT)[0]


def target_of(brought: SheetImport, post: Post) -> Target:
    found = target_named(brought.about, post)
    if found is None:
        raise Refused(_("这里不能导入。"))
    return found


def header_of(sheet: Raw, target: Target) -> Header | None:
    return find_header(sheet, vocabulary(target.name, target.columns), fewest=1)


@no_collecting()
def analyse(brought: SheetImport, post: Post) -> Analysis:
    target, sheet = target_of(brought, post), brought.sheets[brought.chosen]
    header = header_of(sheet, target) or Header(0, 0, ())
    columns = _corrected(_guessed(sheet, header, target), brought.columns)
    places, scales = _places(columns)
    reader = Reader(
        post=post,
        year=year(sheet, header) or clock.today().year,
        settled=brought.settled,
        names=Names.of(post, brought.settled),
        known=Known(post),
        scales=scales,
    )
    source = f"《{brought.name}》“{sheet['name']}”"
    rows = target.begin(reader, Options(brought.overrides, brought.stood_on, source))
    titles = [column.title for column in columns]
    return Analysis(target, rows, columns, [rows.line(cells) for cells in _cells(sheet, header, places, titles)])


def _guessed(sheet: Raw, header: Header, target: Target) -> tuple[Column, ...]:
    """Each column with the option it is taken for; an amount whose unit nobody says is a guess."""
    found = []
    for place, column in enumerate(header.columns):
        known = target.by_name.get(column.field)
        if known is None or (known.name == CODE and not _has_our_numbers(sheet, header, place)):
            found.append(replace(column, field="", is_guess=False))
            continue
        option, is_guess = option_for(known, column.title)
        found.append(replace(column, field=option, is_guess=column.is_guess or is_guess))
    return tuple(found)


def _has_our_numbers(sheet: Raw, header: Header, place: int) -> bool:
    """An office numbers its lists itself; such a column is not ours."""
    below = (row[place] for row in sheet["rows"][header.last + 1 :] if place < len(row))
    said = [str(cell) for cell in below if cell is not None]
    return not said or any(OUR_NUMBER.fullmatch(cell) for cell in said)


def _corrected(found: tuple[Column, ...], corrected: Sequence[str]) -> tuple[Column, ...]:
    if len(corrected) != len(found):
        return found
    return tuple(
        replace(column, field=option, is_guess=column.is_guess and column.field == option)
        for column, option in zip(found, corrected, strict=True)
    )


def _places(columns: Sequence[Column]) -> tuple[Mapping[str, list[int]], dict[str, str]]:
    places: dict[str, list[int]] = defaultdict(list)
    scales: dict[str, str] = {}
    for place, column in enumerate(columns):
        name, _at, scale = column.field.partition(AT)
        if name:
            places[name].append(place)
        if scale:
            scales.setdefault(name, scale)
    return places, scales


def _cells(sheet: Raw, header: Header, places: Mapping[str, list[int]], titles: Sequence[str]) -> Iterator[Cells]:
    """The rows that say something, without headings merged across and the template's row of hints."""
    bands = set(sheet["bands"])
    for number, values in enumerate(sheet["rows"]):
        told = [cell for cell in values if cell is not None]
        is_heading = len(told) == 1 and number in bands
        if number > header.last and told and not is_heading and told[0] != HINTS:
            yield Cells(number, _plain(values), places, titles)


def _plain(values: Sequence[Any]) -> Sequence[Any]:
    return [None if cell == "—" else cell for cell in values]
