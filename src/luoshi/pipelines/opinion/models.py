"""What an opinion says of itself, and who raised it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post, Unit
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.pipelines.opinion.stations import CongressDeputy, Station
from luoshi.records.detail import Detail
from luoshi.records.models import PartQuerySet, Record
from luoshi.records.personal import Reachable


class Channel(models.TextChoices):
    STATION = "station", _("联络站接待")
    DEPUTY = "deputy", _("代表转交")
    VISIT = "visit", _("走访座谈")
    LETTER = "letter", _("来信")
    PHONE = "phone", _("电话")
    NET = "net", _("网上留言")


class RaiserKind(models.TextChoices):
    DEPUTY = "deputy", _("人大代表")
    RESIDENT = "resident", _("居民")
    FIRM = "firm", _("企业")
    WORKER = "worker", _("职工")
    COMMUNITY = "community", _("社区")


class Category(models.TextChoices):
    BUSINESS = "business", _("营商环境")
    BUILDING = "building", _("规划建设")
    TRAFFIC = "traffic", _("交通出行")
    ENVIRONMENT = "environment", _("生态环境")
    SCHOOL = "school", _("教育医疗")
    LIVING = "living", _("社区民生")
    SAFETY = "safety", _("安全生产")
    TALENT = "talent", _("科技人才")
    OTHER = "other", _("其他")


class Procedure(models.TextChoices):
    """Whether the matter is before a court, a review or an arbitration already: then it takes that way alone."""

    NONE = "none", _("没有")
    SUIT = "suit", _("正在诉讼")
    REVIEW = "review", _("正在行政复议")
    ARBITRATION = "arbitration", _("正在仲裁")


class Told(models.TextChoices):
    FACE = "face", _("当面")
    PHONE = "phone", _("电话")
    LETTER = "letter", _("书面")
    NET = "net", _("网上")
    DEPUTY = "deputy", _("请代表转告")


class Content(models.TextChoices):
    FULL = "full", _("满意")
    FAIR = "fair", _("基本满意")
    NOT = "not", _("不满意")
    UNKNOWN = "unknown", _("未评价")


class Opinion(Detail):
    """``main`` is the opinion this one was joined to; ``received_by`` the unit that registered it."""

    channel = models.CharField(_("来源"), max_length=10, choices=Channel.choices)
    station = models.ForeignKey(
        Station,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("联络站"),
        limit_choices_to={"retired_on": None},
    )
    deputy = models.ForeignKey(
        CongressDeputy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("代表"),
        limit_choices_to={"retired_on": None},
    )
    raiser_kind = models.CharField(_("反映人"), max_length=10, choices=RaiserKind.choices)
    category = models.CharField(_("类别"), max_length=12, choices=Category.choices, blank=True)
    procedure = models.CharField(_("是否在法定程序中"), max_length=12, choices=Procedure.choices)
    checked = models.TextField(_("程序核对"), blank=True)
    refused_because = models.TextField(_("不予受理理由"), blank=True)
    received_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("登记单位")
    )
    main = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="joined_opinions", verbose_name=_("并入")
    )
    reply = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    told_how = models.CharField(_("反馈方式"), max_length=10, choices=Told.choices, blank=True)
    told_on = models.DateField(_("反馈日期"), null=True, blank=True)
    satisfaction = models.CharField(_("满意度"), max_length=10, choices=Content.choices, blank=True)
    unsatisfied_because = models.TextField(_("不满意原因"), blank=True)
    redone = models.BooleanField(_("退回重办过"), default=False)

    class Meta:
        verbose_name = _("意见建议")


class RaiserQuerySet(PartQuerySet):
    def visible_to(self, post: Post | None) -> RaiserQuerySet:
        """Those who must reach the person: 督查员 of the zone, and the units that have a part in the opinion."""
        if post is None or post.role not in OF_A_UNIT | {Role.SUPERVISOR}:
            return self.none()
        return self.filter(record__in=Record.objects.visible_to(post), record__zone=post.zone_id)


class Raiser(Reachable):
    """Who raised an opinion and how to reach them."""

    objects: ClassVar[models.Manager[Any]] = RaiserQuerySet.as_manager()

    class Meta:
        verbose_name = _("反映人")
