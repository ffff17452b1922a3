"""任务分解表, as the one who downloads it sees it."""

import datetime as dt
import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.http import QueryDict
from people import LINK, REPORT, WAY, People, draft, take_to, task_in
from workbook import rows_of, tasks_of

from luoshi.core import clock
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.records.actions import Goal, Quote
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.queries import LedgerFilter
from luoshi.records.types.task import TASK
from luoshi.records.types.task_detail import Source
from luoshi.reports import xlsx
from luoshi.reports.task_sheet import TaskSheet

COLUMNS = (
    "序号 任务来源（文件、原句） 工作任务 量化目标 具体举措 牵头领导 牵头单位 责任单位 责任人 时间节点 完成时限"
    " 进展情况 存在问题 下一步措施 亮灯 完成情况 备注"
)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(dt.date(2026, 11, 22)):
        yield


def download(post: Post, query: str = "") -> bytes:
    return xlsx.write(TaskSheet(LedgerFilter(QueryDict(query), post)))


def test_the_columns_are_those_of_an_office(people: People) -> None:
    assert rows_of(download(people.wang))[2] == COLUMNS.split()


def test_the_head_says_whose_when_how_many_and_what_was_chosen(people: People) -> None:
    draft(people)
    head = rows_of(download(people.wang, f"lead={people.science.pk}&light=none&light=red&scope=pending"))
    assert head[0][0] == "云溪高新区重点工作任务分解表"
    assert head[1][0] == "截至 2026年11月22日    共 1 条    范围：待审定；亮灯：未交办、红灯；牵头单位：科技创新局"


def test_a_task_from_a_document_shows_document_and_sentence(people: People) -> None:
    document = Document.objects.create(
        zone=people.zone, title="重点工作分工方案", number="云高新〔2026〕3号", kind="plan", source_sha256="0",
        text="加快建设概念验证中心。", text_sha256="1", uploaded_by=people.wang,
    )  # fmt: skip
    draft(people, quotes=[Quote(document, [[0, 11]], "加快建设概念验证中心。")])
    draft(people, quotes=[Quote(document, [[0, 11]], "2\t新增规上企业\t家")])
    sentence, row = tasks_of(download(people.wang))
    assert sentence["任务来源（文件、原句）"] == "《重点工作分工方案》（云高新〔2026〕3号）\n“加快建设概念验证中心。”"
    assert row["任务来源（文件、原句）"].endswith("\n“2 新增规上企业 家”")


def test_a_task_typed_by_hand_shows_who_said_it(people: People) -> None:
    draft(people, wording="请尽快办理。", source=Source.INSTRUCTION, source_note="赵静 3月2日")
    [task] = tasks_of(download(people.wang))
    assert task["任务来源（文件、原句）"] == "领导批示：赵静 3月2日\n“请尽快办理。”"


def test_who_what_and_by_when(people: People) -> None:
    draft(
        people, due=dt.date(2026, 12, 31), due_text="年底前", goal="孵化企业20家以上", steps=["选址", "招聘团队"],
        support=[people.industry, people.building], owner=people.chen.person, leader=people.zhao.person,
        goals=[Goal("孵化企业", ">=", Decimal(20), "家")],
    )  # fmt: skip
    record = Record.objects.get()
    record.targets.update(reached=Decimal(10))
    [task] = tasks_of(download(people.wang))
    assert (task["牵头单位"], task["责任单位"]) == ("科技创新局", "产业促进局、规划建设局")
    assert (task["牵头领导"], task["责任人"]) == ("赵静", "陈晨")
    assert (task["完成时限"], task["时间节点"]) == (dt.date(2026, 12, 31), "年底前")
    assert task["量化目标"] == "孵化企业20家以上\n（孵化企业已达10家）"
    assert task["具体举措"] == "1. 选址\n2. 招聘团队"


def test_joint_leads_stand_with_the_lead(people: People) -> None:
    draft(people, joint=[people.building], support=[people.industry])
    [task] = tasks_of(download(people.wang))
    assert (task["牵头单位"], task["责任单位"]) == ("科技创新局、规划建设局", "产业促进局")


def test_milestones_show_which_are_evidenced(people: People) -> None:
    record = task_in("acknowledged", people, due=dt.date(2027, 3, 31), owner=people.chen.person)
    for title, day, post in (
        ("完成选址", dt.date(2026, 9, 30), people.chen),
        ("设备进场", dt.date(2027, 1, 30), people.li),
    ):
        apply_transition(record, "plan", people.li, milestone_title=title, milestone_due=day, milestone_post=post)
    apply_transition(record, "reach", people.li, milestone=record.milestones.first(), **REPORT, **LINK)
    [task] = tasks_of(download(people.wang))
    assert task["时间节点"] == "√9月30日 完成选址\n2027年1月30日 设备进场（李强）"


