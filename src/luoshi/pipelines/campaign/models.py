"""A campaign and its targets."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.records.detail import Detail
from luoshi.records.models import PartQuerySet, Record


class Campaign(Detail):
    """From ``starts`` to the record's due day, both included."""

    starts = models.DateField(_("开始"), null=True)
    purpose = models.TextField(_("攻坚任务"), blank=True)
    summary = models.TextField(_("总结"), blank=True)

    class Meta:
        verbose_name = _("攻坚")


class CampaignTarget(models.Model):
    """A number to be reached by the end: how many records of ``type`` come to ``state`` or further within the campaign,
    are brought in (neither state nor day), or say a day of it in their column ``day``; or the sum of ``column``.

    ``query`` narrows them as the address of their list does; ``tied``: only those tied to the campaign. ``value`` is in
    pieces, in 万元 for money. ``set_on`` where it was added on the way. Kept when dropped: past days show it.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="campaign_targets")
    name = models.CharField(_("目标"), max_length=40)
    type = models.CharField(_("业务"), max_length=20)
    state = models.CharField(_("到哪个阶段"), max_length=20, blank=True)
    day = models.CharField(_("按哪个日期"), max_length=40, blank=True)
    column = models.CharField(_("合计"), max_length=40, blank=True)
    query = models.CharField(_("更多条件"), max_length=500, blank=True)
    tied = models.BooleanField(_("只数关联的"), default=False)
    value = models.DecimalField(_("目标数"), max_digits=16, decimal_places=2)
    set_on = models.DateField(_("设定日期"), null=True, blank=True)
    dropped_on = models.DateField(_("取消日期"), null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("攻坚目标")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
