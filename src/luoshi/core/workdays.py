"""Working days (工作日): weekdays, corrected by the editable table of holidays and make-up days."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate

import chinese_calendar

from luoshi.core.models import CalendarDay

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``exceptions`` maps a day to whether it is worked; ``years`` are those the table knows."""

    exceptions: Mapping[dt.date, bool]

    _days: list[dt.date] = field(init=False, repr=False)
    _shifts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Days that differ from their weekday's rule, and by how much they shift the count up to and including each:
        # a year of lights asks for working days tens of thousands of times.
        differing = sorted((day, works - (day.weekday() < 5)) for day, works in self.exceptions.items())
        object.__setattr__(self, "_days", [day for day, _shift in differing])
        object.__setattr__(self, "_shifts", [0, *accumulate(shift for _day, shift in differing)])

    @classmethod
    def load(cls) -> "Calendar":
        return cls(dict(CalendarDay.objects.values_list("day", "is_working")))

    @property
    def years(self) -> set[int]:
        return {day.year for day in self.exceptions}

    def is_working(self, day: dt.date) -> bool:
        return self.exceptions.get(day, day.weekday() < 5)

    def working_days(self, after: dt.date, until: dt.date) -> int:
        """Working days in ``(after, until]``; 0 when ``until`` is not later."""
        return self._worked_until(until) - self._worked_until(after) if until > after else 0

    def _worked_until(self, day: dt.date) -> int:
        """Working days from the calendar's first day, a Monday, through ``day``."""
        weeks, rest = divmod(day.toordinal(), 7)
        return weeks * 5 + min(rest, 5) + self._shifts[bisect_right(self._days, day)]

    def working_day_on_or_before(self, day: dt.date) -> dt.date:
        while not self.is_working(day):
            day -= ONE_DAY
        return day


def seed_calendar() -> int:
    """Fill an empty table from the state's published holidays, as far as the package knows them; returns the rows."""
    if CalendarDay.objects.exists():
        return 0
    known = [(day, False, name) for day, name in chinese_calendar.holidays.items() if day.weekday() < 5]
    known += [(day, True, name) for day, name in chinese_calendar.workdays.items() if day.weekday() >= 5]
    rows = [
        CalendarDay(day=day, is_working=works, label=chinese_calendar.Holiday(name).chinese)
        for day, works, name in known
    ]
    return len(CalendarDay.objects.bulk_create(rows))
