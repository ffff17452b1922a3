"""What any of our workbooks looks like when an office opens it."""

import datetime as dt
from collections.abc import Iterator, Sequence

import pytest
from workbook import cell_style, part, rows_of

from luoshi.reports import xlsx
from luoshi.reports.exporter import Cell, Column, Exporter, Tint

SHEET = "xl/worksheets/sheet1.xml"


class Report(Exporter):
    title, subtitle = "云溪高新区月报", "截至 2026年11月22日"
    columns = (
        Column("序号", 5, "行号", "center"),
        Column("事项", 10, "名称"),
        Column("单位", 12, "牵头", "center", [f"很长的单位名称第{n}号" for n in range(40)]),
        Column("日期", 12, "时限", "center"),
        Column("灯", 8, "亮灯", "center"),
    )
    tints = (Tint("灯", "红", "#9B1C1C", "#FBE0E0"),)

    def __init__(self, *rows: Sequence[Cell]) -> None:
        self._rows = rows

    def rows(self) -> Iterator[Sequence[Cell]]:
        return iter(self._rows)


ROW = (1, "建设中试基地", "科技创新局", dt.date(2026, 12, 31), "● 红")


def test_a_merged_title_stands_over_a_repeated_header() -> None:
    data = xlsx.write(Report(ROW))
    assert rows_of(data)[0][0] == "云溪高新区月报"
    assert rows_of(data)[2] == ["序号", "事项", "单位", "日期", "灯"]
    assert '<mergeCell ref="A1:E1"/>' in part(data, SHEET)
    assert "任务分解表!$3:$3" in part(data, "xl/workbook.xml")


def test_it_prints_on_a3_landscape_one_page_across_with_page_numbers() -> None:
    sheet = part(xlsx.write(Report(ROW)), SHEET)
    assert 'paperSize="8"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "第 &amp;P 页  共 &amp;N 页" in sheet


def test_the_header_is_frozen_and_filters_stand_ready() -> None:
    sheet = part(xlsx.write(Report(ROW)), SHEET)
    assert 'ySplit="3"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A3:E4"/>' in sheet


def test_dates_are_dates_and_numbers_numbers() -> None:
    assert rows_of(xlsx.write(Report(ROW)))[3] == [1.0, "建设中试基地", "科技创新局", dt.date(2026, 12, 31), "● 红"]


@pytest.mark.parametrize("text", ["=1+1", "+86 571", "-3%", "@admin", '=HYPERLINK("http://x.example")', "\t=2"])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    data = xlsx.write(Report((1, text, "", None, "")))
    assert rows_of(data)[3][1] == text
    assert "<f>" not in part(data, SHEET)
    assert 'quotePrefix="1"' in cell_style(data, 3, 1)


def test_ordinary_text_carries_no_quote_mark() -> None:
    assert "quotePrefix" not in cell_style(xlsx.write(Report(ROW)), 3, 1)


def test_a_list_longer_than_a_rule_may_hold_can_be_chosen_from() -> None:
    data = xlsx.write(Report(ROW))
    assert len(rows_of(data, "选项")) == 40
    assert "<formula1>选项!$A$1:$A$40</formula1>" in part(data, SHEET)


def test_a_light_is_tinted_by_its_word() -> None:
    sheet = part(xlsx.write(Report(ROW)), SHEET)
    assert 'type="containsText"' in sheet
    assert 'text="红"' in sheet


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    narrow = Column("事项", 10, "")
    assert xlsx.row_height(["四字名称"], [narrow]) == pytest.approx(21)
    assert xlsx.row_height(["十六个汉字在宽十的栏里要占四行呀"], [narrow]) == pytest.approx(66)
    assert xlsx.row_height(["一\n二\n三"], [narrow]) == pytest.approx(51)
    assert xlsx.row_height(["长" * 5000], [narrow]) == xlsx.MOST_HEIGHT


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    text = str(rows_of(xlsx.write(Report((1, "长" * 40_000, "", None, ""))))[3][1])
    assert text.endswith("……（过长，余下见系统）")
    assert len(text) < 32_767


def test_control_characters_do_no_harm() -> None:
    assert rows_of(xlsx.write(Report((1, "前\x0b\x01后\ue010", "", None, ""))))[3][1] is not None


def test_an_empty_report_still_opens() -> None:
    assert rows_of(xlsx.write(Report()))[2][0] == "序号"


def test_every_column_says_where_it_comes_from() -> None:
    notes = rows_of(xlsx.write(Report(ROW)), "说明")
    assert ["单位", "牵头"] in notes
