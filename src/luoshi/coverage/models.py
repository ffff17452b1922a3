"""A superior document set against the zone's own, what the machine found, and what people judged."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.coverage.time.models import Chosen, Followed, Series
from luoshi.coverage.zones.models import Occasion, SideBySide, Spoken
from luoshi.documents.models import Document, Immutable
from luoshi.org.models import Post, Unit

__all__ = [
    "Aligned", "Chosen", "Clauses", "Comparison", "Followed", "Judgement", "Occasion", "Series", "SideBySide", "Spoken",
    "Verdict",
]  # fmt: skip


class ComparisonQuerySet(models.QuerySet["Comparison"]):
    def visible_to(self, post: Post | None) -> ComparisonQuerySet:
        """Those who see the zone: a comparison reads documents whole."""
        return self.filter(zone=post.zone_id) if post and post.sees_zone else self.none()


class Comparison(models.Model):
    """One superior document of the zone's, for good; which own documents answer it may grow."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="comparisons")
    superior = models.ForeignKey(Document, models.PROTECT, related_name="compared", verbose_name=_("上级文件"))
    created_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("对标")
        ordering = ["-created_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["zone", "superior"], name="superior_once_in_a_zone")]

    def __str__(self) -> str:
        return self.superior.title


class OfComparisonQuerySet(models.QuerySet[Any]):
    def visible_to(self, post: Post | None) -> OfComparisonQuerySet:
        return self.filter(comparison__in=Comparison.objects.visible_to(post))


class Clauses(Immutable):
    """The superior document's measures as gongwen read them on ``made_at``, in reading order.

    ``rows``: ``{"pieces", "text", "chapter", "heading", "amounts", "dates"}``; amounts and dates as facts.py says them.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="clauses")
    version = models.CharField(max_length=20)
    rows = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    objects = OfComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("上级条款")
        ordering = ["-made_at", "-id"]


class Aligned(Immutable):
    """One own document's measures against the superior's clauses, as ``gongwen.align`` found them.

    ``rows``: ``{"pieces", "text", "verdict", "matches", "amounts", "dates", "item"}``, the matches as in align's
    contract; ``item`` is the running number of what they are cut from, missing in rows made before 2026-11-22.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="aligned")
    own = models.ForeignKey(Document, models.PROTECT, related_name="aligned", verbose_name=_("本级文件"))
    version = models.CharField(max_length=20)
    rows = models.JSONField()
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = OfComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("逐条比对")
        ordering = ["made_at", "id"]


class Verdict(models.TextChoices):
    COVERED = "covered", _("已覆盖")
    PARTIAL = "partial", _("部分覆盖")
    NONE = "none", _("未覆盖")
    ASIDE = "aside", _("不涉及本区")


class Judgement(Immutable):
    """What a person says of a clause, with the reason: it outranks the machine and every earlier judgement.

    ``clause`` are the clause's pieces as an address says them (``12-40,55-60``), which no later reading moves; ``own``
    and ``words`` name the own document and its words where the clause is answered.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="judgements")
    clause = models.TextField()
    verdict = models.CharField(_("判定"), max_length=8, choices=Verdict.choices)
    own = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(_("本级表述"), blank=True)
    reason = models.CharField(_("理由"), max_length=200)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = OfComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("人工判定")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["comparison", "made_at"])]
