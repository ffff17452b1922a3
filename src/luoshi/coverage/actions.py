"""Setting documents against one another, correcting what came of it, adopting a clause as a task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib.metadata import version

from django.db import transaction
from django.utils.translation import gettext as _

from gongwen import Reading
from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.coverage import reading
from luoshi.coverage.facts import overlap
from luoshi.coverage.models import Aligned, Clauses, Comparison, Judgement, Verdict
from luoshi.documents.models import Document
from luoshi.documents.showing import address, asked_pieces
from luoshi.org.models import Post
from luoshi.records.actions import NewTask, Quote, create_task
from luoshi.records.models import Citation, Record

VERSION = version("luoshi")


@transaction.atomic
def compare(superior: Document, owns: Sequence[Document], post: Post) -> Comparison:
    """The comparison of ``superior``, begun now if there is none, with those of ``owns`` that were not set against it.

    Raises Refused where a document is not the zone's, or is set against itself, or has no measures to compare.
    """
    found, _made = Comparison.objects.get_or_create(zone=post.zone, superior=superior, defaults={"created_by": post})
    _alone(found)
    read = reading.read(superior)
    if not found.clauses.exists():
        _keep_clauses(found, read)
    known = set(found.aligned.values_list("own", flat=True))
    for own in owns:
        _refuse_strangers(found, own)
        if own.pk not in known:
            _set_against(found, own, read, post)
    return found


@transaction.atomic
def compare_again(comparison: Comparison, post: Post) -> None:
    """All of it anew, as gongwen reads and aligns now. What was found before stays, and so does every judgement."""
    read = reading.read(comparison.superior)
    _keep_clauses(comparison, read)
    for own in Document.objects.filter(pk__in=comparison.aligned.values("own")):
        _set_against(comparison, own, read, post)


def _alone(comparison: Comparison) -> None:
    """Held until the transaction ends: of two people who change it at once one waits for the other."""
    Comparison.objects.select_for_update(no_key=True).get(pk=comparison.pk)


def _keep_clauses(comparison: Comparison, superior: Reading) -> None:
    rows = reading.clauses(superior)
    if not rows:
        raise Refused(_("《%(title)s》里没有读出举措，不能用来对标。") % {"title": comparison.superior.title})
    Clauses.objects.create(comparison=comparison, version=VERSION, rows=rows)


def _refuse_strangers(comparison: Comparison, own: Document) -> None:
    if own == comparison.superior:
        raise Refused(_("一份文件不能和自己对标，请另选本级文件。"))
    if own.zone_id != comparison.zone_id:
        raise Refused(_("《%(title)s》不是本区的文件。") % {"title": own.title})


def _set_against(comparison: Comparison, own: Document, superior: Reading, post: Post) -> None:
    rows = reading.aligned(reading.read(own), superior)
    Aligned.objects.create(comparison=comparison, own=own, version=VERSION, rows=rows, made_by=post)


def judge(
    comparison: Comparison,
    clause: str,
    verdict: str,
    reason: str,
    post: Post,
    *,
    own: Document | None = None,
    words: str = "",
) -> Judgement:
    """Keep what ``post`` says of a clause. Words of an own document stand there word for word."""
    _must_be_clause(comparison, clause)
    if verdict not in Verdict.values:
        raise Refused(_("请选择判定。"))
    if not reason.strip():
        raise Refused(_("改判须写明理由。"))
    if words and (own is None or words not in own.text):
        raise Refused(_("本级表述须是所选文件里的原话，一字不差；请从文件里复制。"))
    return Judgement.objects.create(
        comparison=comparison, clause=clause, verdict=verdict, own=own, words=words, reason=reason.strip()[:200],
        made_by=post,
    )  # fmt: skip


@transaction.atomic
def adopt(comparison: Comparison, clause: str, post: Post) -> Record:
    """The clause as a draft task that stands on its words in the superior document. A clause is adopted once."""
    _alone(comparison)
    row = _must_be_clause(comparison, clause)
    superior = comparison.superior
    _refuse_twice(superior, row)
    goals = "；".join(text for text, _value, _unit, _op in row["amounts"])
    quote = Quote(superior, row["pieces"], row["text"])
    new = NewTask(
        title=row["text"].rstrip("，,；;。"),
        wording=row["text"],
        source_note=superior.title,
        quotes=[quote],
        goal=goals,
        due_text="；".join(text for text, _day in row["dates"]),
        due=_due(row),
    )
    return create_task(new, post)


def _refuse_twice(superior: Document, row: reading.Row) -> None:
    cited = Citation.objects.filter(document=superior, record__type="task").exclude(record__state="withdrawn")
    for citation in cited.select_related("record"):
        if overlap(citation.pieces, row["pieces"]):
            raise Refused(_("这一条已立为任务 %(code)s。") % {"code": citation.record.code})


def _due(row: reading.Row) -> dt.date | None:
    days = sorted(day for _text, day in row["dates"] if len(day) == len("2026-12-31"))
    due = dt.date.fromisoformat(days[-1]) if days else None
    return due if due and due >= clock.today() else None


def _must_be_clause(comparison: Comparison, clause: str) -> reading.Row:
    pieces = asked_pieces(clause)
    kept = comparison.clauses.first()
    found = next((row for row in (kept.rows if kept else ()) if pieces and row["pieces"] == pieces), None)
    if found is None:
        raise Refused(_("《%(title)s》里没有这一条，请刷新后再选。") % {"title": comparison.superior.title})
    return found


def key_of(row: reading.Row) -> str:
    """A clause's name in addresses."""
    return address(row["pieces"])
