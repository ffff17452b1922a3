"""进展报送表: downloaded, filled in, brought back, entered once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from ledgers import workbook
from people import People, browser_of, draft, oversee, take_to, task_in
from workbook import part, rows_of

from luoshi.core import clock
from luoshi.intake.models import ProgressSheet
from luoshi.intake.progress_sheet.actions import take_in
from luoshi.intake.progress_sheet.analysis import Line, analyse
from luoshi.org.actions import add_unit
from luoshi.org.models import Post
from luoshi.records.actions import Goal, NewTask, create_task
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

TITLE = ("任务编号", "版本", "本次进展情况", "完成数", "完成比例（%）", "存在问题", "下一步措施", "发生日期")
SHEET = "进展报送表"


def filled(record: Record, note: str | None = "已完成选址。", *, version: Any = None, **cells: Any) -> list[Any]:
    """A row as a unit fills it in; ``cells`` by their titles, % for 完成比例."""
    shown = record.version if version is None else version
    rest = (cells.get(name) for name in ("完成数", "比例", "存在问题", "下一步措施", "发生日期"))
    return [record.code, shown, note, *rest]


def brought(rows: list[list[Any]], post: Post, day: dt.date | None = None) -> ProgressSheet:
    return take_in(workbook(rows, TITLE), "十一月报送表.xlsx", day or clock.today(), post)


def lines(rows: list[list[Any]], post: Post) -> list[Line]:
    return analyse(brought(rows, post), post)


def enter(sheet: ProgressSheet, browser: Client, *taken: tuple[int, int]) -> str:
    data = {"version": sheet.version, "take": [f"{row}:{version}" for row, version in taken]}
    return browser.post(reverse("confirm_sheet", args=[sheet.pk]), data, follow=True).content.decode()


def test_the_overseers_own_task_is_found_by_a_number_that_a_zone_below_has_too(people: People) -> None:
    overseer, _leader = oversee(people.zone)
    below = [task_in("working", people, f"第{n}项") for n in range(3)]
    office = add_unit(overseer.zone, "工作一处")
    own = create_task(NewTask("省级事项", lead=office, due=dt.date(2026, 12, 31)), overseer)
    assert own.code in {record.code for record in below}
    Record.objects.filter(pk=own.pk).update(state="working", is_handed_out=True)
    [line] = lines([filled(own)], overseer)
    assert line.record == own


def test_a_downloaded_sheet_filled_in_and_uploaded_becomes_the_progress(people: People) -> None:
    task = task_in("working", people, "建设中试基地")
    task_in("assigned", people, "还没签收的任务")
    wang = browser_of(people.wang)
    data = b"".join([wang.get(reverse("unit_sheet"), {"unit": people.science.pk}).getvalue()])
    rows = rows_of(data, SHEET)
    assert [row[2] for row in rows[3:]] == ["建设中试基地"]
    assert "另有 1 项尚未签收" in str(rows[1][0])
    assert "<sheetProtection" in part(data, "xl/worksheets/sheet1.xml")
    rows[3][6], rows[3][11] = "设备已进场。", clock.today()
    back = workbook([[cell or None for cell in row] for row in rows[3:]], [str(title) for title in rows[2]])
    upload = {"file": SimpleUploadedFile("报送表.xlsx", back), "as_of": clock.today().isoformat()}
    page = wang.post(reverse("progress_sheets"), upload, follow=True).content.decode()
    assert "设备已进场。" in page
    assert "代填" in page
    page = enter(ProgressSheet.objects.get(), wang, (2, task.version))
    assert "已录入 1 项进展" in page
    event = task.events.last()
    assert event
    assert event.answers["progress_note"] == "设备已进场。"
    assert event.answers["told_by"] == "科技创新局报表《报送表.xlsx》"


def test_the_units_own_upload_is_its_own_word(people: People) -> None:
    task = task_in("working", people)
    enter(brought([filled(task, "打桩完成。")], people.li), browser_of(people.li), (2, task.version))
    event = task.events.last()
    assert event
    assert (event.post, event.answers) == (people.li, {"progress_note": "打桩完成。"})


def test_numbers_percent_and_the_rest_are_read(people: People) -> None:
    goals = [Goal("签约项目", ">=", Decimal(30), "个"), Goal("路演", ">=", Decimal(4), "场")]
    task = take_to(draft(people, goals=goals), "acknowledged", people)
    first, second = task.targets.all()
    cells = {"完成数": "签约项目：12个\n路演 3", "比例": "60%", "存在问题": "用地未批"}
    (line,) = lines([filled(task, **cells)], people.li)
    assert line.kind == "good"
    assert line.answers["reached"] == {str(first.pk): Decimal(12), str(second.pk): Decimal(3)}
    assert (line.answers["percent"], line.answers["problem"]) == (60, "用地未批")
    (line,) = lines([filled(task, 完成数=12, 比例="很多")], people.li)
    assert [doubt.address for doubt in line.doubts] == ["E2", "D2"]
    assert "reached" not in line.answers
    sheet = brought([filled(task, 完成数=12)], people.li)
    assert ">D2<" in enter(sheet, browser_of(people.li), (2, task.version))


def test_a_number_with_more_digits_than_the_ledger_holds_is_told_by_its_cell(people: People) -> None:
    task = take_to(draft(people, goals=[Goal("签约项目", ">=", Decimal(30), "个")]), "acknowledged", people)
    sheet = brought([filled(task, 完成数="9" * 20)], people.li)
    assert ">D2<" in enter(sheet, browser_of(people.li), (2, task.version))
    assert task.targets.get().reached is None


def test_the_same_sheet_twice_enters_once(people: People) -> None:
    task = task_in("working", people)
    rows = [filled(task)]
    enter(brought([filled(task, "打桩完成。")], people.wang), browser_of(people.wang), (2, task.version))
    count = task.events.count()
    (line,) = lines([filled(task, "打桩完成。")], people.wang)
    assert line.kind == "existing"
    enter(brought(rows, people.wang), browser_of(people.wang))
    assert task.events.count() == count


def test_pressing_twice_enters_once(people: People) -> None:
    task = task_in("working", people)
    sheet = brought([filled(task, "打桩完成。")], people.wang)
    enter(sheet, browser_of(people.wang), (2, task.version))
    assert "已经录入过" in enter(sheet, browser_of(people.wang), (2, task.version + 1))


def test_a_task_that_moved_on_is_told_and_not_ticked(people: People) -> None:
    task = task_in("working", people)
    row = filled(task, "打桩完成。")
    apply_transition(task, "report", people.li, progress_note="基坑完成。")
    sheet = brought([row], people.wang)
    (line,) = analyse(sheet, people.wang)
    assert line.kind == "doubtful"
    assert "李强 报送进展" in line.doubts[0].said
    page = browser_of(people.wang).get(reverse("progress_sheet", args=[sheet.pk])).content.decode()
    assert f'value="2:{task.version}"> 有疑点' in page
    enter(sheet, browser_of(people.wang), (2, task.version))
    assert Record.objects.get(pk=task.pk).task.progress_note == "打桩完成。"


def test_one_that_moves_between_the_look_and_the_click_is_refused_by_its_cell(people: People) -> None:
    task = task_in("working", people)
    sheet, shown = brought([filled(task, "打桩完成。")], people.wang), task.version
    apply_transition(task, "report", people.li, progress_note="基坑完成。")
    page = enter(sheet, browser_of(people.wang), (2, shown))
    assert "刚刚被他人更新" in page
    assert ">A2<" in page


def test_refused_rows_are_told_by_cell(people: People) -> None:
    task = task_in("working", people)
    rows = [
        ["2026-9999", 0, "没有的任务。"],
        filled(task, None, 存在问题="只写了问题"),
        filled(task, "日子没到。", 发生日期=clock.today() + dt.timedelta(days=3)),
        filled(task, "日子看不懂。", 发生日期="上回"),
        filled(task_in("closed", people, "已销号的"), "又办了。"),
        filled(task, "办好了。"),
        filled(task, "又一行。"),
    ]
    found = [(line.kind, line.doubts[0].address if line.doubts else "") for line in lines(rows, people.wang)]
    expected = ["A2", "C3", "H4", "H5", "A6"]
    assert found == [*(("refused", address) for address in expected), ("good", ""), ("refused", "A8")]


def test_empty_rows_are_left_alone(people: People) -> None:
    (line,) = lines([filled(task_in("working", people), None)], people.li)
    assert line.kind == "blank"


def test_a_unit_enters_nothing_for_another(people: People) -> None:
    (line,) = lines([filled(task_in("working", people))], people.sun)
    assert line.kind == "refused"


def test_another_workbook_is_refused(people: People) -> None:
    upload = {"file": SimpleUploadedFile("台账.xlsx", workbook([[1]], ["序号"])), "as_of": "2026-11-20"}
    answer = browser_of(people.wang).post(reverse("progress_sheets"), upload)
    assert "这不是进展报送表" in answer.content.decode()
