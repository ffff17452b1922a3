"""Saying that a document is replaced, and settling one by one what stood on the older text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.bigrams import tokens
from luoshi.core.refusal import Refused
from luoshi.coverage import actions as coverage
from luoshi.coverage.actions import key_of
from luoshi.coverage.facts import overlap
from luoshi.coverage.models import Comparison, Judgement
from luoshi.documents.actions import AlreadyStored, store
from luoshi.documents.models import Document, Replacement
from luoshi.documents.showing import asked_pieces
from luoshi.documents.versions import replace
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.actions import NewTask, Quote, create_task
from luoshi.records.models import Citation, Record
from luoshi.records.types import newer as basis
from luoshi.revisions.finding import affected_by, citations_of, standing_judgements
from luoshi.revisions.models import Affected, Kind, Outcome
from luoshi.revisions.way import Way, in_order, pieces_of
from luoshi.revisions.words import changes_in_words
from luoshi.supervision.reminding import remind_of


@transaction.atomic
def hand_in_newer(
    older: Document,
    post: Post,
    source: bytes | str,
    *,
    name: str = "",
    published: dt.date | None = None,
    even_if_unlike: bool = False,
) -> Replacement:
    """Store the newer text and say that it replaces ``older``, both or neither. One that the zone holds is taken."""
    try:
        document = store(source, post, name=name, published=published).document
    except AlreadyStored as known:
        document = known.document
    return confirm(older, document, post, even_if_unlike=even_if_unlike)


@transaction.atomic
def confirm(older: Document, newer: Document, post: Post, *, even_if_unlike: bool = False) -> Replacement:
    """``newer`` replaces ``older``; what stands on its changed words is kept to be looked at again, and those who hold
    a task are told at once."""
    replacement = replace(older, newer, post, even_if_unlike=even_if_unlike)
    made = Affected.objects.bulk_create(affected_by(replacement))
    tasks = [(one.record, one.rows) for one in made if one.kind == Kind.TASK and one.record]
    for record, rows in tasks:
        flow.follow(record, basis.REPLACED, post, newer=newer, change=changes_in_words(rows))
    remind_of(*(record for record, _rows in tasks), only="basis")
    return replacement


@transaction.atomic
def withdraw(replacement: Replacement, post: Post) -> None:
    """It was no version of that document. Only as long as nothing was done on the strength of it."""
    rests_on_it = Citation.objects.filter(document=replacement.newer, record__citations__document=replacement.older)
    if rests_on_it.exists() or replacement.affected.exclude(outcome__in=("", Outcome.KEPT)).exists():
        raise Refused(_("已有任务或对标按新版处理，不能取消关联。"))
    for one in replacement.affected.filter(kind=Kind.TASK, outcome=""):
        _look_at(one, post, reason=_("关联有误，已取消"))
    replacement.delete()


@transaction.atomic
def keep(affected: Affected, reason: str, post: Post) -> None:
    """Looked at, and left as it is; the reason stays and is signed."""
    if not reason.strip():
        raise Refused(_("请写明为什么不用改。"))
    _settle(affected, Outcome.KEPT, reason.strip(), post)
    if affected.task:
        _look_at(affected, post, reason=reason.strip())


@transaction.atomic
def cite(affected: Affected, post: Post) -> None:
    """The task stands on the newer words too; the older ones stay cited."""
    newer = affected.replacement.newer
    pieces = _now_pieces(affected)
    if affected.task is None or not pieces:
        raise Refused(_("新版里没有对应的原句，不能引用。请写明理由保留，或到任务里撤销、另立。"))
    words = "".join(newer.text[start:end] for start, end in pieces)
    _settle(affected, Outcome.CITED, _("引用《%(title)s》原句") % {"title": newer.title}, post)
    _look_at(affected, post, newer=newer, newer_words=words, pieces=pieces)


def _now_pieces(affected: Affected) -> list[list[int]]:
    """Where the newer document says what the task's citations said; with what did not change, so that it is whole."""
    replacement, task = affected.replacement, affected.task
    if task is None:
        return []
    way = Way(replacement)
    cited = (pieces for record, pieces in citations_of(replacement.older) if record == task.pk)
    return in_order(piece for pieces in cited for piece in way.onward(pieces))


