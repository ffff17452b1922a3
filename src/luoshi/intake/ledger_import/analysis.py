"""Every row of the chosen sheet with what becomes of it: brought in, already there, or refused with a reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from luoshi.documents.models import Document
from luoshi.intake.ledger_import.existing import Existing, bare
from luoshi.intake.ledger_import.facts import Context, start_of
from luoshi.intake.ledger_import.fields import LEDGER
from luoshi.intake.models import LedgerImport
from luoshi.org.models import Post
from luoshi.records.actions import Start
from luoshi.records.models import Record
from luoshi.records.types.task import TASK
from luoshi.sheets.cells import NO_ROW, Cells, Doubt
from luoshi.sheets.header import Column, Header, find_header, year
from luoshi.sheets.names import Names

Kind = Literal["refused", "doubtful", "good", "existing"]


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` from 1, as Excel counts; ``start`` None where the row is refused."""

    row: int
    kind: Kind
    title: str
    start: Start | None
    doubts: Sequence[Doubt]
    record: Record | None = None

    @property
    def state(self) -> str:
        return TASK.state(self.start.standing.state).label if self.start else ""


@dataclass(frozen=True, slots=True)
class Analysis:
    header: Header
    columns: Sequence[Column]
    lines: Sequence[Line]

    def of_kind(self, kind: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def doubts(self) -> list[Doubt]:
        return [doubt for line in self.lines if line.kind != "existing" for doubt in line.doubts]

    @property
    def has_titles(self) -> bool:
        return any(column.field == "title" for column in self.columns)


def analyse(brought: LedgerImport, post: Post) -> Analysis:
    sheet = brought.sheets[brought.chosen]
    header = find_header(sheet, LEDGER) or Header(0, 0, ())
    columns = _columns(header, brought.columns)
    context = Context(
        post=post,
        names=Names.of(post, brought.settled),
        documents={document.title.strip("《》"): document for document in _documents(sheet, post)},
        as_of=brought.as_of,
        year=year(sheet, header) or brought.as_of.year,
        source=f"《{brought.name}》“{sheet['name']}”",
        as_drafts=brought.as_drafts,
        handed_out_on=brought.handed_out_on,
        settled=brought.settled,
    )
    return Analysis(header, columns, _without_doubles(_lines(sheet, header, columns, context, Existing.of(post))))


def _columns(header: Header, corrected: Sequence[str]) -> tuple[Column, ...]:
    if len(corrected) != len(header.columns):
        return header.columns
    return tuple(
        replace(column, field=name, is_guess=column.is_guess and column.field == name)
        for column, name in zip(header.columns, corrected, strict=True)
    )


def _documents(sheet: dict[str, Any], post: Post) -> list[Document]:
    """Those of the zone that the sheet names, whole."""
    cells = (cell for row in sheet["rows"] for cell in row if isinstance(cell, str))
    named = {title for cell in cells for title in re.findall(r"《([^\n]+?)》", cell)}
    known = Document.objects.visible_to(post).filter(zone=post.zone_id).defer("text")
    wanted = [document.pk for document in known if document.title.strip("《》") in named]
    return list(Document.objects.filter(pk__in=wanted))


def _lines(
    sheet: dict[str, Any], header: Header, columns: Sequence[Column], context: Context, existing: Existing
) -> Iterator[Line]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(columns):
        if column.field:
            places[column.field].append(place)
    titles, bands = [column.title for column in columns], set(sheet["bands"])
    carried = {(row, place) for row, place in sheet["carried"]}
    split = {row for row, place in carried if place in places["title"]}
    theme = ""
    for number, values in enumerate(sheet["rows"]):
        said = [cell for cell in values if cell is not None]
        if number <= header.last or not said:
            continue
        if len(said) == 1 and isinstance(said[0], str) and (number in bands or not places["title"]):
            theme = said[0] if not NO_ROW.match(said[0]) else theme
            continue
        cells = Cells(number, values, places, titles)
        yield _line(cells, context, existing, theme, is_split=bool({number, number + 1} & split))


def _line(cells: Cells, context: Context, existing: Existing, theme: str, *, is_split: bool) -> Line:
    title = " ".join(cells.text("title").split())
    first = str(next(cell for cell in cells.values if cell is not None))
    if not title or NO_ROW.match(title) or NO_ROW.match(first):
        cells.doubt(
            "title", "工作任务为空" if not title and not NO_ROW.match(first) else "像是合计、填表说明，不是任务"
        )
        return Line(cells.row + 1, "refused", cells.whole, None, cells.doubts)
    start = start_of(cells, context, theme)
    if is_split and cells.text("steps"):
        start = _by_step(cells, start)
    record = existing.record(cells.text("code"), start.new.title, start.new.wording, start.new.due)
    if record:
        return Line(cells.row + 1, "existing", start.new.title, start, (), record)
    return Line(cells.row + 1, "doubtful" if cells.doubts else "good", start.new.title, start, cells.doubts)


def _by_step(cells: Cells, start: Start) -> Start:
    """One 工作任务 merged over several rows: each row's own step is the task, the common name its theme."""
    cells.doubt("title", "工作任务合并了几行，按具体举措逐行立任务")
    step = " ".join(cells.text("steps").split())[:300]
    return replace(start, new=replace(start.new, title=step, theme=start.new.title, steps=()))


def _without_doubles(lines: Iterator[Line]) -> list[Line]:
    """The second of two rows that say the same is refused."""
    seen: dict[tuple[object, ...], int] = {}
    out = []
    for line in lines:
        if line.start and line.kind != "existing":
            new = line.start.new
            key = (bare(new.title), bare(new.wording), tuple(new.steps), new.due, new.lead)
            if key in seen:
                same = Doubt(f"A{line.row}", "", line.title, f"与第 {seen[key]} 行相同，不重复立任务")
                line = replace(line, kind="refused", start=None, doubts=[same])  # noqa: PLW2901 - the same line, refused
            else:
                seen[key] = line.row
        out.append(line)
    return out
