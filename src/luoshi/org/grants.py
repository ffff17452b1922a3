"""Two officers to every grant: 系统管理员 proposes it, 安全管理员 decides, and each step is written into the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org import actions
from luoshi.org.audit_log import note
from luoshi.org.models import Grant, GrantKind, GrantState, Kind, Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.separation import refuse_conflict

OPEN_FOR = dt.timedelta(days=7)


def propose_post(
    by: Post,
    person: Person,
    unit: Unit,
    role: str,
    title: str = "",
    starts: dt.date | None = None,
    in_charge: Iterable[Unit] = (),
    reason: str = "",
) -> Grant:
    """任命: that ``person`` should hold a post from ``starts`` (today without one)."""
    units = list(in_charge)
    actions.refuse_charge(role, units)
    starts = starts or clock.today()
    actions.refuse_held(person, unit, role, starts)
    refuse_conflict(person, role, starts, None)
    said = {"person": person, "unit": unit, "role": role, "title": title, "starts": starts, "reason": reason}
    return _propose(by, GrantKind.GIVE, units, **said)


def propose_change(by: Post, post: Post, title: str, in_charge: Iterable[Unit] = (), reason: str = "") -> Grant:
    """变更: another title, or other units in charge. Another role is another post."""
    units = list(in_charge)
    actions.refuse_charge(post.role, units)
    if title == post.title and {unit.pk for unit in units} == set(post.in_charge.values_list("pk", flat=True)):
        raise Refused(_("没有改动：职务和分管单位都与现在一样。"))
    return _propose(by, GrantKind.CHANGE, units, **_of(post), title=title, reason=reason)


def propose_end(by: Post, post: Post, last_day: dt.date, reason: str = "") -> Grant:
    """离任: ``last_day`` is the last day in post."""
    actions.refuse_end(post, last_day)
    return _propose(by, GrantKind.END, [], **_of(post), title=post.title, ends=last_day, reason=reason)


def propose_deputy(by: Post, post: Post, person: Person, starts: dt.date, ends: dt.date, reason: str = "") -> Grant:
    """代理: that ``person`` acts in the post's name from ``starts`` to ``ends``."""
    actions.refuse_deputy(post, person, starts, ends)
    said = {**_of(post), "person": person, "starts": starts, "ends": ends, "title": post.title, "reason": reason}
    return _propose(by, GrantKind.DEPUTY, [], **said)


def _of(post: Post) -> dict[str, Any]:
    return {"post": post, "person": post.person, "unit": post.unit, "role": post.role}


@transaction.atomic
def _propose(by: Post, kind: GrantKind, units: list[Unit], **said: Any) -> Grant:
    if by.role != Role.SYSTEM:
        raise Refused(_("岗位变动由系统管理员提请。"))
    same = {"person": said["person"], "unit": said["unit"], "role": said["role"], "kind": kind}
    if standing(by.zone).filter(**same).exists():
        raise Refused(_("%(name)s的同一事项已提请，正等安全管理员审批。") % {"name": said["person"].name})
    lapses_on = clock.today() + OPEN_FOR
    grant = Grant.objects.create(zone=by.zone, kind=kind, proposed_by=by, lapses_on=lapses_on, **said)
    grant.in_charge.set(units)
    note(Kind.GRANT_PROPOSED, post=by, about=grant.person, **told(grant))
    return grant


def standing(zone: Unit) -> Any:
    """The proposals of ``zone`` that can still be decided; those whose days ran out are marked on the way."""
    late = Grant.objects.open().filter(zone=zone, lapses_on__lt=clock.today())
    for grant in late.select_related("person", "unit"):
        with transaction.atomic():
            if Grant.objects.open().filter(pk=grant.pk).update(state=GrantState.LAPSED, decided_at=clock.now()):
                note(Kind.GRANT_LAPSED, zone=zone, about=grant.person, **told(grant))
    return Grant.objects.open().filter(zone=zone)


