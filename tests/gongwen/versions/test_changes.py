"""Two versions of a plan: what an office wants to be told, and that nothing else is."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen import Change, Changes, changes, read
from gongwen.spans import BLANK

PLAN = """云川高新区2026年创新提升行动方案
云高办〔2026〕3号
各街道，各部门：
为落实省级部署，制定本方案。
一、重点任务
（一）建设创新平台。2026年12月底前建成3个概念验证中心，完成投资1.2亿元。（牵头单位：科技创新局；责任单位：产业促进局）
（二）做强主导产业。应当在6月底前引进30家企业，不得新增落后产能；推动光电产业集聚发展，打造特色园区。
（三）优化营商环境。推行一网通办，办理时限压缩到5个工作日。可以对重点企业实行专员服务。
（四）集聚青年人才。新建人才驿站2处，提供免费住宿7天。
二、组织保障
各单位每季度报送进展，及时反映问题。
云川高新区管理委员会
2026年1月5日
"""


def after(*swaps: tuple[str, str], page: str = PLAN) -> Changes:
    new = page
    for old, other in swaps:
        assert new.count(old) == 1, old
        new = new.replace(old, other)
    return changes(read(page), read(new))


def told(found: Changes) -> list[Change]:
    return [row for row in found.rows if row.kind != "same"]


def texts(row: Change) -> tuple[str, str]:
    return "".join(one.text for one in row.old), "".join(one.text for one in row.new)


def test_the_same_text_twice_has_no_change() -> None:
    found = after()
    assert {row.kind for row in found.rows} == {"same"}
    assert (found.are_versions, found.kept) == (True, 1.0)


@pytest.mark.parametrize(
    ("old", "new", "matter", "was", "now"),
    [
        ("3个概念", "5个概念", "number", "3个", "5个"),
        ("1.2亿元", "12亿元", "number", "1.2亿元", "12亿元"),
        ("5个工作日", "3个工作日", "number", "压缩到5个工作日", "压缩到3个工作日"),
        ("12月底前建成", "10月底前建成", "date", "2026年12月底前", "2026年10月底前"),
        ("每季度报送", "每月报送", "date", "每季度", "每月"),
        ("不得新增", "严控新增", "negation", "不得", ""),
        ("应当在", "可以在", "obligation", "应当", "可以"),
        ("；责任单位：产业促进局", "；责任单位：规划建设局", "unit", "产业促进局（配合）", "规划建设局（配合）"),
        ("引进30家", "从上海引进30家", "place", "", "上海"),
    ],
)
def test_what_is_of_substance_is_told_in_its_words(old: str, new: str, matter: str, was: str, now: str) -> None:
    [row] = told(after((old, new)))
    assert row.kind == "reworded"
    assert [(one.matter, one.old, one.new) for one in row.differences] == [(matter, was, now)]


def test_units_that_change_places_are_told_both() -> None:
    [row] = told(after(("牵头单位：科技创新局；责任单位：产业促进局", "牵头单位：产业促进局；责任单位：科技创新局")))
    assert [(one.old, one.new) for one in row.differences] == [
        ("科技创新局（牵头）", "产业促进局（牵头）"),
        ("产业促进局（配合）", "科技创新局（配合）"),
    ]


@pytest.mark.parametrize(
    ("old", "new"), [("推动光电", "加快推动光电"), ("应当在", "必须在"), ("及时反映问题", "反映困难")]
)
def test_other_words_are_no_change_of_substance(old: str, new: str) -> None:
    [row] = told(after((old, new)))
    assert (row.kind, row.differences) == ("reworded", ())
    assert row.edits


def test_the_same_day_in_a_later_document_is_the_same_words() -> None:
    found = after(("2026年1月5日", "2025年12月30日"))
    assert not any(row.differences for row in found.rows)


def test_the_words_put_in_and_taken_out_stand_where_they_are_said_to() -> None:
    new = PLAN.replace("3个概念验证中心", "5个概念验证和中试中心")
    [row] = told(changes(read(PLAN), read(new)))
    for edit in row.edits:
        assert "".join(PLAN[a:b] for a, b in edit.old_pieces) == edit.old
        assert "".join(new[a:b] for a, b in edit.new_pieces) == edit.new
    assert [(edit.old, edit.new) for edit in row.edits] == [("3", "5"), ("", "和中试")]


@pytest.mark.parametrize(
    ("swaps", "typesetting"),
    [
        ([("（三）优化", "（四）优化"), ("（四）集聚", "（五）集聚")], "renumbered"),
        ([("1.2亿元", "１.２亿元")], "width"),
        ([("推行一网通办，", "推行一网通办、")], "punctuation"),
    ],
)
def test_numbering_width_and_marks_are_said_to_be_that(swaps: list[tuple[str, str]], typesetting: str) -> None:
    found = after(*swaps)
    assert told(found) == []
    assert {row.typesetting for row in found.rows if row.typesetting} == {(typesetting,)}


def test_blank_lines_and_wraps_are_no_change_at_all() -> None:
    found = after(("二、组织", "\n\n二、组织"), ("推动光电产业集聚", "推动光电产业\n集聚"))
    assert all(row.kind == "same" and not row.typesetting for row in found.rows)


def test_a_mark_between_numerals_says_something() -> None:
    page = "各单位在1、2月完成自查。\n"
    [row] = told(after(("1、2月", "12月"), page=page))
    assert row.kind == "reworded"


def test_what_was_put_in_and_left_out_is_told_where_it_stands() -> None:
    found = after(
        ("新建人才驿站2处，提供免费住宿7天。", ""),
        ("二、组织保障", "（五）建设青创社区。举办创业训练营6场。\n二、组织保障"),
    )
    assert [(row.kind, *texts(row)) for row in told(found)] == [
        ("removed", "新建人才驿站2处，提供免费住宿7天。", ""),
        ("added", "", "（五）建设青创社区。"),
        ("added", "", "举办创业训练营6场。"),
    ]


def test_a_paragraph_that_moved_is_moved_and_no_more() -> None:
    lines = PLAN.splitlines(keepends=True)
    third = next(at for at, line in enumerate(lines) if line.startswith("（三）"))
    lines[third], lines[third + 1] = (
        lines[third + 1].replace("（四）", "（三）"),
        lines[third].replace("（三）", "（四）"),
    )
    found = changes(read(PLAN), read("".join(lines)))
    assert {row.kind for row in found.rows} == {"same", "moved"}
    assert {texts(row)[0] for row in found.rows if row.kind == "moved"} in (
        {"（四）集聚青年人才。", "新建人才驿站2处，提供免费住宿7天。"},
        {"（三）优化营商环境。", "推行一网通办，办理时限压缩到5个工作日。", "可以对重点企业实行专员服务。"},
    )


def test_what_moved_and_was_reworded_says_both() -> None:
    lines = PLAN.replace("免费住宿7天", "免费住宿10天").splitlines(keepends=True)
    fourth = next(at for at, line in enumerate(lines) if line.startswith("（四）"))
    lines.insert(5, lines.pop(fourth))
    found = changes(read(PLAN), read("".join(lines)))
    [row] = [row for row in found.rows if row.differences]
    assert row.moved
    assert [(one.old, one.new) for one in row.differences] == [("7天", "10天")]


def test_a_sentence_split_in_two_and_back() -> None:
    page = PLAN.replace("6月底前引进30家企业，不得新增落后产能；", "6月底前引进30家企业，全部入驻标准厂房并投产。")
    new = page.replace("30家企业，全部", "30家企业。要全部")
    [row] = told(changes(read(page), read(new)))
    assert (row.kind, len(row.old), len(row.new)) == ("split", 1, 2)
    [row] = told(changes(read(new), read(page)))
    assert (row.kind, len(row.old), len(row.new)) == ("joined", 2, 1)


def test_units_in_brackets_after_several_sentences_stay_when_one_of_these_goes() -> None:
    page = PLAN.replace("专员服务。", "专员服务。（科技创新局、产业促进局按职责分工负责）")
    [row] = told(after(("可以对重点企业实行专员服务。", ""), page=page))
    assert (row.kind, texts(row)[0]) == ("removed", "可以对重点企业实行专员服务。")


def test_a_provision_says_under_which_headings_it_stands() -> None:
    [row] = told(after(("5个工作日", "3个工作日")))
    assert row.new[0].under == ("重点任务", "优化营商环境")


def test_a_heading_stands_under_those_above_it_and_a_signature_under_none() -> None:
    under = {row.new[0].text: row.new[0].under for row in after().rows}
    assert under["（三）优化营商环境。"] == ("重点任务",)
    assert under["2026年1月5日"] == under["云川高新区管理委员会"] == ()


def test_two_different_documents_are_no_versions_of_one_another() -> None:
    other = "云川高新区公园管理办法\n第一条 公园应当免费开放。\n第二条 禁止在公园内捕鸟。\n第三条 违者受罚。\n"
    found = changes(read(PLAN), read(other))
    assert not found.are_versions
    assert found.kept < 0.2


def test_nothing_beside_nothing() -> None:
    assert changes(read(""), read("")).rows == ()
    assert {row.kind for row in changes(read(""), read(PLAN)).rows} == {"added"}
    assert {row.kind for row in changes(read(PLAN), read("")).rows} == {"removed"}


def test_the_contract_is_plain() -> None:
    made = after(("3个概念", "5个概念")).to_dict()
    [row] = [row for row in made["rows"] if row["differences"]]
    assert row["differences"][0]["matter"] == "number"
    assert list(made) == ["are_versions", "kept", "rows"]


DEBRIS = (
    "\n",
    "　",
    "，",
    "。",
    "；",
    "3",
    "（一）",
    "1.",
    "（责任单位：财政局）",
    "二、总则\n",
    "不得",
    "序号\t任务\n1\t建台账\n",
)
LINES = PLAN.splitlines(keepends=True)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """The plan with lines moved about, cut out and said twice, and debris in it."""
    page = "".join(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=18)))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(page)))
        page = page[:at] + draw(st.sampled_from(DEBRIS)) + page[at + draw(st.integers(0, 12)) :]
    return page


@settings(max_examples=150, deadline=None)
@given(mangled(), mangled())
def test_every_character_of_both_texts_lies_in_exactly_one_row(old: str, new: str) -> None:
    found = changes(read(old), read(new))
    for page, side in ((old, "old"), (new, "new")):
        times = [0] * len(page)
        for row in found.rows:
            for provision in getattr(row, side):
                for start, end in provision.pieces:
                    for at in range(start, end):
                        times[at] += 1
        assert [times[at] for at, char in enumerate(page) if not BLANK.match(char)] == [1] * len(BLANK.sub("", page))


@settings(max_examples=80, deadline=None)
@given(mangled())
def test_a_text_beside_itself_is_the_same_whatever_it_is(page: str) -> None:
    assert {row.kind for row in changes(read(page), read(page)).rows} <= {"same"}


def growth(make: object, sizes: tuple[int, int]) -> float:
    """How much longer it takes for a text four times as long."""
    times = []
    for size in sizes:
        old, new = make(size)  # type: ignore[operator]
        times.append(min(_timed(old, new) for _ in range(3)))
    return times[1] / times[0]


def _timed(old: str, new: str) -> float:
    readings = read(old), read(new)
    start = process_time()
    changes(*readings)
    return process_time() - start


def _rewritten(size: int) -> tuple[str, str]:
    """Nothing is equal and much is alike: the dearest case."""
    words = "建设推进完善强化拓展提升优化培育"
    old = "".join(f"{words[at % 15]}第{at}号园区{words[at * 7 % 13]}平台，引进{at % 97}家。\n" for at in range(size))
    return old, old.replace("园区", "片区的").replace("引进", "招引")


def _said_again(size: int) -> tuple[str, str]:
    """The same few sentences over and over."""
    return "各单位抓好落实。\n按期报送进展。\n" * size, "按期报送进展。\n各单位抓好落实。\n新增一句。\n" * size


@pytest.mark.parametrize("make", [_rewritten, _said_again])
def test_the_work_grows_with_the_text_and_not_with_its_square(make: object) -> None:
    assert growth(make, (300, 1200)) < 9
