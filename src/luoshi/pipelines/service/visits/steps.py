"""What the steps of a visit ask for, refuse and change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.service.visits.model import Demand, Visit, open_demands
from luoshi.records import flow
from luoshi.records.assignments import units_with
from luoshi.records.births import bring_in
from luoshi.records.declaration import Answers
from luoshi.records.keeping import keep
from luoshi.records.models import Part, Record, Tie
from luoshi.records.registry import record_type

TITLE = 40  # characters of a demand that name its case


def name_of(answers: Answers) -> str:
    return _("走访%(firm)s") % {"firm": answers["firm"]}


def plan(record: Record, _post: Post, _answers: Answers) -> None:
    """The grid's officer goes where nobody else is named."""
    visit = Visit.of(record)
    if visit.officer is None and visit.firm.grid:
        visit.officer = visit.firm.grid.officer


def is_not_ahead(_record: Record, _post: Post, answers: Answers) -> None:
    day = answers.get("visited_on")
    if day and day > clock.today():
        raise Refused(_("走访日期 %(day)s 还没有到，请填写实际走访的日期。") % {"day": day})


def make(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    visited_on = answers.get("visited_on") or clock.today()
    keep(record, post, {**answers, "visited_on": visited_on})
    note_demands(record, post, answers)
    return {"visited_on": visited_on}


def note_demands(record: Record, _post: Post, answers: Answers) -> None:
    lines = (line.strip() for line in str(answers.get("demands") or "").splitlines())
    Demand.objects.bulk_create(Demand(record=record, words=line) for line in lines if line)


def demand_field(record: Record, _post: Post) -> forms.Field:
    return forms.ModelChoiceField(open_demands(record), empty_label=None)


def is_open(record: Record, _post: Post, answers: Answers) -> None:
    demand: Demand = answers["demand"]
    if not open_demands(record).filter(pk=demand.pk).exists():
        raise Refused(_("这条诉求已经转办或答复过了。"))


def raise_case(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """The demand's words become a case of the firm, tied to the visit it was heard on."""
    demand: Demand = answers["demand"]
    case = bring_in(
        record_type("servicecase"),
        post,
        even_so=True,  # a repeat is shown on the case's page, and joined there
        firm=Visit.of(record).firm,
        title=demand.words if len(demand.words) <= TITLE else f"{demand.words[:TITLE]}……",
        wording=demand.words,
        source="visit",
        category=answers.get("category") or "",
    )
    Tie.objects.create(record=case, other=record, note=_("走访时提出"))
    demand.case = case
    demand.save()
    return {"demand": demand.words, "case": case.code}


def settle(_record: Record, _post: Post, answers: Answers) -> dict[str, Any]:
    demand: Demand = answers["demand"]
    demand.settled = answers["settled"]
    demand.save()
    return {"demand": demand.words}


def nothing_open(record: Record, _post: Post) -> str | None:
    left = open_demands(record).count()
    if left:
        return _("“%(title)s”还有%(n)d条诉求没有转办或答复。") % {"title": record.title, "n": left}
    return None


def something_open(record: Record, post: Post) -> str | None:
    return None if nothing_open(record, post) else _("“%(title)s”没有待转办的诉求。") % {"title": record.title}


# Several units, one visit.


def others_to(record: Record, post: Post) -> forms.Field:
    """The firm's other visits to come, of whatever unit: units that plan the same go together."""
    firm = Visit.of(record).firm_id
    rows = Record.objects.filter(type="visit", zone=post.zone_id, state="planned", visit__firm=firm)
    return forms.ModelChoiceField(rows.exclude(pk=record.pk), empty_label=None)


def another_is_planned(record: Record, post: Post) -> str | None:
    choice: Any = others_to(record, post)
    return None if choice.queryset.exists() else _("“%(title)s”没有别的单位也要去。") % {"title": record.title}


def go_together(record: Record, post: Post, answers: Answers) -> None:
    """The unit goes along on the other visit; this one counts no more."""
    keep(record, post, answers)
    main: Record = answers["main"]
    lead, others = Visit.of(record).lead, units_with(main, Part.SUPPORT)
    if lead and lead != Visit.of(main).lead:
        flow.follow(main, "take_along", post, support=[*others, lead])
