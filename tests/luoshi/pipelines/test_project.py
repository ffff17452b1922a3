"""项目: its life, its clocks, and the lights that the rules offices publish ask for."""

import datetime as dt

import pytest
from people import People, browser_of, light_on

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

PROJECT = record_type("project")


def signed(people: People, planned: dt.date) -> Record:
    record = bring_in(PROJECT, people.li, title="激光雷达基地", investment=1_200_000_000_00)
    apply_transition(record, "sign", people.li, planned_start=planned)
    return record


def test_who_brings_a_project_in_leads_it(people: People) -> None:
    record = bring_in(PROJECT, people.li, title="激光雷达基地")
    assert record.project.lead == people.science
    assert browser_of(people.li).get(f"/pipelines/{record.pk}/").status_code == 200
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/").status_code == 404


def test_a_leader_does_not_bring_projects_in(people: People) -> None:
    with pytest.raises(Refused, match="领导"):
        bring_in(PROJECT, people.zhao, title="激光雷达基地")


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-03-31", "green"), ("2026-04-01", "yellow"), ("2026-05-31", "yellow"), ("2026-06-01", "red")],
)
def test_not_started_in_its_month_is_yellow_three_months_running_red(people: People, day: str, colour: str) -> None:
    with clock.at(dt.date.fromisoformat("2026-03-02")):
        record = signed(people, dt.date(2026, 3, 10))
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-04-15", "green"), ("2026-04-16", "yellow"), ("2026-05-15", "yellow"), ("2026-05-16", "red")],
)
def test_not_entered_a_month_after_the_start_is_yellow_two_red(people: People, day: str, colour: str) -> None:
    with clock.at(dt.date.fromisoformat("2026-03-15")):
        record = signed(people, dt.date(2026, 3, 10))
        apply_transition(record, "start", people.li, started_on=dt.date(2026, 3, 15))
    assert light_on(record, dt.date.fromisoformat(day)).colour == colour


def test_taking_the_start_back_restores_the_day_it_was_signed(people: People) -> None:
    with clock.at(dt.date.fromisoformat("2026-03-02")):
        record = signed(people, dt.date(2026, 3, 10))
    before = record.since
    apply_transition(record, "start", people.li, started_on=dt.date(2026, 3, 15))
    browser_of(people.li).post(f"/pipelines/{record.pk}/take-back/", {"version": record.version})
    again = Record.objects.get(pk=record.pk)
    assert (again.state, again.since, again.project.started_on) == ("signed", before, None)


def test_the_table_sums_what_it_shows(people: People) -> None:
    signed(people, dt.date(2026, 12, 1))
    page = browser_of(people.wang).get("/pipelines/project/?state=signed").content.decode()
    assert "激光雷达基地" in page
    assert "总投资合计 <b>12亿元</b>" in page
