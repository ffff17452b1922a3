"""What every uploaded sheet is until it is confirmed, and what remains of it afterwards."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post


class Upload(models.Model):
    """A workbook on its way in: read, shown, corrected, and confirmed once. ``outcome`` is what became of it."""

    DONE = _("《%(name)s》已经导入，不能再改。")

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

    def demand_open(self) -> None:
        """Raises Refused once it is confirmed."""
        if not self.is_open:
            raise Refused(str(self.DONE % {"name": self.name}))

    def change(self, version: int, **values: Any) -> None:
        """Compare-and-set: whoever comes second is told."""
        same = type(self)._default_manager.filter(pk=self.pk, version=version)
        if not same.update(version=version + 1, **values):
            raise Refused(str(_("《%(name)s》刚刚被他人更新，请刷新后再办。") % {"name": self.name}))
        self.refresh_from_db()

    def discard(self) -> None:
        """Nothing of the file stays."""
        self.demand_open()
        self.delete()
