"""The round-up pages of the demo zone set out zone by zone (各区对比)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from luoshi.coverage.zones.actions import begin
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.models import Document

BY = "何静"
# The day they were set out, the page, and what the occasion is called.
OCCASIONS = (
    (-240, "roundup.txt", "全省高新区高质量发展推进会：各区怎么贯彻"),
    (-19, "roundup-autumn.txt", "全省制造业转型升级现场会：各区怎么贯彻"),
)


def occasions(cast: Cast) -> Iterator[Happening]:
    for day, page, title in OCCASIONS:
        yield Happening(day, partial(_compare, cast, page, title))


def _compare(cast: Cast, page: str, title: str) -> None:
    begin(list(Document.objects.filter(zone=cast.zone, source_name=page)), cast.posts[BY], title=title)
