"""Confirmed, the rows are tasks with an honest first event; our own sheet comes back without loss."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from ledgers import USUAL, task, workbook
from people import REPORT, People, appoint, browser_of, draft, oversee, task_in
from workbook import rows_of, tasks_of

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.intake.ledger_import.actions import confirm, take_in
from luoshi.intake.ledger_import.analysis import analyse
from luoshi.org.actions import add_unit
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.records.audit import Count, verify
from luoshi.records.flow import apply_transition
from luoshi.records.models import Event, Record
from luoshi.records.queries import LedgerFilter
from luoshi.records.types.task_detail import Source
from luoshi.reports import xlsx
from luoshi.reports.task_sheet import TaskSheet


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(dt.date(2026, 11, 22)):
        yield


def bring(data: bytes, post: Post, *, leave_doubtful: bool = False) -> list[Record]:
    return confirm(take_in(data, "台账.xlsx", post), 0, post, leave_doubtful=leave_doubtful)


def sheet(post: Post) -> bytes:
    return xlsx.write(TaskSheet(LedgerFilter(QueryDict(), post)))


def test_a_row_of_the_overseers_own_ledger_is_its_own_whatever_number_a_zone_below_gave(people: People) -> None:
    overseer, _leader = oversee(people.zone)
    below = task_in("working", people, "建设中试基地")
    [record] = bring(workbook([task("建设中试基地", 编号=below.code)], (*USUAL, "编号")), overseer)
    assert record.zone_id == overseer.zone_id


def test_the_history_says_where_it_came_from_and_as_of_when(people: People) -> None:
    [record] = bring(workbook([task("建设", 状态="已完成")], above=["截至2026年10月31日"]), people.wang)
    [event] = Event.objects.filter(record=record)
    assert (event.label, event.happened_at.date()) == ("导入", dt.date(2026, 10, 31))
    page = browser_of(people.wang).get(reverse("record", args=[record.pk])).content.decode()
    assert "自《台账.xlsx》“台账”第3行导入，情况截至2026-10-31，原表状态“已完成”；此前的办理经过不在本系统。" in page


def test_live_rows_take_the_hand_out_day_set_for_the_whole_ledger(people: People) -> None:
    header = (*USUAL, "交办日期")
    rows = [
        [*task("建设中试线"), None],
        [*task("建设孵化器", 序号=2), dt.date(2026, 3, 1)],
        [*task("写了看不懂的日子", 序号=3), "年后再说"],
        [*task("没有单位的", 序号=4, 主办单位=None), None],
    ]
    brought = take_in(workbook(rows, header), "台账.xlsx", people.wang)
    data = {"version": 0, "chosen": 0, "as_of": "2026-11-22", "handed_out_on": "2026-01-15"}
    url = reverse("correct_import", args=[brought.pk])
    columns = [column.field for column in analyse(brought, people.wang).columns]
    browser_of(people.wang).post(url, {**data, "column": columns})
    brought.refresh_from_db()
    said = {
        record.title: record.task.handed_out_on for record in confirm(brought, 1, people.wang, leave_doubtful=False)
    }
    assert said == {
        "建设中试线": dt.date(2026, 1, 15),
        "建设孵化器": dt.date(2026, 3, 1),
        "写了看不懂的日子": dt.date(2026, 1, 15),
        "没有单位的": None,
    }


def test_imported_work_goes_on_and_is_found(people: People) -> None:
    [record] = bring(workbook([task("建设量子中试线", 目前进展="已选址")]), people.wang)
    apply_transition(record, "report", people.li, **REPORT)
    assert "建设量子中试线" in browser_of(people.li).get("/ledger/?q=量子").content.decode()


def test_the_second_time_every_row_is_there_already(people: People) -> None:
    data = workbook([task("建设"), task("招聘")])
    first = bring(data, people.wang)
    lines = analyse(take_in(data, "台账.xlsx", people.wang), people.wang).lines
    assert [line.record for line in lines] == first
    with pytest.raises(Refused, match="没有可以导入的行"):
        bring(data, people.wang)


def test_what_is_doubtful_can_be_left_for_later(people: People) -> None:
    made = bring(workbook([task("建设"), task("招聘", 主办单位="水务公司")]), people.wang, leave_doubtful=True)
    assert [record.title for record in made] == ["建设"]


def test_two_who_confirm_at_once_import_once(people: People) -> None:
    brought = take_in(workbook([task("建设")]), "台账.xlsx", people.wang)
    confirm(brought, 0, people.wang, leave_doubtful=False)
    with pytest.raises(Refused, match="已经导入"):
        confirm(brought, 0, people.wang, leave_doubtful=False)
    assert Record.objects.count() == 1


@pytest.mark.parametrize("version", ["", "x", "7"], ids=["none", "no-number", "another"])
def test_a_page_that_is_not_the_latest_imports_nothing(people: People, version: str) -> None:
    brought = take_in(workbook([task("建设")]), "台账.xlsx", people.wang)
    answer = browser_of(people.wang).post(reverse("confirm_import", args=[brought.pk]), {"version": version})
    assert answer.status_code == 400
    assert not Record.objects.exists()


def test_confirmed_on_the_page_the_numbers_are_told(people: People) -> None:
    brought = take_in(workbook([task("建设"), task("招聘")]), "台账.xlsx", people.wang)
    address = reverse("confirm_import", args=[brought.pk])
    page = browser_of(people.wang).post(address, {"version": 0}, follow=True).content.decode()
    assert "已导入 2 项任务，编号 2026-0001 至 2026-0002。" in page


def test_the_list_by_cell_outlives_the_cells(people: People) -> None:
    brought = take_in(workbook([task("建设", 主办单位="科技创兴局"), task("")]), "台账.xlsx", people.wang)
    confirm(brought, 0, people.wang, leave_doubtful=False)
    assert brought.sheets == []
    listed = rows_of(browser_of(people.wang).get(f"/intake/ledgers/{brought.pk}/doubts.xlsx").content, "疑点清单")
    assert listed[1:] == [
        ["C2", "主办单位", "科技创兴局", "“科技创兴局”按“科技创新局”"],
        ["B3", "任务名称", "", "工作任务为空"],
    ]
    assert "B3" in browser_of(people.wang).get(f"/intake/ledgers/{brought.pk}/").content.decode()


def fill(people: People) -> None:
    draft(
        people, "建设概念验证中心", goal="孵化企业20家以上", steps=["选址", "招聘团队"], due_text="年底前",
        support=[people.industry, people.building], owner=people.chen.person, leader=people.zhao.person,
        source=Source.INSTRUCTION, source_note="赵静 3月2日", wording="请尽快办理。", remark="每周一报",
    )  # fmt: skip
    for state in ("pending", "assigned", "acknowledged", "submitted", "verifying", "returned", "closed", "suspended"):
        task_in(state, people, f"{state}的任务", wording=f"推进{state}的任务。")
    draft(people, "两家共同牵头的任务", joint=[people.building], support=[people.industry])
    moved = task_in("acknowledged", people, "延过期的任务", due=dt.date(2098, 6, 30), remark="每周一报")
    apply_transition(moved, "ask_extension", people.li, new_due=dt.date(2098, 9, 30), reason="汛期停工。")
    apply_transition(moved, "grant_extension", people.wang)
    record = task_in("acknowledged", people, "有节点的任务", due=dt.date(2027, 3, 31))
    for title, day in (("完成选址", dt.date(2026, 9, 30)), ("设备进场", dt.date(2027, 1, 30))):
        apply_transition(record, "plan", people.li, milestone_title=title, milestone_due=day, milestone_post=people.li)
    apply_transition(record, "report", people.li, **REPORT, percent=60, problem="缺设备。", next_step="月底前采购。")


def test_our_own_sheet_comes_back_without_loss(people: People) -> None:
    fill(people)
    ours = sheet(people.wang)
    zone = people.other_zone
    units = {
        name: add_unit(zone, name, position=n) for n, name in enumerate(("科技创新局", "产业促进局", "规划建设局"), 2)
    }
    for username, name, unit in (
        ("c2", "陈晨", "科技创新局"),
        ("l2", "李强", "科技创新局"),
        ("z2", "赵静", "产业促进局"),
    ):
        appoint(username, name, units[unit], Role.OWNER)
    bring(ours, people.zhou)
    computed = {"亮灯"}  # counted from the hand-out, whose day the sheet does not tell
    assert [{k: v for k, v in row.items() if k not in computed} for row in tasks_of(sheet(people.zhou))] == [
        {k: v for k, v in row.items() if k not in computed} for row in tasks_of(ours)
    ]


def test_our_own_sheet_in_our_own_zone_doubles_nothing(people: People) -> None:
    fill(people)
    lines = analyse(take_in(sheet(people.wang), "台账.xlsx", people.wang), people.wang).lines
    assert {line.kind for line in lines} == {"existing"}


def test_every_chain_holds(people: People) -> None:
    bring(workbook([task(f"第{n}项") for n in range(30)]), people.wang)
    assert list(verify(Count())) == []


def queries_for(rows: int, post: Post, name: str) -> int:
    data = workbook([task(f"{name}第{n}项重点工作", 配合单位="产业促进局") for n in range(rows)])
    with CaptureQueriesContext(connection) as queries:
        assert len(bring(data, post)) == rows
    return len(queries)


def test_rows_come_in_by_batches_not_one_by_one(people: People) -> None:
    """Seconds are for benchmarks/speed/ledger_import.py; what keeps them few is that queries do not follow rows."""
    few, many = queries_for(50, people.wang, "少"), queries_for(450, people.wang, "多")
    assert many - few < 40
