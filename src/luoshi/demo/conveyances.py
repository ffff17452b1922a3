"""A year of documents conveyed in the demo zone; those it has read itself are tied (stories/pipelines)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any

from luoshi.core.workdays import Calendar
from luoshi.demo.days import dated
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

STORIES = Path(__file__).with_name("stories") / "pipelines" / "conveyances.tsv"
BY = "何静"
NONE, SPARED = "-", "spared"


@dataclass(frozen=True, slots=True)
class Story:
    """One line of the file. ``presided`` holds the reason of what was ``spared``."""

    day: str
    issued: str
    level: str
    lead: str
    file: str
    number: str
    title: str
    meeting: str
    conveyed: str
    presided: str
    arranged: str
    decided: str
    done: str
    outcome: str


def conveyances(cast: Cast, today: dt.date) -> Iterator[Happening]:
    names = [field.name for field in fields(Story)]
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            told = dict(zip(names, dated(line, today).split("\t"), strict=True))
            yield from _Conveyance(cast, today, Story(**told)).happenings()


class _Conveyance:
    record: Record

    def __init__(self, cast: Cast, today: dt.date, told: Story) -> None:
        self.cast, self.today, self.told = cast, today, told
        self.unit = cast.units[told.lead]
        self.calendar = Calendar.load()

    def happenings(self) -> Iterator[Happening]:
        told = self.told
        yield Happening(int(told.day), self._enter)
        if told.meeting == SPARED:
            yield Happening(int(told.conveyed), partial(self._take, "spare", reason=told.presided))
            return
        if told.conveyed != NONE:
            yield Happening(int(told.conveyed), self._convey)
        if told.arranged != NONE:
            yield Happening(int(told.arranged), partial(self._take, "arrange", decided=told.decided))
        if told.done != NONE:
            yield Happening(int(told.done), partial(self._take, "carry_out", outcome=told.outcome))

    def _enter(self) -> None:
        about: dict[str, Any] = {"level": self.told.level, "lead": self.unit}
        if self.told.file != NONE:
            about["document"] = Document.objects.get(zone=self.cast.zone, source_name=self.told.file)
        else:
            about |= {"title": self.told.title, "issued_on": self._worked(self.told.issued)}
        if self.told.number != NONE:
            about["number"] = self.told.number
        self.record = bring_in(record_type("conveyance"), self.cast.posts[BY], **about)

    def _convey(self) -> None:
        told = self.told
        self._take("convey", meeting=told.meeting, conveyed_on=self._worked(told.conveyed), presided=told.presided)

    def _take(self, name: str, **answers: Any) -> None:
        apply_transition(self.record, name, self._by(), **answers)

    def _by(self) -> Post:
        liaisons = (post for post in self.cast.posts.values() if post.unit == self.unit and post.role == Role.LIAISON)
        return next(liaisons, self.cast.posts[BY])

    def _worked(self, offset: str) -> dt.date:
        """The working day on which it happens, as the play has it."""
        return self.calendar.working_day_on_or_before(self.today + dt.timedelta(days=int(offset)))
