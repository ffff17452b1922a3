"""What the newer version leaves as it was: its tasks cite it in one go, and nothing is made a task a second time."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.coverage.facts import overlap
from luoshi.documents.models import Replacement
from luoshi.intake import edits
from luoshi.intake.models import Proposal
from luoshi.intake.payload import payload_of
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.models import Citation, Record
from luoshi.records.types import newer as basis
from luoshi.revisions.finding import UNCHANGED, citations_of
from luoshi.revisions.models import Affected, Kind
from luoshi.revisions.way import Pieces, Way, in_order, pieces_of


def tasks_to_cite(replacement: Replacement) -> dict[int, Pieces]:
    """Record id → where its words, which did not change, stand in the newer text; of tasks that do not cite it yet."""
    looked_at = set(replacement.affected.filter(kind=Kind.TASK).values_list("record", flat=True))
    citing = Citation.objects.filter(document=replacement.newer_id).values_list("record", flat=True)
    apart, way = looked_at | set(citing), Way(replacement)
    found: dict[int, Pieces] = {}
    for record, pieces in citations_of(replacement.older):
        if record not in apart:
            found.setdefault(record, []).extend(way.onward(pieces))
    return {record: in_order(pieces) for record, pieces in found.items() if pieces}


@transaction.atomic
def cite_unchanged(replacement: Replacement, post: Post) -> int:
    """All of them stand on the newer document too, each told in its own history."""
    wanted, newer = tasks_to_cite(replacement), replacement.newer
    waiting = set(
        Affected.objects.open().filter(kind=Kind.TASK, record__in=wanted).values_list("record", flat=True)
    )  # fmt: skip
    for record in Record.objects.filter(pk__in=wanted).select_related("task").order_by("code"):
        pieces = wanted[record.pk]
        words = "".join(newer.text[start:end] for start, end in pieces)
        told = {"newer": newer, "newer_words": words, "pieces": pieces, "reason": _("新版里原句没有变")}
        flow.follow(record, basis.LOOKED_AT, post, is_last=record.pk not in waiting, **told)
    return len(wanted)


def repeated(replacement: Replacement) -> list[Proposal]:
    """Open proposals of the newer document that say nothing new and already are tasks of the older."""
    rows = [row for row in replacement.changes["rows"] if row["new"] and row["kind"] not in UNCHANGED]
    changed = [piece for row in rows for piece in pieces_of(row["new"])]
    standing = list(_standing(replacement))
    newer = Proposal.objects.open().filter(review__reading__document=replacement.newer_id)
    waiting = newer.select_related("review__reading").prefetch_related("merged")
    return [one for one in waiting if _is_repeated(_place_of(one, replacement), changed, standing)]


def _standing(replacement: Replacement) -> Iterable[list[int]]:
    way = Way(replacement)
    for _record, pieces in citations_of(replacement.older):
        yield from way.onward(pieces)


def _place_of(proposal: Proposal, replacement: Replacement) -> Pieces:
    page = payload_of(replacement.newer, proposal.review.reading.payload)
    return page.pieces(span for part in (proposal, *proposal.merged.all()) for span in part.span_ids)


def _is_repeated(pieces: Pieces, changed: Pieces, standing: Pieces) -> bool:
    return overlap(pieces, standing) and not overlap(pieces, changed)


@transaction.atomic
def drop_repeated(replacement: Replacement, post: Post) -> int:
    found = repeated(replacement)
    return edits.drop(found, _("新版里原句没有变，旧版已立任务"), post) if found else 0
