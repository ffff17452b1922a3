"""Every change to units, persons and accounts, and what an approved grant (grants.py) does to posts."""

import datetime as dt
from collections.abc import Iterable

from axes.utils import reset
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org import keys, second_factor
from luoshi.org.audit_log import note
from luoshi.org.codes import random_code
from luoshi.org.models import Deputy, Kind, Person, Post, Unit
from luoshi.org.roles import OFFICERS, Role
from luoshi.org.separation import refuse_conflict

# What a zone is never without.
NEEDED = OFFICERS | {Role.SUPERVISOR}


def found_zone(name: str, **fields: str) -> Unit:
    """A new root: a zone with no units yet."""
    if Unit.objects.filter(zone=None, name=name).exists():
        raise Refused(_("已有名为“%(name)s”的高新区。") % {"name": name})
    return Unit.objects.create(name=name, **fields)


def add_unit(parent: Unit, name: str, **fields: object) -> Unit:
    refuse_second(parent.root, name)
    return Unit.objects.create(zone=parent.root, parent=parent, name=name, **fields)


def change_unit(unit: Unit, name: str, **fields: object) -> None:
    """Give the unit other names or another place among its neighbours."""
    refuse_second(unit.root, name, unit)
    Unit.objects.filter(pk=unit.pk).update(name=name, **fields)


def refuse_second(zone: Unit, name: str, unit: Unit | None = None) -> None:
    others = Unit.objects.exclude(pk=unit.pk) if unit else Unit.objects.all()
    if others.filter(Q(zone=zone) | Q(pk=zone.pk), name=name).exists():
        raise Refused(_("本区已有名为“%(name)s”的单位。") % {"name": name})


def random_password() -> str:
    return random_code(3, 4)


@transaction.atomic
def add_person(username: str, name: str, password: str | None = None, *, is_demo: bool = False) -> tuple[Person, str]:
    """The person and the password in clear, which is kept nowhere else."""
    refuse_taken(username)
    password = password or random_password()
    person = Person(username=username, name=name, is_demo=is_demo)
    set_password(person, password)
    return person, password


@transaction.atomic
def add_account(by: Post, username: str, name: str, phone: str = "") -> Person:
    """Someone new, who cannot sign in yet: 安全管理员 gives the first password (``reset_password``)."""
    refuse_taken(username)
    person = Person.objects.create_user(username, name=name, phone=phone)
    note(Kind.PERSON, post=by, about=person, what=str(_("增加")))
    return person


def refuse_taken(username: str) -> None:
    if Person.objects.filter(username=username).exists():
        raise Refused(_("账号“%(username)s”已被使用，请换一个。") % {"username": username})


@transaction.atomic
def change_person(by: Post, person: Person, name: str, phone: str) -> None:
    Person.objects.filter(pk=person.pk).update(name=name, phone=phone)
    note(Kind.PERSON, post=by, about=person, what=str(_("修改姓名或电话")))


@transaction.atomic
def reset_password(person: Person, by: Post) -> str:
    """The new password; every session under the old one ends with it, and every token."""
    refuse_self(person, by)
    password = random_password()
    set_password(person, password)
    note(Kind.PASSWORD_RESET, post=by, about=person)
    keys.end_all(person, _("重置密码"), by)
    return password


@transaction.atomic
def deactivate(person: Person, by: Post) -> None:
    refuse_self(person, by)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    note(Kind.LOCKED, post=by, about=person)
    keys.end_all(person, _("停用账号"), by)


@transaction.atomic
def reactivate(person: Person, by: Post) -> None:
    """Also ends the waiting after too many wrong passwords."""
    Person.objects.filter(pk=person.pk).update(is_active=True)
    reset(username=person.username)
    note(Kind.UNLOCKED, post=by, about=person)


@transaction.atomic
def reset_factor(person: Person, by: Post) -> None:
    refuse_self(person, by)
    second_factor.clear(person)
    note(Kind.FACTOR_RESET, post=by, about=person)


def refuse_self(person: Person, by: Post) -> None:
    if person.pk == by.acting.pk:
        raise Refused(_("不能对自己的账号办理，请由另一位安全管理员操作。"))


def set_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused("".join(error.messages)) from error
    person.set_password(password)
    person.save()


def give_post(
    person: Person,
    unit: Unit,
    role: Role,
    title: str = "",
    starts: dt.date | None = None,
    in_charge: Iterable[Unit] = (),
) -> Post:
    """What an approved grant does (grants.py), and what founds an installation or the demo."""
    units, starts = list(in_charge), starts or clock.today()
    refuse_charge(role, units)
    refuse_held(person, unit, role, starts)
    refuse_conflict(person, role, starts, None)
    post = Post.objects.create(person=person, unit=unit, role=role, title=title, starts=starts)
    post.in_charge.set(units)
    return post


def refuse_held(person: Person, unit: Unit, role: str, starts: dt.date) -> None:
    if Post.objects.in_force(starts).filter(person=person, unit=unit, role=role).exists():
        raise Refused(
            _("%(name)s已是%(unit)s的%(role)s。") % {"name": person.name, "unit": unit, "role": Role(role).label}
        )


def refuse_charge(role: str, units: list[Unit]) -> None:
    if role == Role.CHARGE and not units:
        raise Refused(_("分管领导须写明分管单位，至少一个。"))
    if role != Role.CHARGE and units:
        raise Refused(_("只有分管领导有分管单位，请清空后再提请。"))


@transaction.atomic
def end_post(post: Post, last_day: dt.date) -> None:
    """``last_day`` is the last day in post; whoever stands in for it does so no longer either."""
    refuse_end(post, last_day)
    Post.objects.filter(pk=post.pk).update(ends=last_day)


def refuse_end(post: Post, last_day: dt.date) -> None:
    """A zone is never left without a supervisor, nor without one of its officers."""
    if last_day < post.starts:
        raise Refused(_("离任日期不能早于任职日期 %(starts)s。") % {"starts": post.starts})
    if post.role not in NEEDED:
        return
    others = Post.objects.filter(Q(unit__zone=post.zone) | Q(unit=post.zone), role=post.role).exclude(pk=post.pk)
    if not others.in_force(last_day + dt.timedelta(days=1)).exists():
        told = {"zone": post.zone, "role": post.get_role_display()}
        raise Refused(_("%(zone)s只剩这一位%(role)s，请先任命接任者再登记离任。") % told)


def appoint_deputy(post: Post, person: Person, starts: dt.date, ends: dt.date) -> Deputy:
    refuse_deputy(post, person, starts, ends)
    return Deputy.objects.create(post=post, person=person, starts=starts, ends=ends)


def refuse_deputy(post: Post, person: Person, starts: dt.date, ends: dt.date) -> None:
    if person.pk == post.person_id:
        raise Refused(_("不能代理自己的岗位。"))
    if ends < starts:
        raise Refused(_("代理的结束日期不能早于开始日期。"))
    if starts < post.starts or (post.ends and ends > post.ends):
        raise Refused(_("代理期须在该岗位任职期间之内。"))
    clash = post.deputies.filter(starts__lte=ends, ends__gte=starts).select_related("person").first()
    if clash:
        told = {"name": clash.person.name, "starts": clash.starts, "ends": clash.ends}
        raise Refused(_("%(name)s在 %(starts)s 至 %(ends)s 已代理这个岗位。") % told)
    refuse_conflict(person, post.role, starts, ends)
