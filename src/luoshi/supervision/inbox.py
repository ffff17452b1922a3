"""待办提醒: a post's standing reminders, one line a matter, with the step that settles it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.declaration import Transition
from luoshi.records.items.board import onward
from luoshi.records.models import Record
from luoshi.records.overview import Overview, UnitOverview
from luoshi.records.queries import SCOPES as LEDGER_SCOPES
from luoshi.records.registry import record_type, type_of
from luoshi.supervision.models import Reminder
from luoshi.supervision.queries import SCOPES, scope_counts
from luoshi.supervision.reminder_rules import BY_NAME, RANK
from luoshi.supervision.rule import Rule
from luoshi.supervision.waiting import COLOURS, Waiting

FLAT, OF_EACH = 50, 8  # so many matters stand in one list; of more, so many of each occasion


@dataclass(frozen=True, slots=True)
class Line:
    """One matter: its gravest reminder first; ``answer`` is the step that the post may take right here."""

    reminder: Reminder
    others: tuple[Rule, ...]
    answer: Transition | None

    @property
    def rule(self) -> Rule:
        return BY_NAME[self.reminder.rule]

    @property
    def record(self) -> Record:
        return self.reminder.record

    @property
    def colour(self) -> str:
        return self.rule.colour

    @property
    def distance(self) -> str:
        return self.rule.distance(self.reminder.about, clock.today())


@dataclass(frozen=True, slots=True)
class Group:
    """The matters of one occasion: how many there are, and the first of them."""

    rule: Rule
    total: int
    lines: list[Line]

    @property
    def left(self) -> int:
        return self.total - len(self.lines)


def lines_of(waiting: Sequence[Waiting], post: Post) -> list[Line]:
    rows = Reminder.objects.select_related("record", "milestone").filter(pk__in=[one.pk for one in waiting])
    found = {row.pk: row for row in with_details(rows)}
    return [Line(found[one.pk], one.others, answer_of(found[one.pk], post)) for one in waiting if one.pk in found]


def groups_of(waiting: Sequence[Waiting], post: Post) -> list[Group]:
    """By occasion, gravest first, so that a thousand of one kind hide no other."""
    order = sorted(waiting, key=lambda one: (COLOURS.index(one.rule.colour), -RANK[one.rule.name]))
    kinds = [list(group) for _, group in groupby(order, lambda one: one.rule)]
    lines = {line.reminder.pk: line for line in lines_of([one for kind in kinds for one in kind[:OF_EACH]], post)}
    return [
        Group(kind[0].rule, len(kind), [lines[one.pk] for one in kind[:OF_EACH] if one.pk in lines]) for kind in kinds
    ]


def with_details(reminders: Iterable[Reminder]) -> list[Reminder]:
    """Each with its record's detail row, lead and parts: a few queries a type, however many reminders."""
    rows = list(reminders)
    by_type: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        by_type[row.record.type].add(row.record_id)
    found: dict[int, Record] = {}
    for name, ids in by_type.items():
        records = Record.objects.select_related("zone", f"{record_type(name).detail}__lead")
        found |= records.prefetch_related("assignments__unit").in_bulk(ids)
    for row in rows:
        row.record = found[row.record_id]
    return rows


def answer_of(reminder: Reminder, post: Post) -> Transition | None:
    """The first of the rule's answers that is open to the post now; of a stage, what brings the record on."""
    rule, record = BY_NAME[reminder.rule], reminder.record
    if rule.type == "pipeline":
        return next((step for step in onward(record, post) if not step.page), None)
    steps = (type_of(record).transition(name) for name in rule.answers)
    return next((step for step in steps if step and flow.refusal(record, step, post) is None), None)


def form_values(reminder: Reminder) -> dict[str, Any]:
    """What a form starts from besides the record itself."""
    return {"milestone": reminder.milestone_id} if reminder.milestone_id else {}


@dataclass(frozen=True, slots=True)
class Tile:
    """What waits for the post as a whole, whether anyone was reminded of it or not."""

    label: Any
    count: int
    url: str
    colour: str


def tiles_of(post: Post) -> list[Tile]:
    """待办: of a unit what it must sign, do again and answer; of the others what they must approve and check."""
    ledger = (UnitOverview if post.speaks_for_unit else Overview)(post)
    names = ("assigned", "returned", "late") if post.speaks_for_unit else ("pending", "to_verify", "late")
    labels = {scope.name: scope.label for scope in LEDGER_SCOPES}
    tiles = [Tile(labels[n], ledger.counts[n], ledger.urls[n], COLOUR_OF.get(n, "blue")) for n in names]
    notices = scope_counts(post)
    wanted = ("unsigned", "late") if post.speaks_for_unit else ("to_check", "late")
    return tiles + [
        Tile(f"{_('督办')}{scope.label}", notices[scope.name], f"{reverse('notices')}?scope={scope.name}",
             COLOUR_OF.get(scope.name, "blue"))
        for scope in SCOPES
        if scope.name in wanted
    ]  # fmt: skip


COLOUR_OF = {"late": "red", "returned": "yellow"}
