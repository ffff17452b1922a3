import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gongwen.mentions import find_in_clauses, find_mentions
from gongwen.mentions.apart import set_apart
from gongwen.mentions.organisations import find_in_clause, find_organisations
from gongwen.model import Clause

ISSUED = dt.date(2026, 3, 20)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.kind) for found in find_mentions(text, ISSUED)]


def test_a_sentence_with_everything() -> None:
    assert kinds("按《行动方案》，6月底前由区科技局牵头建成“双创”园3个") == [
        ("《行动方案》", "document"),
        ("6月底前", "date"),
        ("区科技局", "organisation"),
        ("“双创”", "slogan"),
        ("3个", "amount"),
    ]


def test_a_year_inside_a_title_is_no_date_and_a_term_no_amount() -> None:
    assert kinds("《2025年工作要点》") == [("《2025年工作要点》", "document")]
    assert kinds("5个工作日内") == [("5个工作日内", "date")]


def test_mentions_of_clauses_stand_in_the_flow_and_cross_none() -> None:
    text = "新增3家，12月底前完成。"
    clauses = [Clause(0, 5, "measure"), Clause(5, 12, "measure")]
    found = list(find_in_clauses(text, clauses, ISSUED))
    assert [(at, text[one.start : one.end]) for at, one in found] == [(0, "新增3家"), (1, "12月底前")]


@given(st.text(alphabet="0123456789年月底前个家元“”《》（）市财政局、牵头负责\ue010 \n3+1", max_size=60))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    found = find_mentions(text, ISSUED)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


WORDS = [
    "2026年", "12月", "底前", "内", "每季度", "每天", "每", "近期", "即日起", "“十五五”",
    "时期", "持续推进", "，", "、", "。", "（", "）", "《方案》", "12号", "三年",
    "48小时", "5个工作日", "上半年", "2026-05-01", "定期", "区财政局", "各街道", "各有关部门",
    "县级以上人民政府", "省委",
    "国务院", "管委会", "（市妇联）", "各级", "政府", "市", "中心", "市政协", "局", "在", "人大", "牵头单位：",
    "必须", "等", "按", "和", "将", "委", "外交部", "有关", "部门", "自治区", "党委", "〔", "〕", "会", "集团", "学院",
    "供电公司", "负责", "牵头", "要", "于", "由", "责任单位：", "不少于",
    "两", "三座", "3家", "亿元", "翻番", "百分之五", "新增", "提高到", "%", "6个",
    "月的", "3+1", "“双创”", "用电", "加快建设", "1—6月", "3月至6月", "二〇二六年",
]  # fmt: skip


CLAUSES = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)


@given(st.lists(CLAUSES, max_size=4))
def test_clauses_set_apart_are_read_as_each_alone(clauses: list[str]) -> None:
    together = find_mentions(set_apart(clauses), ISSUED)
    alone = [find_mentions(clause, ISSUED) for clause in clauses]
    assert [one[2:] for one in together] == [one[2:] for found in alone for one in found]


@given(CLAUSES)
def test_no_unit_is_passed_over_for_want_of_a_hint(clause: str) -> None:
    assert sorted(find_organisations(clause)) == sorted(find_in_clause(clause, listed=False))


def test_a_mention_ends_with_its_table_cell() -> None:
    text = "区数据局区住建局、区财政局持续推进"
    found = list(find_in_clauses(text, [Clause(0, len(text), "parties")], ISSUED, (0, 4, 13)))
    assert [text[one.start : one.end] for _, one in found] == ["区数据局", "区住建局", "区财政局", "持续推进"]


def test_a_character_that_stands_for_nothing_parts_no_clause() -> None:
    text = "新增\0家，建成\x003家，12月底前完成。"
    found = find_in_clauses(text, [Clause(0, 11, "measure"), Clause(11, 19, "measure")], ISSUED)
    assert [(at, text[one.start : one.end], one.doubt) for at, one in found] == [
        (0, "3家", ("broken_number",)),
        (1, "12月底前", ("year_inferred",)),
    ]
