"""What a leader's 批示 says besides its record's spine: there ``wording`` are the words, kept as they were written."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.models import Record


class InstructionQuerySet(models.QuerySet["InstructionDetail"]):
    def visible_to(self, post: Post | None) -> InstructionQuerySet:
        """督查员 see their zone's; who wrote one sees it in whatever post of the zone."""
        if post is None or post.role not in (Role.SUPERVISOR, Role.LEADER, Role.CHARGE):
            return self.none()
        in_zone = self.filter(record__zone=post.zone)
        return in_zone if post.role == Role.SUPERVISOR else in_zone.filter(author__person=post.person_id)


class InstructionDetail(models.Model):
    """``about`` is the task it was written on, ``task`` the one it became, ``reason`` why it became none."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="instruction", primary_key=True)
    author = models.ForeignKey(Post, models.PROTECT, related_name="+")
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="instructions")
    task = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="instructed_by")
    reason = models.TextField(_("理由"), blank=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        app_label = "records"
        verbose_name = _("批示件")
