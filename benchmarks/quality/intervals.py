"""Intervals of figures, 95 %: Wilson's for a share, the bootstrap's for anything else."""

import math
import random
from collections.abc import Callable, Sequence
from typing import TypeVar

Interval = tuple[float, float]
T = TypeVar("T")
DRAWS, SEED = 1000, 20261122


def wilson(hits: int, total: int) -> Interval:
    """Wilson's interval of a share."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle, spread = share + z * z / (2 * total), z * math.sqrt((share * (1 - share) + z * z / (4 * total)) / total)
    return (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


def bootstrap(figure: Callable[[Sequence[T]], float], rows: Sequence[T]) -> Interval:
    """The middle 95 % of ``figure`` over rows drawn again with replacement; the same every time."""
    draw = random.Random(SEED)  # noqa: S311 - no secret
    drawn = sorted(figure(draw.choices(rows, k=len(rows))) for _ in range(DRAWS))
    return drawn[round(0.025 * DRAWS)], drawn[round(0.975 * DRAWS) - 1]
