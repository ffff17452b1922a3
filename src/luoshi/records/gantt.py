"""A Gantt picture as places and widths: the template draws them as SVG, without a style or a script. Nothing is read.

Told apart without colour too: done is solid, what a unit only reports (自报) is pale, planned is an outline, late is
hatched; a diamond is a milestone, filled once it has evidence; a dashed outline is the time an extension added.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.core.workdays import ONE_DAY

# User units of a picture 1000 wide. The words of a row stand left of the chart, its light right of it.
LEFT, RIGHT, HEAD, ROW, FOOT = 240, 855, 30, 28, 14
LABEL = 17  # characters of a row's words
SHEET = 20  # rows of one picture: a page of paper
SHORT = dt.timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Point:
    """A milestone on a bar; ``was`` is the day it had before it was moved."""

    title: str
    day: dt.date
    done: bool
    late: bool
    was: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One line to draw: from ``start`` to ``due``, done so far in percent, ``reported`` on the unit's own word alone.

    ``original`` is the due day before an extension. ``word`` is what the light says.
    """

    label: str
    told: str
    start: dt.date
    due: dt.date
    done: int
    late: bool
    word: str
    reported: bool = False
    url: str = ""
    points: Sequence[Point] = ()
    original: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """``shape`` are the corners of its diamond."""

    x: float
    shape: str
    done: bool
    late: bool
    told: str
    was: float | None


@dataclass(frozen=True, slots=True)
class DrawnRow:
    bar: Bar
    label: str
    y: int
    middle: int
    planned: Box
    done: Box
    added: Box | None
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One SVG: ``height`` of its ``viewBox``, and everything in its units."""

    height: int
    rows: list[DrawnRow]
    ticks: list[Tick]
    today: float | None
    number: int

    @property
    def told(self) -> str:
        return "；".join(f"{row.bar.told} {row.bar.start}—{row.bar.due} {row.bar.word}" for row in self.rows)


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to places; every picture of one page has the same."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        inside = min(max(day, self.first), self.last)
        return round(LEFT + (RIGHT - LEFT) * (inside - self.first).days / max((self.last - self.first).days, 1), 1)

    def box(self, start: dt.date, end: dt.date) -> Box:
        """At least wide enough to be seen."""
        x = self.x(start)
        return Box(x, max(round(self.x(end) - x, 1), 2))

    def ticks(self) -> Iterator[Tick]:
        """Mondays of a short time, else months, or quarters where months would crowd."""
        if self.last - self.first <= SHORT:
            monday = self.first + ONE_DAY * (-self.first.weekday() % 7)
            for number in range((self.last - monday).days // 7 + 1):
                day = monday + ONE_DAY * 7 * number
                yield Tick(self.x(day), f"{day.month}.{day.day}")
            return
        months = range(self.first.year * 12 + self.first.month, self.last.year * 12 + self.last.month)
        step = 1 if len(months) <= 14 else 3 if len(months) <= 42 else 12
        for month in months:
            if month % step == 0:
                day = dt.date(month // 12, month % 12 + 1, 1)
                yield Tick(self.x(day), f"{day.year}年" if day.month == 1 else f"{day.month}月")


def pictures(bars: Sequence[Bar], today: dt.date) -> list[Picture]:
    """As many as there are sheets; none without a bar."""
    if not bars:
        return []
    days = [day for bar in bars for day in (bar.start, bar.due, *(point.day for point in bar.points)) if day]
    scale = Scale(min(days) - ONE_DAY * 3, max(days) + ONE_DAY * 3)
    sheets = [bars[place : place + SHEET] for place in range(0, len(bars), SHEET)]
    return [_picture(sheet, scale, today, number) for number, sheet in enumerate(sheets)]


def _picture(bars: Sequence[Bar], scale: Scale, today: dt.date, number: int) -> Picture:
    return Picture(
        height=HEAD + ROW * len(bars) + FOOT,
        rows=[_row(bar, HEAD + ROW * place, scale) for place, bar in enumerate(bars)],
        ticks=list(scale.ticks()),
        today=scale.x(today) if scale.first <= today <= scale.last else None,
        number=number,
    )


def _row(bar: Bar, y: int, scale: Scale) -> DrawnRow:
    first_due = min(bar.original or bar.due, bar.due)
    planned = scale.box(bar.start, first_due)
    whole = scale.box(bar.start, bar.due)
    middle = y + ROW // 2
    return DrawnRow(
        bar=bar,
        label=bar.label if len(bar.label) <= LABEL else f"{bar.label[: LABEL - 1]}…",
        y=y,
        middle=middle,
        planned=planned,
        done=Box(whole.x, round(whole.width * min(bar.done, 100) / 100, 1)),
        added=scale.box(first_due, bar.due) if bar.due > first_due else None,
        marks=[_mark(point, middle, scale) for point in bar.points],
    )


def _mark(point: Point, middle: int, scale: Scale) -> Mark:
    x, half = scale.x(point.day), 6
    shape = f"{x},{middle - half} {x + half},{middle} {x},{middle + half} {x - half},{middle}"
    return Mark(
        x, shape, point.done, point.late, f"{point.title} {point.day}", scale.x(point.was) if point.was else None
    )
