"""Documents as they came and readings as they were made: both immutable."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post, Unit


class Immutable(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Refused(str(_("文件和读取结果一经存入不再改动。")))
        super().save(*args, **kwargs)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, post: Post | None) -> DocumentQuerySet:
        """The zone's documents, and those that tasks of an overseen zone cite.

        A unit sees those that its own records cite, once they have been handed out.

        As Record.visible_to, whose tables lie above this one.
        """
        if post is None or post.is_officer:
            return self.none()
        in_zone = self.filter(zone=post.zone_id)
        if post.overseen:
            below = Q(zone__in=post.overseen, citations__record__is_handed_out=True)
            return self.filter(Q(zone=post.zone_id) | below).distinct()
        if post.sees_zone:
            return in_zone
        own = Q(citations__record__assignments__unit__in=post.own_units)
        if post.is_named:
            own |= Q(citations__record__task__owner=post.person_id) | Q(citations__record__task__leader=post.person_id)
            own |= Q(citations__record__milestones__post=post)
        return in_zone.filter(own, citations__record__is_handed_out=True).distinct()


class Document(Immutable):
    """``text`` is the canonical text; offsets everywhere are code points of it."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    title = models.CharField(_("标题"), max_length=200)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=100, blank=True)
    kind = models.CharField(_("类型"), max_length=20)
    dated = models.DateField(_("成文或刊发日期"), null=True, blank=True)
    source_name = models.CharField(_("来源文件"), max_length=200, blank=True)
    source_sha256 = models.CharField(max_length=64)
    text = models.TextField(_("正文"))
    text_sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("存入时间"), default=clock.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("文件")
        ordering = ["-uploaded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["zone", "text_sha256"], name="document_once_in_a_zone")]

    def __str__(self) -> str:
        return self.title


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, post: Post | None) -> ReadingQuerySet:
        return self.filter(document__in=Document.objects.visible_to(post))


class Reading(Immutable):
    """What gongwen read, whole, in its JSON contract; ``version`` is gongwen's."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="readings")
    version = models.CharField(max_length=20)
    payload = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("读取结果")
        ordering = ["-made_at", "-id"]


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def visible_to(self, post: Post | None) -> ParagraphQuerySet:
        return self.filter(document__in=Document.objects.visible_to(post))


class Paragraph(models.Model):
    """A line of a document's text from ``start`` on, for searching: what was found is shown from here alone."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="paragraphs")
    start = models.PositiveIntegerField()
    text = models.TextField()

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("段落")
        ordering = ["document", "start"]

    @property
    def pieces(self) -> str:
        """Its place as an address says it."""
        return f"{self.start}-{self.start + len(self.text)}"


class ReplacementQuerySet(models.QuerySet["Replacement"]):
    def visible_to(self, post: Post | None) -> ReplacementQuerySet:
        """Those who see the zone: what changed is read from both documents whole."""
        return self.filter(older__zone=post.zone_id) if post and post.sees_zone else self.none()


class Replacement(Immutable):
    """``newer`` holds in the place of ``older`` (征求意见稿 → 印发稿; 修订; 同时废止), as a person confirmed.

    ``changes`` is what gongwen.changes said then, in its contract; ``substance`` how many rows of it are of substance.
    """

    older = models.OneToOneField(Document, models.PROTECT, related_name="replaced_by", verbose_name=_("旧版"))
    newer = models.ForeignKey(Document, models.PROTECT, related_name="replaces", verbose_name=_("新版"))
    changes = models.JSONField()
    substance = models.PositiveIntegerField()
    version = models.CharField(max_length=20)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = ReplacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("新旧版本")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return str(self.newer)
