"""Documents chosen to be followed over time, and what gongwen found in them: both for good."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.documents.models import Document, Immutable
from luoshi.org.models import Post, Unit


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, post: Post | None) -> SeriesQuerySet:
        """Those who see the zone: a series reads documents whole."""
        return self.filter(zone=post.zone_id) if post and post.sees_zone else self.none()


class Series(Immutable):
    """Documents of several days, set side by side once; another choice is another series."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="series")
    title = models.CharField(_("名称"), max_length=100)
    created_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("历年对比")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class OfSeriesQuerySet(models.QuerySet[Any]):
    def visible_to(self, post: Post | None) -> OfSeriesQuerySet:
        return self.filter(series__in=Series.objects.visible_to(post))


class Chosen(Immutable):
    """A document of a series; ``day`` is the document's, or what whoever chose it said where it has none."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="chosen")
    document = models.ForeignKey(Document, models.PROTECT, related_name="in_series")
    day = models.DateField(_("日期"))

    objects = OfSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("所选文件")
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "document"], name="document_once_in_a_series")]


class Followed(Immutable):
    """What ``gongwen.trend`` found (``voice`` empty), or ``gongwen.emphasis`` of one voice, in its JSON contract.

    Documents and readings never change, so this holds for good; a later version of gongwen adds another row.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="followed")
    voice = models.CharField(_("主体"), max_length=200, blank=True)
    version = models.CharField(max_length=20)
    payload = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    objects = OfSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("历年变化")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["series", "voice"])]
