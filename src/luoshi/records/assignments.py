"""Which units have which part in a record."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Unit
from luoshi.records.models import Assignment, Part, Record


def units_with(record: Record, part: Part) -> list[Unit]:
    rows = record.assignments.filter(part=part).select_related("unit")
    return [row.unit for row in rows]


def assign_units(record: Record, lead: Unit | None, joint: Iterable[Unit], support: Iterable[Unit]) -> None:
    """Make these the record's units, and no others."""
    parts = _parts(lead, joint, support)
    refuse_strangers(parts, record.zone_id)
    record.assignments.exclude(unit__in=parts).delete()
    for unit, part in parts.items():
        Assignment.objects.update_or_create(record=record, unit=unit, defaults={"part": part})
    record.assignments._remove_prefetched_objects()  # type: ignore[attr-defined]


def let_in(record: Record, *units: Unit) -> None:
    """Give ``units`` a part in the record, so that they see it; none loses its own."""
    leads, joint, support = (units_with(record, part) for part in (Part.LEAD, Part.JOINT_LEAD, Part.SUPPORT))
    assign_units(record, next(iter(leads), None), joint, [*support, *units])


def _parts(lead: Unit | None, joint: Iterable[Unit], support: Iterable[Unit]) -> dict[Unit, Part]:
    """A unit named twice has the greater part."""
    parts = {**dict.fromkeys(support, Part.SUPPORT), **dict.fromkeys(joint, Part.JOINT_LEAD)}
    return {**parts, lead: Part.LEAD} if lead else parts


def refuse_strangers(units: Iterable[Unit], zone: int) -> None:
    strangers = [unit.name for unit in units if (unit.zone_id or unit.pk) != zone]
    if strangers:
        raise Refused(_("%(units)s不属于本区，不能分工。") % {"units": "、".join(strangers)})


def first_assignments(
    record: Record, lead: Unit | None, joint: Iterable[Unit], support: Iterable[Unit], signed_on: dt.date | None
) -> list[Assignment]:
    """The rows of a record's first units, not saved yet; ``signed_on`` is the day its former ledger has them signed."""
    parts = _parts(lead, joint, support)
    refuse_strangers(parts, record.zone_id)
    return [Assignment(record=record, unit=unit, part=part, acknowledged_on=signed_on) for unit, part in parts.items()]
