"""The units, people and days that a form of the ledger lets one choose."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from luoshi.org.models import Person, Post, Unit

# Days that a ledger speaks of; a slip of the hand such as 20026 lies outside.
WITHIN = (MinValueValidator(dt.date(2000, 1, 1)), MaxValueValidator(dt.date(2099, 12, 31)))


def units_of(post: Post) -> QuerySet[Unit]:
    """The units that can be given work: those of the zone, not the zone itself."""
    return Unit.objects.visible_to(post).exclude(pk=post.zone.pk)


class UnitChoice(forms.ModelChoiceField):
    """Units by name; each with its zone where those of several stand together."""

    with_zone = False

    def label_from_instance(self, unit: Any) -> str:
        return f"{unit.root} · {unit}" if self.with_zone else str(unit)


class PersonChoice(forms.ModelChoiceField):
    """People of the zone, each with the unit they have a post in."""

    def label_from_instance(self, person: Any) -> str:
        units = dict.fromkeys(str(post.unit) for post in person.posts.all())
        return f"{person.name}（{'、'.join(units)}）"


def posts_of(post: Post) -> QuerySet[Post]:
    """The posts that a milestone can be given to, with what their names say."""
    return Post.objects.visible_to(post).in_force().business().select_related("person", "unit__zone")


def people_of(post: Post) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=posts_of(post).values("person")).prefetch_related("posts__unit")


class DateBox(forms.DateInput):
    """The browser's own calendar; it wants ISO days whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def date_field(label: Any = None) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DateBox(), validators=WITHIN)
