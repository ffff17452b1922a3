"""A target's daily picture as places and lengths; the template draws it as SVG, without a style or a script.

Bars are what each day brought, the line is what has been reached, the dashed line is what the calendar asks for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

# User units: small enough that words stay readable on a phone.
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 420, 8, 412, 16, 150


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True)
class Picture:
    """``line`` and ``plan`` are the points of two polylines; ``end`` where the line stands today."""

    bars: list[Bar]
    line: str
    plan: str
    end: tuple[float, float]
    first: dt.date
    last: dt.date
    middle: dt.date
    told: str


@dataclass(frozen=True, slots=True)
class Scale:
    first: dt.date
    last: dt.date
    most: Decimal

    def x(self, day: dt.date) -> float:
        """The end of ``day``; the first day begins at the left."""
        days = (self.last - self.first).days + 1
        return round(LEFT + (RIGHT - LEFT) * ((day - self.first).days + 1) / days, 1)

    def y(self, value: Decimal) -> float:
        share = float(value / self.most) if self.most else 0.0
        return round(BOTTOM - (BOTTOM - TOP) * min(max(share, 0.0), 1.0), 1)


def plainly(number: Decimal) -> str:
    """12.00 → 12, 35600.50 → 35,600.5"""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def picture(
    name: str, value: Decimal, days: Sequence[dt.date], reached: Sequence[Decimal], last: dt.date
) -> Picture | None:
    """None before the first day."""
    if not days:
        return None
    scale = Scale(days[0], last, max(value, *reached))
    points = [
        (float(LEFT), scale.y(Decimal(0))),
        *((scale.x(d), scale.y(v)) for d, v in zip(days, reached, strict=True)),
    ]
    gains = [Decimal(0), *reached]
    bars = [
        _bar(scale, day, now - before) for day, (before, now) in zip(days, pairwise(gains), strict=True) if now > before
    ]
    return Picture(
        bars=bars,
        line=" ".join(f"{x},{y}" for x, y in points),
        plan=f"{LEFT},{scale.y(Decimal(0))} {scale.x(last)},{scale.y(value)}",
        end=points[-1],
        first=days[0],
        last=last,
        middle=days[0] + (last - days[0]) / 2,
        told=f"{name} {days[-1]} {plainly(reached[-1])}/{plainly(value)}",
    )


def _bar(scale: Scale, day: dt.date, gain: Decimal) -> Bar:
    right, left = scale.x(day), scale.x(day - dt.timedelta(days=1))
    y = scale.y(gain)
    return Bar(left, y, max(round(right - left - 0.6, 1), 0.8), round(BOTTOM - y, 1), f"{day} +{plainly(gain)}")
