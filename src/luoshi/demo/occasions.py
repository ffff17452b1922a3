"""The round-up page of the demo zone set out zone by zone (各区对比)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from luoshi.coverage.zones.actions import begin
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.models import Document

READ_BY, DAY, BY = "roundup.txt", -240, "何静"


def occasions(cast: Cast) -> Iterator[Happening]:
    yield Happening(DAY, partial(_compare, cast))


def _compare(cast: Cast) -> None:
    documents = list(Document.objects.filter(zone=cast.zone, source_name=READ_BY))
    begin(documents, cast.posts[BY], title="全省高新区高质量发展推进会：各区怎么贯彻")
