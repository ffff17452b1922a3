"""Setting documents of several days side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import version

from django.db import transaction
from django.utils.translation import gettext as _

import gongwen
from luoshi.core.refusal import Refused
from luoshi.coverage.time.models import Chosen, Followed, Series
from luoshi.coverage.time.reading import readings
from luoshi.documents.models import Document
from luoshi.org.models import Post

VERSION = version("luoshi")
MOST = 12  # documents; every two neighbours of one title are aligned, a second for each pair of long reports


@transaction.atomic
def follow(days: Mapping[Document, dt.date], title: str, post: Post) -> Series:
    """A series of documents, each on its day, with what is found in it.

    Raises Refused where a document is not the zone's, or there are too many, or they are all of one day.
    """
    for document in days:
        if document.zone_id != post.zone_id:
            raise Refused(_("《%(title)s》不是本区的文件。") % {"title": document.title})
    if len(days) > MOST:
        raise Refused(_("一次最多选 %(most)d 份文件，请分几次对比。") % {"most": MOST})
    if len(set(days.values())) < 2:
        raise Refused(_("请至少选两份不同日期的文件，一份看不出变化。"))
    made = Series.objects.create(zone=post.zone, title=title.strip()[:100] or _named(days), created_by=post)
    for document, day in days.items():
        Chosen.objects.create(series=made, document=document, day=day)
    find(made)
    return made


@transaction.atomic
def find(series: Series) -> None:
    """What gongwen finds in a series, as it reads now; what was found before stays."""
    read = readings(series)
    Followed.objects.create(series=series, version=VERSION, payload=gongwen.trend(read).to_dict())
    for voice in gongwen.recurring(read):
        payload = gongwen.emphasis(read, voice).to_dict()
        Followed.objects.create(series=series, voice=voice[:200], version=VERSION, payload=payload)


def _named(days: Mapping[Document, dt.date]) -> str:
    first = min(days, key=lambda document: days[document])
    if len(days) == 1:
        return first.title[:100]
    return _("%(title)s等 %(n)d 份") % {"title": first.title[:60], "n": len(days)}
