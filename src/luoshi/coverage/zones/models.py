"""An occasion, the documents in which zones speak on it, and what gongwen found in them: all for good."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.documents.models import Document, Immutable
from luoshi.org.models import Post, Unit


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def visible_to(self, post: Post | None) -> OccasionQuerySet:
        """Those who see the zone: an occasion reads documents whole."""
        return self.filter(zone=post.zone_id) if post and post.sees_zone else self.none()


class Occasion(Immutable):
    """Documents set side by side once; another choice is another occasion. ``superior``: what all speak of."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="occasions")
    title = models.CharField(_("名称"), max_length=100)
    superior = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("各区对比")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title


class OfOccasionQuerySet(models.QuerySet[Any]):
    def visible_to(self, post: Post | None) -> OfOccasionQuerySet:
        return self.filter(occasion__in=Occasion.objects.visible_to(post))


class Spoken(Immutable):
    """A document of an occasion; its zones are those of its entries, where it is a round-up page."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="spoken")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    objects = OfOccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("参与对比的文件")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["occasion", "document"], name="document_once_in_an_occasion")]


class SideBySide(Immutable):
    """What ``gongwen.compare`` made of an occasion on ``made_at``, in its contract.

    ``documents`` holds the id of each speaker's document, in the speakers' order.
    """

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="found")
    version = models.CharField(max_length=20)
    documents = models.JSONField()
    payload = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    objects = OfOccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("对比结果")
        ordering = ["-made_at", "-id"]
