from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarDay(models.Model):
    """A day that breaks the weekly rule: a holiday on a weekday, or a make-up working day at a weekend (调休)."""

    day = models.DateField(_("日期"), unique=True)
    is_working = models.BooleanField(_("是否上班"))
    label = models.CharField(_("说明"), max_length=40)

    class Meta:
        verbose_name = _("节假日")
        ordering = ["day"]


class Counter(models.Model):
    """A running number that is never given twice."""

    name = models.CharField(max_length=80, unique=True)
    value = models.PositiveIntegerField(default=0)


class DailyRun(models.Model):
    """The last day on which a daily job ran; a missed day is caught up by the next request."""

    name = models.CharField(max_length=80, unique=True)
    day = models.DateField()
