"""What the page of a notice shows, in the order it shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Event, Record
from luoshi.records.page import TaskPage
from luoshi.records.queries import tasks_of
from luoshi.records.rows import Row, rows_of
from luoshi.supervision.issuing import not_to_be_raised
from luoshi.supervision.models import Level
from luoshi.supervision.notice import WAITING


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who acknowledged it and when, from the event, in the names of the day."""

    event: Event

    @property
    def who(self) -> str:
        return f"{self.event.signature.unit_name} {self.event.signature.person_name}"


class NoticePage(TaskPage):
    def __init__(self, record: Record, post: Post) -> None:
        super().__init__(record, post)
        self.notice = record.notice
        self.level = Level(record.notice.level)

    @cached_property
    def matters(self) -> list[Row]:
        """The tasks it is about, as far as the post may see them."""
        return rows_of(tasks_of(self.post).filter(notices__notice=self.record).order_by("code"))

    @property
    def is_late(self) -> bool:
        return self.record.state in WAITING and self.record.due is not None and self.record.due < clock.today()

    @property
    def days_late(self) -> int:
        return (clock.today() - self.record.due).days if self.record.due else 0

    @property
    def may_be_raised(self) -> bool:
        """A proposal to the supervisor, made by the calendar; nothing is raised by itself."""
        return self.post.role == Role.SUPERVISOR and not_to_be_raised(self.record, self.post) is None

    @cached_property
    def receipt(self) -> Receipt | None:
        """The first acknowledgement; a reply without one is one."""
        told = [event for event in self.events if event.transition in ("receive", "reply")]
        return Receipt(told[-1]) if told else None

    @cached_property
    def raised_to(self) -> Record | None:
        raised = self.record.raised.select_related("record").first()
        return raised.record if raised else None
