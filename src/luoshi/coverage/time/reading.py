"""The documents of a series as gongwen reads them, and a term looked for in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import gongwen
from luoshi.coverage.time.models import Series
from luoshi.documents.models import Document

Payload = dict[str, Any]
# Id, text hash and day: the same ones are always read the same.
Known = tuple[int, str, dt.date]


def readings(series: Series) -> tuple[gongwen.Reading, ...]:
    """In the order of ``series.chosen``."""
    chosen = series.chosen.select_related("document").defer("document__text")
    return _read(tuple((one.document_id, one.document.text_sha256, one.day) for one in chosen))


def look_for(series: Series, term: str) -> Payload:
    """The course of ``term``, as gongwen.trend tells it."""
    return gongwen.trend(readings(series), [term]).to_dict()


# A few: a report read is some megabytes, and people look for several terms one after another.
@lru_cache(maxsize=3)
def _read(known: Sequence[Known]) -> tuple[gongwen.Reading, ...]:
    texts = dict(Document.objects.filter(pk__in=[pk for pk, _sha, _day in known]).values_list("pk", "text"))
    return tuple(gongwen.read(texts[pk], published=day) for pk, _sha, day in known)
