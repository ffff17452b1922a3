"""The people of all other tests, made in few inserts, are those that the actions of org make."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction
from people import OTHER_STAFF, OTHER_UNITS, OTHER_ZONE, STAFF, UNITS, ZONE, Staff, appoint, settle

from luoshi.org.actions import add_unit, found_zone
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role

NAMES = (
    (Unit, ("zone__name", "parent__name", "name", "short_name", "aliases", "position", "starts", "ends")),
    (Person, ("username", "name", "phone", "is_active", "is_demo", "factor_since", "oidc_subject")),
    (
        Post,
        ("person__username", "unit__name", "unit__zone__name", "role", "title", "starts", "ends", "in_charge__name"),
    ),
)


@pytest.mark.django_db
def test_the_people_of_the_tests_are_as_the_actions_make_them() -> None:
    with transaction.atomic():
        settle()
        at_once = rows()
        transaction.set_rollback(True)
    found(ZONE, UNITS, STAFF)
    found(OTHER_ZONE, OTHER_UNITS, OTHER_STAFF)
    assert at_once == rows()


def found(name: str, names: Sequence[str], staff: Staff) -> None:
    zone = found_zone(name)
    units = {name: zone} | {unit: add_unit(zone, unit, position=n) for n, unit in enumerate(names, 1)}
    for _field, username, person, unit, role in staff:
        appoint(username, person, units[unit], role, [units["科技创新局"]] if role == Role.CHARGE else [])


def rows() -> list[Any]:
    """All there is, but for the ids and what is random in a password nobody has."""
    assert not any(person.has_usable_password() for person in Person.objects.all())
    return [sorted(map(str, model._default_manager.values_list(*columns))) for model, columns in NAMES]