@transaction.atomic
def approve(grant: Grant, by: Post, answer: str = "") -> Post:
    """It takes effect. Everything is looked at again: a week may lie between proposal and approval."""
    _decide(grant, by, GrantState.APPROVED, answer)
    effects = {
        GrantKind.GIVE: _give,
        GrantKind.CHANGE: _change,
        GrantKind.END: _end,
        GrantKind.DEPUTY: _stand_in,
    }
    post = effects[GrantKind(grant.kind)](grant)
    Grant.objects.filter(pk=grant.pk).update(post=post, deputy=grant.deputy)
    note(Kind.GRANT_APPROVED, post=by, about=grant.person, answer=answer, **told(grant))
    return post


@transaction.atomic
def refuse(grant: Grant, by: Post, answer: str) -> None:
    if not answer.strip():
        raise Refused(_("不批准须写明理由。"))
    _decide(grant, by, GrantState.REFUSED, answer)
    note(Kind.GRANT_REFUSED, post=by, about=grant.person, answer=answer, **told(grant))


@transaction.atomic
def withdraw(grant: Grant, by: Post) -> None:
    """By a 系统管理员 of the zone, as long as it is not decided."""
    if by.role != Role.SYSTEM:
        raise Refused(_("撤回由系统管理员办理。"))
    _settle(grant, by, GrantState.WITHDRAWN, "")
    note(Kind.GRANT_WITHDRAWN, post=by, about=grant.person, **told(grant))


def _decide(grant: Grant, by: Post, state: GrantState, answer: str) -> None:
    if by.role != Role.SECURITY:
        raise Refused(_("岗位变动由安全管理员审批。"))
    if {by.person_id, by.acting.pk} & {grant.person_id, *_proposers(grant)}:
        raise Refused(_("不能审批自己提请或涉及自己的事项，请由另一位安全管理员审批。"))
    _settle(grant, by, state, answer)


def _proposers(grant: Grant) -> set[int]:
    """Ids of its holder and of whoever stood in for the post that day: either may have been at the keyboard."""
    day = timezone.localdate(grant.proposed_at)
    stood_in = grant.proposed_by.deputies.filter(starts__lte=day, ends__gte=day)
    return {grant.proposed_by.person_id, *stood_in.values_list("person", flat=True)}


def _settle(grant: Grant, by: Post, state: GrantState, answer: str) -> None:
    """Once only: whoever comes second is told."""
    said = {"state": state, "decided_by": by, "decided_at": clock.now(), "answer": answer[:200]}
    if not standing(grant.zone).filter(pk=grant.pk).update(**said):
        raise Refused(_("这项提请已办结、撤回或过期，请刷新页面。过期的由系统管理员重新提请。"))


def _give(grant: Grant) -> Post:
    units = list(grant.in_charge.all())
    return actions.give_post(grant.person, grant.unit, Role(grant.role), grant.title, grant.starts, units)


def _change(grant: Grant) -> Post:
    post = held(grant)
    Post.objects.filter(pk=post.pk).update(title=grant.title)
    post.in_charge.set(grant.in_charge.all())
    return post


def _end(grant: Grant) -> Post:
    post = held(grant)
    actions.end_post(post, grant.ends or clock.today())
    return post


def _stand_in(grant: Grant) -> Post:
    post = held(grant)
    today = clock.today()
    grant.deputy = actions.appoint_deputy(post, grant.person, grant.starts or today, grant.ends or today)
    return post


def held(grant: Grant) -> Post:
    if grant.post is None:
        raise Refused(_("这项提请没有写明岗位，请重新提请。"))
    return grant.post


def told(grant: Grant) -> dict[str, Any]:
    """What the log keeps of a proposal: no person's name."""
    return {
        "grant": grant.pk,
        "what": str(GrantKind(grant.kind).label),
        "unit": grant.unit.name,
        "role": str(Role(grant.role).label),
        "title": grant.title,
        "starts": grant.starts.isoformat() if grant.starts else None,
        "ends": grant.ends.isoformat() if grant.ends else None,
        "in_charge": [unit.name for unit in grant.in_charge.all()],
        "reason": grant.reason,
    }
