"""Procedures walked as an applicant in the demo zone (stories/pipelines/walks.toml)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from luoshi.demo.firms import FOLDER
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role
from luoshi.pipelines.service.walks.steps import pain_points
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

STEP = ("what", "channel", "place", "materials", "waited", "sent_back", "felt")
OFFICE = "何静"


def walks(who: Cast, today: dt.date) -> Iterator[Happening]:
    for told in tomllib.loads((FOLDER / "walks.toml").read_text(encoding="utf-8"))["walk"]:
        yield from _Walk(who, today, told).happenings()


class _Walk:
    record: Record

    def __init__(self, who: Cast, today: dt.date, told: Mapping[str, Any]) -> None:
        self.cast, self.today, self.told = who, today, told
        self.by = who.posts[told["by"]]

    def happenings(self) -> Iterator[Happening]:
        first = self.told["day"]
        yield Happening(first, self._begin)
        yield Happening(first + 1, partial(self._note, self.told["steps"]))
        for number, pain in enumerate(self.told["pains"]):
            yield Happening(first + 2, partial(self._pain, *pain[:3]))
            if pain[3]:
                mended = min(first + pain[2] - 4 + number, -3)
                yield Happening(mended, partial(self._mend, number, *pain[3:]))
        if self.told["finding"]:
            yield Happening(first + 3, partial(self._take, "finish", finding=self.told["finding"]))
        if "closed" in self.told:
            yield Happening(self.told["closed"] - 2, partial(self._note, self.told["again"]))
            yield Happening(self.told["closed"], partial(self._take, "close", effect=self.told["effect"]))

    def _begin(self) -> None:
        given = {"title": self.told["title"], "identity": self.told["identity"]}
        owner = self.cast.units[self.told["owner"]]
        self.record = bring_in(record_type("walk"), self.by, owner=owner, **given)

    def _take(self, name: str, **answers: Any) -> None:
        apply_transition(self.record, name, self.by, **answers)

    def _note(self, steps: Sequence[Sequence[Any]]) -> None:
        for step in steps:
            self._take("note_step", **dict(zip(STEP, step, strict=True)))

    def _pain(self, title: str, unit: str, days: int) -> None:
        due = self.today + dt.timedelta(days=self.told["day"] + 2 + days)
        self._take("note_pain", pain=title, pain_unit=self.cast.units[unit], due=due)

    def _mend(self, number: int, said: str, fate: str) -> None:
        """``confirm``: mended and checked; ``accept``: explained and accepted; else what was said last stands."""
        pain = pain_points(self.record)[number]
        lead: Post = self.cast.of_unit(cast(Unit, pain.painpoint.lead), Role.LIAISON)
        if fate in ("accept", "explain"):
            apply_transition(pain, "explain", lead, explained=said)
        else:
            apply_transition(pain, "fix", lead, measure=said)
        if fate in ("confirm", "accept"):
            apply_transition(pain, fate, self.cast.posts[OFFICE])
