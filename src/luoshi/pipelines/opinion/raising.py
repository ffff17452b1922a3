"""Who raised an opinion: kept in a row of its own, so that it can be erased (个人信息保护法 §47)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from luoshi.core import chain, clock
from luoshi.org.models import Post
from luoshi.pipelines.opinion.models import Raiser
from luoshi.records.declaration import Answers
from luoshi.records.models import Record

PERSONAL = ("raiser_name", "raiser_phone")


def raiser_of(record: Record) -> Raiser | None:
    return Raiser.objects.filter(record=record).first()


def keep_raiser(record: Record, _post: Post, answers: Answers) -> dict[str, Any]:
    """What was said of the person, in the row; what the event holds instead: a hash that the erased row ends."""
    name, phone = (str(answers.get(field) or "").strip() for field in PERSONAL)
    if not (name or phone):
        return dict.fromkeys(PERSONAL)
    row = raiser_of(record) or Raiser(record=record)
    row.name, row.phone = name or row.name, phone or row.phone
    row.salt, row.erased_on = chain.new_salt(), None
    row.save()
    digest = chain.salted(f"{row.name} {row.phone}", row.salt, settings.LUOSHI_HASH)
    return {**dict.fromkeys(PERSONAL), "raiser_hash": digest}


def erase_raiser(record: Record, _post: Post, _answers: Answers) -> None:
    row = Raiser.objects.get(record=record)
    row.name, row.phone, row.salt, row.erased_on = "", "", "", clock.today()
    row.save()


def nobody_kept(record: Record, _post: Post) -> str | None:
    row = raiser_of(record)
    if row is None or row.erased_on:
        return _("“%(title)s”没有留存反映人信息。") % {"title": record.title}
    return None
