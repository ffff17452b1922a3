"""What a milestone plan may hold and how it changes: one list in, told as what changed from what to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypedDict

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Milestone, Record

MOST = 100
HEAVIEST = 1000


class Row(TypedDict):
    """A milestone as it shall be; ``id`` None is a new one, what is left out of the list is dropped."""

    id: int | None
    title: str
    due: dt.date
    post: Post | None
    weight: int
    because: str


def replan(record: Record, post: Post, answers: Answers) -> Answers:
    """Make ``answers["plan"]`` the record's plan. Returns what changed, for the event.

    After the hand-out a change wants a reason, what has evidence stays, and a unit does not move what is past due:
    序时 rests on it. A plan of nothing wants a reason too (不分节点).
    """
    if answers.get("plan") is None:
        raise Refused(_("没有给出节点计划。一个节点都不要的，给出空的计划并写明理由。"))
    rows: Sequence[Row] = answers["plan"]
    known = {milestone.pk: milestone for milestone in record.milestones.select_related("post__person", "post__unit")}
    _refuse_nonsense(record, rows, known)
    kept = {row["id"]: row for row in rows if row["id"]}
    told = [_told_new(row) for row in rows if not row["id"]]
    for milestone in known.values():
        told += _change(record, milestone, kept.get(milestone.pk), post)
    if not told and (known or rows):
        raise Refused(_("节点没有变化，未保存。"))
    if not answers.get("reason") and ((known and record.is_handed_out) or not rows):
        raise Refused(_("请填写理由：交办后调整节点、或不分节点，都要说明原因。"))
    record.milestones.bulk_create(Milestone(record=record, **_columns(row)) for row in rows if not row["id"])
    return {"changes": "\n".join(told) or _("不分节点")}


def _columns(row: Row) -> dict[str, object]:
    return {
        "title": row["title"].strip()[:120],
        "due": row["due"],
        "post": row["post"],
        "weight": row["weight"],
        "because": row["because"][:200],
    }


def _refuse_nonsense(record: Record, rows: Sequence[Row], known: dict[int, Milestone]) -> None:
    if len(rows) > MOST:
        raise Refused(_("一项任务最多 %(most)d 个节点。") % {"most": MOST})
    for row in rows:
        title = row["title"].strip()
        if not title:
            raise Refused(_("节点名称不能为空。"))
        if row["id"] and row["id"] not in known:
            raise Refused(_("节点“%(title)s”已不在计划里，请刷新后再调整。") % {"title": title})
        refuse_late(record, row["due"])
        if not 1 <= row["weight"] <= HEAVIEST:
            raise Refused(_("节点“%(title)s”的权重应在 1 到 %(most)d 之间。") % {"title": title, "most": HEAVIEST})


def refuse_late(record: Record, due: dt.date) -> None:
    if record.due and due > record.due:
        raise Refused(_("节点日期不能晚于完成时限 %(due)s。") % {"due": record.due})


def _change(record: Record, milestone: Milestone, row: Row | None, post: Post) -> list[str]:
    """Change or drop one milestone; what it says is empty where nothing changes."""
    columns = _columns(row) if row else None
    if columns and all(getattr(milestone, name) == value for name, value in columns.items()):
        return []
    if milestone.evidence.standing().exists() or (columns is None and milestone.evidence.exists()):
        raise Refused(_("节点“%(title)s”已有佐证，不能调整或取消。") % {"title": milestone.title})
    is_moved = columns is None or columns["due"] != milestone.due
    if is_moved and record.is_handed_out and post.speaks_for_unit and milestone.due < clock.today():
        raise Refused(
            _("节点“%(title)s”已过 %(due)s，改期或取消请报督查室办理。")
            % {"title": milestone.title, "due": milestone.due}
        )
    told = _told_change(milestone, row)
    if columns is None:
        milestone.delete()
    else:
        if is_moved and record.is_handed_out and milestone.original_due is None:
            milestone.original_due = milestone.due
        for name, value in columns.items():
            setattr(milestone, name, value)
        milestone.save()
    return told


def _told_new(row: Row) -> str:
    who = f" {row['post'].person.name}" if row["post"] else ""
    return _("新增“%(title)s” %(due)s 权重%(weight)d") % {**row, "title": row["title"].strip()} + who


def _told_change(milestone: Milestone, row: Row | None) -> list[str]:
    if row is None:
        return [_("取消“%(title)s” %(due)s") % {"title": milestone.title, "due": milestone.due}]
    pairs = [
        (milestone.title, row["title"].strip()),
        (str(milestone.due), str(row["due"])),
        (
            milestone.post.person.name if milestone.post else _("未定"),
            row["post"].person.name if row["post"] else _("未定"),
        ),
        (_("权重%(weight)d") % {"weight": milestone.weight}, _("权重%(weight)d") % {"weight": row["weight"]}),
    ]
    changed = [f"{old} → {new}" for old, new in pairs if old != new]
    return [f"“{milestone.title}” {'，'.join(changed)}"] if changed else []
