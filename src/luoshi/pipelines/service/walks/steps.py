"""What the steps of a walk ask for, refuse and change."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.pipelines.service.walks.model import Walk, WalkStep
from luoshi.records.births import bring_in
from luoshi.records.declaration import Answers
from luoshi.records.models import Record
from luoshi.records.registry import record_type

OVER = ("closed", "explained")


def begin(record: Record, post: Post, _answers: Answers) -> None:
    """Whoever brings it in walks it, where nobody else is named."""
    walk = Walk.of(record)
    if walk.walker is None and not post.is_officer:
        walk.walker = post


def note_step(record: Record, _post: Post, answers: Answers) -> None:
    WalkStep.objects.create(
        record=record,
        again=record.state == "improving",
        **{name: answers[name] for name in STEP if answers.get(name) not in (None, "")},
    )


STEP = ("what", "place", "channel", "materials", "waited", "sent_back", "felt")


def steps_of(record: Record) -> QuerySet[WalkStep]:
    rows: QuerySet[WalkStep] = WalkStep.objects.standing().filter(record=record)
    return rows


def pain_points(record: Record) -> QuerySet[Record]:
    return Record.objects.filter(painpoint__walk=record).select_related("painpoint__lead").order_by("code")


def note_pain(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """A record of its own, with the unit that mends it and a day."""
    found = bring_in(
        record_type("painpoint"),
        post,
        walk=record,
        title=answers["pain"],
        wording=answers.get("pain_words") or "",
        lead=answers["pain_unit"],
        due=answers["due"],
    )
    return {"pain": str(found)}


def nothing_walked(record: Record, _post: Post) -> str | None:
    return None if steps_of(record).exists() else _("“%(title)s”还没有记下一步。") % {"title": record.title}


def no_pain(record: Record, post: Post) -> str | None:
    if not pain_points(record).exists():
        return _("“%(title)s”没有记痛点，请办“走完，没有痛点”。") % {"title": record.title}
    return nothing_walked(record, post)


def some_pain(record: Record, post: Post) -> str | None:
    if pain_points(record).exists():
        return _("“%(title)s”记了痛点，请办“走完，交整改”。") % {"title": record.title}
    return nothing_walked(record, post)


def pain_left(record: Record, _post: Post) -> str | None:
    """A walk ends when each of its pain points was mended or explained."""
    left = pain_points(record).exclude(state__in=OVER)
    if not left:
        return None
    told = "、".join(f"{one.code}（{one.painpoint.lead}）" for one in left)
    return _("“%(title)s”还有%(n)d个痛点没有销号或说明：%(left)s。") % {
        "title": record.title,
        "n": len(left),
        "left": told,
    }
