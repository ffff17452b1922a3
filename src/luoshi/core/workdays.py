"""Working days (工作日): weekdays, corrected by the editable table of holidays and make-up days."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import chinese_calendar

from luoshi.core.models import CalendarDay

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``exceptions`` maps a day to whether it is worked; ``years`` are those the table knows."""

    exceptions: Mapping[dt.date, bool]

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
        span = (until - after).days
        if span <= 0:
            return 0
        weeks, rest = divmod(span, 7)
        tail = sum((after + dt.timedelta(days=weeks * 7 + n)).weekday() < 5 for n in range(1, rest + 1))
        shift = sum(works - (day.weekday() < 5) for day, works in self.exceptions.items() if after < day <= until)
        return weeks * 5 + tail + shift

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
