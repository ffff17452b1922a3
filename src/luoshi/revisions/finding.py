"""What stands on words of the older document that the newer one changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Q

from luoshi.coverage.facts import overlap
from luoshi.coverage.models import Comparison, Judgement
from luoshi.documents.models import Document, Replacement
from luoshi.documents.showing import asked_pieces
from luoshi.intake.models import Proposal
from luoshi.intake.payload import payload_of
from luoshi.records.models import Citation, Record
from luoshi.revisions.models import Affected, Kind
from luoshi.revisions.way import Pieces, Way, pieces_of

Row = dict[str, Any]
UNCHANGED = frozenset({"same", "moved"})
OF_THE_WHOLE = frozenset({"date", "unit", "negation", "obligation"})  # wherever in a sentence they stand


def affected_by(replacement: Replacement) -> Iterator[Affected]:
    """Unsaved, each thing once: tasks, proposals, comparisons, judgements, conveyances."""
    changed = changed_rows(replacement)
    yield from _tasks(replacement, changed)
    yield from _proposals(replacement, changed)
    yield from _comparisons(replacement, changed)
    yield from _judgements(replacement, changed)
    yield from _conveyances(replacement)


def changed_rows(replacement: Replacement) -> list[Row]:
    """What of the older text is not as it was: its words then and now, with their places and what is marked in them."""
    older, newer = replacement.older.text, replacement.newer.text
    rows = (row for row in replacement.changes["rows"] if row["old"] and row["kind"] not in UNCHANGED)
    return [
        {
            "kind": row["kind"],
            "then": segments(older, row["old"], [edit["old_pieces"] for edit in row["edits"]]),
            "now": segments(newer, row["new"], [edit["new_pieces"] for edit in row["edits"]]),
            "then_pieces": pieces_of(row["old"]),
            "now_pieces": pieces_of(row["new"]),
            "edited": [edit["old_pieces"] for edit in row["edits"]],
            "differences": row["differences"],
        }
        for row in rows
    ]


def segments(page: str, provisions: Iterable[Mapping[str, Any]], marked: Iterable[Pieces]) -> list[list[Any]]:
    """The provisions' words as ``[words, is marked]``, in their order."""
    marks = sorted(tuple(piece) for pieces in marked for piece in pieces)
    out: list[list[Any]] = []
    for start, end in pieces_of(provisions):
        at = start
        for first, last in marks:
            if start <= first and last <= end:
                out += [[page[at:first], False], [page[first:last], True]]
                at = last
        out.append([page[at:end], False])
    return [segment for segment in out if segment[0]]


def touching(rows: Iterable[Row], pieces: Pieces) -> list[Row]:
    return [row for row in rows if _touches(row, pieces)]


def _touches(row: Row, pieces: Pieces) -> bool:
    """Whether words at ``pieces`` changed, or what holds for their whole sentence. Of words put in it is not known."""
    if not overlap(row["then_pieces"], pieces):
        return False
    if row["kind"] != "reworded" or any(one["matter"] in OF_THE_WHOLE for one in row["differences"]):
        return True
    return any(not edited or overlap(edited, pieces) for edited in row["edited"])


def citations_of(document: Document) -> Iterator[tuple[int, Pieces]]:
    """(record id, pieces) of the tasks that stand on a document, directly or on a version before it, by where its words
    stand today."""
    rows = Citation.objects.filter(document=document, record__type="task").exclude(record__state="withdrawn")
    live = rows.filter(record__task__archived_on=None)
    yield from live.values_list("record", "pieces")
    for earlier in document.replaces.select_related("older", "newer"):
        already, way = set(live.values_list("record", flat=True)), Way(earlier)
        for record, pieces in citations_of(earlier.older):
            if record not in already:
                yield record, way.onward(pieces)


def _tasks(replacement: Replacement, changed: list[Row]) -> Iterator[Affected]:
    found: dict[int, list[Row]] = {}
    for record, pieces in citations_of(replacement.older):
        rows = found.setdefault(record, [])
        rows += [row for row in touching(changed, pieces) if row not in rows]
    records = Record.objects.in_bulk(found)
    for pk, rows in sorted(found.items()):
        if rows:
            yield Affected(replacement=replacement, kind=Kind.TASK, key=f"task:{pk}", record=records[pk], rows=rows)


def _proposals(replacement: Replacement, changed: list[Row]) -> Iterator[Affected]:
    older = replacement.older
    waiting = Proposal.objects.open().filter(review__reading__document=older).select_related("review__reading")
    waiting = waiting.prefetch_related("merged")
    for proposal in waiting:
        page = payload_of(older, proposal.review.reading.payload)
        parts = [proposal, *proposal.merged.all()]
        rows = touching(changed, page.pieces([span for part in parts for span in part.span_ids]))
        if rows:
            key = f"proposal:{proposal.pk}"
            yield Affected(replacement=replacement, kind=Kind.PROPOSAL, key=key, proposal=proposal, rows=rows)


def comparisons_of(document: Document) -> Iterable[Comparison]:
    """Those it is set in, on either side."""
    either = Q(superior=document) | Q(aligned__own=document)
    return Comparison.objects.filter(either, zone=document.zone_id).select_related("superior").distinct()


def _comparisons(replacement: Replacement, changed: list[Row]) -> Iterator[Affected]:
    """One a comparison, with the lines of its matrix whose words changed; new clauses count too."""
    is_more = any(not row["old"] for row in replacement.changes["rows"])
    for comparison in comparisons_of(replacement.older):
        kept = _kept_rows(comparison, replacement.older)
        rows = [row for row in changed if any(_touches(row, one["pieces"]) for one in kept)]
        if rows or is_more:
            key = f"comparison:{comparison.pk}"
            yield Affected(replacement=replacement, kind=Kind.COMPARISON, key=key, comparison=comparison, rows=rows)


def _kept_rows(comparison: Comparison, document: Document) -> list[Row]:
    if comparison.superior_id == document.pk:
        kept = comparison.clauses.first()
        return kept.rows if kept else []
    aligned = comparison.aligned.filter(own=document).last()
    return aligned.rows if aligned else []


def standing_judgements(comparison: Comparison) -> list[Judgement]:
    """The latest of each clause."""
    return list({one.clause: one for one in comparison.judgements.select_related("own")}.values())


def _judgements(replacement: Replacement, changed: list[Row]) -> Iterator[Affected]:
    older = replacement.older
    for comparison in comparisons_of(older):
        for one in standing_judgements(comparison):
            pieces = asked_pieces(one.clause) if comparison.superior_id == older.pk else _place_of(one, older)
            rows = touching(changed, pieces)
            if rows:
                yield Affected(
                    replacement=replacement, kind=Kind.JUDGEMENT, key=f"judgement:{one.pk}", comparison=comparison,
                    judgement=one, rows=rows,
                )  # fmt: skip


def _place_of(judgement: Judgement, own: Document) -> Pieces:
    """Where the own words stand that it names, if it names words of this document."""
    at = own.text.find(judgement.words) if judgement.words and judgement.own_id == own.pk else -1
    return [[at, at + len(judgement.words)]] if at >= 0 else []


def _conveyances(replacement: Replacement) -> Iterator[Affected]:
    """Its meeting heard the older text."""
    rows = Record.objects.filter(type="conveyance", conveyance__document=replacement.older).exclude(state="spared")
    for record in rows:
        key = f"conveyance:{record.pk}"
        yield Affected(replacement=replacement, kind=Kind.CONVEYANCE, key=key, record=record, rows=[])
