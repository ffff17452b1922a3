"""Lines of a page, whatever breaks and blanks it is made with."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.fold import fold_page
from gongwen.page_lines import PageLine, split_lines
from gongwen.reader import read
from gongwen.spans import BLANK, solid_pieces


def lines_of(page: str) -> list[PageLine]:
    return split_lines(page, fold_page(page))


def test_no_blank_of_a_page_is_left_but_spaces_tabs_and_newlines() -> None:
    blanks = [char for char in map(chr, range(0x10000)) if BLANK.match(char) or char.isspace()]
    assert set(fold_page("".join(blanks))) == {" ", "\t", "\n"}


@pytest.mark.parametrize("mark", ["\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\n\u3000\u200b\n\t"])
def test_any_line_break_parts_two_lines(mark: str) -> None:
    assert [line.text for line in lines_of(f"\ufeff 建成口袋公园{mark}新增绿地\u00ad ")] == ["建成口袋公园", "新增绿地"]


def test_a_file_separator_is_a_blank_and_no_line_break() -> None:
    [line] = lines_of("建成\x1c口袋公园")
    assert line.pieces == [(0, 2), (3, 7)]


def test_marks_and_page_numbers_are_no_words_of_a_line() -> None:
    heading, text = lines_of("## 工作安排\n— 3 —\n----\u3000建成口袋公园。")
    assert (heading.text, heading.level, heading.mark, heading.furniture) == ("工作安排", 2, (0, 2), ((8, 13),))
    assert (text.text, text.mark, text.ends) == ("----\u3000建成口袋公园。".replace("\u3000", " "), None, True)


def test_a_bullet_is_a_mark_whether_or_not_a_blank_follows() -> None:
    assert [(line.text, line.mark) for line in lines_of("●建成公园\n■ 目标\n•增长6%")] == [
        ("建成公园", (0, 1)),
        ("目标", (6, 7)),
        ("增长6%", (11, 12)),
    ]


def test_a_row_is_cut_into_its_cells() -> None:
    assert [(line.text, line.cell) for line in lines_of("1\t建成 公园\t 区城管局 ")] == [
        ("1", True),
        ("建成 公园", True),
        ("区城管局", True),
    ]


def test_a_heading_and_the_first_words_of_its_article_are_two_lines() -> None:
    page = "云川高新区 在成果转化上走在前 4月2日，云川高新区召开会议。"
    assert [line.text for line in lines_of(page)] == ["云川高新区 在成果转化上走在前", "4月2日，云川高新区召开会议。"]


@settings(max_examples=300, deadline=None)
@given(st.text("建1#-—第页。） \t\n\u3000\u200b\u2028\x1c", max_size=40))
def test_lines_hold_every_character_once_and_know_their_pieces(page: str) -> None:
    held: list[int] = []
    for line in lines_of(page):
        assert list(line.pieces) == solid_pieces(page, line.start, line.end)
        for start, end in [*([line.mark] if line.mark else []), (line.start, line.end), *line.furniture]:
            held += [at for at in range(start, end) if not BLANK.match(page[at])]
    assert held == [at for at, char in enumerate(page) if not BLANK.match(char)]


def test_blanks_of_a_web_pages_source_are_no_text() -> None:
    [task] = read(
        "&nbsp;&nbsp;云川高新区方案\n&nbsp;&nbsp;&nbsp;&nbsp;一、绿化\n&emsp;&emsp;6月底前建成3个驿站。"
    ).tasks
    assert (task.text, task.deadlines[0].label) == ("6月底前建成3个驿站", "建成")


@pytest.mark.parametrize("blank", [" ", "\u00a0"])
def test_blanks_beside_every_number_are_typesetting(blank: str) -> None:
    page = "8 月 12 日，云川高新区召开党工委会议。会议强调，要在 6 月底前建成 3 个驿站，引进企业 12 家，投资 1.2 亿元。"
    spaced, solid = read(page.replace(" ", blank)), read(page.replace(" ", ""))
    assert [span.text for span in spaced.spans] == [span.text for span in solid.spans]
    assert [mention.value for mention in spaced.mentions] == [mention.value for mention in solid.mentions]
    assert [task.targets for task in spaced.tasks] == [task.targets for task in solid.tasks]


def test_a_blank_between_digits_stays_a_doubt_in_a_page_of_set_apart_numbers() -> None:
    reading = read("建成 3 个驿站，引进 12 家企业，投资 2 亿元，总规模超 1 2 万亿元。")
    assert [mention.value for mention in reading.mentions][-1] is None
    assert all(mention.value for mention in reading.mentions[:-1])


def test_a_markdown_table_is_read_as_one_with_tabs() -> None:
    rows = [
        "| 序号 | 重点任务 | 牵头单位 | 完成时限 |",
        "|---|:--|---|---|",
        "| 1 | 新建驿站3个，改造公园2处 | 区住建局 | 6月底 |",
        "| 2 | 上线审批系统 | 区行政审批局、区大数据局 | 9月底 |",
    ]
    reading = read("云川高新区2026年任务分解表\n\n" + "\n".join(rows))
    assert [(task.text, task.lead) for task in reading.tasks] == [
        ("新建驿站3个", ("区住建局",)),
        ("上线审批系统", ("区行政审批局", "区大数据局")),
    ]
    assert reading.tasks[0].deadlines[0].due == dt.date(2026, 6, 30)
    assert sum(len(span.text.replace(" ", "")) for span in reading.spans) == len("".join(reading.text.split()))
