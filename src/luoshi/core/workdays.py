"""Working days (工作日): weekdays, corrected by the table of holidays and make-up days (holidays.py)."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from luoshi.core.models import HolidayYear

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """``exceptions`` maps a day to whether it is worked; ``years`` are those somebody has filled.

    A year that nobody has filled counts by weekdays alone, and pages that count in it say so (``unknown``).
    """

    exceptions: Mapping[dt.date, bool]
    years: frozenset[int] = frozenset()

    _days: list[dt.date] = field(init=False, repr=False)
    _shifts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Days that differ from their weekday's rule, and by how much they shift the count up to and including each:
        # a year of lights asks for working days tens of thousands of times.
        differing = sorted((day, works - (day.weekday() < 5)) for day, works in self.exceptions.items())
        object.__setattr__(self, "_days", [day for day, _shift in differing])
        object.__setattr__(self, "_shifts", [0, *accumulate(shift for _day, shift in differing)])

    @classmethod
    def load(cls, as_of: dt.datetime | None = None) -> "Calendar":
        """The table as it is, or as it was known at ``as_of``."""
        versions = HolidayYear.objects.filter(made_at__lte=as_of) if as_of else HolidayYear.objects.all()
        # Ordered by when they were made: the last one of each year stands.
        latest = dict(versions.values_list("year", "days"))
        days = {dt.date.fromisoformat(day): works for year in latest.values() for day, (works, _label) in year.items()}
        return cls(days, frozenset(latest))

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

    def working_day_after(self, day: dt.date, count: int) -> dt.date:
        """The ``count``-th working day after ``day``."""
        while count:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    def unknown(self, days: Iterable[dt.date | None]) -> list[int]:
        """The years of ``days`` that nobody has filled, in order: what to warn of."""
        return sorted({day.year for day in days if day} - self.years)


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """``first`` to ``last``, both included."""
    return (first + ONE_DAY * n for n in range((last - first).days + 1))
