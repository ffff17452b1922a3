"""需要再看的: each thing with what was said then and now, and the ways on that are open to whoever looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.documents.models import Document, Replacement
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records import flow
from luoshi.records.addresses import address_of
from luoshi.records.declaration import Transition
from luoshi.records.models import Record
from luoshi.records.registry import type_of
from luoshi.revisions.models import Affected, Kind
from luoshi.revisions.words import difference_in_words

# By which steps of its own a task follows a newer version; nothing of it changes on this page.
STEPS = ("amend", "ask_extension", "replan", "withdraw")
FIRST_OPEN = {kind: place for place, kind in enumerate(Kind.values)}


@dataclass(frozen=True, slots=True)
class Thing:
    affected: Affected
    post: Post

    @property
    def kind(self) -> str:
        return self.affected.kind

    @property
    def title(self) -> str:
        one = self.affected
        if one.kind == Kind.JUDGEMENT and one.judgement:
            return f"{one.judgement.get_verdict_display()}：{one.judgement.reason}"
        if one.kind == Kind.COMPARISON and one.comparison:
            return one.comparison.superior.title
        return str(one.record or one.task or one.proposal)

    @property
    def url(self) -> str:
        one = self.affected
        record = one.record or one.task
        if record:
            return address_of(record)
        if one.proposal:
            return f"{reverse('review', args=[one.proposal.review_id])}?edit={one.proposal_id}"
        if one.judgement:
            return f"{reverse('clause', args=[one.comparison_id])}?clause={one.judgement.clause}"
        return reverse("comparison", args=[one.comparison_id])

    @property
    def about(self) -> str:
        """State and lead of a record."""
        record = self.affected.record or self.affected.task
        if record is None:
            return ""
        kind = type_of(record)
        lead = getattr(record, kind.detail).lead
        return " · ".join(str(word) for word in (kind.state(record.state).label, lead) if word)

    @property
    def differences(self) -> list[str]:
        return list(dict.fromkeys(difference_in_words(one) for row in self.affected.rows for one in row["differences"]))

    @property
    def is_open(self) -> bool:
        return not self.affected.outcome

    @property
    def may_settle(self) -> bool:
        return self.is_open and self.post.role == Role.SUPERVISOR

    @property
    def can_cite(self) -> bool:
        return self.affected.task is not None and any(row["now"] for row in self.affected.rows)

    @property
    def can_carry(self) -> bool:
        of_superior = (
            self.affected.comparison and self.affected.comparison.superior_id == self.affected.replacement.older_id
        )
        return bool(self.kind == Kind.JUDGEMENT and of_superior and any(row["now"] for row in self.affected.rows))

    @property
    def steps(self) -> list[tuple[Transition, str]]:
        """The task's own steps that the post may take now, with their addresses."""
        record = self.affected.task
        if record is None or not self.may_settle:
            return []
        open_ones = {step.name: step for step in flow.available(record, self.post)}
        return [(open_ones[name], _address(record, open_ones[name])) for name in STEPS if name in open_ones]


def _address(record: Record, step: Transition) -> str:
    return reverse(step.page, args=[record.pk]) if step.page else reverse("act", args=[record.pk, step.name])


def things_of(replacement: Replacement, post: Post) -> tuple[list[Thing], list[Thing]]:
    """Those that wait, tasks first, and those that were settled, the latest first."""
    rows = _whole(Affected.objects.visible_to(post).filter(replacement=replacement))
    waiting = set(replacement.affected.open().values_list("pk", flat=True))
    left = sorted((one for one in rows if one.pk in waiting), key=lambda one: (FIRST_OPEN[one.kind], one.pk))
    done = sorted((one for one in rows if one.outcome), key=lambda one: one.settled_at or one.made_at, reverse=True)
    return [Thing(one, post) for one in left], [Thing(one, post) for one in done]


def things_about(record: Record, post: Post) -> list[Thing]:
    """What waits to be looked at of one task, for its page."""
    rows = Affected.objects.visible_to(post).open().filter(record=record, kind=Kind.TASK)
    return [Thing(one, post) for one in _whole(rows)]


def _whole(rows: Any) -> Iterable[Affected]:
    return rows.select_related(
        "record__task__lead", "record__conveyance__lead", "proposal__record__task__lead", "judgement",
        "comparison__superior", "replacement__older", "replacement__newer", "settled_by__person",
    ).defer("replacement__changes", "replacement__older__text", "replacement__newer__text")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """A document before or after another, and how much still waits because of it."""

    replacement: Replacement
    document: Document
    waiting: int

    @property
    def label(self) -> str:
        return _("新版") if self.document.pk == self.replacement.newer_id else _("旧版")


def versions_of(document: Document, post: Post) -> list[Version]:
    """The next version, then those it took the place of."""
    rows = Replacement.objects.visible_to(post).select_related("older", "newer")
    rows = rows.defer("changes", "older__text", "newer__text")
    after = [(row, row.newer) for row in rows.filter(older=document)]
    before = [(row, row.older) for row in rows.filter(newer=document)]
    return [Version(row, other, row.affected.open().count()) for row, other in after + before]
