"""Which stretches of a document tell what was done or explain, and which ask for work."""

import pytest

from gongwen.modes import mode_of, mode_of_document
from gongwen.reader import read

HALF_YEAR = """云川镇2026年上半年工作总结
今年以来，全镇各项工作稳步推进。
一、公园建设提速
（一）管护到位。新建公园3个，巡查公园48次，整改问题21个。
二、下半年工作打算
（一）建好公园。新建公园2个。
"""


def test_an_account_of_the_half_year_asks_only_for_what_comes_next() -> None:
    reading = read(HALF_YEAR)
    assert reading.kind == "report"
    assert [task.steps or (task.text,) for task in reading.tasks] == [("新建公园2个",)]


def test_what_explains_a_document_asks_nothing_itself() -> None:
    page = "《云川区公园管护办法》政策解读\n一、管护经费\n区财政局每年拨付管护经费50万元。\n"
    page += "二、下一步工作\n区城管局6月底前公布名单。"
    reading = read(page)
    assert reading.kind == "other"
    assert [task.text for task in reading.tasks] == ["区城管局6月底前公布名单"]
    assert read("解读《云川区公园管护方案》\n一、目标\n年底前建成公园3个。").kind == "other"


@pytest.mark.parametrize(
    ("heading", "mode"),
    [
        ("政策解读检查情况", "named"),
        ("机构设置及人员情况", "named"),
        ("及时掌握情况", "plain"),
        ("上半年工作总结", "review"),
        ("禁放时间", "named"),
        ("申报条件", "named"),
        ("扩大开放范围", "plain"),
        ("明确范围", "plain"),
        ("总体目标和要求", "principle"),
        ("目标任务完成情况", "review"),
    ],
)
def test_a_heading_says_what_stands_under_it(heading: str, mode: str) -> None:
    assert mode_of(heading, "plain") == mode


@pytest.mark.parametrize("heading", ["下一步工作打算", "下半年重点工作", "2027年工作计划", "下步工作安排", "工作要求"])
def test_a_look_back_ends_where_a_heading_looks_ahead(heading: str) -> None:
    assert mode_of(heading, "review") == "plain"
    assert mode_of("公园建设", "review") == "review"


@pytest.mark.parametrize(
    ("kind", "title", "mode"),
    [
        ("report", "云川区2026年预算执行情况的报告", "review"),
        ("report", "云川区2026年计划执行情况与2027年计划草案的报告", "plain"),
        ("report", "云川区政府工作报告", "plain"),
        ("report", "云川区2026年度法治建设工作报告", "review"),
        ("report", "关于公园建设情况的报告", "review"),
        ("minutes", "公园建设会议纪要", "minutes"),
        ("other", "关于《公园管护办法》的起草说明", "review"),
        ("other", "云川区政策文件解读制度", "plain"),
    ],
)
def test_a_title_says_what_stands_under_no_heading(kind: str, title: str, mode: str) -> None:
    assert mode_of_document(kind, title) == mode  # type: ignore[arg-type]


def test_a_paragraph_beside_a_section_is_not_under_its_heading() -> None:
    page = """云川区公园禁放通告
一、禁放范围
全区公园。
二、禁放时间
2026年2月1日起至2月28日止。
三、各街道要每日巡查公园2次。
"""
    reading = read(page)
    assert [section.heading for section in reading.sections] == ["禁放范围", "禁放时间"]
    assert [task.lead for task in reading.tasks] == [("各街道",)]
