"""Tables as pages print them: with bars or without outer ones, short rows, one cell a line."""

import pytest

from gongwen import read
from gongwen.model import Reading

PLAIN = """附件
2026年民生实事进展表（截至9月底）
序号 | 项目内容 | 进展情况 | 责任单位 |
1 | 新建成社区食堂7家，新增停车位300个。 | 新建成云溪社区等7家食堂。 | 民政局 |
2 | 新建成口袋公园5个。 | 新建东湖街道、北岭镇等6个公园。 | 区城管局 |
新增健身点12处。 | 已新增9处，剩余预计11月底前完成。 | ||
改造老旧街区3万平方米。 | 改造老旧街区2万平方米。 | ||
"""
IN_LINES = """重点工作责任分解

序号

重点工作

任务数

责任单位

1

地区生产总值增长6.5%。


区发改局

2

着力推进重大建设项目340个以上，实现固定资产投资478亿元。

190个/226亿元

区发改局*、区住建局

3

抢抓政策窗口期，争取专项资金13亿元以上。

5亿元

区财政局、区经信局*

二、工作要求
各单位要落实责任，每月5日前报送进展。
"""


def tasks_of(reading: Reading) -> list[tuple[str, tuple[str, ...], tuple[str, ...], list[str]]]:
    return [
        (task.text, task.lead, task.support, [f"{one.name}{one.op}{one.value}{one.unit}" for one in task.targets])
        for task in reading.tasks
    ]


def test_a_table_with_bars_between_its_cells_only_is_read_by_its_head() -> None:
    assert tasks_of(read(PLAIN)) == [
        ("新建成社区食堂7家", ("民政局",), (), ["社区食堂=7家", "停车位+300个"]),
        ("新建成口袋公园5个", ("区城管局",), (), ["口袋公园=5个"]),
        ("新增健身点12处", (), (), ["健身点+12处"]),
        ("改造老旧街区3万平方米", (), (), ["老旧街区=30000平方米"]),
    ]


def test_a_table_printed_one_cell_a_line_is_one() -> None:
    assert tasks_of(read(IN_LINES))[:3] == [
        ("地区生产总值增长6.5%", ("区发改局",), (), ["地区生产总值+6.5%"]),
        (
            "着力推进重大建设项目340个以上",
            ("区发改局",),
            ("区住建局",),
            ["重大建设项目>=340个", "固定资产投资=47800000000元"],
        ),
        ("抢抓政策窗口期", ("区经信局",), ("区财政局",), ["专项资金>=1300000000元"]),
    ]


def test_what_stands_below_such_a_table_is_none_of_it() -> None:
    reading = read(IN_LINES)
    assert [(task.text, task.deadlines[0].recurring) for task in reading.tasks[3:]] == [
        ("各单位要落实责任", "每月5日前")
    ]
    assert [section.heading for section in reading.sections] == ["工作要求"]


def test_a_second_line_of_the_head_asks_nothing_of_anyone() -> None:
    page = """方案
序号 | 项目 | 年限 | 具体内容 | 2026年进展情况 | ||
截至6月底进展 | 7月工作计划 | |||||
1 | 教育提升工程 | 2025-2026 | 建成北岭中学食堂 | 装饰施工 | 竣工 | |
2 | 2026 | 建成投用松河小学教学楼 | 幕墙施工 | 竣工 | ||
"""
    told = [span.role for span in read(page).spans if span.text.startswith(("截至", "7月"))]
    assert told == ["other"]
    assert "建成投用松河小学教学楼" in [task.text for task in read(page).tasks]


def test_figures_in_a_cell_of_their_own_are_of_the_work_before_them() -> None:
    page = "分工\n序号\t任务\t目标值\t责任单位\n1\t培育链主企业\t3家\t区经信局\n2\t新建产业园区2个\t2个\t区科技局\n"
    assert tasks_of(read(page)) == [
        ("培育链主企业3家", ("区经信局",), (), ["链主企业=3家"]),
        ("新建产业园区2个", ("区科技局",), (), ["产业园区=2个"]),
    ]


