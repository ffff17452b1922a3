"""The demo's history, played through the site's own actions on the days it happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone

from luoshi.core import clock
from luoshi.core.workdays import Calendar
from luoshi.demo.days import dated
from luoshi.demo.happening import Happening, evidence
from luoshi.demo.stories import Source, Step, Story
from luoshi.demo.zone import Cast
from luoshi.intake.actions import confirm, hand_in
from luoshi.intake.edits import drop, set_fields
from luoshi.intake.models import Proposal, Review
from luoshi.intake.payload import payload_of
from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role
from luoshi.records.actions import NewTask, create_task
from luoshi.records.flow import TAKE_BACK, apply_transition, take_back
from luoshi.records.models import Part, Record
from luoshi.records.parts import besides_lead

BY_LIAISON = {"acknowledge", "plan", "adopt_plan", "submit", "ask_extension"}
BY_OWNER = {"report", "reach"}
BY_LEADER = {"assign", "instruct", "suspend", "resume"}
UNSIGNED = 7  # one helper in so many has not signed yet
# Minutes of the day: work begins somewhere in the morning hours and goes on act by act.
FIRST, MORNING, LAST, PACE = 9 * 60, 4 * 60, 17 * 60, 3


class NoSuchSentence(Exception):  # noqa: N818 - a fault of the stories, for whoever writes them
    """A story speaks of words that no proposal of its document holds."""


class Play:
    """One telling of all sources as seen from ``today``."""

    def __init__(self, cast: Cast, today: dt.date) -> None:
        self.cast, self.today = cast, today
        self.calendar = Calendar.load()
        self.records: dict[int, Record] = {}
        self.last_actor: dict[int, Post] = {}

    def tell(self, sources: list[Source], more: Iterable[Happening] = ()) -> None:
        """Everything in the order it happened, each act at its own minute of a working day."""
        told = (happening for source in sources for happening in self._happenings(source))
        happenings = sorted([*told, *more])
        minute, before = 0, None
        for happening in happenings:
            day = self._worked(happening.day)
            minute = min(minute + PACE, LAST) if day == before else FIRST + day.toordinal() * 53 % MORNING
            before = day
            with clock.at(timezone.make_aware(dt.datetime.combine(day, dt.time(minute // 60, minute % 60)))):
                happening.act()

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(days=offset)

    def _worked(self, offset: int) -> dt.date:
        return self.calendar.working_day_on_or_before(self.day(offset))

    def _happenings(self, source: Source) -> Iterator[Happening]:
        if source.document:
            yield Happening(source.day, partial(self._read, source))
        for story in source.stories:
            if not source.document:
                yield Happening(story.fields["day"], partial(self._type, story, source))
            for step in story.steps:
                yield Happening(step.day, partial(self._take, story, step, source))

    # Documents

    def _read(self, source: Source) -> None:
        """Hand the document in, settle what is told of it, confirm."""
        by = self.cast.posts[source.by]
        text = dated(source.text, self.today)
        review = hand_in(text, by, name=source.document, published=self.day(source.day))
        sentences = self._sentences(review)
        chosen = {self._find(story.words, sentences): story for story in source.stories}
        for words, reason in source.drops:
            drop([self._find(words, sentences)], reason, by)
        if source.rest:
            left = [proposal for proposal in sentences if proposal not in chosen and proposal.is_open]
            drop(review.proposals.open().filter(pk__in=[proposal.pk for proposal in left]), source.rest, by)
        for proposal, story in chosen.items():
            set_fields(proposal, by, **self._fields(story.fields, proposal.lead))
        confirm(review, by, [proposal.pk for proposal in chosen])
        for proposal, story in chosen.items():
            proposal.refresh_from_db()
            if proposal.record:
                self.records[id(story)] = proposal.record

    @staticmethod
    def _sentences(review: Review) -> dict[Proposal, str]:
        page = payload_of(review.reading.document, review.reading.payload)
        return {proposal: page.words(proposal.span_ids) for proposal in review.proposals.all()}

    @staticmethod
    def _find(words: str, sentences: dict[Proposal, str]) -> Proposal:
        for proposal, sentence in sentences.items():
            if words in sentence or words in proposal.title:
                return proposal
        raise NoSuchSentence(words)

    # Tasks

    def _type(self, story: Story, source: Source) -> None:
        """A task that came by a leader's word, a call or a meeting."""
        by = self.cast.posts[source.by]
        told: dict[str, Any] = {
            name: dated(story.fields[name], self.today)
            for name in ("wording", "source", "source_note", "goal")
            if name in story.fields
        }
        self.records[id(story)] = create_task(NewTask(**told, **self._fields(story.fields)), by)

    def _fields(self, told: dict[str, Any], lead: Unit | None = None) -> dict[str, Any]:
        """Units, people and days by their names. Where no owner is told, the lead unit's own one."""
        makers: dict[str, Callable[[Any], Any]] = {
            "title": str,
            "lead": self.cast.units.__getitem__,
            "joint": lambda names: [self.cast.units[name] for name in names],
            "support": lambda names: [self.cast.units[name] for name in names],
            "leader": self.cast.person,
            "due": self.day,
        }
        fields = {name: make(told[name]) for name, make in makers.items() if name in told}
        lead = fields.get("lead", lead)
        return {**fields, "owner": self.cast.of_unit(lead, Role.OWNER).person} if lead else fields

    def _take(self, story: Story, step: Step, source: Source) -> None:
        record = self.records[id(story)]
        record.refresh_from_db()  # a notice about it may have been told in its history meanwhile
        if step.name == TAKE_BACK:
            take_back(record, self.last_actor[record.pk])
            return
        actor = self.cast.posts[step.by] if step.by else self._actor(record, step.name, source)
        if step.name == "submit":
            self._joint_leads_answer(record)
        apply_transition(record, step.name, actor, **self._answers(record, step, source), **self._told(record, actor))
        self.last_actor[record.pk] = actor
        if step.name == "acknowledge":
            self._helpers_sign(record)

    def _helpers_sign(self, record: Record) -> None:
        """Most of them, on the day the lead does."""
        for part in besides_lead(record):
            if (record.pk + part.unit_id) % UNSIGNED:
                apply_transition(record, "acknowledge_part", self.cast.of_unit(part.unit, Role.LIAISON))

    def _joint_leads_answer(self, record: Record) -> None:
        for part in besides_lead(record):
            who = self.cast.of_unit(part.unit, Role.LIAISON)
            if part.part == Part.JOINT_LEAD:
                if not part.acknowledged_on:
                    apply_transition(record, "acknowledge_part", who)
                shown = [evidence(f"{part.unit}完成情况.txt", record)]
                apply_transition(record, "answer_part", who, part_note="本单位承担的部分已完成。", evidence=shown)

    def _told(self, record: Record, actor: Post) -> dict[str, Any]:
        """What whoever enters something for a unit says besides; a unit's own entries leave it out."""
        owner = record.task.owner
        return {"happened_on": clock.today(), "told_by": f"{owner}电话告知"} if owner and actor.sees_zone else {}

    def _actor(self, record: Record, name: str, source: Source) -> Post:
        lead, leader = record.task.lead, record.task.leader
        if lead and name in BY_LIAISON:
            return self.cast.of_unit(lead, Role.LIAISON)
        if lead and name in BY_OWNER:
            return self.cast.of_unit(lead, Role.OWNER)
        if leader and name in BY_LEADER:
            return self.cast.posts[leader.name]
        return self.cast.posts[source.by]

    def _answers(self, record: Record, step: Step, source: Source) -> dict[str, Any]:
        makers: dict[str, Callable[[Any], Any]] = {
            "milestone_due": self.day,
            "new_due": self.day,
            "parent": lambda title: Record.objects.get(zone=record.zone, title=title),
            "milestone": lambda title: record.milestones.get(title=title),
            "evidence": lambda name: [evidence(name, record)],
            "reached": lambda figures: reached(record, figures),
        }
        given = {name: makers.get(name, lambda value: value)(value) for name, value in step.answers.items()}
        return {**given, "milestone_post": self._actor(record, "reach", source)} if step.name == "plan" else given


def reached(record: Record, figures: list[float]) -> dict[str, Decimal]:
    """The figures of the record's first targets, by their ids."""
    return {str(target.pk): Decimal(str(figure)) for target, figure in zip(record.targets.all(), figures, strict=False)}
