"""Corrections to proposals while a review is open. Each is saved at once and compared with what the editor saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.intake.models import Disposition, Proposal, Review
from luoshi.intake.payload import bare, payload_of
from luoshi.org.models import Person, Post, Unit

TEXTS = ("title", "theme", "steps", "due_text", "goal")
PARTS = ("joint", "support")
FIELDS = frozenset({*TEXTS, "lead", *PARTS, "leader", "owner", "due"})


class Stale(Refused):
    """Somebody else changed the proposal in between; nothing of this change was saved."""


@transaction.atomic
def set_fields(proposal: Proposal, post: Post, *, version: int | None = None, **values: Any) -> Proposal:
    """Set some of FIELDS. ``version`` is the one the editor saw; None where they saw no single proposal (bulk)."""
    _must_be_changeable(proposal, post)
    unknown = set(values) - FIELDS
    if unknown:
        raise Refused(_("没有这些栏目：%(names)s。") % {"names": "、".join(sorted(unknown))})
    values = _checked(proposal, values)
    named: dict[str, Sequence[Unit]] = {name: values.pop(name) for name in PARTS if name in values}
    set_now = {*values, *(name for name, units in named.items() if units)}
    settled = [doubt for doubt in proposal.doubt if doubt["about"] not in set_now]
    _change(proposal, version, doubt=settled, **values)
    if named or "lead" in values:
        _set_units(proposal, named)
    return proposal


def _set_units(proposal: Proposal, named: Mapping[str, Iterable[Unit]]) -> None:
    """A unit named twice has the greater part."""
    joint = [unit for unit in named.get("joint", proposal.joint.all()) if unit != proposal.lead]
    support = [unit for unit in named.get("support", proposal.support.all()) if unit not in (proposal.lead, *joint)]
    proposal.joint.set(joint)
    proposal.support.set(support)


@transaction.atomic
def settle_doubts(proposals: Iterable[Proposal], post: Post) -> int:
    """Somebody has looked at every doubt and let the values stand. How many proposals had any."""
    doubtful = [proposal for proposal in proposals if proposal.doubt]
    for proposal in doubtful:
        _must_be_changeable(proposal, post)
        _change(proposal, None, doubt=[])
    return len(doubtful)


def set_on_many(proposals: Iterable[Proposal], post: Post, **values: Any) -> int:
    """The same fields on each; those already settled are left alone."""
    with transaction.atomic():
        open_ones = [proposal for proposal in proposals if proposal.is_open]
        for proposal in open_ones:
            set_fields(proposal, post, **values)
    return len(open_ones)


@transaction.atomic
def merge(proposals: Sequence[Proposal], post: Post) -> Proposal:
    """All into the first in order. It keeps its own words and takes from the others only what it lacks."""
    first, *others = sorted(proposals, key=lambda proposal: proposal.order)
    if not others:
        raise Refused(_("合并须选中两条以上未定的条目。"))
    for proposal in (first, *others):
        _must_be_changeable(proposal, post)
    lacking = ("lead", "leader", "owner", "due")
    taken = {name: getattr(first, name) or _first(getattr(one, name) for one in others) for name in lacking}
    for name in ("due_text", "goal"):
        taken[name] = "；".join(dict.fromkeys(filter(None, (getattr(one, name) for one in (first, *others)))))
    leads = {unit for one in (first, *others) for unit in (*one.joint.all(), *filter(None, [one.lead]))}
    units = {unit for one in (first, *others) for unit in one.support.all()}
    taken["due_text"], taken["goal"] = taken["due_text"][:200], taken["goal"][:300]
    _change(first, None, doubt=_distinct([*first.doubt, *(doubt for one in others for doubt in one.doubt)]), **taken)
    _set_units(first, {"joint": leads, "support": units})
    for proposal in others:
        proposal.merged.update(merged_into=first)
        _change(proposal, None, disposition=Disposition.MERGED, merged_into=first)
    return first


@transaction.atomic
def split(proposal: Proposal, span_id: str, post: Post, *, version: int | None = None) -> Proposal:
    """Cut before the clause ``span_id``: it and what follows become a proposal of their own, right after."""
    _must_be_changeable(proposal, post)
    reading = proposal.review.reading
    page = payload_of(reading.document, reading.payload)
    spans = [span["id"] for span in page.in_order(proposal.span_ids)]
    at = spans.index(span_id) if span_id in spans else 0
    head, tail = spans[:at], spans[at:]
    if not page.measures(head) or not page.measures(tail):
        raise Refused(_("拆分后两边都要有举措。请选第二项及以后的举措，从那里拆开。"))
    titles = [bare(span["text"]) for span in page.measures(tail)]
    Proposal.objects.filter(review=proposal.review, order__gt=proposal.order).update(order=F("order") + 1)
    kept = [step for step in proposal.steps.splitlines() if step not in titles]
    _change(proposal, version, span_ids=head, steps="\n".join(kept))
    cut = Proposal.objects.create(
        review=proposal.review,
        order=proposal.order + 1,
        title=titles[0][:300],
        theme=proposal.theme,
        steps="\n".join(titles[1:]),
        span_ids=tail,
        entry=proposal.entry,
        section=proposal.section,
        lead=proposal.lead,
        leader=proposal.leader,
        owner=proposal.owner,
        due=proposal.due,
        due_text=proposal.due_text,
        version=1,
    )
    _set_units(cut, {"joint": proposal.joint.all(), "support": proposal.support.all()})
    return cut


@transaction.atomic
def drop(proposals: Iterable[Proposal], reason: str, post: Post) -> int:
    """Not to be tasks of ours, and why; what was merged into one goes with it."""
    reason = reason.strip()[:200]
    if not reason:
        raise Refused(_("不列须写明理由，例如“他区任务”“表态性要求”。"))
    dropped = 0
    for proposal in proposals:
        _must_be_changeable(proposal, post)
        for one in (*proposal.merged.all(), proposal):
            _change(one, None, disposition=Disposition.DROPPED, reason=reason, merged_into=None)
            dropped += 1
    return dropped


@transaction.atomic
def restore(proposal: Proposal, post: Post) -> None:
    """Back to open, from dropped or merged, as long as no task stands on it."""
    _must_be_in_open_review(proposal, post)
    if proposal.disposition not in (Disposition.DROPPED, Disposition.MERGED) or proposal.record_id:
        raise Refused(_("“%(title)s”不是不列或并入的条目，不用恢复。") % {"title": proposal.title})
    _change(proposal, None, disposition=Disposition.OPEN, reason="", merged_into=None)


@transaction.atomic
def add(review: Review, title: str, post: Post, span_id: str = "") -> Proposal:
    """A task that the reading did not propose: typed by hand, or from a clause that is no measure."""
    reading = review.reading
    page = payload_of(reading.document, reading.payload)
    span = page.span.get(span_id)
    title = bare(title or (span["text"] if span else ""))[:300]
    if not title:
        raise Refused(_("请填写任务名称。"))
    if span and any(span_id in ids for ids in review.proposals.values_list("span_ids", flat=True)):
        raise Refused(_("这句话已在某一条目里。"))
    last = review.proposals.order_by("-order").first()
    proposal = Proposal(
        review=review,
        order=last.order + 1 if last else 1,
        title=title,
        span_ids=[span_id] if span else [],
        entry=span["entry"] if span else None,
        section=(span["section"] or "") if span else "",
        version=1,
    )
    _must_be_in_open_review(proposal, post)
    proposal.save()
    return proposal


def _checked(proposal: Proposal, values: Mapping[str, Any]) -> dict[str, Any]:
    checked = {name: _fitting(name, value) if name in TEXTS else value for name, value in values.items()}
    if not checked.get("title", "x"):
        raise Refused(_("任务名称不能为空。"))
    named = (checked.get("lead"), *(checked.get("joint") or ()), *(checked.get("support") or ()))
    units = [unit for unit in named if isinstance(unit, Unit)]
    strangers = [unit.name for unit in units if unit.root.pk != proposal.review.zone_id]
    if strangers:
        raise Refused(_("%(units)s不属于本区，不能分工。") % {"units": "、".join(strangers)})
    people = [person for person in (checked.get("leader"), checked.get("owner")) if isinstance(person, Person)]
    for person in people:
        zone = proposal.review.zone
        if not person.posts.filter(Q(unit__zone=zone) | Q(unit=zone)).exists():
            raise Refused(_("%(name)s不在本区任职。") % {"name": person.name})
    return checked


def _fitting(name: str, value: str) -> str:
    value = value.strip().replace("\r\n", "\n")
    longest = Proposal._meta.get_field(name).max_length  # type: ignore[union-attr]
    if longest and len(value) > longest:
        label = Proposal._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        raise Refused(_("“%(label)s”不能超过%(longest)d字。") % {"label": label, "longest": longest})
    return value


def _must_be_in_open_review(proposal: Proposal, post: Post) -> None:
    review = proposal.review
    if not Review.objects.visible_to(post).filter(pk=review.pk).exists():
        raise Refused(_("没有这份文件，或它不在您的范围内。"))
    if not review.is_open:
        raise Refused(_("《%(title)s》已确认入账，不能再改；请到任务台账里修改任务。") % {"title": review.title})


def _must_be_changeable(proposal: Proposal, post: Post) -> None:
    _must_be_in_open_review(proposal, post)
    if not proposal.is_open:
        raise Refused(
            _("“%(title)s”已%(disposition)s，不能再改；请先恢复。")
            % {"title": proposal.title, "disposition": proposal.get_disposition_display()}
        )


def _change(proposal: Proposal, version: int | None, **values: Any) -> None:
    """Compare-and-set on the version the editor saw, else on the one read in this request."""
    seen = proposal.version if version is None else version
    same = Proposal.objects.filter(pk=proposal.pk, version=seen)
    if not same.update(version=seen + 1, **values):
        raise Stale(
            _("“%(title)s”刚刚被他人改过，您这次的修改没有保存。请看过现在的内容再改。") % {"title": proposal.title}
        )
    for name, value in values.items():
        setattr(proposal, name, value)
    proposal.version = seen + 1


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value), None)


def _distinct(doubts: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return list({doubt["words"]: doubt for doubt in doubts}.values())
