"""Which units have which part in a record."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Unit
from luoshi.records.models import Assignment, Part, Record


def supporting_units(record: Record) -> list[Unit]:
    rows = record.assignments.filter(part=Part.SUPPORT).select_related("unit")
    return [row.unit for row in rows]


def assign_units(record: Record, lead: Unit | None, support: Iterable[Unit]) -> None:
    """Make ``lead`` and ``support`` the record's units, and no others."""
    parts = {unit.pk: Part.SUPPORT for unit in support}
    if lead:
        parts[lead.pk] = Part.LEAD
    units = Unit.objects.in_bulk(list(parts))
    refuse_strangers(units.values(), record.zone_id)
    record.assignments.exclude(unit__in=parts).delete()
    for pk, part in parts.items():
        Assignment.objects.update_or_create(record=record, unit=units[pk], defaults={"part": part})


def refuse_strangers(units: Iterable[Unit], zone: int) -> None:
    strangers = [unit.name for unit in units if (unit.zone_id or unit.pk) != zone]
    if strangers:
        raise Refused(_("%(units)s不属于本区，不能分工。") % {"units": "、".join(strangers)})


def first_assignments(record: Record, lead: Unit | None, support: Iterable[Unit]) -> list[Assignment]:
    """The rows of a record's first units, not saved yet."""
    parts = dict.fromkeys(support, Part.SUPPORT)
    if lead:
        parts[lead] = Part.LEAD
    refuse_strangers(parts, record.zone_id)
    return [Assignment(record=record, unit=unit, part=part) for unit, part in parts.items()]
