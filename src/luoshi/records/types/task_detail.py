"""What the 任务分解表 shows of a task besides its spine."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Person, Unit
from luoshi.records.models import Record
from luoshi.records.reconsidered import Reconsidered


class Source(models.TextChoices):
    DOCUMENT = "document", _("文件")
    INSTRUCTION = "instruction", _("领导批示")
    CALL = "call", _("电话")
    MEETING = "meeting", _("会议")


class TaskDetail(Reconsidered):
    """``original_due`` is the day before the first extension, empty as long as there was none; ``asked_due`` is the day
    a unit asks for and nobody has decided on yet."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="task", primary_key=True)
    source = models.CharField(_("来源"), max_length=12, choices=Source.choices, default=Source.DOCUMENT)
    source_note = models.CharField(_("来源说明"), max_length=200, blank=True)
    theme = models.CharField(_("工作任务"), max_length=300, blank=True)
    steps = models.TextField(_("具体举措"), blank=True)
    goal = models.CharField(_("量化目标"), max_length=300, blank=True)
    due_text = models.CharField(_("时间节点"), max_length=200, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    handed_out_on = models.DateField(_("交办日期"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("自报进度"), null=True, blank=True)
    progress_note = models.TextField(_("进展情况"), blank=True)
    problem = models.TextField(_("存在问题"), blank=True)
    next_step = models.TextField(_("下一步措施"), blank=True)
    reported_on = models.DateField(_("报送日期"), null=True, blank=True)
    closed_on = models.DateField(_("销号日期"), null=True, blank=True)
    conclusion = models.TextField(_("核查结论"), blank=True)
    original_due = models.DateField(_("原时限"), null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(_("延期次数"), default=0)
    asked_due = models.DateField(_("申请延至"), null=True, blank=True)
    asked_reason = models.TextField(_("延期理由"), blank=True)
    carried_into = models.PositiveSmallIntegerField(_("结转至年度"), null=True, blank=True)
    archived_on = models.DateField(_("归档日期"), null=True, blank=True)
    basis_replaced_on = models.DateField(_("依据有新版"), null=True, blank=True)
    remark = models.CharField(_("备注"), max_length=200, blank=True)

    class Meta:
        app_label = "records"
        verbose_name = _("任务")

    @property
    def concluded_on(self) -> dt.date | None:
        return self.closed_on


def detail(record: Record) -> TaskDetail:
    return record.task
