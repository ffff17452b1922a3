"""The usual spans of time in which records came in, each as the query that asks for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.months import add_months
from luoshi.records.items.asking import ItemFilter


@dataclass(frozen=True, slots=True)
class Period:
    label: str
    query: str
    is_asked: bool


def periods(asked: ItemFilter) -> list[Period]:
    """All time, this year, last year, the last twelve months."""
    today = clock.today()
    first = today.replace(month=1, day=1)
    spans = (
        (_("全部时间"), None, None),
        (_("今年以来"), first, None),
        (_("上年"), first.replace(year=first.year - 1), first - dt.timedelta(days=1)),
        (_("近12个月"), add_months(today, -12), None),
    )
    return [_period(asked, *span) for span in spans]


def _period(asked: ItemFilter, label: str, first: dt.date | None, last: dt.date | None) -> Period:
    is_asked = (asked.given.get("born_from"), asked.given.get("born_to")) == (first, last)
    return Period(label, asked.query(born_from=first, born_to=last, page=None), is_asked)
