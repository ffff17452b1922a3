"""What every type's detail model has, and the columns made for them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Self, cast

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongwen import figure
from luoshi.org.models import Unit
from luoshi.records.models import Event, PartQuerySet, Record

SCALES = (8, 4)  # 亿, 万
FEN, WAN = Decimal(100), Decimal(10_000)


class Detail(models.Model):
    """One row a record. ``lead`` is the unit that answers for it, as its assignment says."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="%(class)s", primary_key=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位"))

    objects = PartQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def of(cls, record: Record) -> Self:
        """The record's row of this model."""
        return cast(Self, getattr(record, cls.__name__.lower()))


class ReportedQuerySet(PartQuerySet):
    def standing(self) -> ReportedQuerySet:
        """Without what was reported by a step that was taken back."""
        return self.filter(withdrawn=False)


class Reported(models.Model):
    """A row that a step reports: a month's investment, an instalment of funds. Named in ``RecordType.reported``.

    ``event`` is the step that brought it, empty only inside the transaction of that step; the row is ``withdrawn``
    with it. Rows are never changed: a correction is a row of its own, and the later one stands.
    """

    record = models.ForeignKey(Record, models.PROTECT, related_name="%(class)s_rows")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="%(class)s_rows")
    withdrawn = models.BooleanField(default=False)

    objects = ReportedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]


class MoneyInput(forms.DecimalField):
    """An amount typed in 万元; whole 分 in, whole 分 out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=0, max_digits=16, decimal_places=6, **options)

    def prepare_value(self, value: Any) -> Any:
        return f"{(value / FEN / WAN).normalize():f}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        wan = super().clean(value)
        return None if wan is None else int(wan * WAN * FEN)


class MoneyField(models.BigIntegerField):
    """Whole 分. Shown in 元, 万元, 亿元 (``money``)."""


def money(fen: int) -> str:
    """3500000000 → 3500万元"""
    return figure(Decimal(fen) / FEN, "元")


def money_about(fen: int) -> str:
    """A sum of many amounts, to two places of its scale: 118220709000000 → 11822.07亿元"""
    yuan = Decimal(fen) / FEN
    scale = next((power for power in SCALES if abs(yuan) >= 10**power), 0)
    return figure(round(yuan, 2 - scale).normalize() if scale else yuan, "元")


def facts_of(record: Record, **clocks: dt.date | None) -> dict[str, Any]:
    """For types whose progress is the state they are in: nobody is asked for a percentage.

    ``clocks`` are the days its own rules count from (rag.Facts); those that are None do not run.
    """
    running = {name: day.isoformat() for name, day in clocks.items() if day}
    facts = {
        "progress": None,
        "basis": None,
        "plan": [],
        "lead": getattr(record, record.type).lead_id,
        "handed_out": None,
    }
    return {**facts, "clocks": running} if running else facts
