"""Reminders made each working morning, and those that still stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Assignment, Milestone, Record
from luoshi.records.registry import type_of
from luoshi.records.types.reconsideration import hands_in
from luoshi.supervision.models import Reminder, ReminderQuerySet
from luoshi.supervision.reminder_rules import RULES
from luoshi.supervision.rule import Rule

AT_ONCE = 500
NOTHING = Q(pk__in=())


def remind() -> str:
    """Write what is due to be said today, to each post once; what was said before is not said again.

    On days off nobody is reminded: what falls on them is said on the working day before, or after.
    """
    today, calendar = clock.today(), Calendar.load()
    if not calendar.is_working(today):
        return _("非工作日，不提醒")
    posts = Addressees()
    before = Reminder.objects.count()
    _keep(row for rule in RULES for row in _of_rule(rule, rule.rows(), posts, calendar))
    return _("新提醒 %(count)d 条") % {"count": Reminder.objects.count() - before}


def remind_of(*records: Record, only: str = "") -> None:
    """At once and on any day: for what lies before somebody from this moment on, such as a new notice; of one rule
    alone where that is all that is new."""
    posts, calendar, ids = Addressees(), Calendar.load(), [record.pk for record in records]
    types = {record.type for record in records}
    own = [rule for rule in RULES if rule.type in types and rule.of == "record" and only in ("", rule.name)]
    _keep(row for rule in own for row in _of_rule(rule, rule.query().filter(pk__in=ids), posts, calendar))


def _keep(made: Iterable[Reminder]) -> None:
    Reminder.objects.bulk_create(made, ignore_conflicts=True, batch_size=AT_ONCE)


def _of_rule(rule: Rule, rows: Iterable[Any], posts: Addressees, calendar: Calendar) -> Iterator[Reminder]:
    today = clock.today()
    for row in rows:
        if not rule.when(rule.days, row.about, today, calendar):
            continue
        record = row if isinstance(row, Record) else row.record
        milestone = row if isinstance(row, Milestone) else None
        for post in posts.of(rule, row):
            yield Reminder(
                post=post, record=record, milestone=milestone, rule=rule.name, about=row.about, made_on=today
            )


class Addressees:
    """Who is in post today, by unit and role."""

    def __init__(self) -> None:
        self.by_unit: dict[tuple[int, str], list[Post]] = defaultdict(list)
        self.by_zone: dict[int, list[Post]] = defaultdict(list)
        self.in_charge: dict[int, list[Post]] = defaultdict(list)
        self.in_force: dict[int, Post] = {}
        for post in Post.objects.in_force().select_related("unit__zone", "person"):
            self.in_force[post.pk] = post
            self.by_unit[post.unit_id, post.role].append(post)
            if post.role == Role.SUPERVISOR:
                self.by_zone[post.zone.pk].append(post)
            if post.role == Role.CHARGE:
                self.in_charge[post.zone.pk].append(post)

    def of(self, rule: Rule, row: Record | Milestone | Assignment) -> list[Post]:
        """A milestone's own post, a part's own unit; else the lead unit's liaisons and, for a task, its owner."""
        if isinstance(row, Assignment):
            return self.by_unit[row.unit_id, Role.LIAISON]
        record = row if isinstance(row, Record) else row.record
        if rule.to == "supervisor":
            return self.by_zone[record.zone_id]
        if rule.to == "deciders":
            return list(self.deciders(rule, record))
        if rule.to in ("turn", "overseer"):
            return self.by_turn(rule, record)
        if isinstance(row, Milestone) and row.post_id in self.in_force:
            return [self.in_force[row.post_id]]
        return self.of_lead(record)

    def of_lead(self, record: Record) -> list[Post]:
        """The lead unit's liaisons, and those of its owners whom the record names."""
        kind = type_of(record)
        detail: Any = getattr(record, kind.detail)
        named = {getattr(detail, f"{name}_id", None) for name in kind.naming} - {None}
        owners = (post for post in self.by_unit[detail.lead_id, Role.OWNER] if post.person_id in named)
        return [*self.by_unit[detail.lead_id, Role.LIAISON], *owners]

    def by_turn(self, rule: Rule, record: Record) -> list[Post]:
        """Whose move it is; supervisors too, but not twice, where the rule is for those who watch (``overseer``)."""
        turn, supervisors = type_of(record).state(record.state).turn, self.by_zone[record.zone_id]
        if rule.to == "overseer":
            return supervisors if turn == "lead" else []
        if turn == "lead":
            return self.of_lead(record) or supervisors
        return supervisors if turn == "supervisor" else []

    def deciders(self, rule: Rule, record: Record) -> Iterator[Post]:
        """Supervisors and the leaders in charge of the lead unit, but those who had a hand in the conclusion."""
        lead, apart = getattr(record, rule.type).lead_id, hands_in(record)
        charge = [post for post in self.in_charge[record.zone_id] if lead in post.own_units]
        return (post for post in self.by_zone[record.zone_id] + charge if post.person_id not in apart)


def standing(post: Post | None) -> ReminderQuerySet:
    """The post's reminders whose matter is not settled yet.

    Only the rules that ever told it something are asked: every page counts these, and Django takes longer to write
    a query of all rules than the database to answer it.
    """
    own = Reminder.objects.visible_to(post)
    told = set(own.order_by().values_list("rule", flat=True).distinct())
    return own.filter(reduce(or_, (rule.stands for rule in RULES if rule.name in told), NOTHING))


def waiting_count(post: Post | None) -> int:
    """How many matters, however many reminders each had."""
    return standing(post).order_by().values("record", "milestone").distinct().count()
