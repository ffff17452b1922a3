"""Names in cells and the zone's units and people. What is not written exactly so is matched and doubted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Generic, TypeVar

from luoshi.core import clock
from luoshi.org.matching import match_unit
from luoshi.org.models import Person, Post, Unit
from luoshi.sheets.settling import is_day, kind_of

CLOSE = 0.6
LONGEST = 40  # a longer "name" is a sentence
BETWEEN = re.compile(r"[、，,;；/\n\t]+")
BRACKETS = re.compile(r"[（(][^）)]*[）)]")
BLANKS = re.compile(r"[ \u3000]+")
PHONE = re.compile(r"[0-9+\-]{7,}")

NOBODY = "-"  # chosen for a name that is no unit's and no person's

T = TypeVar("T")


def unit_key(name: str) -> str:
    return f"unit:{name[:LONGEST]}"


def person_key(name: str) -> str:
    return f"person:{name[:LONGEST]}"


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """``doubt`` is a sentence wherever the name is not exactly the unit's or person's own."""

    found: T | None
    doubt: str = ""


@dataclass
class Names:
    """The zone's units and people, with what was asked before."""

    units: Sequence[Unit]
    people: dict[str, list[tuple[Person, int]]]  # name → (person, id of the unit they have a post in)
    posts: Sequence[tuple[Person, Post]]
    settled: Mapping[str, str] = field(default_factory=dict)  # settling.py
    _units_asked: dict[str, Match[Unit]] = field(default_factory=dict)

    @classmethod
    def of(cls, post: Post, settled: Mapping[str, str]) -> Names:
        people: dict[str, list[tuple[Person, int]]] = defaultdict(list)
        posts = list(Post.objects.visible_to(post).in_force().business().select_related("person", "unit"))
        for one in posts:
            people[one.person.name].append((one.person, one.unit_id))
        units = Unit.objects.visible_to(post).filter(zone__isnull=False).in_force(clock.today())
        return cls(list(units), dict(people), [(one.person, one) for one in posts], settled)

    @cached_property
    def units_by_id(self) -> dict[str, Unit]:
        return {str(unit.pk): unit for unit in self.units}

    @cached_property
    def people_by_id(self) -> dict[str, Person]:
        return {str(person.pk): person for both in self.people.values() for person, _unit in both}

    def fits(self, key: str, value: str) -> bool:
        """Whether ``value`` may be chosen for a unit, a person or a day that is doubted under ``key``."""
        if kind_of(key) == "day":
            return is_day(value)
        if value == NOBODY:
            return ":" in key
        return value in (self.units_by_id if kind_of(key) == "unit" else self.people_by_id)

    def units_in(self, text: str) -> list[tuple[str, Match[Unit]]]:
        """Each name of a cell with its match; a blank separates only what is a unit on both sides."""
        parts = [part for part in BETWEEN.split(BRACKETS.sub("", text)) if part.strip()]
        names = [name for part in parts for name in self._by_blanks(part.strip())]
        return [(name, self.unit(name)) for name in dict.fromkeys(names)]

    def _by_blanks(self, part: str) -> list[str]:
        pieces = BLANKS.split(part)
        alone = [self.unit(piece).found for piece in pieces]
        return pieces if len(pieces) > 1 and all(alone) else ["".join(pieces)]

    def unit(self, name: str) -> Match[Unit]:
        if name not in self._units_asked:
            self._units_asked[name] = self._look_up(name)
        return self._units_asked[name]

    def _look_up(self, name: str) -> Match[Unit]:
        chosen = self.settled.get(unit_key(name))
        if chosen:
            return Match(self.units_by_id.get(chosen))
        if len(name) > LONGEST:
            return Match(None, f"“{name[:LONGEST]}…”不是单位名称")
        exact = [unit for unit in self.units if name in unit.all_names]
        if len(exact) == 1:
            return Match(exact[0])
        near = match_unit(name, self.units) or self._close(name)
        return Match(near, f"“{name}”按“{near}”") if near else Match(None, f"没有叫“{name}”的单位")

    def _close(self, name: str) -> Unit | None:
        owners = {own: unit for unit in self.units for own in unit.all_names}
        found = get_close_matches(name, owners, n=1, cutoff=CLOSE)
        return owners[found[0]] if found else None

    def person_in(self, text: str, unit: Unit | None) -> list[tuple[str, Match[Person]]]:
        """Each name of a cell with its match; of namesakes the one in ``unit``."""
        parts = [PHONE.sub("", part) for part in BETWEEN.split(BRACKETS.sub("", text))]
        names = [self._one_name(part.strip()) for part in parts if part.strip()]
        return [(name, self._person(name, unit)) for name in dict.fromkeys(names)]

    def _one_name(self, part: str) -> str:
        """陈 晨 is one name; of 陈晨 副局长 the first piece, when that is somebody."""
        pieces = BLANKS.split(part)
        return pieces[0] if pieces[0] in self.people else "".join(pieces)

    def _person(self, name: str, unit: Unit | None) -> Match[Person]:
        """What was chosen for a name holds wherever the cell and its unit do not say for certain who is meant."""
        match, chosen = self._find_person(name, unit), self.settled.get(person_key(name))
        return Match(self.people_by_id.get(chosen)) if match.doubt and chosen else match

    def _find_person(self, name: str, unit: Unit | None) -> Match[Person]:
        if len(name) > LONGEST:
            return Match(None, f"“{name[:LONGEST]}…”不是姓名")
        close = [name] if name in self.people else get_close_matches(name, self.people, n=1, cutoff=CLOSE)
        if not close:
            return Match(None, f"没有叫“{name}”的人员")
        both = self.people[close[0]]
        namesakes = {person.pk: person for person, _unit in both}
        here = {person.pk: person for person, own in both if unit and own == unit.pk}
        if len(namesakes) > 1 and len(here) != 1:
            return Match(None, f"叫“{close[0]}”的不止一人")
        person = next(iter((here or namesakes).values()))
        return Match(person, "" if close[0] == name else f"“{name}”按“{person}”")
