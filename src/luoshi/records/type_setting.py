"""What a zone sets of a type without code: what things are called, how long stages last, what else is asked."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role


class TypeSettingQuerySet(models.QuerySet["TypeSetting"]):
    def visible_to(self, post: Post | None) -> TypeSettingQuerySet:
        """Everyone who works in the zone, and 系统管理员, whose settings they may be too."""
        sees = post is not None and (not post.is_officer or post.role == Role.SYSTEM)
        return self.filter(zone=post.zone) if post and sees else self.none()


class TypeSetting(models.Model):
    """A version of a zone's settings of one type, in force from ``made_at`` on. Append-only.

    ``labels``: ``{"state.signed": …, "step.start": …, "field.investor": …}``, what is called otherwise than declared.
    ``limits``: ``{"signed": [3, "months"]}``, stages whose limit is another; ``[0, ""]`` lifts it.
    ``extra``: ``[{"name", "label", "kind", "choices", "listed", "retired"}]``, the zone's own fields (settled.Extra).
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="type_settings")
    type = models.CharField(max_length=20)
    labels = models.JSONField(default=dict)
    limits = models.JSONField(default=dict)
    extra = models.JSONField(default=list)
    reason = models.CharField(_("修改理由"), max_length=200)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    objects = TypeSettingQuerySet.as_manager()

    class Meta:
        app_label = "records"
        verbose_name = _("类型设置")
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["zone", "type", "made_at"])]

    def said(self) -> dict[str, Any]:
        """What the version sets, for comparing it with another."""
        return {"labels": self.labels, "limits": self.limits, "extra": self.extra}
