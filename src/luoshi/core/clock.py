"""The one place that says what time it is, so that tests and the demo's history can say otherwise."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_set: ContextVar[dt.datetime | None] = ContextVar("luoshi_clock", default=None)


def now() -> dt.datetime:
    return _set.get() or timezone.now()


def today() -> dt.date:
    return timezone.localdate(now())


@contextmanager
def at(moment: dt.datetime | dt.date) -> Iterator[None]:
    """Make it ``moment`` inside the block; a bare date means ten in the morning, local time."""
    if not isinstance(moment, dt.datetime):
        moment = timezone.make_aware(dt.datetime.combine(moment, dt.time(10)))
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
