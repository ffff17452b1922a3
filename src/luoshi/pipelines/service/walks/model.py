"""What a walk says of itself, its steps as they were met, and the pain points found on it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post, Unit
from luoshi.records.detail import Detail, Reported
from luoshi.records.models import Record


class Channel(models.TextChoices):
    WINDOW = "window", _("窗口")
    ONLINE = "online", _("网上")
    MACHINE = "machine", _("自助机")
    PHONE = "phone", _("电话")


class Walk(Detail):
    """``owner`` is the unit whose procedure it is; ``lead``, as of any record, the unit that walks it."""

    walker = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("体验人"))
    identity = models.CharField(_("以什么身份"), max_length=60, blank=True, help_text=_("如 新办企业、个体工商户"))
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("事项主管单位")
    )
    finding = models.TextField(_("体验小结"), blank=True)
    effect = models.TextField(_("整改成效"), blank=True)

    class Meta:
        verbose_name = _("换位跑一次")


class WalkStep(Reported):
    """One step as the applicant meets it. ``again``: walked once more after the pain points were worked on.

    ``materials`` are one a line; ``waited`` is in minutes.
    """

    again = models.BooleanField(_("复走"), default=False)
    what = models.CharField(_("做了什么"), max_length=200)
    place = models.CharField(_("在哪里"), max_length=100, blank=True)
    channel = models.CharField(_("方式"), max_length=8, choices=Channel.choices)
    materials = models.TextField(_("要了什么材料"), blank=True)
    waited = models.PositiveIntegerField(_("等候和办理分钟"), default=0)
    sent_back = models.PositiveIntegerField(_("被退回次数"), default=0)
    felt = models.TextField(_("感受"), blank=True)

    class Meta(Reported.Meta):
        verbose_name = _("体验步骤")

    @property
    def papers(self) -> list[str]:
        return [line.strip() for line in self.materials.splitlines() if line.strip()]


class PainPoint(Detail):
    """``lead`` is the unit that mends it, until the record's ``due``."""

    walk = models.ForeignKey(Record, models.PROTECT, related_name="pain_points", verbose_name=_("换位跑一次"))
    measure = models.TextField(_("整改情况"), blank=True)
    explained = models.TextField(_("不能改的理由"), blank=True, help_text=_("依据哪条规定、由谁决定、怎样让办事人少跑"))

    class Meta:
        verbose_name = _("痛点")
