"""When a record came to what a target counts: to a state, or to a day that one of its columns holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from luoshi.pipelines.campaign.history import Step, then
from luoshi.records.flow import TAKE_BACK


@dataclass(frozen=True, slots=True)
class Arrival:
    """From ``day`` on it counts, to the day before ``until``, if it was ever taken back; ``lead`` led it then."""

    record: int
    day: dt.date
    lead: int | None
    until: dt.date | None = None

    def stands_on(self, day: dt.date) -> bool:
        return self.day <= day and (self.until is None or day < self.until)


def by_state(
    steps: Iterable[Step], states: frozenset[str], first: dt.date, last: dt.date, *, with_births: bool
) -> list[Arrival]:
    """When it came into ``states`` within the days; a step that is taken back ends what it began.

    What stood there already counts for nothing, and neither does what was brought in there, unless ``with_births``:
    that happened before, and only its entry is new.
    """
    found: list[Arrival] = []
    before, began = "", 0
    for step in steps:
        if step.day > last:
            break
        is_in = step.state in states and before not in states and (with_births or bool(before))
        if step.name == TAKE_BACK and found and step.seq == began + 1:
            found[-1] = replace(found[-1], until=step.day)
        elif is_in and step.name != TAKE_BACK and step.day >= first and not _stands(found):
            found.append(Arrival(step.record, step.day, step.lead))
            began = step.seq
        before = step.state
    return found


def _stands(found: Sequence[Arrival]) -> bool:
    return bool(found) and found[-1].until is None


def by_date(steps: Sequence[Step], now: Any, name: str, first: dt.date, last: dt.date) -> list[Arrival]:
    """While its column ``name`` says a day within the days; it counts from the day on which that was entered."""
    known = [step for step in steps if step.seq == 1 or step.changes(name)]
    found = []
    for step, later in zip(known, [*known[1:], None], strict=True):
        day = _day(then(now, steps, name, step.day))
        until = later.day if later else None
        if day and first <= day <= last and step.day <= last and until != step.day:
            found.append(Arrival(step.record, max(step.day, first), step.lead, until))
    return found


def _day(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(value) if isinstance(value, str) and value else value or None
