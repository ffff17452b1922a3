"""What every register's model has."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.org.models import Post, Unit


class RowQuerySet(models.QuerySet[Any]):
    def visible_to(self, post: Post | None) -> RowQuerySet:
        """Whoever works in a zone knows its registers, and whoever oversees it; the three officers none."""
        if post is None or post.is_officer:
            return self.none()
        return self.filter(zone__in=[post.zone_id, *(zone.pk for zone in post.overseen)])

    def in_use(self) -> RowQuerySet:
        return self.filter(retired_on=None)


class Row(models.Model):
    """A row is never deleted, for records refer to it: it is retired from a day on, and may come back."""

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
