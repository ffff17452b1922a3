"""By which day a record should leave the state it is in (阶段时限): as its plan or the state's limit says."""

from __future__ import annotations

import datetime as dt

from luoshi.core.months import add_months
from luoshi.core.workdays import Calendar
from luoshi.records.declaration import Limit, RecordType
from luoshi.records.models import Record


def stage_due(record: Record, kind: RecordType) -> dt.date | None:
    state = kind.state(record.state)
    if state.due:
        return state.due(record)
    return ends(record.since, state.limit) if state.limit and record.since else None


def ends(since: dt.date, limit: Limit) -> dt.date:
    """The last day of a stage that began on ``since``."""
    if limit.unit == "months":
        return add_months(since, limit.count)
    if limit.unit == "working_days":
        return Calendar.load().working_day_after(since, limit.count)
    return since + dt.timedelta(days=limit.count)
