"""Every change to units, persons and posts."""

import datetime as dt
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role

# Without letters and digits that are mistaken for one another when read out.
PASSWORD_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def found_zone(name: str, **fields: str) -> Unit:
    """A new root: a zone with no units yet."""
    if Unit.objects.filter(zone=None, name=name).exists():
        raise Refused(_("已有名为“%(name)s”的高新区。") % {"name": name})
    return Unit.objects.create(name=name, **fields)


def add_unit(parent: Unit, name: str, **fields: object) -> Unit:
    if Unit.objects.filter(zone=parent.root, name=name).exists():
        raise Refused(_("本区已有名为“%(name)s”的单位。") % {"name": name})
    return Unit.objects.create(zone=parent.root, parent=parent, name=name, **fields)


def random_password() -> str:
    return "-".join("".join(secrets.choice(PASSWORD_ALPHABET) for _n in range(4)) for _group in range(3))


@transaction.atomic
def add_person(username: str, name: str, password: str | None = None, *, is_demo: bool = False) -> tuple[Person, str]:
    """The person and the password in clear, which is kept nowhere else."""
    if Person.objects.filter(username=username).exists():
        raise Refused(_("账号“%(username)s”已被使用，请换一个。") % {"username": username})
    password = password or random_password()
    person = Person(username=username, name=name, is_demo=is_demo)
    set_password(person, password)
    return person, password


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


def end_post(post: Post, last_day: dt.date) -> None:
    if last_day < post.starts:
        raise Refused(_("离任日期不能早于任职日期 %(starts)s。") % {"starts": post.starts})
    Post.objects.filter(pk=post.pk).update(ends=last_day)
