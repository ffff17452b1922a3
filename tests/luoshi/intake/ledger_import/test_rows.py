"""Each row's cells as a task; whatever is not written plainly is a doubt at its cell."""

import datetime as dt
from typing import Any

import pytest
from ledgers import task, workbook
from people import People

from luoshi.intake.ledger_import.actions import take_in
from luoshi.intake.ledger_import.analysis import Line, analyse

ABOVE = ["2026年重点工作台账", "截至2026年10月31日"]


def rows(people: People, *given: Any, **options: Any) -> list[Line]:
    return list(analyse(take_in(workbook(given, above=ABOVE, **options), "台账.xlsx", people.wang), people.wang).lines)


def said(line: Line) -> list[tuple[str, str]]:
    return [(doubt.address, doubt.said) for doubt in line.doubts]


@pytest.mark.parametrize(
    ("cell", "day", "doubt"),
    [
        (dt.date(2026, 6, 30), dt.date(2026, 6, 30), ""),
        ("2026年6月底", dt.date(2026, 6, 30), ""),
        ("2026.2", dt.date(2026, 2, 28), ""),
        (20260630, dt.date(2026, 6, 30), ""),
        ("6月30日前", dt.date(2026, 6, 30), "没有年份，按 2026 年：2026-06-30"),
        (46203, dt.date(2026, 6, 30), "只有日期序号，按 Excel 的算法换算：2026-06-30"),
        ("2026-02-30", None, "没有这一天，时限留空"),
        ("长期", None, "没有具体日期，时限留空"),
        ("待定", None, "读不出日期，时限留空"),
    ],
)
def test_days_as_offices_write_them(people: People, cell: Any, day: dt.date | None, doubt: str) -> None:
    [line] = rows(people, task("建设", 完成时间=cell))
    assert line.start is not None
    assert line.start.new.due == day
    assert (("F4", doubt) in said(line)) is bool(doubt)


def test_a_misspelt_unit_is_matched_but_never_silently(people: People) -> None:
    [line] = rows(people, task("建设", 主办单位="科技创兴局", 经办人="陈 晨"))
    assert (line.start.new.lead, line.start.new.owner) == (people.science, people.chen.person)
    assert said(line) == [("C4", "“科技创兴局”按“科技创新局”")]
    assert line.kind == "doubtful"


def test_a_unit_nobody_knows_stays_in_the_remark_and_the_task_a_draft(people: People) -> None:
    [line] = rows(people, task("建设", 主办单位="水务公司"))
    assert line.start.new.remark == "原表牵头单位：水务公司"
    assert line.state == "草稿"
    assert ("C4", "缺牵头单位，先列为草稿") in said(line)


def test_several_units_in_one_cell_are_told_apart(people: People) -> None:
    [line] = rows(people, task("建设", 主办单位="科技创新局、产业促进局", 配合单位="规划建设局 督查室"))
    assert line.start.new.lead == people.science
    assert line.start.new.joint == (people.industry,)
    assert set(line.start.new.support) == {people.building, people.office}
    assert said(line) == []


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("已完成", "已销号"), ("办结", "已销号"), ("未完成", "办理中"), ("进行中", "办理中"), ("滞后", "办理中"),
        ("未启动", "已交办"), ("暂停", "中止"), ("核查中", "核查中"), ("60%", "办理中"), (None, "已交办"),
    ],
)  # fmt: skip
def test_words_for_how_far_it_is(people: People, words: str | None, state: str) -> None:
    [line] = rows(people, task("建设", 状态=words))
    assert (line.state, line.kind) == (state, "good")


def test_a_status_nobody_understands_is_a_doubt(people: People) -> None:
    [line] = rows(people, task("建设", 状态="嗯"))
    assert said(line) == [("H4", "看不懂，按“已交办”")]


def test_what_is_done_by_the_old_ledger_alone_says_so(people: People) -> None:
    [line] = rows(people, task("建设", 状态="已完成"))
    assert line.start.standing.conclusion == "原台账记为“已完成”（截至2026-10-31），导入时未经本系统核查。"


def test_rows_that_are_no_task_are_refused_by_cell(people: People) -> None:
    lines = rows(people, task(""), ["合计", 2], task("建设"), task("建设"))
    assert [line.kind for line in lines] == ["refused", "refused", "good", "refused"]
    assert said(lines[0]) == [("B4", "工作任务为空")]
    assert said(lines[3]) == [("A7", "与第 6 行相同，不重复立任务")]


def test_a_merged_unit_serves_all_its_rows(people: People) -> None:
    given = [task("建设"), task("招聘", 主办单位=None), task("开业", 主办单位=None)]
    lines = rows(people, *given, merged=[(0, 2, 2, 2, "产业促进局")])
    assert [line.start.new.lead for line in lines] == [people.industry] * 3


def test_a_task_merged_over_its_steps_becomes_one_task_a_step(people: People) -> None:
    header = ("工作任务", "具体举措", "牵头单位", "完成时限")
    given = [[None, "选址", "科技创新局", "2026年6月"], [None, "招聘", "产业促进局", "2026年8月"]]
    lines = rows(people, *given, header=header, merged=[(0, 0, 1, 0, "建设中试基地")])
    assert [(line.title, line.start.new.theme) for line in lines] == [
        ("选址", "建设中试基地"),
        ("招聘", "建设中试基地"),
    ]
    assert all("按具体举措逐行立任务" in line.doubts[0].said for line in lines)


def test_a_heading_across_the_table_is_the_theme_of_what_follows(people: People) -> None:
    lines = rows(people, [], task("建设"), merged=[(0, 0, 0, 8, "一、平台建设")])
    assert [(line.title, line.start.new.theme) for line in lines] == [("建设", "一、平台建设")]


def test_a_text_that_is_too_long_is_cut_and_told(people: People) -> None:
    [line] = rows(people, task("建" * 400))
    assert said(line) == [("B4", "超过 300 字，只取前 300 字")]
    assert line.start.new.wording == "建" * 400
