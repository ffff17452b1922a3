"""What is known of a project besides its spine, and the investment it reports month by month."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from luoshi.core.months import add_months, month_end
from luoshi.org.models import Person, Unit
from luoshi.pipelines.industry import Industry
from luoshi.records.detail import Detail, MoneyField, Reported
from luoshi.records.models import Record

# The day on which each stage was reached. Entry into the statistics is a day, not a stage one must be in
# (docs/decisions/0015): a project may be entered while it is still being built.
REACHED = {
    "signed": "signed_on",
    "started": "started_on",
    "finished": "finished_on",
    "entered": "entered_on",
    "producing": "producing_on",
    "effective": "effective_on",
}


class Obstacle(models.TextChoices):
    LAND = "land", _("用地")
    ENVIRONMENT = "environment", _("环评")
    MONEY = "money", _("资金")
    ENERGY = "energy", _("能耗")
    APPROVAL = "approval", _("审批")
    CLEARANCE = "clearance", _("拆迁")
    UTILITIES = "utilities", _("水电气路")
    MARKET = "market", _("市场变化")
    OTHER = "other", _("其他")


class Project(Detail):
    """``planned_start`` is any day of the month in which it is to be started, ``original_start`` what it was before it
    was first moved. ``year_plan`` is the investment planned for ``plan_year``, ``invested`` the sum of what its months
    reported. ``blocked_unit`` is whose move it is as long as it is blocked.
    """

    investor = models.CharField(_("投资主体"), max_length=120, blank=True)
    industry = models.CharField(_("产业"), max_length=12, choices=Industry.choices, blank=True)
    place = models.CharField(_("建设地点"), max_length=120, blank=True)
    content = models.TextField(_("建设内容"), blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任人"))
    investment = MoneyField(_("总投资"), null=True, blank=True)
    invested = MoneyField(_("累计完成投资"), default=0)
    plan_year = models.PositiveSmallIntegerField(_("计划年度"), null=True, blank=True)
    year_plan = MoneyField(_("年度计划投资"), null=True, blank=True)
    planned_start = models.DateField(_("计划开工"), null=True, blank=True)
    original_start = models.DateField(_("原计划开工"), null=True, blank=True)
    signed_on = models.DateField(_("签约日期"), null=True, blank=True)
    started_on = models.DateField(_("开工日期"), null=True, blank=True)
    finished_on = models.DateField(_("竣工日期"), null=True, blank=True)
    entered_on = models.DateField(_("入库日期"), null=True, blank=True)
    producing_on = models.DateField(_("投产日期"), null=True, blank=True)
    effective_on = models.DateField(_("达效日期"), null=True, blank=True)
    blocked_by = models.CharField(_("受阻环节"), max_length=12, choices=Obstacle.choices, blank=True)
    blocked_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("由谁解决")
    )
    blocked_on = models.DateField(_("受阻自"), null=True, blank=True)
    blocked_note = models.TextField(_("受阻情况"), blank=True)

    class Meta:
        verbose_name = _("项目")


class Investment(Reported):
    """What was invested in one month (``month`` is its first day), whole 分."""

    month = models.DateField(_("月份"))
    amount = MoneyField(_("完成投资"))
    note = models.TextField(_("形象进度"), blank=True)

    class Meta(Reported.Meta):
        verbose_name = _("月度投资")
        indexes = [models.Index(fields=["record", "month"])]


def months_of(records: QuerySet[Record] | list[Record]) -> QuerySet[Investment]:
    """What stands of the months of ``records``, earliest first: of one that was corrected, the correction."""
    standing = Investment.objects.standing()
    later = standing.filter(record=OuterRef("record"), month=OuterRef("month"), pk__gt=OuterRef("pk"))
    return standing.filter(~Exists(later), record__in=records).order_by("month")


def invested(records: QuerySet[Record] | list[Record], year: int | None = None) -> int:
    """分 invested in ``records``, altogether or in one year."""
    rows = months_of(records) if year is None else months_of(records).filter(month__year=year)
    return rows.aggregate(sum=Sum("amount"))["sum"] or 0


def start_by(record: Record) -> dt.date | None:
    planned = Project.of(record).planned_start
    return month_end(planned) if planned else None


def entry_by(record: Record) -> dt.date | None:
    """A month after the start, until it is entered."""
    project = Project.of(record)
    return add_months(project.started_on, 1) if project.started_on and not project.entered_on else None
