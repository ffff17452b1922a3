"""Notices (督办), reminders (提醒) and the scheduler's runs."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.records.models import Milestone, Record
from luoshi.records.reconsidered import Reconsidered


class Level(models.TextChoices):
    """How grave; each is one step above the one before it."""

    REMINDER = "blue", _("提醒函")
    ORDER = "yellow", _("督办单")
    RED_ORDER = "red", _("红色督办单")


class NoticeDetail(Reconsidered):
    """What a notice says besides its record's spine: there ``wording`` is what is demanded, ``due`` the day by which
    the unit must reply."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="notice", primary_key=True)
    level = models.CharField(_("种类"), max_length=8, choices=Level.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    lead = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("督查对象"), related_name="+")
    grounds = models.TextField(_("督查事由"))
    scope = models.CharField(_("督查范围"), max_length=300)
    issued_on = models.DateField(_("发出日期"))
    received_on = models.DateField(_("签收日期"), null=True, blank=True)
    replied_on = models.DateField(_("回复日期"), null=True, blank=True)
    reply = models.TextField(_("回复"), blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    conclusion = models.TextField(_("督查结论"), blank=True)
    before = models.ForeignKey(
        Record, models.PROTECT, verbose_name=_("升级自"), null=True, blank=True, related_name="raised"
    )

    class Meta:
        verbose_name = _("督办通知")

    @property
    def concluded_on(self) -> dt.date | None:
        return self.ended_on


class MatterQuerySet(models.QuerySet["Matter"]):
    def visible_to(self, post: Post | None) -> MatterQuerySet:
        return self.filter(notice__in=Record.objects.visible_to(post), task__in=Record.objects.visible_to(post))


class Matter(models.Model):
    """A task that a notice is about. While the notice is open no other one may name it (一事一办)."""

    notice = models.ForeignKey(Record, models.CASCADE, related_name="matters")
    task = models.ForeignKey(Record, models.PROTECT, related_name="notices")
    is_open = models.BooleanField(default=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("督办事项")
        ordering = ["task__code"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "task"], name="matter_once_in_a_notice"),
            models.UniqueConstraint(fields=["task"], condition=Q(is_open=True), name="one_open_notice_a_matter"),
        ]


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, post: Post | None) -> ReminderQuerySet:
        """A reminder is its post's own."""
        return self.filter(post=post, record__in=Record.objects.visible_to(post)) if post else self.none()


class Reminder(models.Model):
    """A post reminded of a record by a rule (reminder_rules.RULES), once for each day it is about.

    Whether it still stands is asked of the record; nobody ticks it away.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="reminders")
    record = models.ForeignKey(Record, models.CASCADE, related_name="reminders")
    milestone = models.ForeignKey(Milestone, models.CASCADE, null=True, blank=True, related_name="reminders")
    rule = models.CharField(max_length=20)
    about = models.DateField()
    made_on = models.DateField(default=clock.today)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("提醒")
        ordering = ["-made_on", "id"]
        constraints = [
            # Two, for an empty milestone is equal to none other on either database.
            models.UniqueConstraint(
                fields=["post", "record", "rule", "about"], condition=Q(milestone=None), name="reminded_once"
            ),
            models.UniqueConstraint(fields=["post", "milestone", "rule", "about"], name="reminded_once_of_a_milestone"),
        ]


class Outcome(models.TextChoices):
    RUNNING = "running", _("运行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("出错")


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def visible_to(self, post: Post | None) -> JobRunQuerySet:
        """Runs hold no business data; the page that shows them says which roles open it."""
        return self.all() if post else self.none()


class JobRun(models.Model):
    """One moment at which a job was due, and what became of it. Whoever writes the row first runs it."""

    job = models.CharField(max_length=40)
    due = models.DateTimeField(_("应运行"))
    attempt = models.PositiveSmallIntegerField(_("次数"), default=1)
    started_at = models.DateTimeField(_("开始"))
    ended_at = models.DateTimeField(_("结束"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome.choices, default=Outcome.RUNNING)
    told = models.CharField(_("说明"), max_length=500, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("定时任务运行")
        ordering = ["-due", "job"]
        constraints = [models.UniqueConstraint(fields=["job", "due"], name="one_run_a_tick")]

    def __str__(self) -> str:
        return f"{self.job} {timezone.localtime(self.due):%Y-%m-%d %H:%M}"
