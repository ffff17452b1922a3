"""How far a record is, and on whose word (DESIGN.md §4: weight of evidenced milestones, else target reached, else
the unit's own word)."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from luoshi.org.models import Unit
from luoshi.records.models import Milestone, Record, Target
from luoshi.records.parts import facts_of


def facts(record: Record, percent: int | None, lead: Unit | None, handed_out: dt.date | None) -> dict[str, Any]:
    """The part of an event's values that says how far and against which plan."""
    milestones = list(record.milestones.all())
    progress, basis = actual(record, milestones, percent)
    return {
        "progress": progress,
        "basis": basis,
        "plan": [[milestone.due.isoformat(), milestone.weight] for milestone in milestones],
        "lead": lead.pk if lead else None,
        "handed_out": handed_out.isoformat() if handed_out else None,
        "parts": facts_of(record),
    }


def actual(record: Record, milestones: Sequence[Milestone], percent: int | None) -> tuple[int | None, str | None]:
    """Progress 0-100 with its basis, or two Nones where nothing is known."""
    total = sum(milestone.weight for milestone in milestones)
    if total:
        evidenced = set(record.evidence.standing().exclude(milestone=None).values_list("milestone", flat=True))
        return round(100 * sum(m.weight for m in milestones if m.pk in evidenced) / total), "evidence"
    shares = [share for target in record.targets.all() if (share := reached_share(target)) is not None]
    if shares:
        return round(sum(shares) / len(shares)), "target"
    return (percent, "word") if percent is not None else (None, None)


def reached_share(target: Target) -> Decimal | None:
    """0-100 of the way from base to value; None until a number was reported or where there is no way to go."""
    start = target.base or Decimal(0)
    if target.reached is None or target.value is None or target.value == start:
        return None
    return max(Decimal(0), min(Decimal(100), 100 * (target.reached - start) / (target.value - start)))
