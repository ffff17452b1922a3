"""The holiday table as the site's users see and change it; core.holidays keeps the versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.holidays import Days, breaks_the_week, changes, holidays_of, published, revise
from luoshi.core.models import HolidayYear
from luoshi.core.refusal import Refused
from luoshi.core.workdays import each_day
from luoshi.org.audit_log import note
from luoshi.org.founding import keeps_installation
from luoshi.org.models import Kind, Post
from luoshi.org.roles import Role
from luoshi.records.lights import refresh
from luoshi.records.months import month_end

EDITORS = (Role.SUPERVISOR, Role.SYSTEM)


@dataclass(frozen=True, slots=True)
class Day:
    """``free`` whether people rest on it; ``breaks`` whether that is not what its weekday says."""

    day: dt.date
    free: bool
    breaks: bool
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    blanks: range
    days: list[Day]


@dataclass(frozen=True, slots=True)
class Version:
    made: HolidayYear
    changes: list[str]


def why_not_editable(post: Post) -> str:
    """Empty where ``post`` may edit. The table is the installation's: where there is a 系统管理员, it is theirs, and of
    several zones the one founded first keeps it."""
    if post.role not in EDITORS:
        return _("节假日由系统管理员或督查员填报。")
    if post.role == Role.SUPERVISOR and Post.objects.in_force().filter(role=Role.SYSTEM).exists():
        return _("节假日由系统管理员填报，全系统共用。")
    if not keeps_installation(post):
        return _("节假日各区共用，由最先设立的高新区填报。")
    return ""


def free_days(year: int, free: Iterable[dt.date], label: str) -> Days:
    """The year's exceptions where people rest on ``free`` and on no other day; new ones are called ``label``."""
    rest, known = set(free), holidays_of(year)
    found: Days = {}
    for day in each_day(dt.date(year, 1, 1), dt.date(year, 12, 31)):
        works = day not in rest
        if breaks_the_week(day, works):
            was = known.get(day)
            found[day] = was if was and was[0] == works else (works, label)
    return found


@transaction.atomic
def change_year(year: int, days: Days, reason: str, post: Post) -> HolidayYear:
    """A new version in the name of ``post``; today's lights follow it at once, and the audit log says so."""
    barred = why_not_editable(post)
    if barred:
        raise Refused(barred)
    made = revise(year, days, f"{post.unit} {post.signed_name} {post.get_role_display()}", reason)
    note(Kind.SETTING, post=post, setting="holidays", year=year, version=made.pk, reason=made.reason)
    refresh(clock.today())
    return made


def fill_as_published(year: int, post: Post) -> HolidayYear:
    if year not in published():
        raise Refused(_("还没有 %(year)d 年的公布数据，请按放假通知逐日填报。") % {"year": year})
    return change_year(year, published()[year], _("国务院公布的放假安排"), post)


def months(year: int, days: Days) -> list[Month]:
    """The year as twelve leaves, weeks from Monday."""
    found = []
    for number in range(1, 13):
        first = dt.date(year, number, 1)
        leaf = [_day(day, days) for day in each_day(first, month_end(year, number))]
        found.append(Month(number, range(first.weekday()), leaf))
    return found


def _day(day: dt.date, days: Days) -> Day:
    works, label = days.get(day, (day.weekday() < 5, ""))
    return Day(day, not works, day in days, label)


def versions(year: int) -> list[Version]:
    """Latest first, each with what it changed."""
    rows = list(HolidayYear.objects.filter(year=year))
    return [Version(after, changes(before, after)) for before, after in pairwise([None, *rows]) if after][::-1]
