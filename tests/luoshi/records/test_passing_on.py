"""What a pipeline's record names in person goes to the successor, in one act with everything else."""

import datetime as dt

import pytest
from people import People, appoint

from luoshi.core.refusal import Refused
from luoshi.org.handover import hand_over, unsettled
from luoshi.org.roles import Role
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

PROJECT = record_type("project")


def test_a_project_goes_to_the_successor_with_an_event_of_its_own(people: People) -> None:
    new = appoint("wufan", "吴凡", people.science, Role.OWNER)
    record = bring_in(PROJECT, people.li, title="激光雷达基地", owner=people.chen.person)
    assert hand_over(people.chen, new, people.wang) == 1
    record = Record.objects.get(pk=record.pk)
    assert record.project.owner == new.person
    last = record.events.order_by("seq").last()
    assert (last.label, last.answers["handed_to"]["id"]) == ("工作交接", new.pk)


def test_what_is_over_or_another_units_stays(people: People) -> None:
    new = appoint("wufan", "吴凡", people.science, Role.OWNER)
    over = bring_in(PROJECT, people.li, title="已撤销的项目", owner=people.chen.person)
    apply_transition(over, "withdraw", people.wang, reason="投资主体变更")
    others = bring_in(PROJECT, people.sun, title="别的单位的项目", owner=people.chen.person)
    with pytest.raises(Refused, match="没有未办结的工作"):
        hand_over(people.chen, new, people.wang)
    for record in (over, others):
        assert Record.objects.get(pk=record.pk).project.owner == people.chen.person


def test_who_left_without_handing_over_is_told(people: People) -> None:
    bring_in(PROJECT, people.li, title="激光雷达基地", owner=people.chen.person)
    people.chen.ends = dt.date(2026, 1, 1)
    people.chen.save()
    assert (people.chen, "业务事项 1") in unsettled(people.zone)
