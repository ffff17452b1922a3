"""The three officers of a zone from its first day on: with them in place, nobody grants anything alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org import keys, second_factor
from luoshi.org.actions import add_person, give_post, random_password, set_password
from luoshi.org.audit_log import note
from luoshi.org.models import Kind, Person, Post, PostQuerySet, Unit
from luoshi.org.roles import OFFICERS, Role

ACCOUNTS = {Role.SYSTEM: "sysadmin", Role.SECURITY: "secadmin", Role.AUDITOR: "auditor"}


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it is said once: the password is kept nowhere in clear."""

    role: str
    username: str
    password: str


@transaction.atomic
def appoint_officers(zone: Unit) -> list[Account]:
    """An account for each officer that ``zone`` has not, called by the office: the holder's name is put in later."""
    return [_appoint(zone, role) for role in ACCOUNTS if not officers_of(zone).filter(role=role).exists()]


def officers_of(zone: Unit) -> PostQuerySet:
    here = Q(unit=zone) | Q(unit__zone=zone)
    return Post.objects.in_force().filter(here, role__in=OFFICERS)


def _appoint(zone: Unit, role: Role) -> Account:
    username = _free(ACCOUNTS[role])
    person, password = add_person(username, str(role.label))
    give_post(person, zone, role)
    note(Kind.FOUNDED, zone=zone, about=person, what=str(_("建立账号")), role=str(role.label))
    return Account(str(role.label), username, password)


def _free(name: str) -> str:
    taken = set(Person.objects.filter(username__startswith=name).values_list("username", flat=True))
    return next(free for n in count(1) if (free := name if n == 1 else f"{name}{n}") not in taken)


@transaction.atomic
def rescue(username: str) -> Account:
    """A new password and no second factor, for an officer whom no other officer can help; from the server alone."""
    post = Post.objects.in_force().filter(person__username=username, role__in=OFFICERS).first()
    if post is None:
        raise Refused(_("没有账号为“%(username)s”的系统管理员、安全管理员或审计员。") % {"username": username})
    password = random_password()
    set_password(post.person, password)
    second_factor.clear(post.person)
    what = str(_("在服务器上用命令重置密码和第二重验证"))
    note(Kind.PASSWORD_RESET, zone=post.zone, about=post.person, what=what)
    keys.end_all(post.person, what)
    return Account(post.get_role_display(), username, password)
