"""A zone's units in the order an office lists them: each followed by those under it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.org.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    unit: Unit
    depth: int


def tree_of(zone: Unit) -> list[Line]:
    """The zone itself at depth 0, then its units."""
    under: dict[int | None, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(zone=zone):
        under[unit.parent_id].append(unit)
    return [Line(zone, 0), *descend(zone, under, 1)]


def descend(parent: Unit, under: dict[int | None, list[Unit]], depth: int) -> Iterator[Line]:
    for unit in under[parent.pk]:
        yield Line(unit, depth)
        yield from descend(unit, under, depth + 1)
