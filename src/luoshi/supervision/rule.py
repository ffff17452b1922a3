"""What a rule of reminding is made of: which records, which day of theirs, how near or far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from luoshi.core.workdays import Calendar
from luoshi.records.models import Assignment, Event, Evidence, Milestone, Part, Record
from luoshi.records.parts import UNSIGNED

When = Callable[[int, dt.date, dt.date, Calendar], bool]
About = Callable[[str], Any]


def column(path: str) -> About:
    """The day that the rule is about, as the record says it now; the prefix leads from a reminder to its record."""
    return lambda prefix: F(f"{prefix}{path}")


def day_of(transition: str) -> About:
    """The day of the record's latest step of that name."""

    def latest(prefix: str) -> Subquery:
        steps = Event.objects.filter(record=OuterRef(f"{prefix}pk"), transition=transition)
        return Subquery(steps.order_by("-seq").values("happened_at__date")[:1])

    return latest


def waited(days: int, about: dt.date, today: dt.date, calendar: Calendar) -> bool:
    """At least so many working days have gone since."""
    return calendar.working_days(about, today) >= days


def nears(days: int, about: dt.date, today: dt.date, calendar: Calendar) -> bool:
    """It is so many working days ahead, or fewer, but not today."""
    return 1 <= calendar.working_days(today, about) <= days


def arrives(_days: int, about: dt.date, today: dt.date, calendar: Calendar) -> bool:
    """Today, or on the days off that follow today."""
    return about >= today and not calendar.working_days(today, about)


def passed(_days: int, about: dt.date, today: dt.date, _calendar: Calendar) -> bool:
    return about < today


@dataclass(frozen=True, slots=True)
class Rule:
    """``when(days, about, today, calendar)`` says whether it is time; while the record is in one of ``states`` and the
    day it is about is the same, the reminder stands. ``answers`` are the steps that settle it, the first open one is
    offered in the inbox; one that leaves the state as it is settles what was said until then, ``answered`` being the
    day it was taken last. ``asked`` is a column that is empty where nothing is asked for. Of several that stand for
    one record the gravest, the last in the table, is shown first."""

    name: str
    label: Any
    type: Literal["task", "notice", "pipeline"]
    to: Literal["unit", "supervisor", "deciders", "turn", "overseer"]
    states: tuple[str, ...]
    about: About
    when: When
    days: int = 0
    answers: tuple[str, ...] = ()
    answered: str = ""
    asked: str = ""
    of: Literal["record", "milestone", "part"] = "record"

    def distance(self, about: dt.date, today: dt.date) -> str:
        """How far off the day is, in days of the calendar, as the inbox says it."""
        days = abs((about - today).days)
        if self.when is waited:
            return _("已等%(days)d天") % {"days": days}
        if not days:
            return _("今天")
        return (_("过期%(days)d天") if about < today else _("还有%(days)d天")) % {"days": days}

    @property
    def colour(self) -> Literal["red", "yellow", "blue"]:
        """Past the day is red, near it yellow; what waits for an answer is blue."""
        if self.when is passed:
            return "red"
        return "blue" if self.when is waited else "yellow"

    def rows(self) -> Iterable[Any]:
        """What the rule may be about, each with ``about``."""
        return self.query()

    def query(self) -> QuerySet[Any]:
        """The records, milestones or parts of units in the rule's states, each with ``about``."""
        if self.of == "record":
            records = Record.objects.filter(type=self.type, state__in=self.states)
            asked = records.exclude(**{self.asked: None}) if self.asked else records
            return asked.annotate(about=self.about("")).exclude(about=None).select_related(self.type)
        rows: QuerySet[Any] = OF_A_RECORD[self.of]().filter(record__type=self.type, record__state__in=self.states)
        about = self.about("" if self.of == "milestone" else "record__")
        return rows.annotate(about=about).exclude(about=None).select_related("record__task")

    @property
    def stands(self) -> Q:
        """Of reminders of this rule: whether the act that settles it is still to come."""
        still = Q(rule=self.name, record__state__in=self.states)
        if self.answered:
            still &= Q(**{f"record__{self.answered}": None}) | Q(**{f"record__{self.answered}__lt": F("made_on")})
        if self.asked:
            still &= ~Q(**{f"record__{self.asked}": None})
        if self.of == "milestone":
            return still & Q(Exists(undone_milestones().filter(pk=OuterRef("milestone"), due=OuterRef("about"))))
        if self.of == "part":
            own = unsigned_parts().filter(record=OuterRef("record"), unit=OuterRef("post__unit"))
            still &= Q(Exists(own))
        return still & Q(about=self.about("record__"))


def undone_milestones() -> QuerySet[Milestone]:
    """Those that no evidence shows to be done."""
    return Milestone.objects.exclude(Exists(Evidence.objects.standing().filter(milestone=OuterRef("pk"))))


def unsigned_parts() -> QuerySet[Assignment]:
    """Parts of units besides the lead that were not acknowledged."""
    return Assignment.objects.exclude(part=Part.LEAD).filter(UNSIGNED)


OF_A_RECORD: dict[str, Callable[[], QuerySet[Any]]] = {"milestone": undone_milestones, "part": unsigned_parts}
