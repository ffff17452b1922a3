from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused


class HolidayQuerySet(models.QuerySet["HolidayYear"]):
    def update(self, **_kwargs: Any) -> int:
        raise Refused(str(_("节假日的历次版本只能增加，不能修改。")))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Refused(str(_("节假日的历次版本只能增加，不能删除。")))


class HolidayYear(models.Model):
    """One year's days that break the weekly rule, as they were known from ``made_at`` on.

    An edit is a new version, so that a past day's lights can be made again with the table of that day. ``days`` maps
    an ISO day to ``[is it worked, label]``: a holiday on a weekday, or a make-up working day at a weekend (调休).
    """

    year = models.PositiveSmallIntegerField(_("年份"))
    days = models.JSONField(default=dict)
    made_at = models.DateTimeField(_("时间"), default=clock.now)
    author = models.CharField(_("修改人"), max_length=160)
    reason = models.CharField(_("依据"), max_length=200, blank=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("节假日")
        ordering = ["year", "made_at", "id"]

    def __str__(self) -> str:
        return str(self.year)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(str(_("节假日的历次版本只能增加，不能修改。")))
        super().save(*args, **kwargs)


class Counter(models.Model):
    """A running number that is never given twice."""

    name = models.CharField(max_length=80, unique=True)
    value = models.PositiveIntegerField(default=0)