def test_a_short_row_is_told_by_where_its_units_stand() -> None:
    page = """实事进展
类别 | 事项名称 | 2026年度任务目标 | 责任单位 | 分管区领导 | 工作完成情况 | 工作取得成效 | 监督电话 |
教育 | 14.改建松河中学 | 建成松河中学2座教学楼。 | 区教育局 | 刘福山 | 完成70%。 | 在建。 | 电话82463 |
15.建设运动场地 | 建成13处农村学校运动场地。 | 区教育局 | 刘福山 | 完成30%。 | 已完成9处。 | 电话82464 | |
"""
    told = [one for _, _, _, targets in tasks_of(read(page)) for one in targets]
    assert told == ["教学楼=2座", "农村学校运动场地=13处"]
    assert {task.lead for task in read(page).tasks if task.lead} == {("区教育局",)}


@pytest.mark.parametrize(
    "page",
    [
        "首页 | 新闻 | 政务公开 | 办事\n学校 | 医院 | 公园 | 场馆\n绿化方案\n6月底前建成3个驿站。",
        "索引号 | 11330/2026 | 组配分类 | 实事 |\n公开方式 | 主动 | 主题分类 | 社会 |\n绿化方案\n6月底前建成3个驿站。",
    ],
)
def test_bars_of_a_site_make_no_table(page: str) -> None:
    assert [task.text for task in read(page).tasks][-1:] == ["6月底前建成3个驿站"]


def test_a_rule_of_bars_is_no_row() -> None:
    page = "方案\n序号 | 任务 | 责任单位\n---|---|---\n1 | 建设中试基地 | 区科技局\n"
    assert tasks_of(read(page)) == [("建设中试基地", ("区科技局",), (), [])]


BEFORE_BARS = """2026年园区重点工作清单
序号 |
重点工作 |
责任领导 |
责任单位 |
完成时限 |
{}1 |
推进泵站改造,新建管网6公里。 |
林知远 |
规划建设局、云川水务公司 |
6月底前 |
{}2 |
盘活闲置厂房3万平方米。 |
周宏伟 |
招商部 |
全年 |
"""
BARS_BELOW = """2026年政务公开任务清单
工作任务
|
具体要求
|
责任科室
|
时限要求
|
加强政策解读
|
1
|
制作图解不少于6期。
|
办公室
|
年底前
|
管好公开专栏
|
2
|
更新专栏内容。
|
各科室
|
每季度
|
3
|
公布年度报告。
|
办公室
|
3月底前
|
"""


@pytest.mark.parametrize("tens", ["", "3"])
def test_cells_on_lines_by_themselves_that_end_in_a_bar_are_rows(tens: str) -> None:
    reading = read(BEFORE_BARS.format(tens, tens))
    assert [(task.text, task.lead, task.support, task.person) for task in reading.tasks] == [
        ("推进泵站改造", ("规划建设局",), ("云川水务公司",), "林知远"),
        ("盘活闲置厂房3万平方米", ("招商部",), (), "周宏伟"),
    ]


def test_bars_on_lines_of_their_own_end_the_cell_above_and_a_cell_alone_heads_the_rows_below() -> None:
    tasks = read(BARS_BELOW).tasks
    assert [(task.text, task.lead) for task in tasks] == [
        ("制作图解不少于6期", ("办公室",)),
        ("更新专栏内容", ("各科室",)),
        ("公布年度报告", ("办公室",)),
    ]


def test_a_name_beside_the_work_is_no_work() -> None:
    page = """民生实事推进表
序号 | 项目 | 年度目标 | 分管领导 | 牵头单位 | 协同单位 | 进展 |
1 | 新增停车位300个。 | 林知远 | 区城管局 | 云川街道、青岭街道 | 已完成一半。 |
2 | 新建口袋公园6个。 | 周宏伟 | 区住建局 | 云川开发区、青岭街道 | 正在施工。 |
"""
    assert [(task.text, task.lead, task.support) for task in read(page).tasks] == [
        ("新增停车位300个", ("区城管局",), ("云川街道", "青岭街道")),
        ("新建口袋公园6个", ("区住建局",), ("云川开发区", "青岭街道")),
    ]


def test_a_superscript_numbers_no_row() -> None:
    """Python calls ² a digit, and cannot count with it."""
    page = "1 |\n建设泵站 |\n区水利局 |\n² |\n疏浚河道 |\n区城管局 |\n"
    said = "".join(span.text for span in read(page).spans)
    assert [word for word in said.replace("|", " ").split() if word] == page.replace("|", " ").split()
