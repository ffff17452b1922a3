"""The header is found wherever it stands, and its columns by whatever an office calls them."""

import datetime as dt

from ledgers import USUAL, task, workbook
from people import People, browser_of

from luoshi.intake.ledger_import.actions import correct, take_in
from luoshi.intake.ledger_import.analysis import Analysis, analyse
from luoshi.intake.models import LedgerImport


def taken(people: People, data: bytes) -> tuple[LedgerImport, Analysis]:
    brought = take_in(data, "台账.xlsx", people.wang)
    return brought, analyse(brought, people.wang)


def test_merged_titles_above_the_header_are_passed_over_and_say_the_day(people: People) -> None:
    data = workbook([task("建设中试基地")], above=["2025年重点工作台账", "截至2025年10月31日", "单位：万元"])
    brought, analysis = taken(people, data)
    assert analysis.header.first == 3
    assert [line.row for line in analysis.lines] == [5]
    assert brought.as_of == dt.date(2025, 10, 31)


def test_moved_and_missing_columns_are_matched_by_name(people: People) -> None:
    data = workbook([["产业促进局", "举办路演", "2026.9"]], header=("牵头部门", "督办事项", "办结时限（2026年）"))
    _brought, analysis = taken(people, data)
    assert [column.field for column in analysis.columns] == ["lead", "title", "due"]
    assert analysis.lines[0].start.new.due == dt.date(2026, 9, 30)


def test_a_title_that_only_contains_a_known_name_is_a_guess(people: People) -> None:
    _brought, analysis = taken(
        people, workbook([["甲", "建设", "丙"]], header=("牵头单位", "本年度工作任务一览", "完成时限", "颜色"))
    )
    assert [(column.field, column.is_guess) for column in analysis.columns][1::2] == [("title", True), ("", False)]


def test_a_second_header_row_belongs_to_the_header(people: People) -> None:
    header = ("序号", "工作任务", "责任分工", "", "", "完成时限")
    below = [
        [None, None, "牵头单位", "配合单位", "责任人", None],
        [1, "建设", "科技创新局", None, "陈晨", "2026年6月底"],
    ]
    _brought, analysis = taken(people, workbook(below, header=header))
    assert [column.field for column in analysis.columns] == ["number", "title", "lead", "support", "owner", "due"]
    assert [line.title for line in analysis.lines] == ["建设"]


def test_a_corrected_column_is_kept(people: People) -> None:
    brought, _analysis = taken(people, workbook([["建设", "科技创新局"]], header=("颜色", "牵头单位", "任务")))
    correct(brought, 0, 0, ["title", "lead", ""], dt.date(2026, 1, 1), as_drafts=True)
    assert [line.title for line in analyse(brought, people.wang).lines] == ["建设"]


def test_the_page_lets_columns_be_corrected_and_tells_a_stale_one(people: People) -> None:
    brought, _analysis = taken(people, workbook([task("建设")]))
    given = {"version": 0, "chosen": 0, "as_of": "2026-01-05", "as_drafts": "1", "column": [""] * len(USUAL)}
    browser = browser_of(people.wang)
    page = browser.post(f"/intake/ledgers/{brought.pk}/correct/", given, follow=True).content.decode()
    assert "还没有一栏对应“工作任务”" in page
    assert "确认导入" not in page
    browser.post(f"/intake/ledgers/{brought.pk}/correct/", {**given, "as_of": "2026-02-05"})
    brought.refresh_from_db()
    assert brought.as_of == dt.date(2026, 1, 5)
