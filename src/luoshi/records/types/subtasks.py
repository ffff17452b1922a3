"""A task under a primary goal, and ties between tasks that count for nothing."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Record, Tie

OVER = ("closed", "withdrawn")


def must_be_here(parent: Record, zone: int, kind: str) -> None:
    """An overseer sees the goals of its zones; what stands under them, the zones say."""
    if (parent.zone_id, parent.type) != (zone, kind):
        raise Refused(_("上级任务“%(parent)s”不在本区，或不是同一类事项。") % {"parent": parent.title})


def must_fit(parent: Record, due: dt.date | None, title: str) -> None:
    """A goal that is over takes no more tasks, and none is due after it."""
    if parent.state in OVER:
        raise Refused(_("上级任务“%(parent)s”已销号或撤销，不能再列子任务。") % {"parent": parent.title})
    if parent.due and due and due > parent.due:
        told = _("“%(title)s”的完成时限 %(due)s 晚于上级任务“%(parent)s”的 %(last)s，请改时限，或先延上级任务。")
        raise Refused(told % {"title": title, "due": due, "parent": parent.title, "last": parent.due})


def fits_its_goal(record: Record, due: dt.date | None) -> None:
    if record.parent:
        must_fit(record.parent, due, record.title)


def stays_where_it_is(record: Record, _post: Post) -> str | None:
    """Once handed out under a goal a task stays there, so that the goal's past days can be counted again."""
    if record.parent_id and record.is_handed_out:
        return _("“%(title)s”已作为子任务交办，不能改列到别的任务。") % {"title": record.title}
    return None


def has_no_goal(record: Record, _post: Post) -> str | None:
    return None if record.parent_id else _("“%(title)s”没有上级任务。") % {"title": record.title}


def may_stand_under(record: Record, _post: Post, answers: Answers) -> None:
    parent: Record = answers["parent"]
    must_be_here(parent, record.zone_id, record.type)
    if record.pk in line_of(parent):
        told = _("“%(parent)s”就是“%(title)s”或在它之下，不能作它的上级任务。")
        raise Refused(told % {"parent": parent.title, "title": record.title})
    must_fit(parent, record.due, record.title)


def line_of(record: Record | None) -> set[int]:
    """Ids of ``record`` and of every goal above it."""
    found: set[int] = set()
    while record is not None and record.pk not in found:
        found.add(record.pk)
        record = record.parent
    return found


def nest(record: Record, _post: Post, answers: Answers) -> None:
    record.parent, record.weight = answers["parent"], answers.get("weight") or 1


def unnest(record: Record, _post: Post, _answers: Answers) -> None:
    record.parent, record.weight = None, 1


def weigh(record: Record, _post: Post, answers: Answers) -> None:
    record.weight = answers["weight"]


def subtasks_are_done(record: Record) -> None:
    left = list(record.children.exclude(state__in=OVER).order_by("code"))
    if left:
        raise Refused(
            _("“%(title)s”还有 %(count)d 个子任务没有销号（%(codes)s），不能申请办结。")
            % {"title": record.title, "count": len(left), "codes": "、".join(child.code for child in left[:5])}
        )


def is_another(record: Record, _post: Post, answers: Answers) -> None:
    other: Record = answers["other"]
    if other.pk == record.pk:
        raise Refused(_("任务不能与自己关联。"))
    if other.zone_id != record.zone_id:
        raise Refused(_("“%(other)s”不在本区，不能关联。") % {"other": other.title})
    both = {record.pk, other.pk}
    if Tie.objects.filter(record__in=both, other__in=both).exists():
        raise Refused(_("“%(title)s”与“%(other)s”已经关联。") % {"title": record.title, "other": other.title})


def not_tied(record: Record, _post: Post) -> str | None:
    return None if record.ties.exists() else _("“%(title)s”没有关联别的任务。") % {"title": record.title}


def tie(record: Record, _post: Post, answers: Answers) -> None:
    record.ties.create(other=answers["other"], note=answers.get("tie_note") or "")


def untie(_record: Record, _post: Post, answers: Answers) -> None:
    answers["tie"].delete()
