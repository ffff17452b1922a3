"""Two round-ups half a year apart: how 场景开放 spreads from one zone to the others, and what each goes on with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from luoshi.coverage.time.actions import follow
from luoshi.demo.days import dated
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.org.models import Post

LATER = Path(__file__).parent / "documents" / "roundup-autumn.txt"
EARLIER = "roundup.txt"  # of the tasks' stories
PUBLISHED, FOLLOWED = -21, -20
BY = "何静"


def series(cast: Cast, today: dt.date) -> Iterator[Happening]:
    yield Happening(FOLLOWED, lambda: _follow(cast.posts[BY], today))


def _follow(by: Post, today: dt.date) -> None:
    text, published = dated(LATER.read_text(encoding="utf-8"), today), today + dt.timedelta(PUBLISHED)
    later = store(text, by, name=LATER.name, published=published).document
    earlier = Document.objects.get(zone=by.zone, source_name=EARLIER)
    days = {one: one.dated for one in (earlier, later) if one.dated}
    follow(days, "省内高新区专栏：两次会议", by)
