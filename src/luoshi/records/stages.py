"""By which day a record should leave the state it is in (阶段时限): as its plan or the state's limit says."""

from __future__ import annotations

import datetime as dt

from luoshi.core.months import add_months
from luoshi.core.workdays import Calendar
from luoshi.records.declaration import Limit, RecordType
from luoshi.records.models import Record
from luoshi.records.registry import record_type
from luoshi.records.settled import settled


def stage_due(record: Record, kind: RecordType) -> dt.date | None:
    """The limit is the one in force when the record came to its state: a day once set does not move by a setting."""
    declared = kind.state(record.state)
    if declared.due:
        return declared.due(record)
    state = settled(record_type(kind.name), record.zone_id, record.since).state(record.state)
    return ends(record.since, state.limit) if state.limit and record.since else None


def ends(since: dt.date, limit: Limit) -> dt.date:
    """The last day of a stage that began on ``since``."""
    if limit.unit == "months":
        return add_months(since, limit.count)
    if limit.unit == "working_days":
        return Calendar.load().working_day_after(since, limit.count)
    return since + dt.timedelta(days=limit.count)
