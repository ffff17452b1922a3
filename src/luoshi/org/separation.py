"""三员分立: the three officers are three persons, and none of them works in the ledger."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Deputy, Person, Post
from luoshi.org.roles import OFFICERS, Role


def refuse_conflict(person: Person, role: str, starts: dt.date, ends: dt.date | None) -> None:
    """Refuses ``role`` from ``starts`` to ``ends`` beside what ``person`` holds or stands in for in those days."""
    for held in sorted(roles_of(person, starts, ends)):
        reason = conflict(role, held)
        if reason:
            raise Refused(reason % {"name": person.name, "role": Role(role).label, "held": Role(held).label})


def roles_of(person: Person, starts: dt.date, ends: dt.date | None) -> set[str]:
    overlap = Q(ends__isnull=True) | Q(ends__gte=starts)
    if ends:
        overlap &= Q(starts__lte=ends)
    held = set(Post.objects.filter(overlap, person=person).values_list("role", flat=True))
    return held | set(Deputy.objects.filter(overlap, person=person).values_list("post__role", flat=True))


def conflict(role: str, held: str) -> str | None:
    if role == held or not {role, held} & OFFICERS:
        return None
    if {role, held} <= OFFICERS:
        return _("%(name)s在此期间是%(held)s，不能再任%(role)s：系统管理员、安全管理员、审计员须由三人分任。")
    return _("%(name)s在此期间是%(held)s，不能再任%(role)s：系统管理员、安全管理员、审计员不兼任业务岗位。")
