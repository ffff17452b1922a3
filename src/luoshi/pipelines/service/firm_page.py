"""One picture of what was done with a firm: visits, cases, and the projects that bear its name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.records.births import may_bring_in
from luoshi.records.models import Record
from luoshi.records.registry import record_type, type_of

CAME_TO_NOTHING = ("merged", "cancelled")
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Deed:
    """``day`` is when it was done, is to be done, or was asked for."""

    day: dt.date
    label: str
    state: str
    record: Record


def served(firm: Any, post: Post) -> dict[str, Any]:
    everything = Record.objects.filter(_about(firm)).exclude(type="visit", state__in=CAME_TO_NOTHING)
    seen = everything.visible_to(post).select_related("visit", "servicecase")
    deeds = sorted((_deed(record) for record in seen), key=lambda deed: (deed.day, deed.record.pk), reverse=True)
    cases = [deed.record for deed in deeds if deed.record.type == "servicecase"]
    visits = [deed for deed in deeds if deed.record.type == "visit" and deed.record.visit.visited_on]
    return {
        "deeds": deeds[:SHOWN],
        "elsewhere": everything.count() - len(deeds),
        "figures": [
            (_("走访"), len(visits), _("最近 %(day)s") % {"day": visits[0].day} if visits else _("还没有去过")),
            (_("诉求"), len(cases), _("在办 %(n)d 件") % {"n": sum(case.state != "closed" for case in cases)}),
            (_("企业满意"), *_contentment(cases)),
            (_("项目、线索"), len(deeds) - len(cases) - sum(deed.record.type == "visit" for deed in deeds), ""),
        ],
        "births": [
            (kind.birth.label, kind.name)
            for kind in map(record_type, ("servicecase", "visit"))
            if kind.birth and may_bring_in(kind, post) and firm.zone_id == post.zone_id and not firm.retired_on
        ],
    }


def _about(firm: Any) -> Q:
    """What names the firm by its row, and the projects and prospects that name it in words."""
    by_name = Q(zone=firm.zone_id) & (Q(project__investor=firm.name) | Q(title__contains=firm.name))
    return Q(visit__firm=firm) | Q(servicecase__firm=firm) | (Q(type__in=("project", "prospect")) & by_name)


def _deed(record: Record) -> Deed:
    kind = type_of(record)
    day = (record.visit.visited_on or record.due) if record.type == "visit" else None
    return Deed(day or timezone.localdate(record.created_at), str(kind.label), kind.state(record.state).label, record)


def _contentment(cases: list[Record]) -> tuple[str, str]:
    rated = [case.servicecase.rating for case in cases if case.servicecase.rating]
    if not rated:
        return "—", _("还没有评价")
    return str(rated.count("full")), _("基本满意 %(fair)d，不满意 %(not)d") % {
        "fair": rated.count("fair"),
        "not": rated.count("not"),
    }