def test_a_report_is_dated_and_its_percentage_is_called_the_units_own_word(people: People) -> None:
    record = task_in("acknowledged", people)
    with clock.at(dt.date(2026, 11, 5)):
        apply_transition(
            record, "report", people.li, **REPORT, percent=60, problem="缺设备。", next_step="月底前采购。"
        )
    [task] = tasks_of(download(people.wang))
    assert task["进展情况"] == "11月5日：已完成选址。（自报完成 60%）"
    assert (task["存在问题"], task["下一步措施"]) == ("缺设备。", "月底前采购。")


@pytest.mark.parametrize("state", WAY)
def test_every_state_and_its_light_have_words(people: People, state: str) -> None:
    record = task_in(state, people)
    [task] = tasks_of(download(people.wang))
    assert task["完成情况"] == TASK.state(state).label
    assert str(task["亮灯"]).endswith(record.light_label)


def test_a_closed_task_shows_its_conclusion(people: People) -> None:
    with clock.at(dt.date(2026, 10, 9)):
        task_in("closed", people)
    [task] = tasks_of(download(people.wang))
    assert task["备注"] == "10月9日销号：现场核查属实。"
    assert task["亮灯"] == "■ 蓝 办结"


def test_a_sub_task_names_its_goal_to_whoever_may_see_the_goal(people: People) -> None:
    goal = draft(people, "打造创新高地")
    part = draft(people, "建设概念验证中心", lead=people.industry)
    apply_transition(part, "nest", people.wang, parent=goal, weight=3)
    part = take_to(part, "assigned", people)
    shown = {task["工作任务"]: task["备注"] for task in tasks_of(download(people.wang))}
    assert shown["建设概念验证中心"] == f"上级任务：{goal.code} 打造创新高地，权重3"
    assert not shown["打造创新高地"]
    assert [task["备注"] for task in tasks_of(download(people.sun))] == [""]


def test_a_unit_gets_only_what_it_has_a_part_in(people: People) -> None:
    task_in("working", people, "我局的任务")
    task_in("working", people, "别局的任务", lead=people.science, support=[people.industry])
    draft(people, "还没交办的任务")
    assert [task["工作任务"] for task in tasks_of(download(people.sun))] == ["别局的任务"]
    assert len(tasks_of(download(people.li))) == 2
    assert tasks_of(download(people.zhou)) == []


def test_the_sheet_holds_what_the_ledger_shows(people: People) -> None:
    task_in("working", people, "建设中试基地")
    task_in("closed", people, "举办路演活动")
    assert [task["工作任务"] for task in tasks_of(download(people.wang, "q=路演"))] == ["举办路演活动"]
    assert [task["工作任务"] for task in tasks_of(download(people.wang, "state=working"))] == ["建设中试基地"]
    assert [task["序号"] for task in tasks_of(download(people.wang, "sort=-code"))] == [1, 2]


def test_a_past_days_sheet_shows_that_days_lights(people: People) -> None:
    with clock.at(dt.date(2026, 6, 1)):
        record = task_in("working", people, due=dt.date(2026, 9, 1))
    with clock.at(dt.date(2026, 9, 11)):
        take_to_closed(record, people)
    assert [task["亮灯"] for task in tasks_of(download(people.wang))] == ["■ 蓝 办结"]
    [then] = tasks_of(download(people.wang, "as_of=2026-09-05"))
    assert then["亮灯"] == "● 红 逾期4天"


def take_to_closed(record: Record, people: People) -> None:
    for name, who, answers in WAY["closed"][len(WAY["working"]) :]:
        apply_transition(record, name, getattr(people, who), **answers)


def test_the_second_sheet_explains_columns_and_lights(people: People) -> None:
    notes = rows_of(download(people.wang), "说明")
    assert [row[0] for row in notes[1:18]] == COLUMNS.split()
    assert "亮灯规则" in [row[0] for row in notes]


def test_lead_units_can_be_chosen_from_the_zones_own(people: People) -> None:
    units = [row[0] for row in rows_of(download(people.wang), "选项")]
    assert units[:4] == ["督查室", "科技创新局", "产业促进局", "规划建设局"]


def test_the_number_of_queries_does_not_grow_with_the_tasks(people: People, django_assert_num_queries: object) -> None:
    for n in range(6):
        task_in("working", people, f"第{n}项任务")
    with django_assert_num_queries(10):  # type: ignore[operator]
        download(people.wang)


def test_five_hundred_rows_take_less_than_a_second(people: People) -> None:
    for n in range(25):
        task_in("working", people, f"第{n}项任务：" + "推进建设" * 20)
    sheet = TaskSheet(LedgerFilter(QueryDict(), people.wang))
    sheet._records = sheet._records * 20
    assert min(seconds_to_write(sheet) for _run in range(3)) < 1


def seconds_to_write(sheet: TaskSheet) -> float:
    began = time.perf_counter()
    xlsx.write(sheet)
    return time.perf_counter() - began
