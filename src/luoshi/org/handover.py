"""工作交接: what somebody who leaves still holds, and its passing to a successor in one act.

What a post may hold lies in the apps above this one; each registers it when it is loaded (records/apps.py, as the
types of records are).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, QuerySet, When
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.audit_log import note
from luoshi.org.models import Kind, Post, Unit
from luoshi.org.roles import OF_A_UNIT, OFFICERS, Role

# Work goes on in a post of the same standing.
ALIKE = (frozenset({Role.SUPERVISOR}), frozenset({Role.LEADER, Role.CHARGE}), OF_A_UNIT)


@dataclass(frozen=True, slots=True)
class Held:
    """One thing a post still holds, as the page lists it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A kind of thing that posts hold.

    ``counts`` maps ids of some posts to how many each holds; ``move`` passes all of one post's to another, in the name
    of the third, and says how many.
    """

    label: Any
    find: Callable[[Post], list[Held]]
    counts: Callable[[Iterable[Post]], Counter[int]]
    move: Callable[[Post, Post, Post], int]


HOLDINGS: list[Holding] = []


def register(holding: Holding) -> None:
    HOLDINGS.append(holding)


def unsettled(zone: Unit) -> list[tuple[Post, str]]:
    """Who left, or cannot sign in any more, without handing over; with what is left: 3 项任务、2 个节点."""
    here = Post.objects.business().filter(Q(unit=zone) | Q(unit__zone=zone))
    gone = here.filter(Q(ends__lt=clock.today()) | Q(person__is_active=False))
    posts = list(gone.select_related("person", "unit__zone"))
    counted = [(holding.label, holding.counts(posts)) for holding in HOLDINGS]
    left = ((post, [(label, counts[post.pk]) for label, counts in counted if counts[post.pk]]) for post in posts)
    return [(post, "、".join(f"{label} {count}" for label, count in found)) for post, found in left if found]


def successors(post: Post) -> QuerySet[Post]:
    """Posts of the same standing in the zone that go on after it, those of its own unit first."""
    alike = next((roles for roles in ALIKE if post.role in roles), frozenset())
    here = Post.objects.visible_to(post).in_force(clock.today()).filter(role__in=alike, ends=None)
    near = Case(When(unit=post.unit_id, then=0), default=1)
    return here.exclude(pk=post.pk).select_related("person", "unit__zone").order_by(near, "unit__position", "id")


@transaction.atomic
def hand_over(leaving: Post, successor: Post, by: Post) -> int:
    """All that ``leaving`` holds passes to ``successor``, or nothing does; how many things it was."""
    if by.role != Role.SUPERVISOR or by.zone != leaving.zone:
        raise Refused(_("工作交接由本区督查员办理。"))
    if leaving.role in OFFICERS or not successors(leaving).filter(pk=successor.pk).exists():
        raise Refused(_("%(successor)s不能接手：须是本区在任的同类岗位。") % {"successor": successor})
    moved = {str(holding.label): holding.move(leaving, successor, by) for holding in HOLDINGS}
    if not any(moved.values()):
        raise Refused(_("%(leaving)s名下没有未办结的工作，不用交接。") % {"leaving": leaving})
    told = "、".join(f"{label} {count}" for label, count in moved.items() if count)
    note(Kind.HANDED_OVER, post=by, about=leaving.person, moved=told, to=successor.pk, of=leaving.pk)
    return sum(moved.values())
