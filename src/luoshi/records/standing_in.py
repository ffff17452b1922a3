"""代填: 督查室 enters what a unit told it. The entry says on which day it happened and by whom it was told."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.declaration import Answers

EVENING = dt.time(18)


def day_told(answers: Answers) -> dt.date:
    """The day a step is of: that which somebody was told, else today."""
    day: dt.date | None = answers.get("happened_on")
    return day or clock.today()


def moment_told(answers: Answers, handed_out: str | None) -> dt.datetime:
    """When what is entered for a unit happened; refused where that cannot be. ``handed_out`` is an ISO day."""
    day = day_told(answers)
    if day > clock.today():
        raise Refused(_("发生日期 %(day)s 还没有到，请填写实际发生的日期。") % {"day": day})
    if handed_out and day < dt.date.fromisoformat(handed_out):
        told = _("发生日期 %(day)s 早于交办日期 %(handed_out)s，请核对。")
        raise Refused(told % {"day": day, "handed_out": handed_out})
    if day == clock.today():
        return clock.now()
    return timezone.make_aware(dt.datetime.combine(day, EVENING))
