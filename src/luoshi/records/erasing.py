"""Erasing the signatures of someone who left, on request (个人信息保护法 §47): the chain holds only their hashes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.audit_log import note
from luoshi.org.models import Deputy, Kind, Person, Post
from luoshi.org.roles import Role
from luoshi.records.models import ERASED, Signature


@dataclass(frozen=True, slots=True)
class Signed:
    """How someone signed, how often and in which days: nothing of what was signed."""

    unit_name: str
    person_name: str
    role_name: str
    count: int
    first: object
    last: object


def signatures_of(person: Person, post: Post) -> QuerySet[Signature]:
    """Those in the zone that name ``person``: their own, and those of whoever acted in their name."""
    named = Q(person=person) | Q(person__isnull=False, event__post__person=person)
    return Signature.objects.filter(named, event__record__zone=post.zone)


def signed(person: Person, post: Post) -> list[Signed]:
    """安全管理员 sees no business data: the signatures are counted, not listed with their tasks."""
    rows = signatures_of(person, post).order_by().values("unit_name", "person_name", "role_name")
    counted = rows.annotate(count=Count("pk"), first=Min("event__happened_at"), last=Max("event__happened_at"))
    return [Signed(**row) for row in counted.order_by("first")]


@transaction.atomic
def erase_signatures(person: Person, post: Post, reason: str) -> int:
    """Empty the rows, and name and telephone number with them; how many there were. There is no way back.

    The account's name stays, closed: what the audit log says of it must go on meaning one person.
    """
    if post.role != Role.SECURITY:
        raise Refused(_("删除个人信息由安全管理员办理。"))
    if not reason.strip():
        raise Refused(_("删除须写明依据或申请，如“本人申请，2026年3月2日”。"))
    if any(rows.in_force().filter(person=person).exists() for rows in (Post.objects, Deputy.objects)):
        raise Refused(_("%(name)s还有在任岗位或代理，办理离任后才能删除其签名。") % {"name": person.name})
    named = Signature.objects.filter(pk__in=signatures_of(person, post).values("pk"))
    erased = named.update(person=None, person_name="", unit_name="", role_name="", salt="")
    Person.objects.filter(pk=person.pk).update(name=str(ERASED), phone="", is_active=False)
    what = str(_("姓名、电话和办理记录上的签名"))
    note(Kind.ERASED, post=post, about=person, what=what, rows=erased, reason=reason.strip())
    return erased
