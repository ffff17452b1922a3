"""年度结转、归档: what is open goes on in the next year's ledger, what is over leaves the lists and can be found."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Record
from luoshi.records.types.task_detail import detail

# What it changes of a task's own columns, and taking back restores.
COLUMNS = ("carried_into", "archived_on")


def year_of(record: Record) -> int:
    """The year whose ledger the task stands in: of its number, or that it was carried into last."""
    return detail(record).carried_into or int(record.code[:4])


def is_of_this_year(record: Record, _post: Post) -> str | None:
    if year_of(record) < clock.today().year:
        return None
    return _("“%(title)s”已在 %(year)d 年台账里，不用结转。") % {"title": record.title, "year": year_of(record)}


def may_not_archive(record: Record, _post: Post) -> str | None:
    day, reconsidered = detail(record).archived_on, detail(record).reconsider_due
    if reconsidered:
        return _("“%(title)s”正在复核，决定以后再归档。") % {"title": record.title}
    return _("“%(title)s”已于 %(day)s 归档。") % {"title": record.title, "day": day} if day else None


def is_not_archived(record: Record, _post: Post) -> str | None:
    return None if detail(record).archived_on else _("“%(title)s”没有归档。") % {"title": record.title}


def carry_over(record: Record, _post: Post, _answers: Answers) -> None:
    """The deadline stays the one it had: what is late stays late."""
    detail(record).carried_into = clock.today().year


def archive(record: Record, _post: Post, _answers: Answers) -> None:
    detail(record).archived_on = clock.today()


def take_out(record: Record, _post: Post, _answers: Answers) -> None:
    detail(record).archived_on = None
