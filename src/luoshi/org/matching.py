"""Names in a document and the zone's units: exact first, then the one unit that contains the name or is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.org.models import Unit

# Shorter names are in too many others to say anything: 局, 委.
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Matched:
    units: list[Unit] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def match_units(names: Iterable[str], units: Sequence[Unit]) -> Matched:
    """Each of ``names`` as a unit of the zone or among the unknown, in order, none twice."""
    matched = Matched()
    for name in names:
        unit = match_unit(name, units)
        if unit is None:
            matched.unknown.append(name)
        elif unit not in matched.units:
            matched.units.append(unit)
    return matched


def match_unit(name: str, units: Sequence[Unit]) -> Unit | None:
    exact = [unit for unit in units if name in unit.all_names]
    return _only(exact) or _only([unit for unit in units if any(_contains(name, own) for own in unit.all_names)])


def _contains(name: str, own: str) -> bool:
    return min(len(name), len(own)) >= SHORTEST and (name in own or own in name)


def _only(units: list[Unit]) -> Unit | None:
    return units[0] if len(units) == 1 else None
