"""The columns of a conclusion that may be reconsidered (复核): what is asked and until when it is to be decided."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reconsidered(models.Model):
    """``reconsider_due`` is empty as long as nothing is asked, ``reconsidered_on`` as long as none was upheld."""

    reconsider_due = models.DateField(_("复核决定期限"), null=True, blank=True)
    reconsider_reason = models.TextField(_("复核理由"), blank=True)
    reconsidered_on = models.DateField(_("复核日期"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def concluded_on(self) -> dt.date | None:
        """The day from which it may be asked."""
        raise NotImplementedError
