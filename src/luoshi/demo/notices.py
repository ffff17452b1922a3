"""督办 of the demo: issued, received and answered through the site's own actions on the days stories/notices tells."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.utils import timezone

from luoshi.core import clock
from luoshi.demo import stories
from luoshi.demo.happening import Happening, evidence
from luoshi.demo.zone import Cast
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.supervision.issuing import NewNotice, escalate, issue
from luoshi.supervision.models import Level
from luoshi.supervision.notice import NEXT_LEVEL
from luoshi.supervision.reminding import remind

SCOPE = "本年度重点任务的完成时限、节点和佐证情况"
DEMAND = "请查明原因，提出赶上进度的措施和日期，明确责任人，按期书面回复并附佐证材料。"
BY = "何静"
BY_UNIT = {"receive", "reply"}
WORDS = {"reply": "reply", "conclude": "conclusion"}
MORNINGS = 5  # whose reminders are there already when the demo opens
AT = dt.time(7, 30)


class Supervision:
    """What the 督查员 did about the tasks that fell behind."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.by = cast.posts[BY]

    def happenings(self) -> Iterator[Happening]:
        for path in sorted((stories.FOLDER / "notices").glob("*.toml")):
            for told in tomllib.loads(path.read_text(encoding="utf-8"))["notice"]:
                yield from self._of(told, [])

    def _of(self, told: Mapping[str, Any], issued: list[Record]) -> Iterator[Happening]:
        """``issued`` holds the notice once it is issued, so that the steps after it find it."""
        own: list[Record] = []
        yield Happening(told["day"], partial(self._issue, told, issued, own))
        for day, name, *words in told.get("steps", []):
            yield Happening(day, partial(self._take, own, name, words))
        if "then" in told:
            yield from self._of(told["then"], own)

    def _issue(self, told: Mapping[str, Any], before: list[Record], own: list[Record]) -> None:
        if before:
            level = NEXT_LEVEL[Level(before[0].notice.level)]
            own.append(escalate(before[0], _new(told, level), self.by))
        else:
            tasks = [Record.objects.get(type="task", title__contains=title) for title in told["tasks"]]
            own += issue(tasks, _new(told, told["level"]), self.by)

    def _take(self, own: list[Record], name: str, words: list[str]) -> None:
        notice = own[0]
        notice.refresh_from_db()
        answers: dict[str, Any] = {WORDS[name]: words[0]} if words else {}
        if words[1:]:
            answers["evidence"] = [evidence(words[1], notice)]
        apply_transition(notice, name, self._actor(notice, name), **answers)

    def _actor(self, notice: Record, name: str) -> Post:
        return self.cast.of_unit(notice.notice.lead, Role.LIAISON) if name in BY_UNIT else self.by


def _new(told: Mapping[str, Any], level: str) -> NewNotice:
    return NewNotice(level=level, grounds=told["grounds"], scope=SCOPE, demand=DEMAND, days=told["days"])


def remind_of_late(today: dt.date) -> None:
    """The reminders of the last mornings, as the scheduler would have made them."""
    for offset in range(MORNINGS - 1, -1, -1):
        with clock.at(timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=offset), AT))):
            remind()