@transaction.atomic
def compare_with_newer(affected: Affected, post: Post) -> Comparison:
    """Made anew with the newer version in the older one's place. Judgements on words that did not change are carried
    over; the others wait to be looked at."""
    if affected.kind != Kind.COMPARISON or affected.comparison is None:
        raise Refused(_("这一条不是对标。"))
    old, replacement = affected.comparison, affected.replacement
    owns = list(Document.objects.filter(pk__in=old.aligned.values("own")))
    is_superior = old.superior_id == replacement.older_id
    made = coverage.compare(
        replacement.newer if is_superior else old.superior, owns if is_superior else [replacement.newer], post
    )
    if is_superior:
        _carry_unchanged(old, made, replacement, post)
    _settle(affected, Outcome.COMPARED, _("已按《%(title)s》对标") % {"title": replacement.newer.title}, post)
    return made


def _carry_unchanged(old: Comparison, made: Comparison, replacement: Replacement, post: Post) -> None:
    way = Way(replacement)
    waiting = set(replacement.affected.filter(kind=Kind.JUDGEMENT).values_list("judgement", flat=True))
    for one in standing_judgements(old):
        if one.pk not in waiting:
            clause = _clause_at(made, way.onward(asked_pieces(one.clause)), _words_of(one))
            if clause:
                reason = _("沿用旧版判定：%(reason)s") % {"reason": one.reason}
                coverage.judge(made, clause, one.verdict, reason, post, own=one.own, words=one.words)


def _clause_at(comparison: Comparison, pieces: list[list[int]], words: str) -> str:
    """Of several clauses of a sentence the one most like the words judged."""
    kept = comparison.clauses.first()
    near = [row for row in (kept.rows if kept else ()) if overlap(row["pieces"], pieces)]
    said = set(tokens(words))
    return key_of(max(near, key=lambda row: len(said & set(tokens(row["text"]))))) if near else ""


def _words_of(judgement: Judgement) -> str:
    text = judgement.comparison.superior.text
    return "".join(text[start:end] for start, end in asked_pieces(judgement.clause))


@transaction.atomic
def carry(affected: Affected, post: Post) -> None:
    """The judgement holds of the newer words too: the same is said of the clause in the newer comparison."""
    judgement, newer = affected.judgement, affected.replacement.newer
    made = Comparison.objects.filter(zone=newer.zone_id, superior=newer).first()
    pieces = [piece for row in affected.rows for piece in row["now_pieces"]]
    clause = _clause_at(made, pieces, _words_of(judgement)) if made and judgement else ""
    if judgement is None or made is None or not clause:
        raise Refused(_("新版的对标里还没有这一条。请先按新版重新对标；新版已删去的，写明理由即可。"))
    reason = _("沿用旧版判定：%(reason)s") % {"reason": judgement.reason}
    coverage.judge(made, clause, judgement.verdict, reason, post, own=judgement.own, words=judgement.words)
    _settle(affected, Outcome.CARRIED, reason, post)


@transaction.atomic
def adopt(replacement: Replacement, place: str, post: Post) -> Record:
    """A provision the newer version added, by its place among the changes, as a draft task on its words. Once."""
    Replacement.objects.select_for_update(no_key=True).get(pk=replacement.pk)
    rows = replacement.changes["rows"]
    row = rows[int(place)] if place.isdecimal() and len(place) < 7 and int(place) < len(rows) else None
    if row is None or row["kind"] != "added":
        raise Refused(_("这一条不是新版新增的，请刷新后再选。"))
    newer, pieces = replacement.newer, pieces_of(row["new"])
    cited = Citation.objects.filter(document=newer, record__type="task").exclude(record__state="withdrawn")
    for citation in cited.select_related("record"):
        if overlap(citation.pieces, pieces):
            raise Refused(_("这一条已立为任务 %(code)s。") % {"code": citation.record.code})
    text = "".join(one["text"] for one in row["new"])
    title = text.split("（", 1)[0].rstrip("，,；;。") or text
    quote = Quote(newer, pieces, "".join(newer.text[start:end] for start, end in pieces))
    return create_task(NewTask(title=title, wording=text, source_note=newer.title, quotes=[quote]), post)


def _settle(affected: Affected, outcome: str, reason: str, post: Post) -> None:
    """Compare-and-set: whoever comes second is told."""
    told: dict[str, Any] = {"outcome": outcome, "reason": reason[:200], "settled_by": post, "settled_at": clock.now()}
    if not Affected.objects.filter(pk=affected.pk, outcome="").update(**told):
        raise Refused(_("这一条刚刚被他人处理，请刷新后再看。"))


def _look_at(affected: Affected, post: Post, **answers: Any) -> None:
    """Told in the task's own history."""
    record: Any = affected.task
    others = Affected.objects.filter(kind=Kind.TASK, record=record, outcome="").exclude(pk=affected.pk)
    flow.follow(record, basis.LOOKED_AT, post, is_last=not others.exists(), **answers)
