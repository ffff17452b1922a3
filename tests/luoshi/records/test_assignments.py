"""Which units have which part in a task, and what follows from it."""

import pytest
from people import People, draft, take_to

from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record


def parts(record: Record) -> dict[str, str]:
    return {part.unit.name: part.part for part in record.assignments.select_related("unit")}


def test_a_lead_named_among_the_support_leads(people: People) -> None:
    record = draft(people, support=[people.science, people.industry])
    assert parts(record) == {"科技创新局": "lead", "产业促进局": "support"}


def test_amending_replaces_the_units(people: People) -> None:
    record = draft(people, support=[people.industry])
    apply_transition(record, "amend", people.wang, lead=people.building, support=[people.science])
    assert parts(record) == {"规划建设局": "lead", "科技创新局": "support"}


def test_amending_something_else_leaves_the_units(people: People) -> None:
    record = draft(people, support=[people.industry])
    apply_transition(record, "amend", people.wang, remark="先办")
    assert parts(record) == {"科技创新局": "lead", "产业促进局": "support"}


def test_another_zones_unit_is_refused(people: People) -> None:
    with pytest.raises(Refused, match="督查室不属于本区，不能分工。"):
        draft(people, lead=people.zhou.unit)
    assert not Record.objects.exists()


def test_a_unit_sees_a_task_once_it_is_handed_out(people: People) -> None:
    record = draft(people, support=[people.industry])
    assert not Record.objects.visible_to(people.li).exists()
    take_to(record, "assigned", people)
    assert {who.person.name for who in (people.li, people.sun, people.zhou) if Record.objects.visible_to(who)} == {
        "李强",
        "孙丽",
    }
