"""Bars over occasions as places and lengths; the template draws them as SVG, without a style or a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# User units of the tall picture: small enough that words stay readable on a phone.
WIDTH, TOP, FLOOR = 420, 22, 150
MOST_WIDE = 56
# Of the small one, where every bar is a column of a table's row or a small multiple.
SMALL_WIDTH, SMALL_HEIGHT, GAP = 96, 28, 1.5


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def over(self) -> float:
        """Where a number stands on it."""
        return self.y - 5


class Bar(NamedTuple):
    """``value`` and ``times`` stand beside it in words; ``occasion`` is that of its sentences.

    A bar of nothing has no height.
    """

    box: Box
    label: str
    value: str
    times: int
    occasion: int


def tall(labels: Sequence[str], rates: Sequence[float], counts: Sequence[int]) -> list[Bar]:
    """The timeline of one term, a bar an occasion: as high as its rate, which stands over it."""
    step = WIDTH / max(1, len(rates))
    wide = min(MOST_WIDE, step * 0.7)
    most = max([*rates, 0.0]) or 1.0
    bars = []
    for at, (label, rate, count) in enumerate(zip(labels, rates, counts, strict=True)):
        height, middle = (FLOOR - TOP) * rate / most, step * (at + 0.5)
        box = Box(middle - wide / 2, FLOOR - height, wide, height)
        bars.append(Bar(box, label, f"{rate:.2f}" if rate else "", count, at))
    return bars


def small(values: Sequence[float], most: float) -> list[Box]:
    """The same as a row's small picture; ``most`` is the value that fills it."""
    step = SMALL_WIDTH / max(1, len(values))
    heights = [max(SMALL_HEIGHT * value / (most or 1.0), 1.5) if value else 0.0 for value in values]
    return [Box(step * at + GAP, SMALL_HEIGHT - height, step - 2 * GAP, height) for at, height in enumerate(heights)]
