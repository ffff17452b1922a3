"""A reading under review: what is proposed, and what became of every measure. Lies over the immutable reading."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.documents.models import Reading
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.records.models import Record
from luoshi.sheets.upload import Upload


class Grain(models.TextChoices):
    """How much of the text makes one task."""

    ITEM = "item", _("逐条（默认）")
    MEASURE = "measure", _("逐项举措")
    SECTION = "section", _("按段落或分节")


class ReviewState(models.TextChoices):
    OPEN = "open", _("审阅中")
    CONFIRMED = "confirmed", _("已确认入账")


class Disposition(models.TextChoices):
    """What became of a proposal, and so of every measure in it."""

    OPEN = "open", _("未定")
    TASK = "task", _("立为任务")
    MERGED = "merged", _("并入")
    DROPPED = "dropped", _("不列")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, post: Post | None) -> ReviewQuerySet:
        """Those who see the zone; a unit sees a document once it has a task from it, never the sifting before."""
        return self.filter(zone=post.zone) if post and post.sees_zone else self.none()


class Review(models.Model):
    """``version`` counts changes of the whole (grain, confirmation), for compare-and-set."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="reviews")
    reading = models.OneToOneField(Reading, models.PROTECT, related_name="review")
    title = models.CharField(_("来源名称"), max_length=200)
    grain = models.CharField(_("拆解方式"), max_length=10, choices=Grain.choices, default=Grain.ITEM)
    state = models.CharField(_("状态"), max_length=10, choices=ReviewState.choices, default=ReviewState.OPEN)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    # Who goes on with it since whoever began it handed over; empty before.
    keeper = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("交来时间"), default=clock.now)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("审阅")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == ReviewState.OPEN


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, post: Post | None) -> ProposalQuerySet:
        return self.filter(review__in=Review.objects.visible_to(post))

    def open(self) -> ProposalQuerySet:
        return self.filter(disposition=Disposition.OPEN)


class Proposal(models.Model):
    """One task as the reading suggests it and people correct it.

    ``span_ids`` name spans of the reading, in reading order. ``goals`` are the contract's targets, ``doubt`` a list of
    ``{"about": field or "", "words": sentence}``; setting the field settles its doubts. ``version`` counts changes.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="proposals")
    order = models.PositiveIntegerField()
    title = models.CharField(_("任务名称"), max_length=300)
    theme = models.CharField(_("工作任务"), max_length=300, blank=True)
    steps = models.TextField(_("具体举措"), blank=True)
    span_ids = models.JSONField(default=list)
    entry = models.PositiveIntegerField(null=True, blank=True)
    section = models.CharField(max_length=20, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    joint: models.ManyToManyField[Unit, Any] = models.ManyToManyField(Unit, blank=True, related_name="+")
    support: models.ManyToManyField[Unit, Any] = models.ManyToManyField(Unit, blank=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(_("完成时限"), null=True, blank=True)
    due_text = models.CharField(_("时间节点"), max_length=200, blank=True)
    goal = models.CharField(_("量化目标"), max_length=300, blank=True)
    goals = models.JSONField(default=list)
    doubt = models.JSONField(default=list)
    disposition = models.CharField(
        _("处置"), max_length=8, choices=Disposition.choices, default=Disposition.OPEN, db_index=True
    )
    reason = models.CharField(_("不列理由"), max_length=200, blank=True)
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="merged")
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="proposals")
    version = models.PositiveIntegerField(default=0)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("拟立任务")
        ordering = ["review", "order", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.disposition == Disposition.OPEN


class ProgressSheetQuerySet(models.QuerySet["ProgressSheet"]):
    def visible_to(self, post: Post | None) -> ProgressSheetQuerySet:
        """督查员 their zone's, a unit what it uploaded itself."""
        if post and post.role == Role.SUPERVISOR:
            return self.filter(zone=post.zone)
        return self.filter(created_by__unit=post.unit_id) if post and post.speaks_for_unit else self.none()


class ProgressSheet(Upload):
    """A unit's 进展报送表. ``sheet`` are the cells as read, kept until it is confirmed; ``outcome`` then says
    ``{"entered": [[row, code, title]], "refused": [[address, column, text, said]], "left": n}``."""

    DONE = _("《%(name)s》已经录入过，不能再录。")

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sheet = models.JSONField(default=dict)

    objects = ProgressSheetQuerySet.as_manager()

    class Meta(Upload.Meta):
        verbose_name = _("进展报送表")


class LedgerImportQuerySet(models.QuerySet["LedgerImport"]):
    def visible_to(self, post: Post | None) -> LedgerImportQuerySet:
        return self.filter(zone=post.zone) if post and post.role == Role.SUPERVISOR else self.none()


class LedgerImport(Upload):
    """An office's own ledger. ``sheets`` are the cells as read, kept until it is confirmed.

    ``columns`` is one field name (or "") a column as people corrected it, empty as long as nobody did; ``outcome`` is
    what became of it: ``{"brought", "existing", "refused", "left", "doubts": [[address, column, text, said]]}``.
    ``settled`` are the choices made for doubtful cells (sheets/settling.py).
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="ledger_imports")
    sheets = models.JSONField(default=list)
    chosen = models.PositiveSmallIntegerField(_("工作表"), default=0)
    columns = models.JSONField(default=list)
    settled = models.JSONField(default=dict)
    as_drafts = models.BooleanField(_("都列为草稿"), default=False)
    # The hand-out day of live rows that say none; without it their planned pace is not known.
    handed_out_on = models.DateField(_("交办日期"), null=True, blank=True)

    objects = LedgerImportQuerySet.as_manager()

    class Meta(Upload.Meta):
        verbose_name = _("台账导入")
