"""延期: asked for before the deadline is over, decided by 督查室 or the leader in charge; the first one stays known."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.evidence import show_evidence
from luoshi.records.models import Record
from luoshi.records.types.subtasks import fits_its_goal
from luoshi.records.types.task_detail import TaskDetail, detail

# What it changes of a task's own columns, and taking back restores.
COLUMNS = ("original_due", "extensions", "asked_due", "asked_reason")


def facts_of(task: TaskDetail) -> dict[str, Any]:
    """What an event's values say of it: the deadline before the first extension as ISO or None, and how many."""
    return {
        "original_due": task.original_due.isoformat() if task.original_due else None,
        "extensions": task.extensions,
    }


def cannot_ask(record: Record, _post: Post) -> str | None:
    asked = detail(record).asked_due
    if asked:
        return _("“%(title)s”已申请延至 %(day)s，正在等审批。") % {"title": record.title, "day": asked}
    if record.due is None or clock.today() > record.due:
        told = _("“%(title)s”的完成时限 %(due)s 已过，不能再申请延期。延期须在到期前提出。")
        return told % {"title": record.title, "due": record.due}
    return None


def none_asked(record: Record, _post: Post) -> str | None:
    return None if detail(record).asked_due else _("“%(title)s”没有待审批的延期申请。") % {"title": record.title}


def is_later(record: Record, _post: Post, answers: Answers) -> None:
    if record.due and answers["new_due"] <= record.due:
        told = _("申请延至的日期须晚于现在的完成时限 %(due)s。")
        raise Refused(told % {"due": record.due})
    fits_its_goal(record, answers["new_due"])


def is_still_ahead(record: Record, _post: Post, _answers: Answers) -> None:
    asked = detail(record).asked_due
    if asked and asked < clock.today():
        told = _("申请延至的 %(day)s 已过，不能再同意。请办“不同意延期”，由单位另行说明。")
        raise Refused(told % {"day": asked})


def ask(record: Record, post: Post, answers: Answers) -> None:
    show_evidence(record, post, answers)
    task = detail(record)
    task.asked_due, task.asked_reason = answers["new_due"], answers["reason"]


def grant(record: Record, _post: Post, _answers: Answers) -> None:
    task = detail(record)
    move(record, task.asked_due)
    _settle(task)


def move(record: Record, due: dt.date | None) -> None:
    """However it comes to it, the first deadline stays known and each later one is counted."""
    task = detail(record)
    task.original_due = task.original_due or record.due
    task.extensions += 1
    record.due = due


def refuse(record: Record, _post: Post, _answers: Answers) -> None:
    _settle(detail(record))


def _settle(task: TaskDetail) -> None:
    task.asked_due, task.asked_reason = None, ""
