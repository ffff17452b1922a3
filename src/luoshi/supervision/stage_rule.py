"""Reminding of stages (阶段时限), for every pipeline at once: its declaration and the zone's settings say the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import DateField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from luoshi.core import clock
from luoshi.records.models import Event, Record
from luoshi.records.registry import pipelines
from luoshi.supervision.rule import Rule

AHEAD = dt.timedelta(days=31)  # no rule looks further


def stage_day(prefix: str) -> Subquery:
    """The day by which the record should leave its state, as its latest event says it: what its light goes by."""
    latest = Event.objects.filter(record=OuterRef(f"{prefix}pk"), seq=OuterRef(f"{prefix}version") + 1)
    return Subquery(latest.values(day=Cast(KT("values__stage_due"), DateField())))


@dataclass(frozen=True, slots=True)
class StageRule(Rule):
    """About the day on which a stage ends, while the record is in that stage. With ``light`` only where it is lit so.

    What settles it is the step that brings the record on (``answers`` are none).
    """

    light: str = ""

    def rows(self) -> Iterator[Record]:
        records = Record.objects.filter(**({"light": self.light} if self.light else {}))
        near = records.annotate(about=stage_day("")).filter(about__lte=clock.today() + AHEAD)
        held = set(near.order_by().values_list("type", flat=True).distinct())
        for kind in pipelines():
            if kind.name in held:
                yield from near.filter(type=kind.name).select_related(kind.detail)

    @property
    def stands(self) -> Q:
        lit = Q(record__light=self.light) if self.light else Q()
        return Q(rule=self.name, about=stage_day("record__")) & lit
