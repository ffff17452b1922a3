import datetime as dt
from pathlib import Path

import pytest

from gongwen.counted import Line
from gongwen.fold import fold
from gongwen.goals import asked_now, deadlines, targets
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
    ("text", "name"),
    [
        ("万元增加值能耗比2025年降低12%", "万元增加值能耗"),
        ("贷款利率平均下降0.3个百分点", "贷款利率"),
        ("种植面积保持在15万亩以上", "种植面积"),
        ("设立总规模20亿元的产业基金", "产业基金"),
        ("为中小企业新增授信不少于6.5亿元", "授信"),
        ("城镇调查失业率全年控制在5.5%以内", "城镇调查失业率"),
        ("支持八成以上规上企业完成设备更新", "规上企业"),
        ("1.全面排查危化品企业三十二家", "危化品企业"),
    ],
)
def test_a_target_is_named_by_the_thing_alone(text: str, name: str) -> None:
    assert [one.name for one in targets([line(text)])] == [name]


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


def test_of_a_stretch_of_days_the_last_counts() -> None:
    assert due("2026年3月1日至6月30日，", "frame") == [("完成", "2026-06-30", None, None)]
    assert due("“十五五”时期（2026—2030年）", "frame") == []


def test_the_whole_year_is_done_by_its_end() -> None:
    assert due("全年举办不少于12场") == [("举办", "2026-12-31", None, None)]
    assert due("全年地区生产总值增长5%") == [("完成", "2026-12-31", None, None)]
    assert due("预计全年收入增长5%") == []
    assert due("今年是关键之年") == []
    assert [last for _, last, _, _ in due("全年新认定企业120家，10月底前完成")] == ["2026-10-31"]


def test_terms_and_rhythms_keep_the_words() -> None:
    assert due("5个工作日内办结") == [("办结", None, "5个工作日", None)]
    assert due("定期梳理改革堵点") == [("完成", None, None, "定期")]
    assert due("限时办结企业诉求") == []
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
        ("新增上市公司5家", "上市公司", "+", "5", "家"),
        ("2026年12月底前新开工项目20个", "新开工项目", "=", "20", "个"),
        ("年底前更新老旧管网45公里以上", "老旧管网", ">=", "45", "公里"),
        ("签约亿元以上项目20个", "亿元以上项目", "=", "20", "个"),
        ("区财政局要在5个工作日内拨付首批资金1000万元", "首批资金", "=", "10000000", "元"),
        ("组织干部走访规上工业企业不少于200户", "规上工业企业", ">=", "200", "户"),
        ("选派60名年轻干部担任联络员", "年轻干部", "=", "60", "名"),
        ("从产业发展资金中安排3200万元用于园区建设", "产业发展资金", "=", "32000000", "元"),
        ("推进云川储能基地、临江制氢等20个项目", "云川储能基地、临江制氢等项目", "=", "20", "个"),
        ("新建、改扩建学校由5所增加到8所", "学校", "=", "8", "所"),
        ("细颗粒物（PM2.5）浓度降至27微克/立方米以下", "细颗粒物（PM2.5）浓度", "<=", "27", "微克/立方米"),
        ("亩均税收达到30万元/亩", "亩均税收", "=", "300000", "元/亩"),
        ("平均受教育年限提高到11.7年", "平均受教育年限", "=", "11.7", "年"),
        ("失业率控制在5.5%左右", "失业率", "~", "5.5", "%"),
        ("更新改造供水管网15公里", "供水管网", "=", "15", "公里"),
        ("签约金额60亿元", "签约金额", "=", "6000000000", "元"),
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
    assert reach(fold("营业收入超1\ue010 2万亿元")) == [("营业收入", "=", None, "")]


def test_a_count_without_a_name_counts_what_the_clause_before_is_about() -> None:
    lines = [line("（六）组织银企对接活动（每场不少于20家企业），"), line("全年举办不少于12场。")]
    assert [(one.name, one.value) for one in targets(lines)] == [("企业", "20"), ("银企对接活动", "12")]


def test_a_stage_is_of_what_was_named_before() -> None:
    lines = [line("新建标准厂房30万平方米，"), line("其中上半年竣工10万平方米。")]
    assert [(one.name, one.value) for one in targets(lines)] == [("标准厂房", "300000"), ("标准厂房", "100000")]


def test_figures_given_to_each_are_of_what_was_named_before() -> None:
    lines = [line("完成农业产值12亿元，"), line("实现工业产值300亿元，"), line("同比分别增长4.5%和9%。")]
    named = [("农业产值", "="), ("工业产值", "="), ("农业产值", "+"), ("工业产值", "+")]
    assert [(one.name, one.op) for one in targets(lines)] == named


def test_what_is_told_of_a_year_before_the_documents_is_left_out() -> None:
    told = [line("2025年，", "frame"), line("全年完成产值12亿元，"), line("今年完成产值15亿元，")]
    assert list(asked_now(told, dt.date(2026, 3, 1))) == told[2:]
    assert list(asked_now(told, dt.date(2025, 3, 1))) == list(asked_now(told, None)) == told


def test_how_far_things_had_come_is_no_aim() -> None:
    told = [
        line("截至2025年底，", "frame"),
        line("建成充电站420座，"),
        line("1—2月份完成投资3亿元，"),
        line("到2027年，", "frame"),
        line("建成充电站800座。"),
    ]
    assert list(asked_now(told, ISSUED)) == told[3:]


def test_what_somebody_must_reach_for_a_grant_is_no_target() -> None:
    lines = [line("企业年零售额达2000万元，"), line("奖补5万元；"), line("新增限上企业3家。")]
    assert [one.name for one in targets(lines)] == ["限上企业"]


def test_what_a_grant_is_at_most_is_no_target() -> None:
    lines = [line("按合同金额的20%给予补贴，"), line("单个企业每年不超过50万元。"), line("建成3个园区。")]
    assert [one.name for one in targets(lines)] == ["园区"]
    assert list(deadlines(lines)) == []


@pytest.mark.parametrize(
    "text",
    [
        "对投资3000万元以上的项目优先供地",
        "给予最高800万元补助",
        "涉及金额约1.2亿元",
        "完成110千伏变电站选址",
        "参加6个月的就业见习",
        "用好过境240小时免签政策",
        "实现亿元以上产业项目数量翻倍",
    ],
)
def test_conditions_and_payments_are_no_targets(text: str) -> None:
    assert reach(text) == []


def test_facts_have_no_targets() -> None:
    assert reach("产值突破300亿元", "context") == []


def table(name: str) -> list[list[str]]:
    """The lines of a table beside the tests: the words and what they say."""
    return [line.split("\t") for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("text", "wanted"), table("targets.tsv"), ids=lambda cell: cell[:40])
def test_targets_in_the_forms_offices_write(text: str, wanted: str) -> None:
    found = [(one.name, one.op, one.base or "", one.value, one.unit) for one in targets([line(text)])]
    assert found == [tuple(one.split("|")) for one in wanted.split(";") if one]


@pytest.mark.parametrize(("text", "wanted"), table("deadlines.tsv"), ids=lambda cell: cell[:40])
def test_deadlines_in_the_forms_offices_write(text: str, wanted: str) -> None:
    role: Role = "frame" if text.endswith("，") else "measure"
    found = [str(one.due or one.within or one.recurring) for one in deadlines([line(text, role)])]
    assert ";".join(found) == wanted
