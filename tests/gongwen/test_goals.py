import datetime as dt

import pytest

from gongwen.goals import Line, deadlines, targets
from gongwen.mentions import find_mentions
from gongwen.model import Mention, Role

ISSUED = dt.date(2026, 3, 20)


def line(text: str, role: Role = "measure") -> Line:
    found = [
        (
            one.start,
            one.end,
            Mention(f"m{n}", "c1", one.kind, text[one.start : one.end], (), one.value, one.rule, one.doubt),
        )
        for n, one in enumerate(find_mentions(text, ISSUED), 1)
    ]
    return Line(role, text, found)


def due(text: str, role: Role = "measure") -> list[tuple[str, str | None, str | None, str | None]]:
    found = deadlines([line(text, role)])
    return [(one.label, one.due and one.due.isoformat(), one.within, one.recurring) for one in found]


@pytest.mark.parametrize(
    ("text", "label", "last"),
    [
        ("12月底前完工", "完工", "2026-12-31"),
        ("6月底前建成3个园区", "建成", "2026-06-30"),
        ("2027年6月底前通过竣工验收", "竣工验收", "2027-06-30"),
        ("年底前全面推开", "完成", "2026-12-31"),
        ("上半年开工", "开工", "2026-06-30"),
    ],
)
def test_a_last_day_with_what_is_to_be_done_by_it(text: str, label: str, last: str) -> None:
    assert due(text) == [(label, last, None, None)]


def test_several_steps_each_have_their_day() -> None:
    assert due("6月底前开工，12月底前投产") == [("开工", "2026-06-30", None, None), ("投产", "2026-12-31", None, None)]


def test_terms_and_rhythms_keep_the_words() -> None:
    assert due("5个工作日内办结") == [("办结", None, "5个工作日", None)]
    assert due("每季度通报") == [("完成", None, None, "每季度")]
    assert due("（区财政局，持续推进）", "parties") == [("完成", None, None, "持续推进")]


def test_how_fast_a_thing_is_done_is_no_deadline() -> None:
    assert due("办理时间压缩至6个工作日以内") == []


@pytest.mark.parametrize("text", ["2025年新增产值", "自2026年5月起实施", "“十五五”时期形成新格局"])
def test_a_plain_date_is_no_deadline(text: str) -> None:
    assert due(text) == []


def test_facts_have_no_deadline() -> None:
    assert due("2025年底前已建成3个园区", "context") == []


def reach(text: str, role: Role = "measure") -> list[tuple[str, str, str | None, str]]:
    return [(one.name, one.op, one.value, one.unit) for one in targets([line(text, role)])]


@pytest.mark.parametrize(
    ("text", "name", "op", "value", "unit"),
    [
        ("力争打造3家链主企业", "链主企业", "=", "3", "家"),
        ("培育30家以上专精特新企业", "专精特新企业", ">=", "30", "家"),
        ("全区规模以上工业营业收入超1万亿元", "规模以上工业营业收入", ">=", "1000000000000", "元"),
        ("地区生产总值增长5%左右", "地区生产总值", "~", "5", "%"),
        ("研发投入强度提高到3.5%", "研发投入强度", "=", "3.5", "%"),
        ("打造100亿元以上产业基金群", "产业基金群", ">=", "10000000000", "元"),
        ("产业规模突破5000亿元", "产业规模", ">=", "500000000000", "元"),
        ("新招引10亿元以上项目超120个", "新招引10亿元以上项目", ">=", "120", "个"),
        ("万人发明专利拥有量增长20%", "万人发明专利拥有量", "+", "20", "%"),
        ("创建1家基础较好的省级高新区", "省级高新区", "=", "1", "家"),
        ("新增上市公司5家", "上市公司", "=", "5", "家"),
    ],
)
def test_a_target_names_what_it_measures(text: str, name: str, op: str, value: str, unit: str) -> None:
    assert reach(text) == [(name, op, value, unit)]


def test_a_change_keeps_its_base() -> None:
    (target,) = targets([line("孵化器由5个增加到8个")])
    assert (target.name, target.base, target.value) == ("孵化器", "5", "8")


def test_a_target_is_due_by_the_last_day_named_before_it() -> None:
    (target,) = targets([line("到2027年，", "frame"), line("培育3家链主企业")])
    assert target.due == dt.date(2027, 12, 31)


def test_a_broken_number_is_a_target_without_a_value() -> None:
    assert reach("营业收入超1\ue010 2万亿元") == [("营业收入", "=", None, "")]


@pytest.mark.parametrize("text", ["对投资3000万元以上的项目优先供地", "给予最高800万元补助"])
def test_conditions_and_payments_are_no_targets(text: str) -> None:
    assert reach(text) == []


def test_facts_have_no_targets() -> None:
    assert reach("产值突破300亿元", "context") == []
