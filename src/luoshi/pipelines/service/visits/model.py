"""What a visit says of itself, and the demands that were heard on it."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post
from luoshi.pipelines.service.firms import Firm
from luoshi.records.detail import Detail, Reported
from luoshi.records.models import Record


class Way(models.TextChoices):
    ON_SITE = "on_site", _("实地")
    TALK = "talk", _("座谈")
    PHONE = "phone", _("电话")


class Visit(Detail):
    """``officer`` is the post that goes; the day it is planned for is the record's ``due``. ``despite``: why the firm
    is seen once more although it was seen as often as is fair (planning.py). ``main``: the visit it was joined to."""

    firm = models.ForeignKey(
        Firm, models.PROTECT, related_name="visits", verbose_name=_("企业"), limit_choices_to={"retired_on": None}
    )
    officer = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("走访人"))
    despite = models.CharField(
        _("确需再访的理由"), max_length=200, blank=True, help_text=_("只在企业本季度已安排满时填写，如企业要求")
    )
    visited_on = models.DateField(_("走访日期"), null=True, blank=True)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices, blank=True)
    said = models.TextField(_("走访情况"), blank=True, help_text=_("生产经营情况、企业说了什么"))
    main = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("并入"))

    class Meta:
        verbose_name = _("企业走访")


class Demand(Reported):
    """One thing the firm asked for, in its words: it became a ``case``, or was ``settled`` on the spot."""

    words = models.TextField(_("诉求"))
    case = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+", verbose_name=_("诉求件"))
    settled = models.TextField(_("当场答复"), blank=True)

    class Meta(Reported.Meta):
        verbose_name = _("走访诉求")

    def __str__(self) -> str:
        return self.words


def open_demands(record: Record) -> QuerySet[Demand]:
    """Those that wait to become a case or to be settled."""
    rows: QuerySet[Demand] = Demand.objects.standing().filter(record=record, case=None, settled="")
    return rows
