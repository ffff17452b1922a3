"""A round of consultation over a document, and what was said on it, tied to the words it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.documents.models import Document
from luoshi.org.models import Post, Unit
from luoshi.records.detail import Detail
from luoshi.records.models import PartQuerySet, Record


class Consultation(Detail):
    """``document`` is the draft, ``final`` the text after the round; the units asked are the record's parts."""

    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name=_("征求意见稿"))
    focus = models.TextField(_("征求重点"), blank=True)
    others = models.CharField(_("其他征求对象"), max_length=200, blank=True)
    final = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("定稿"))

    class Meta:
        verbose_name = _("意见征求")


class Verdict(models.TextChoices):
    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    REJECTED = "rejected", _("未采纳")


class RemarkQuerySet(PartQuerySet):
    def visible_to(self, post: Post | None) -> RemarkQuerySet:
        """The zone and whoever drafts see all of a round; a unit asked sees its own, and what became of them."""
        seen = self.filter(record__in=Record.objects.visible_to(post))
        if post is None or post.sees_zone:
            return seen
        own = post.own_units
        return seen.filter(Q(unit__in=own) | Q(record__consultation__lead__in=own))

    def standing(self) -> RemarkQuerySet:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_on=None)

    def unanswered(self) -> RemarkQuerySet:
        return self.standing().filter(verdict="")


class Remark(models.Model):
    """One opinion on the text. ``pieces`` say on which words of it, empty for the whole; ``who`` said it where no unit
    did. Nobody edits it: it is withdrawn and given anew."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="remarks")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("提出单位"))
    who = models.CharField(_("提出人"), max_length=80, blank=True)
    given_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    given_on = models.DateField(_("提出日期"), default=clock.today)
    text_sha256 = models.CharField(max_length=64)
    pieces = models.JSONField(default=list)
    words = models.TextField(_("所指条款"), blank=True)
    proposal = models.TextField(_("修改建议"))
    reason = models.TextField(_("修改理由"), blank=True)
    verdict = models.CharField(_("采纳情况"), max_length=10, choices=Verdict.choices, blank=True)
    because = models.TextField(_("采纳情况说明"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("征求到的意见")
        ordering = ["record", "number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="remark_number_once")]

    def __str__(self) -> str:
        return _now("第%(number)d条意见") % {"number": self.number}

    @property
    def giver(self) -> str:
        return str(self.unit) if self.unit else self.who
