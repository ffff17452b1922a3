"""督办 is issued: stated first, one a unit, one open notice a matter, numbered without gap or double."""

import datetime as dt
from dataclasses import replace

import pytest
from moments import at_once
from people import People, draft, settle, take_to, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.supervision.issuing import NewNotice, escalate, issue
from luoshi.supervision.models import Level

MONDAY = dt.date(2026, 6, 8)
NEW = NewNotice(
    level=Level.REMINDER, grounds="进度滞后。", scope="2026年度重点任务", demand="说明原因，限期赶上。", days=3
)
ORDER = replace(NEW, level=Level.ORDER)


def test_a_notice_is_numbered_dated_and_sent_to_the_lead_unit(people: People) -> None:
    with clock.at(MONDAY):
        [notice] = issue([task_in("working", people)], NEW, people.wang)
    assert notice.code == "区督〔2026〕1号"
    assert notice.title == "关于建设概念验证中心的提醒函"
    assert (notice.state, notice.due, notice.notice.lead) == ("issued", dt.date(2026, 6, 11), people.science)
    assert Record.objects.visible_to(people.li).filter(pk=notice.pk).exists()
    assert not Record.objects.visible_to(people.sun).filter(pk=notice.pk).exists()


def test_many_tasks_give_one_notice_a_unit(people: People) -> None:
    tasks = [task_in("working", people, title) for title in ("建设中试基地", "发布需求清单")]
    tasks.append(draft(people, "招引链主企业", lead=people.industry))
    apply_transition(tasks[-1], "assign", people.zhao)
    notices = issue(tasks, NEW, people.wang)
    assert [(n.notice.lead, n.matters.count()) for n in notices] == [(people.science, 2), (people.industry, 1)]
    assert notices[0].title == "关于建设中试基地等2项任务的提醒函"


def test_a_matter_under_an_open_notice_gets_no_second_one(people: People) -> None:
    task, other = task_in("working", people), task_in("working", people, "发布需求清单")
    issue([task], NEW, people.wang)
    with pytest.raises(Refused, match=r"已有未办结的提醒函 区督〔\d{4}〕1号，一事一办，不重复督查"):
        issue([other, task], ORDER, people.wang)
    assert Record.objects.filter(type="notice").count() == 1


def test_a_refused_issue_gives_its_number_back(people: People) -> None:
    first, second = task_in("working", people), task_in("working", people, "发布需求清单")
    issue([first], NEW, people.wang)
    with pytest.raises(Refused):
        issue([first], NEW, people.wang)
    with clock.at(MONDAY):
        [notice] = issue([second], NEW, people.wang)
    assert notice.notice.number == (1 if clock.today().year != 2026 else 2)


def test_numbers_begin_again_with_the_year_and_in_every_zone(people: People) -> None:
    with clock.at(dt.date(2026, 12, 30)):
        [old] = issue([task_in("working", people)], NEW, people.wang)
    with clock.at(dt.date(2027, 1, 5)):
        [new] = issue([task_in("working", people, "发布需求清单")], NEW, people.wang)
    assert (old.code, new.code) == ("区督〔2026〕1号", "区督〔2027〕1号")


@pytest.mark.parametrize("name", ["grounds", "scope", "demand"])
def test_nothing_is_issued_before_reason_scope_and_demand_are_stated(people: People, name: str) -> None:
    with pytest.raises(Refused, match="发督办前须写明"):
        issue([task_in("working", people)], replace(NEW, **{name: " "}), people.wang)


def test_only_a_supervisor_issues_and_only_about_what_is_in_hand(people: People) -> None:
    with pytest.raises(Refused, match="由督查员发出"):
        issue([task_in("working", people)], NEW, people.zhao)
    for state in ("draft", "closed"):
        with pytest.raises(Refused, match="不在办"):
            issue([task_in(state, people, f"任务{state}")], NEW, people.wang)
    with pytest.raises(Refused, match="没有选中任务"):
        issue([], NEW, people.wang)


def test_the_history_of_the_task_tells_it_and_the_chain_holds(people: People) -> None:
    with clock.at(MONDAY):
        task = task_in("working", people)
        issue([task], NEW, people.wang)
    told = task.events.last()
    assert (told.label, told.answers["notice"]) == ("发督办", "提醒函 区督〔2026〕1号")
    assert list(verify(Count())) == []


def test_an_overdue_reply_is_raised_step_by_step_by_a_supervisor(people: People) -> None:
    with clock.at(MONDAY):
        task = task_in("working", people)
        [notice] = issue([task], NEW, people.wang)
        with pytest.raises(Refused, match="未到期不能升级"):
            escalate(notice, ORDER, people.wang)
    with clock.at(MONDAY + dt.timedelta(days=4)):
        with pytest.raises(Refused, match="逐级升级：提醒函之后是督办单"):
            escalate(notice, replace(NEW, level=Level.RED_ORDER), people.wang)
        graver = escalate(notice, ORDER, people.wang)
    notice.refresh_from_db()
    assert (notice.state, graver.state, graver.notice.before) == ("raised", "issued", notice)
    assert list(task.notices.filter(is_open=True).values_list("notice", flat=True)) == [graver.pk]


def test_after_the_red_order_the_system_has_no_graver_one(people: People) -> None:
    with clock.at(MONDAY):
        [notice] = issue([task_in("working", people)], replace(NEW, level=Level.RED_ORDER), people.wang)
    with clock.at(MONDAY + dt.timedelta(days=9)), pytest.raises(Refused, match="已是最高一级"):
        escalate(notice, ORDER, people.wang)


@pytest.mark.django_db(transaction=True)
def test_issued_at_the_same_moment_no_number_is_double_and_no_matter_has_two() -> None:
    people = settle()
    tasks = [take_to(draft(people, f"任务{n}"), "assigned", people) for n in range(4)]
    same = tasks[0]
    acts = [lambda task=task: issue([task], NEW, people.wang)[0] for task in [*tasks, same]]
    found = at_once(*acts)
    issued = [row for row in found if isinstance(row, Record)]
    assert sorted(row.notice.number for row in issued) == [1, 2, 3, 4]
    [refused] = [row for row in found if isinstance(row, str)]
    assert "已有未办结" in refused or "刚刚" in refused
