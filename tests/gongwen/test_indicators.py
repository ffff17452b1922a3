"""Tables of indicators: what a plan's columns of years and targets set, and what only tells."""

import datetime as dt

import pytest

from gongwen import read
from gongwen.model import Reading, Target
from gongwen.render.html import render_html
from gongwen.render.rows import rows

PLAN = """云溪高新区“十五五”发展规划
专栏1 主要指标
| 类别 | 指标 | 2025年 | 2030年 | 属性 |
|---|---|---|---|---|
| 经济发展 | 1.地区生产总值（亿元） | 860 | 1300 | 预期性 |
| | 2.居民收入增长（%） | 5.1 | 与经济增长同步 | 预期性 |
| 绿色生态 | 3.森林覆盖率（%） | 23.2* | ≥24.1 | 约束性 |
| | 4.单位能耗下降（%） | — | 〔13〕 | 约束性 |
"""
YEAR = """云溪高新区2026年目标责任表
序号\t指标名称\t计量单位\t2025年完成值\t2026年目标值\t责任单位\t完成时限
1\t规上工业增加值增速\t%\t8.2\t9.0以上\t经济发展局\t12月底前
2\t固定资产投资\t亿元\t302.5\t330亿元\t投资促进局\t11月底前
3\t营商环境评价\t—\t第五\t全省前列\t政务服务局\t12月底前
"""
STEPS = """云溪高新区三年行动计划

一、发展目标
指标\t单位\t2026年目标\t2027年目标\t牵头单位
高新技术企业\t家\t700\t850\t科技创新局
能耗降低\t%\t3左右\t3.5左右\t生态环境分局
"""
POINTS = """云溪高新区考核表
一级指标\t二级指标\t权重\t评分标准\t责任单位
创新能力\t研发投入强度\t10\t每低0.1个百分点扣1分\t科技局
发展质效\t新增规上企业\t8\t未完成不得分\t经信局
"""
PAST = """云溪高新区2025年运行分析

主要指标完成情况
指标\t2024年\t2025年\t增速
税收收入（亿元）\t50\t55\t10%
高新技术企业（家）\t620\t700\t13%
"""


def targets(reading: Reading) -> list[Target]:
    return [target for task in reading.tasks for target in task.targets]


def told(target: Target) -> tuple[str, str, str | None, str | None, str]:
    return target.name, target.op, target.base, target.value, target.unit


def test_the_last_year_of_a_plan_is_aimed_at_from_the_first() -> None:
    reading = read(PLAN)
    assert [told(target) for target in targets(reading)] == [
        ("地区生产总值", "=", "86000000000", "130000000000", "元"),
        ("森林覆盖率", ">=", "23.2", "24.1", "%"),
        ("单位能耗下降", "=", None, "13", "%"),
    ]
    assert {target.due for target in targets(reading)} == {dt.date(2030, 12, 31)}


def test_a_row_is_one_task_and_its_figures_and_units_are_none() -> None:
    reading = read(PLAN)
    assert [task.text for task in reading.tasks] == [
        "地区生产总值（亿元）", "居民收入增长（%）", "森林覆盖率（%）", "单位能耗下降（%）"
    ]  # fmt: skip
    assert [task.lead for task in read(YEAR).tasks] == [("经济发展局",), ("投资促进局",), ("政务服务局",)]
    assert not [span for span in read(YEAR).spans if span.role == "parties" and span.text in ("%", "亿元", "—")]


def test_each_target_leads_back_to_its_cell() -> None:
    reading = read(YEAR)
    words = {mention.id: mention.text for mention in reading.mentions}
    assert [words[target.mention] for target in targets(reading)] == ["9.0以上", "330亿元"]
    assert [told(target) for target in targets(reading)] == [
        ("规上工业增加值增速", ">=", "8.2", "9", "%"),
        ("固定资产投资", "=", "30250000000", "33000000000", "元"),
    ]
    assert all(target.mention in task.mention_ids for task in reading.tasks for target in task.targets)


def test_the_page_shows_each_figure_with_its_unit_in_the_row_it_stands_in() -> None:
    reading = read(YEAR)
    shown = [row.targets for row in rows(reading)]
    assert shown == [("规上工业增加值增速：≥9%",), ("固定资产投资：330亿元",), ()]
    assert next(row.targets for row in rows(read(PLAN))) == ("地区生产总值：1300亿元",)
    page = "".join(render_html([reading]))
    assert '<mark class="amount">9.0以上</mark>' in page
    spans = {span.id: span.text.strip() for span in reading.spans}
    words = [[spans[name] for name in task.span_ids] for task in reading.tasks]
    assert words[2] == ["3营商环境评价", "—", "第五", "全省前列", "政务服务局12月底前"]


