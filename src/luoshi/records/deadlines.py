"""The day by which a record is due: how a type's states, guards and effects read it, say it and count it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Record
from luoshi.records.registry import type_of


def own_due(record: Record) -> dt.date | None:
    """For a state that lasts until the record is due (``State.due``)."""
    return record.due


def is_ahead(record: Record, _post: Post, answers: Answers) -> None:
    """A guard: nobody is given a day that has passed."""
    due = answers.get("due")
    if due and due < clock.today():
        told = {"word": type_of(record).field("due").label, "day": due}
        raise Refused(_("%(word)s %(day)s 已经过去，请改填今天以后的日期。") % told)


def in_working_days(count: int) -> dt.date:
    return Calendar.load().working_day_after(clock.today(), count)
