"""A primary goal over its sub-tasks: how far it is, what it refuses, what counts once; ties count for nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from people import LINK, People, browser_of, draft, light_on, take_to, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.lights import refresh
from luoshi.records.models import Record
from luoshi.records.overview import Overview
from luoshi.records.rows import rows_of

TODAY = dt.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def goal(people: People) -> Record:
    return task_in("acknowledged", people, "全年新增企业三百家", due=dt.date(2026, 12, 31))


def child(people: People, goal: Record, title: str, percent: int | None = None, **fields: Any) -> Record:
    record = task_in("acknowledged", people, title, **{"parent": goal, "due": dt.date(2026, 12, 25), **fields})
    if percent is not None:
        apply_transition(record, "report", people.li, progress_note="推进中。", percent=percent, **LINK)
    return record


def shown(record: Record) -> tuple[int | None, str]:
    [row] = rows_of([Record.objects.get(pk=record.pk)])
    return row.progress, str(row.basis)


def test_progress_is_weighted(people: People, goal: Record) -> None:
    child(people, goal, "甲片区", 80, weight=3)
    child(people, goal, "乙片区", 20, weight=1)
    assert shown(goal) == (65, "自报")


def test_a_goal_without_tasks_goes_by_its_own_figure(people: People, goal: Record) -> None:
    apply_transition(goal, "report", people.li, progress_note="已摸底。", percent=10)
    assert shown(goal) == (10, "自报")
    child(people, goal, "甲片区", 80)
    assert shown(goal) == (80, "自报")


def test_a_closed_one_counts_whole_and_a_halted_one_not_at_all(people: People, goal: Record) -> None:
    take_to(draft(people, "甲片区", parent=goal), "closed", people)
    child(people, goal, "乙片区", 40)
    gone = child(people, goal, "丙片区", 0)
    assert shown(goal)[0] == 47
    apply_transition(gone, "withdraw", people.wang, reason="并入乙片区。")
    assert shown(goal) == (70, "自报")


def test_what_is_not_known_is_neither_progress_nor_lag(people: People, goal: Record) -> None:
    with clock.at(dt.date(2026, 1, 5)):
        old = task_in("acknowledged", people, "去年立的目标", due=dt.date(2026, 12, 31))
    child(people, old, "甲片区", 90)
    child(people, old, "乙片区")
    fresh = Record.objects.get(pk=old.pk)
    assert shown(old) == (45, "子任务，未报全")
    assert fresh.light == "green"


def test_a_childs_step_relights_its_goal_at_once(people: People) -> None:
    with clock.at(dt.date(2026, 1, 5)):
        old = task_in("acknowledged", people, "年初立的目标", due=dt.date(2026, 12, 31))
    child(people, old, "甲片区", 10)
    assert Record.objects.get(pk=old.pk).light == "red"


def test_goals_stack(people: People, goal: Record) -> None:
    middle = child(people, goal, "东区")
    child(people, middle, "东一", 30)
    child(people, middle, "东二", 50)
    child(people, goal, "西区", 80)
    assert shown(goal)[0] == 60


def test_past_days_count_what_was_known_then(people: People) -> None:
    with clock.at(dt.date(2026, 1, 5)):
        old = task_in("acknowledged", people, "年初立的目标", due=dt.date(2026, 12, 31))
    part = child(people, old, "甲片区", 10)
    with clock.at(dt.date(2026, 11, 20)):
        apply_transition(part, "report", people.li, progress_note="赶上来了。", percent=100)
        refresh(dt.date(2026, 11, 20))
    then = [light_on(old, dt.date(2026, 11, day)).colour for day in (17, 18, 20)]
    assert then == ["green", "red", "green"]
    assert Record.objects.get(pk=old.pk).light == "green"


def test_a_task_is_put_under_a_goal_and_no_circle_is_made(people: People, goal: Record) -> None:
    part = task_in("working", people, "甲片区", due=dt.date(2026, 12, 25))
    apply_transition(part, "nest", people.wang, parent=goal, weight=2)
    assert (part.parent, part.weight) == (goal, 2)
    for below in (goal, part):
        with pytest.raises(Refused, match="就是“全年新增企业三百家”或在它之下"):
            apply_transition(goal, "nest", people.wang, parent=below)


def test_another_zones_goal_takes_nothing(people: People, goal: Record) -> None:
    part = draft(people, "甲片区")
    part.zone = people.other_zone
    with pytest.raises(Refused, match="由青岭高新区办理"):
        apply_transition_unseen(part, goal, people)


def apply_transition_unseen(part: Record, goal: Record, people: People) -> None:
    apply_transition(part, "nest", people.wang, parent=goal)


@pytest.mark.parametrize(
    ("state", "due", "words"),
    [
        ("closed", None, "已销号或撤销，不能再列子任务"),
        ("acknowledged", dt.date(2027, 1, 1), "晚于上级任务“目标”的 2026-12-31"),
    ],
)
def test_what_does_not_fit_is_refused(state: str, due: dt.date | None, words: str, people: People) -> None:
    above = task_in(state, people, "目标", due=dt.date(2026, 12, 31))
    with pytest.raises(Refused, match=words):
        draft(people, "甲片区", parent=above, due=due)
    with pytest.raises(Refused, match=words):
        apply_transition(draft(people, "乙片区", due=due), "nest", people.wang, parent=above)


def test_a_task_is_not_extended_beyond_its_goal(people: People, goal: Record) -> None:
    part = child(people, goal, "甲片区")
    with pytest.raises(Refused, match="先延上级任务"):
        apply_transition(part, "ask_extension", people.li, new_due=dt.date(2027, 3, 1), reason="汛期。")


def test_once_handed_out_it_stays_under_its_goal(people: People, goal: Record) -> None:
    part = draft(people, "甲片区", parent=goal)
    assert {"nest", "unnest", "weigh"} <= {step.name for step in available(part, people.wang)}
    take_to(part, "assigned", people)
    with pytest.raises(Refused, match="已作为子任务交办，不能改列"):
        apply_transition(part, "nest", people.wang, parent=goal)
    apply_transition(part, "weigh", people.wang, weight=5, reason="任务量大。")
    assert Record.objects.get(pk=part.pk).weight == 5


def test_a_nesting_taken_back_leaves_the_goal(people: People, goal: Record) -> None:
    part = task_in("working", people, "甲片区", due=dt.date(2026, 12, 25))
    apply_transition(part, "nest", people.wang, parent=goal)
    take_back(part, people.wang)
    assert Record.objects.get(pk=part.pk).parent is None
    assert list(verify(Count())) == []


def test_a_goal_is_not_submitted_over_open_tasks(people: People, goal: Record) -> None:
    part = child(people, goal, "甲片区")
    with pytest.raises(Refused, match=f"还有 1 个子任务没有销号（{part.code}）"):
        apply_transition(goal, "submit", people.li, summary="完成。", **LINK)


def test_a_goal_changed_in_the_database_is_found(people: People, goal: Record) -> None:
    part = child(people, goal, "甲片区")
    Record.objects.filter(pk=part.pk).update(weight=9)
    assert "权重与办理记录不符" in str(next(verify(Count())))


def test_of_a_goal_and_its_tasks_the_year_counts_the_tasks(people: People, goal: Record) -> None:
    child(people, goal, "甲片区")
    take_to(draft(people, "乙片区", parent=goal), "closed", people)
    overview = Overview(people.wang)
    assert (overview.counts["year"], overview.counts["year_done"], overview.rate) == (2, 1, 50.0)
    assert overview.counts["open"] == 2  # two records are open: the goal and 甲片区


def test_the_page_lists_the_tasks_and_adds_one(people: People, goal: Record) -> None:
    child(people, goal, "甲片区", 80)
    browser = browser_of(people.wang)
    page = browser.get(f"/ledger/{goal.pk}/").content.decode()
    assert "甲片区" in page
    assert f"/ledger/new/?parent={goal.pk}" in page
    form = browser.get("/ledger/new/", {"parent": goal.pk})
    assert form.context["form"]["due"].value() == goal.due
    sent = {
        "title": "乙片区", "source": "document", "weight": "2", "due": "2026-12-20",
        "goal-TOTAL_FORMS": "0", "goal-INITIAL_FORMS": "0",
    }  # fmt: skip
    answer = browser.post(f"/ledger/new/?parent={goal.pk}", sent)
    assert answer["Location"] == f"/ledger/{goal.pk}/"
    made = Record.objects.get(title="乙片区")
    assert (made.parent, made.weight) == (goal, 2)
    assert "全年新增企业三百家" in browser.get(f"/ledger/{made.pk}/").content.decode()


def test_a_unit_sees_of_the_others_tasks_only_how_many(people: People, goal: Record) -> None:
    record = draft(people, "产业片区", parent=goal, lead=people.industry, due=dt.date(2026, 12, 25))
    apply_transition(record, "assign", people.zhao)
    page = browser_of(people.li).get(f"/ledger/{goal.pk}/").content.decode()
    assert "产业片区" not in page
    assert "1 个子任务由其他单位办理" in page


@pytest.mark.parametrize("asked", ["0", "99999", "x", "9" * 30])
def test_a_goal_that_is_none_is_not_found(asked: str, people: People) -> None:
    assert browser_of(people.wang).get("/ledger/new/", {"parent": asked}).status_code == 404


def test_another_zones_goal_is_not_found(people: People, goal: Record) -> None:
    assert browser_of(people.zhou).get("/ledger/new/", {"parent": goal.pk}).status_code == 404


def act(browser: Any, record: Record, name: str, **answers: Any) -> Any:
    given = {f"{name}-{key}": value for key, value in answers.items()}
    return browser.post(f"/ledger/{record.pk}/act/{name}/", {f"{name}-version": record.version, **given}, follow=True)


def test_a_tie_is_shown_at_both_ends_and_counts_for_nothing(people: People, goal: Record) -> None:
    other = task_in("working", people, "引进检测机构")
    browser = browser_of(people.wang)
    assert "没有编号为 2026-9999 的任务" in act(browser, goal, "tie", other="2026-9999").content.decode()
    act(browser, goal, "tie", other=other.code, tie_note="同一批企业")
    for record, words in ((goal, other.title), (other, goal.title)):
        assert words in page_of(people.wang, record).split("关联事项", 1)[1]
    assert shown(goal)[0] is None
    goal.refresh_from_db()
    with pytest.raises(Refused, match="已经关联"):
        apply_transition(goal, "tie", people.wang, other=other)
    apply_transition(goal, "untie", people.wang, tie=goal.ties.get(), reason="不再相关。")
    assert not goal.ties.exists()


def page_of(post: Post, record: Record) -> str:
    return browser_of(post).get(f"/ledger/{record.pk}/").content.decode()


def test_a_task_is_not_tied_to_itself(people: People, goal: Record) -> None:
    with pytest.raises(Refused, match="不能与自己关联"):
        apply_transition(goal, "tie", people.wang, other=goal)
