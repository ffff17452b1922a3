"""What a service case says of itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Unit
from luoshi.pipelines.service.firms import Firm
from luoshi.records.detail import Detail
from luoshi.records.models import Record


class Source(models.TextChoices):
    VISIT = "visit", _("走访")
    HOTLINE = "hotline", _("服务热线")
    GRID = "grid", _("网格")
    MAYOR = "12345", _("12345转办")
    ONLINE = "online", _("线上平台")


class Category(models.TextChoices):
    LAND = "land", _("用地厂房")
    FINANCE = "finance", _("融资")
    LABOUR = "labour", _("用工")
    PERMIT = "permit", _("证照审批")
    POLICY = "policy", _("政策兑现")
    UTILITY = "utility", _("水电气网")
    MARKET = "market", _("订单市场")
    SCIENCE = "science", _("科技创新")
    SAFETY = "safety", _("环保安全")
    LIVING = "living", _("生活配套")
    OTHER = "other", _("其他")


class Rating(models.TextChoices):
    FULL = "full", _("满意")
    FAIR = "fair", _("基本满意")
    NOT = "not", _("不满意")


class ServiceCase(Detail):
    """``main`` is the case this one was joined to; ``received_by`` the unit that registered it and asks the firm.

    ``dispatched_late``: the clock of twenty-four working-day hours had run out (steps.late). Empty: not dispatched.
    """

    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="cases", verbose_name=_("企业"), limit_choices_to={"retired_on": None}
    )
    source = models.CharField(_("来源"), max_length=8, choices=Source.choices)
    category = models.CharField(
        _("类别"),
        max_length=8,
        choices=Category.choices,
        blank=True,
        help_text=_("不选的按内容里的字词先归一类，分派时可改"),
    )
    received_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("登记单位")
    )
    main = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("并入"))
    dispatched_late = models.BooleanField(_("分派超24小时"), null=True, blank=True)
    reply = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    rating = models.CharField(_("企业评价"), max_length=5, choices=Rating.choices, blank=True)
    unsatisfied_because = models.TextField(_("不满意原因"), blank=True)
    redone = models.BooleanField(_("退回重办过"), default=False)
    followed_up = models.TextField(_("回访情况"), blank=True, help_text=_("问了谁、是否真正解决、还有什么要办"))

    class Meta:
        verbose_name = _("企业诉求")
