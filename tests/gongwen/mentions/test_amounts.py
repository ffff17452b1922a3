from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.fold import fold
from gongwen.mentions.amounts import find_amounts
from gongwen.model import Found


def only(text: str) -> Found:
    found = list(find_amounts(text))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "op"),
    [
        ("总投资35亿元", "35亿元", "3500000000", "元", "="),
        ("新建厂房30万平方米", "30万平方米", "300000", "平方米", "="),
        ("占比4.2%", "4.2%", "4.2", "%", "="),
        ("占比１０％", "１０％", "10", "%", "="),
        ("引进企业120家以上", "120家以上", "120", "家", ">="),
        ("每家企业最高补助200万元", "200万元", "2000000", "元", "<="),
        ("对首次认定的最高给予50万元奖励", "50万元", "500000", "元", "<="),
        ("单个项目最高可资助300万元", "300万元", "3000000", "元", "<="),
        ("签约亿元以上的项目", "亿元以上", "100000000", "元", ">="),
        ("涉及约百家企业", "约百家", "100", "家", "~"),
        ("减税5000多亿元", "5000多亿元", "500000000000", "元", ">="),
        ("引进120余家", "120余家", "120", "家", ">="),
        ("每年不少于10场", "不少于10场", "10", "场", ">="),
        ("收入超1万亿元", "超1万亿元", "1000000000000", "元", ">="),
        ("建成超千P智算中心", "超千P", "1000", "P", ">="),
        ("增长5%左右", "增长5%左右", "5", "%", "~"),
        ("改造提升2条街区", "2条", "2", "条", "="),
        ("控制在5.5%左右", "控制在5.5%左右", "5.5", "%", "~"),
        ("新增智能工厂6家", "6家", "6", "家", "+"),
        ("税收30万元/亩", "30万元/亩", "300000", "元/亩", "="),
        ("按6个月的工资确定", "6个月", "6", "个月", "="),
        ("1年以上劳动合同", "1年以上", "1", "年", ">="),
        ("达到11.7年", "达到11.7年", "11.7", "年", "="),
        ("给予最高100万元奖励", "最高100万元", "1000000", "元", "<="),
        ("每年不少于两次", "不少于两次", "2", "次", ">="),
        ("选址110千伏变电站", "110千伏", "110", "千伏", "="),
        ("控制在3%以内", "控制在3%以内", "3", "%", "<="),
        ("强度提高到3.5%", "提高到3.5%", "3.5", "%", "="),
        ("产值增长8%", "增长8%", "8", "%", "+"),
        ("能耗下降3%", "下降3%", "-3", "%", "+"),
        ("收入翻一番", "翻一番", "2", "倍", "×"),
        ("收入翻两番", "翻两番", "4", "倍", "×"),
        ("收入增长1倍", "增长1倍", "2", "倍", "×"),
        ("提高到3倍", "提高到3倍", "3", "倍", "×"),
        ("亿元以上项目", "亿元以上", "100000000", "元", ">="),
        ("存量1,200个", "1,200个", "1200", "个", "="),
        ("建成三座码头", "三座", "3", "座", "="),
        ("百分之五", "百分之五", "5", "%", "="),
        ("达到百分之九十五以上", "达到百分之九十五以上", "95", "%", ">="),
        ("千分之一以内", "千分之一以内", "0.1", "%", "<="),
        ("支持八成以上企业", "八成以上", "80", "%", ">="),
        ("演练两次以上", "两次以上", "2", "次", ">="),
        ("撬动上百亿元", "上百亿元", "10000000000", "元", ">="),
        ("惠及百余家", "百余家", "100", "家", ">="),
        ("带动十几家", "十几家", "10", "家", ">="),
        ("增加一百零五家", "增加一百零五家", "105", "家", "+"),
        ("浓度下降3%以上", "下降3%以上", "-3", "%", "<="),
        ("能耗降低超过3%", "超过3%", "-3", "%", "<="),
        ("能耗降低到3%", "降低到3%", "3", "%", "="),
    ],
)
def test_an_amount_in_base_units(text: str, words: str, value: str, unit: str, op: str) -> None:
    found = only(text)
    assert text[found.start : found.end] == words
    assert found.value == {"value": value, "unit": unit, "op": op}
    assert found.doubt == ()


