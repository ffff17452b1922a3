"""What every uploaded sheet is until it is confirmed, and what remains of it afterwards."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.org.models import Post


class Upload(models.Model):
    """A workbook on its way in: read, shown, corrected, and confirmed once. ``outcome`` is what became of it."""

    name = models.CharField(_("文件名"), max_length=200)
    as_of = models.DateField(_("情况截至"))
    outcome = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("上传时间"), default=clock.now)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.outcome is None
