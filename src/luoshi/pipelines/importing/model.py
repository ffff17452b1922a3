"""A sheet on its way into a register or a pipeline."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role
from luoshi.sheets.upload import Upload


class SheetImportQuerySet(models.QuerySet["SheetImport"]):
    def visible_to(self, post: Post | None) -> SheetImportQuerySet:
        """督查员 see those of the zone, a unit those that it uploaded itself: a sheet may hold what is personal."""
        if post and post.role == Role.SUPERVISOR:
            return self.filter(zone=post.zone)
        return self.filter(created_by__unit=post.unit_id) if post and post.speaks_for_unit else self.none()


class SheetImport(Upload):
    """``about`` names what it comes into, ``register/firm`` or ``type/project`` (targets.py). ``sheets`` are the cells
    as read, kept until it is confirmed.

    ``columns`` is one option (columns.py) or "" a column as people corrected it, empty as long as nobody did;
    ``settled`` are the choices made for doubtful cells. ``overrides``: where a row is there already and says something
    else, the sheet is right. ``stood_on``: since when a record stands in its stage where the sheet does not say it.
    ``outcome``: ``{"new", "amended", "existing", "refused", "left", "doubts": [[address, column, text, said]]}``.
    """

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.CharField(max_length=60)
    sheets = models.JSONField(default=list)
    chosen = models.PositiveSmallIntegerField(_("工作表"), default=0)
    columns = models.JSONField(default=list)
    settled = models.JSONField(default=dict)
    overrides = models.BooleanField(_("以表为准"), default=False)
    stood_on = models.DateField(_("没写进入阶段日期的，按"), null=True, blank=True)

    objects = SheetImportQuerySet.as_manager()

    class Meta(Upload.Meta):
        verbose_name = _("名册、业务导入")