def test_under_a_heading_of_goals_each_year_has_its_target() -> None:
    found = targets(read(STEPS))
    assert [(one.name, one.value, one.due and one.due.year) for one in found] == [
        ("高新技术企业", "700", 2026), ("高新技术企业", "850", 2027), ("能耗降低", "3", 2026), ("能耗降低", "3.5", 2027)
    ]  # fmt: skip


def test_what_was_reached_of_a_target_is_no_base() -> None:
    told_of = "指标名称\t目标值\t完成值\t完成率\n新签约项目（个）\t40\t43\t107.5%\n"
    assert [told(target) for target in targets(read(told_of))] == [("新签约项目", "=", None, "40", "个")]


@pytest.mark.parametrize(
    ("head", "row", "value"),
    [
        ("指标|单位|2026年|责任单位", "高新技术企业|家|700|科技创新局", "700"),
        ("指标|单位|2025年|2026年|责任单位", "高新技术企业|家|620|700|科技创新局", "700"),
        ("指标|基数|2027年|2030年", "高新技术企业（家）|620|800|1000", "800"),
    ],
)
def test_a_year_is_aimed_at_where_somebody_is_charged_or_a_base_stands(head: str, row: str, value: str) -> None:
    reading = read(f"云溪高新区2026年工作方案\n重点指标表\n{head}\n{row}\n".replace("|", "\t"))
    assert [target.value for target in targets(reading)][0:1] == [value]


def test_what_was_aimed_at_in_a_year_past_is_no_target() -> None:
    past = "指标\t2025年目标值\t2025年完成值\n新签约项目（个）\t40\t43\n"
    assert read(f"云溪高新区2026年工作报告\n{past}", published=dt.date(2026, 2, 1)).tasks == ()
    assert len(targets(read(f"云溪高新区2025年工作方案\n{past}", published=dt.date(2025, 2, 1)))) == 1


def test_a_sum_of_the_years_stands_in_a_column_of_its_own() -> None:
    head = "| 指标 | 2025年 | 2030年 | 年均/累计 | 属性 |\n"
    rows = "| 能耗降低（%） | - | - | 〔13〕 | 约束性 |\n| 产值（亿元） | 300 | 500 | 8 | 预期性 |\n"
    assert [told(target) for target in targets(read(f"云溪高新区“十五五”规划\n{head}{rows}"))] == [
        ("能耗降低", "=", None, "13", "%"),
        ("产值", "=", "30000000000", "50000000000", "元"),
    ]


def test_a_row_may_have_what_it_is_sorted_by_before_its_name() -> None:
    head, rows = "| 指标 | 2025年 | 2030年 | 属性 |\n", "| 1.空气 | 优良天数比率（%） | 76 | >80 | 约束性 |\n"
    reading = read(f"云溪高新区“十五五”规划\n{head}{rows}")
    assert [told(target) for target in targets(reading)] == [("优良天数比率", ">=", "76", "80", "%")]


def test_a_row_that_aims_at_a_dash_asks_nothing_of_anyone() -> None:
    rows = "| 户籍人口（人） | 1403 | - | 预期性 |\n| 森林覆盖率（%） | 90 | ≥91 | 约束性 |\n"
    reading = read(f"云溪村规划\n| 规划指标体系 | 基期年 | 目标年 | 属性 |\n{rows}")
    assert [told(target) for target in targets(reading)] == [("森林覆盖率", ">=", "90", "91", "%")]
    assert len(reading.tasks) == 1


def test_the_head_of_one_table_says_nothing_of_the_next() -> None:
    after = f"{YEAR}其他事项如下。\n1\t云溪智谷\t项目\t8\t9\t产业办\t12月底前\n"
    assert len(targets(read(after))) == len(targets(read(YEAR)))


def test_weights_and_how_points_are_given_are_no_work() -> None:
    assert [(task.text, task.lead) for task in read(POINTS).tasks] == [
        ("研发投入强度", ("科技局",)), ("新增规上企业", ("经信局",))
    ]  # fmt: skip


def test_years_side_by_side_tell_what_was_reached() -> None:
    reading = read(PAST)
    assert reading.tasks == ()
    assert "<td>" in "".join(render_html([reading]))


@pytest.mark.parametrize("words", ["投入（亿元）", "单位：万元", "（万人）"])
def test_what_is_counted_in_is_no_amount(words: str) -> None:
    assert not [mention for mention in read(words).mentions if mention.kind == "amount"]
