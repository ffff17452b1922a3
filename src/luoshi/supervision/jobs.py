"""What runs by itself, and when: the whole table."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core import clock
from luoshi.records import lights, seals
from luoshi.records.models import Seal
from luoshi.supervision.reminding import remind


@dataclass(frozen=True, slots=True)
class Job:
    """Due every day ``at`` a local time; ``run`` says in a line what it did.

    A job that catches up runs once for every moment it missed, in order, with the clock set to that moment; another
    runs once for the latest of them, at the time it is.
    """

    name: str
    label: Any
    at: dt.time
    run: Callable[[], str]
    catches_up: bool = False


def light_up() -> str:
    """Only today's: any past day's lights are made again from the events of that day (lights.standings_as_of)."""
    return _("变灯 %(count)d 项") % {"count": lights.refresh(clock.today())}


def seal_up() -> str:
    """A seal says what stands when it is made; one dated back would be a false witness."""
    last = Seal.objects.order_by("number").last()
    if last and timezone.localdate(last.made_at) == clock.today():
        return _("今天已封存")
    if last is None and seals.read_key() is None:
        return _("尚无封存密钥，没有封存；运行 luoshi seal 生成")
    return seals.name_of(seals.seal())


JOBS: tuple[Job, ...] = (
    Job("lights", gettext_lazy("刷新亮灯"), dt.time(0, 5), light_up),
    Job("seal", gettext_lazy("封存留痕"), dt.time(0, 30), seal_up),
    Job("reminders", gettext_lazy("生成提醒"), dt.time(7, 30), remind, catches_up=True),
)
