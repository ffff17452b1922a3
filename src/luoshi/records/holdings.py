"""What a post holds of the ledger, for whoever takes over (org.handover): tasks that name its holder, milestones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoshi.org.handover import Held, Holding
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT
from luoshi.records.addresses import address_of
from luoshi.records.flow import follow
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.passing_on import HAND_OVER, naming
from luoshi.records.registry import pipelines, type_of
from luoshi.records.types.handing_over import column_of, open_milestones

ENDED = ("closed", "withdrawn")


def tasks_naming(post: Post) -> RecordQuerySet:
    """Open tasks that name its holder: those its own unit leads, or for leaders all of the zone."""
    where = {f"task__{column_of(post)}": post.person_id}
    if post.role in OF_A_UNIT:
        where["task__lead"] = post.unit_id
    return Record.objects.filter(type="task", zone=post.zone, **where).exclude(state__in=ENDED)


def find_tasks(post: Post) -> list[Held]:
    return [Held(str(record), reverse("record", args=[record.pk])) for record in tasks_naming(post).order_by("code")]


def count_tasks(posts: Iterable[Post]) -> Counter[int]:
    """Not counted is what the same person goes on with in another post of the unit."""
    found = Counter({post.pk: tasks_naming(post).count() for post in posts if not goes_on(post)})
    return +found


def goes_on(post: Post) -> bool:
    same = Post.objects.in_force().filter(person=post.person_id, unit=post.unit_id).exclude(pk=post.pk)
    return same.business().exists()


def find_milestones(post: Post) -> list[Held]:
    rows = open_milestones(post).exclude(record__state__in=ENDED).select_related("record")
    return [
        Held(f"{row.due:%Y-%m-%d} {row.title}（{row.record}）", reverse("record", args=[row.record_id])) for row in rows
    ]


def count_milestones(posts: Iterable[Post]) -> Counter[int]:
    rows = open_milestones(*posts).exclude(record__state__in=ENDED).order_by().values_list("post")
    return Counter(dict(rows.annotate(count=Count("pk", distinct=True))))


def move(leaving: Post, successor: Post, by: Post) -> int:
    """One event a task, for its naming and its milestones together."""
    touched = Q(pk__in=tasks_naming(leaving).values("pk")) | Q(pk__in=open_milestones(leaving).values("record"))
    open_ones = Record.objects.filter(touched, type="task").exclude(state__in=ENDED).select_related("task__lead")
    records = list(open_ones.order_by("pk"))
    for record in records:
        follow(record, "hand_over", by, handed_from=leaving, handed_to=successor)
    return len(records)


def moved_with_their_tasks(_leaving: Post, _successor: Post, _by: Post) -> int:
    return 0


def items_naming(post: Post) -> list[Record]:
    """Open records of every pipeline that name the holder of ``post``."""
    kinds = [kind for kind in pipelines() if kind.naming]
    return [record for kind in kinds for record in naming(kind, post).order_by("code")]


def find_items(post: Post) -> list[Held]:
    return [Held(f"{type_of(record).label} {record}", address_of(record)) for record in items_naming(post)]


def count_items(posts: Iterable[Post]) -> Counter[int]:
    return +Counter({post.pk: len(items_naming(post)) for post in posts if not goes_on(post)})


def move_items(leaving: Post, successor: Post, by: Post) -> int:
    records = items_naming(leaving)
    for record in records:
        follow(record, HAND_OVER, by, handed_from=leaving, handed_to=successor)
    return len(records)


ITEMS = Holding(_("业务事项"), find_items, count_items, move_items)
TASKS = Holding(_("任务"), find_tasks, count_tasks, move)
MILESTONES = Holding(_("节点"), find_milestones, count_milestones, moved_with_their_tasks)
