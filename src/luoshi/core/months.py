"""Days in months (满一个月): from the 31st one comes to the last day of a shorter month, and back."""

import datetime as dt
from calendar import monthrange


def add_months(day: dt.date, count: int) -> dt.date:
    """The same day ``count`` months on; the last day of a month goes to the last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))


def month_end(day: dt.date) -> dt.date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_begun(since: dt.date, day: dt.date) -> int:
    """Months begun after ``since`` by ``day``: 1 from the next day on, 2 from the day after a whole month; else 0."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return max(0, months + (day > add_months(since, months)))
