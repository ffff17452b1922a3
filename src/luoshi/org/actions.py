"""Every change to units, persons and posts."""

import datetime as dt
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role

# Without letters and digits that are mistaken for one another when read out.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


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
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _group in range(3))


@transaction.atomic
def add_person(username: str, name: str, password: str | None = None, *, is_demo: bool = False) -> tuple[Person, str]:
    """The person and the password in clear, which is kept nowhere else."""
    if Person.objects.filter(username=username).exists():
        raise Refused(_("账号“%(username)s”已被使用，请换一个。") % {"username": username})
    password = password or random_password()
    person = Person(username=username, name=name, is_demo=is_demo)
    set_password(person, password)
    return person, password


@transaction.atomic
def add_person_with_post(
    username: str, name: str, phone: str, unit: Unit, role: Role, title: str, starts: dt.date
) -> tuple[Person, str]:
    """As ``add_person``, in a post from the first day on."""
    person, password = add_person(username, name)
    person.phone = phone
    person.save()
    give_post(person, unit, role, title, starts)
    return person, password


def reset_password(person: Person) -> str:
    """The new password; every session under the old one ends with it."""
    password = random_password()
    set_password(person, password)
    return password


@transaction.atomic
def deactivate(person: Person, by: Post) -> None:
    if person.pk == by.person_id:
        raise Refused(_("不能停用自己的账号，请由另一位督查员操作。"))
    Person.objects.filter(pk=person.pk).update(is_active=False)


def reactivate(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=True)


def set_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused("".join(error.messages)) from error
    person.set_password(password)
    person.save()


def give_post(person: Person, unit: Unit, role: Role, title: str = "", starts: dt.date | None = None) -> Post:
    if Post.objects.in_force(starts).filter(person=person, unit=unit, role=role).exists():
        raise Refused(
            _("%(name)s已是%(unit)s的%(role)s。") % {"name": person.name, "unit": unit, "role": Role(role).label}
        )
    return Post.objects.create(person=person, unit=unit, role=role, title=title, starts=starts or clock.today())


@transaction.atomic
def end_post(post: Post, last_day: dt.date) -> None:
    """``last_day`` is the last day in post. A zone is never left without a supervisor."""
    if last_day < post.starts:
        raise Refused(_("离任日期不能早于任职日期 %(starts)s。") % {"starts": post.starts})
    Post.objects.filter(pk=post.pk).update(ends=last_day)
    supervisors = Post.objects.filter(Q(unit__zone=post.zone) | Q(unit=post.zone), role=Role.SUPERVISOR)
    if post.role == Role.SUPERVISOR and not supervisors.in_force(last_day + dt.timedelta(days=1)).exists():
        raise Refused(_("%(zone)s只剩这一位督查员，请先任命接任者再登记离任。") % {"zone": post.zone})
