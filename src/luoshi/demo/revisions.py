"""The province's document set against the zone's plan, and then reissued: what stands on it must be looked at again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from luoshi.coverage.actions import compare
from luoshi.demo.days import dated
from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.models import Document
from luoshi.revisions.actions import hand_in_newer, keep
from luoshi.revisions.models import Kind

DOCUMENTS = Path(__file__).parent / "documents"
OLDER, NEWER, PLAN = "superior.txt", "superior-revised.txt", "plan.txt"
BY = "何静"
COMPARED, REISSUED, LOOKED_AT = -30, -2, -1
KEPT = "新版已列入下次党工委会议议题，届时一并传达。"


def revisions(cast: Cast, today: dt.date) -> Iterator[Happening]:
    yield Happening(COMPARED, partial(_compare, cast))
    yield Happening(REISSUED, partial(_reissue, cast, today))
    yield Happening(LOOKED_AT, partial(_keep_one, cast))


def _document(cast: Cast, name: str) -> Document:
    return Document.objects.get(zone=cast.zone, source_name=name)


def _compare(cast: Cast) -> None:
    compare(_document(cast, OLDER), [_document(cast, PLAN)], cast.posts[BY])


def _reissue(cast: Cast, today: dt.date) -> None:
    text = dated((DOCUMENTS / NEWER).read_text(encoding="utf-8"), today)
    hand_in_newer(_document(cast, OLDER), cast.posts[BY], text, name=NEWER, published=today + dt.timedelta(REISSUED))


def _keep_one(cast: Cast) -> None:
    """The conveyance was looked at first; the tasks still wait."""
    replacement = _document(cast, OLDER).replaced_by
    conveyed = replacement.affected.open().filter(kind=Kind.CONVEYANCE).first()
    if conveyed:
        keep(conveyed, KEPT, cast.posts[BY])
