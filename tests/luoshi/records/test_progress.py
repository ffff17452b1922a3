"""How far a task is, and on whose word."""

import datetime as dt
from decimal import Decimal

import pytest
from people import LINK, REPORT, People, task_in

from luoshi.records.actions import Goal
from luoshi.records.events import values_of
from luoshi.records.flow import apply_transition, take_back
from luoshi.records.models import Record, Target
from luoshi.records.progress import reached_share


def progress(record: Record) -> tuple[int | None, str | None]:
    values = values_of(Record.objects.get(pk=record.pk))
    return values["progress"], values["basis"]


def test_nothing_is_known_before_the_first_report(people: People) -> None:
    assert progress(task_in("acknowledged", people)) == (None, None)


def test_a_units_word_is_labelled_as_such(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, percent=60, **REPORT)
    assert progress(record) == (60, "word")


def test_a_number_reached_comes_before_the_units_word(people: People) -> None:
    record = task_in("acknowledged", people, goals=[Goal("新增企业", ">=", Decimal(120), "家")])
    target = record.targets.get()
    apply_transition(record, "report", people.li, percent=90, reached={str(target.pk): Decimal(30)}, **REPORT)
    assert progress(record) == (25, "target")


def test_evidenced_milestones_come_before_everything(people: People) -> None:
    record = task_in("acknowledged", people)
    for title, weight in (("选址", 1), ("开工", 3)):
        apply_transition(
            record, "plan", people.li, milestone_title=title, milestone_due=dt.date(2026, 8, 1), milestone_weight=weight
        )
    apply_transition(record, "report", people.li, percent=90, **REPORT)
    assert progress(record) == (0, "evidence")
    apply_transition(record, "reach", people.li, milestone=record.milestones.get(title="开工"), **REPORT, **LINK)
    assert progress(record) == (75, "evidence")
    take_back(record, people.li)
    assert progress(record) == (0, "evidence")


@pytest.mark.parametrize(
    ("base", "value", "reached", "share"),
    [
        (None, 120, 30, 25),
        (None, 120, 150, 100),
        (100, 120, 110, 50),
        (100, 120, 90, 0),
        (8, 4, 6, 50),  # a number to be brought down
        (None, 120, None, None),
        (None, None, 30, None),
        (120, 120, 30, None),
    ],
)
def test_share_of_the_way(base: int | None, value: int | None, reached: int | None, share: int | None) -> None:
    given = [None if n is None else Decimal(n) for n in (base, value, reached)]
    assert reached_share(Target(base=given[0], value=given[1], reached=given[2])) == share


def test_a_report_that_says_no_figure_leaves_the_one_that_was_said(people: People) -> None:
    record = task_in("acknowledged", people)
    apply_transition(record, "report", people.li, progress_note="过半。", percent=60)
    apply_transition(record, "report", people.li, progress_note="设备到货。", percent=None)
    assert record.task.percent == 60
