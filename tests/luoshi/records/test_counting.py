"""按关联事项计数: “年底前再开工一批” is as far as the tied projects are; nobody types it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from people import People, browser_of, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, follow, take_back
from luoshi.records.models import Record, Target
from luoshi.records.registry import record_type

PROJECT = record_type("project")
START = dt.date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with clock.at(dt.date(2026, 11, 20)):
        yield


def batch(people: People, state: str = "working", counted: str = "project:started", goal: int = 4) -> Record:
    """A task to start four more projects, counted."""
    task = task_in(state, people, "年底前再开工一批项目")
    apply_transition(task, "count_tied", people.wang, counted=counted, count_goal=goal)
    return task


def project(people: People, title: str, task: Record | None, **answers: Any) -> Record:
    record = bring_in(PROJECT, people.wang, title=title, lead=people.industry, signed_on=START, **answers)
    if task:
        apply_transition(record, "tie", people.wang, other=task)
    return record


def start(record: Record, post: Post) -> None:
    apply_transition(record, "start", post, started_on=START)


def reached(task: Record) -> Decimal | None:
    return Target.objects.get(record=task).reached


def test_a_started_project_counts_at_once_and_the_tasks_history_says_which(people: People) -> None:
    task = batch(people)
    one, _two = project(people, "甲厂房", task), project(people, "乙厂房", task)
    project(people, "没有关联的厂房", None)
    assert reached(task) == 0
    start(one, people.sun)
    assert reached(task) == 1
    page = browser_of(people.wang).get(f"/ledger/{task.pk}/").content.decode()
    assert f'href="/pipelines/{one.pk}/"' in page
    assert "项目开工 0 → 1" in page
    assert "25%" in page
    assert task.events.order_by("-seq")[0].values["progress"] == 25


def test_what_is_taken_back_untied_or_stopped_no_longer_counts(people: People) -> None:
    task = batch(people)
    one, two, three = (project(people, title, task) for title in ("甲厂房", "乙厂房", "丙厂房"))
    for record in (one, two, three):
        start(record, people.sun)
    assert reached(task) == 3
    take_back(one, people.sun)
    assert reached(task) == 2
    apply_transition(two, "untie", people.wang, tie=two.ties.get(), reason="列错任务。")
    assert reached(task) == 1
    apply_transition(three, "suspend", people.zhao, reason="用地调整。")
    assert reached(task) == 0
    apply_transition(three, "resume_started", people.zhao, reason="已调整。")
    assert reached(task) == 1


def test_a_project_tied_after_its_start_and_one_born_started_count(people: People) -> None:
    task = batch(people)
    late = project(people, "甲厂房", None)
    start(late, people.sun)
    apply_transition(late, "tie", people.wang, other=task)
    bring_in(PROJECT, people.wang, title="乙厂房", signed_on=START, started_on=START, other=task)
    assert reached(task) == 2


def test_entered_while_it_is_built_counts_as_entered_and_not_as_finished(people: People) -> None:
    entered, finished = batch(people, counted="project:entered"), batch(people, counted="project:finished")
    record = project(people, "甲厂房", entered)
    apply_transition(record, "tie", people.wang, other=finished)
    start(record, people.sun)
    apply_transition(record, "enter", people.sun, entered_on=dt.date(2026, 11, 10))
    assert (reached(entered), reached(finished)) == (1, 0)


def test_a_state_without_a_day_is_counted_by_the_path(people: People) -> None:
    task = batch(people, counted="prospect:talking")
    clue = bring_in(record_type("prospect"), people.wang, title="青石新材料有限公司", channel="home")
    clue.ties.create(other=task)
    apply_transition(clue, "visit", people.wang, said="赴企业考察。")
    assert reached(task) == 1


def test_an_existing_target_is_counted_and_keeps_its_name(people: People) -> None:
    task = task_in("working", people)
    target = task.targets.create(name="新开工项目", value=3, unit="个")
    apply_transition(task, "count_tied", people.wang, counted="project:started", counted_target=target)
    start(project(people, "甲厂房", task), people.sun)
    target.refresh_from_db()
    assert (target.name, target.value, target.reached) == ("新开工项目", 3, 1)


def test_a_counted_figure_is_neither_asked_nor_taken(people: People) -> None:
    task = batch(people)
    target = task.targets.get()
    form = browser_of(people.li).get(f"/ledger/{task.pk}/act/report/").content.decode()
    assert "进展情况" in form
    assert f"target-{target.pk}" not in form
    with pytest.raises(Refused, match="由关联事项计数，不用填报"):
        apply_transition(task, "report", people.li, progress_note="推进中。", reached={str(target.pk): 9})


def test_a_closed_task_keeps_the_number_it_was_closed_with(people: People) -> None:
    task = batch(people)
    record = project(people, "甲厂房", task)
    Record.objects.filter(pk=task.pk).update(state="closed")
    start(record, people.sun)
    assert reached(task) == 0


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"counted": "project:nowhere", "count_goal": 3}, "没有“project:nowhere”"),
        ({"counted": "project:started"}, "另立一个"),
    ],
)
def test_what_cannot_be_counted_is_refused(people: People, answers: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        apply_transition(task_in("working", people), "count_tied", people.wang, **answers)


def test_another_tasks_target_is_refused_and_counting_is_nobodys_button(people: People) -> None:
    task, other = task_in("working", people), batch(people)
    with pytest.raises(Refused, match="不属于该任务"):
        apply_transition(task, "count_tied", people.wang, counted="project:started", counted_target=other.targets.get())
    with pytest.raises(Refused):
        apply_transition(other, "count", people.wang)
    assert follow(other, "count", people.wang).label == "关联事项计数"


def test_a_unit_sees_of_the_counted_ones_its_own_and_how_many_others(people: People) -> None:
    task = batch(people)
    start(project(people, "甲厂房", task), people.sun)
    page = browser_of(people.li).get(f"/ledger/{task.pk}/").content.decode()
    assert "另有 1 个不在您的范围内" in page
    assert "甲厂房" not in page.split("办理过程")[0]
