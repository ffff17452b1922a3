"""工作交接 of a task: whatever of it names somebody who leaves names the successor."""

from __future__ import annotations

from django.db.models import QuerySet

from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT
from luoshi.records.declaration import Answers
from luoshi.records.models import Milestone, Record
from luoshi.records.types.task_detail import detail


def hand_over(record: Record, _post: Post, answers: Answers) -> None:
    leaving, successor = answers["handed_from"], answers["handed_to"]
    task, column = detail(record), column_of(leaving)
    is_theirs = column == "leader" or task.lead_id == leaving.unit_id
    if is_theirs and getattr(task, f"{column}_id") == leaving.person_id:
        setattr(task, column, successor.person)
    open_milestones(leaving).filter(record=record).update(post=successor)


def column_of(post: Post) -> str:
    """Where a task names the holder of such a post: 责任人, or 牵头领导."""
    return "owner" if post.role in OF_A_UNIT else "leader"


def open_milestones(*posts: Post) -> QuerySet[Milestone]:
    """Those of ``posts`` that have no evidence yet."""
    return Milestone.objects.filter(post__in=posts).exclude(evidence__withdrawn=False)
