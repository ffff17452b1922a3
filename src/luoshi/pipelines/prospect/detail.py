"""What is known of a prospect besides its spine, whom to reach, and the funds that arrived."""

from __future__ import annotations

from django.db import models
from django.db.models import F, QuerySet, Sum, Value
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Person
from luoshi.pipelines.firm_names import LEAST, firm_key
from luoshi.pipelines.industry import Industry
from luoshi.records.declaration import Answers
from luoshi.records.detail import Detail, MoneyField, Reported
from luoshi.records.models import Record
from luoshi.records.personal import Reachable

REACHED = {"signed": "signed_on", "landed": "landed_on", "funded": "funded_on"}


class Channel(models.TextChoices):
    CHAIN = "chain", _("产业链招商")
    ASSET = "asset", _("资产招商")
    ENVIRONMENT = "environment", _("环境招商")
    HOME = "home", _("乡情招商")
    FIRM = "firm", _("以商招商")
    FUND = "fund", _("基金招商")
    FAIR = "fair", _("展会推介")
    OTHER = "other", _("其他")


class Prospect(Detail):
    """A firm that may come (its name is the record's title). ``firm_key`` is that name without its legal form.

    ``followed_on`` is the last day somebody spoke with it, ``next_on`` when that is to be done again. ``funds`` is the
    sum of what arrived. ``merged_into`` is the record of the same firm that goes on.
    """

    channel = models.CharField(_("招商方式"), max_length=12, choices=Channel.choices, blank=True)
    industry = models.CharField(_("产业"), max_length=12, choices=Industry.choices, blank=True)
    source = models.CharField(_("线索来源"), max_length=120, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任人"))
    content = models.TextField(_("合作内容"), blank=True)
    intended = MoneyField(_("意向投资"), null=True, blank=True)
    funds = MoneyField(_("到位资金"), default=0)
    followed_on = models.DateField(_("最近跟进"), null=True, blank=True)
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    next_on = models.DateField(_("下次跟进"), null=True, blank=True)
    signed_on = models.DateField(_("签约日期"), null=True, blank=True)
    landed_on = models.DateField(_("落地日期"), null=True, blank=True)
    funded_on = models.DateField(_("首次到资"), null=True, blank=True)
    firm_key = models.CharField(_("去掉组织形式的名称"), max_length=300, blank=True, db_index=True)
    merged_into = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="merged_prospects", verbose_name=_("已并入")
    )

    class Meta:
        verbose_name = _("招商线索")


class ProspectContact(Reachable):
    class Meta:
        verbose_name = _("联系人")


class Fund(Reported):
    """Funds that arrived on ``day`` (到资), whole 分; what flowed back is negative."""

    day = models.DateField(_("到资日期"))
    amount = MoneyField(_("金额"))
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta(Reported.Meta):
        verbose_name = _("到资")
        ordering = ["day", "id"]


def arrived(records: QuerySet[Record] | list[Record], year: int | None = None) -> int:
    """分 that arrived for ``records``, altogether or in one year."""
    rows = Fund.objects.standing().filter(record__in=records)
    rows = rows if year is None else rows.filter(day__year=year)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def of_one_firm(record: Record, answers: Answers) -> QuerySet[Record]:
    """The zone's prospects that are likely the same firm: one name without its legal form contains the other.

    Over the whole zone on purpose: that another unit speaks with the same firm is what one must hear of.
    """
    key = firm_key(str(answers.get("title") or ""))
    others = Record.objects.filter(zone=record.zone_id, type="prospect").exclude(state="merged")
    rows = others.select_related("prospect__lead").order_by("code")
    same = rows.filter(prospect__firm_key=key)
    if len(key) < LEAST:
        return same
    longer = rows.filter(prospect__firm_key__contains=key)
    named = rows.annotate(asked=Value(key), length=Length("prospect__firm_key")).filter(length__gte=LEAST)
    return same | longer | rows.filter(pk__in=named.filter(asked__contains=F("prospect__firm_key")).values("pk"))
