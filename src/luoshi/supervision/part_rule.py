"""Reminding of answers that units owe to a pipeline's record besides its lead, such as in a round of consultation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.records.models import Assignment
from luoshi.records.registry import pipelines
from luoshi.supervision.rule import Rule


def owed() -> QuerySet[Assignment]:
    """The parts of units that were asked and have not answered."""
    return Assignment.objects.filter(asked_again=True, answered_on=None)


@dataclass(frozen=True, slots=True)
class PartRule(Rule):
    """About a day of the record, told to each unit whose answer is asked for, until it is there."""

    def rows(self) -> Iterator[Assignment]:
        parts = owed().filter(record__type__in=[kind.name for kind in pipelines()])
        yield from parts.annotate(about=self.about("record__")).exclude(about=None).select_related("record")

    @property
    def stands(self) -> Q:
        own = owed().filter(record=OuterRef("record"), unit=OuterRef("post__unit"))
        return Q(rule=self.name, about=self.about("record__")) & Q(Exists(own))
