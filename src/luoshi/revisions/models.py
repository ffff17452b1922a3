"""What stands on words of a document that was replaced, and what a person decided about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.coverage.models import Comparison, Judgement
from luoshi.documents.models import Replacement
from luoshi.intake.models import Disposition, Proposal
from luoshi.org.models import Post
from luoshi.records.models import Record


class Kind(models.TextChoices):
    TASK = "task", _("任务")
    PROPOSAL = "proposal", _("拟立任务")
    COMPARISON = "comparison", _("对标")
    JUDGEMENT = "judgement", _("人工判定")
    CONVEYANCE = "conveyance", _("传达学习")


class Outcome(models.TextChoices):
    KEPT = "kept", _("不用改")
    CITED = "cited", _("引用新版")
    COMPARED = "compared", _("已按新版对标")
    CARRIED = "carried", _("沿用到新版")


class AffectedQuerySet(models.QuerySet["Affected"]):
    def visible_to(self, post: Post | None) -> AffectedQuerySet:
        """All of it for those who see the zone; a unit sees what its own tasks stand on."""
        if post is None:
            return self.none()
        if post.sees_zone:
            return self.filter(replacement__in=Replacement.objects.visible_to(post))
        return self.filter(kind=Kind.TASK, record__in=Record.objects.visible_to(post))

    def open(self) -> AffectedQuerySet:
        """Not decided, and still there to be decided about. A proposal that became a task all the same still is."""
        left_out = Q(proposal__disposition__in=(Disposition.DROPPED, Disposition.MERGED))
        withdrawn = Q(record__state="withdrawn") | Q(proposal__record__state="withdrawn")
        return self.filter(outcome="").exclude(left_out).exclude(withdrawn)


class Affected(models.Model):
    """One thing to be looked at again because ``replacement.newer`` says otherwise than ``replacement.older``.

    ``rows`` are ``{"kind", "then", "now", "then_pieces", "now_pieces", "differences"}`` of the changes that touch its
    words, the words as ``[[text, is changed]…]``; empty where the whole document counts. ``key`` names the thing once.
    """

    replacement = models.ForeignKey(Replacement, models.CASCADE, related_name="affected")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=40)
    record = models.ForeignKey(Record, models.CASCADE, null=True, related_name="affected")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="+")
    comparison = models.ForeignKey(Comparison, models.CASCADE, null=True, related_name="+")
    judgement = models.ForeignKey(Judgement, models.CASCADE, null=True, related_name="+")
    rows = models.JSONField()
    made_at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(_("处理"), max_length=8, choices=Outcome.choices, blank=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    settled_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = AffectedQuerySet.as_manager()

    class Meta:
        verbose_name = _("需要再看的")
        ordering = ["replacement", "id"]
        constraints = [models.UniqueConstraint(fields=["replacement", "key"], name="affected_once")]

    @property
    def task(self) -> Record | None:
        """The task it is about, or that a proposal became since."""
        if self.kind == Kind.TASK:
            return self.record
        return self.proposal.record if self.proposal else None