@pytest.mark.parametrize(
    ("text", "base", "value", "op"),
    [
        ("由5个增加到8个", "5", "8", "="),
        ("从2.5%提高到3%以上", "2.5", "3", ">="),
        ("由3亿元增至5亿元", "300000000", "500000000", "="),
        ("由百分之十八降至百分之十以下", "18", "10", "<="),
        ("由七成提高到九成", "70", "90", "="),
    ],
)
def test_a_change_keeps_where_it_starts(text: str, base: str, value: str, op: str) -> None:
    found = only(text)
    assert (found.value["base"], found.value["value"], found.value["op"]) == (base, value, op)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3—5家", "3", "5"),
        ("10—15万人", "100000", "150000"),
        ("3000万-5000万元", "30000000", "50000000"),
        ("8亿元至10亿元", "800000000", "1000000000"),
        ("两千到三千人", "2000", "3000"),
        ("二十五到三十家", "25", "30"),
        ("三到四个", "3", "4"),
        ("五六十家", "50", "60"),
        ("两三万元", "20000", "30000"),
        ("百分之五十五到百分之六十", "55", "60"),
    ],
)
def test_a_range_is_doubted_and_keeps_both_ends(text: str, low: str, high: str) -> None:
    found = only(text)
    assert (found.value["value"], found.value["to"], found.value["op"], found.doubt) == (low, high, ">=", ("range",))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("年收入首次突破2000万元、5000万元、1亿元的", [">=", ">=", ">="]),
        ("控制在50万元、30万元", ["<=", "<="]),
        ("投资2000万元以上、500万元", [">=", "="]),
        ("超过20家、100亩", [">=", "="]),
    ],
)
def test_what_leads_the_first_of_a_list_is_said_of_the_next(text: str, signs: list[str]) -> None:
    assert [found.value["op"] for found in find_amounts(text)] == signs


def test_a_share_that_has_no_end_is_rounded_and_says_so() -> None:
    found = only("三分之二以上")
    assert (found.value, found.doubt) == ({"value": "66.67", "unit": "%", "op": ">="}, ("rounded",))


@pytest.mark.parametrize("text", ["规模突破千亿，", "营业收入过千亿的"])
def test_what_passes_a_hundred_billion_of_nothing_said_is_money(text: str) -> None:
    found = only(text)
    assert (found.value["value"], found.value["unit"], found.doubt) == ("100000000000", "元", ("unit_inferred",))


@pytest.mark.parametrize(
    "text", ["超1\ue010 2万亿元", "超1 2万亿元", "建设 10个", "建设10 个", "1\ufffd2家", "3\n0家", "超\u200b2万亿元"]
)
def test_a_number_beside_a_gap_has_no_value(text: str) -> None:
    found = only(fold(text))
    assert (found.value, found.doubt) == (None, ("broken_number",))


@pytest.mark.parametrize(
    "text",
    [
        "第3家",
        "一批项目",
        "三大领域",
        "千家万户",
        "万人发明专利拥有量",
        "万人评议活动",
        "几十家",
        "数十家",
        "千亿级产业",
        "万元增加值能耗",
        "万元GDP能耗",
        "千吨万人供水工程",
        "一成不变",
        "按1:3配套",
        "3000人工智能",
        "5G网络",
        "3个月",
        "一体化",
        "三位一体",
        "各个方面",
        "第35亿元",
        "A12万元",
        "过境240小时免签",
        "15分钟便民生活圈",
        "万吨级码头",
        "用3年的时间",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert list(find_amounts(text)) == []


@given(st.integers(1, 10**9), st.sampled_from(["家", "个", "元", "平方米", "%"]))
def test_a_plain_number_keeps_its_digits(number: int, unit: str) -> None:
    value: Any = only(f"建成{number}{unit}，").value
    assert value == {"value": str(number), "unit": unit, "op": "="}


@given(st.text(alphabet="0123456789.,由增加到个家%亿万元超以上\ue010 十两翻番—至", max_size=30))
def test_nothing_raises_and_no_value_is_made_of_a_broken_number(text: str) -> None:
    for found in find_amounts(text):
        assert (found.value is None) == ("broken_number" in found.doubt)
