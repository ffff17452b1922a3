"""Nothing on a page is lost, whatever the page has been through, and blank lines change nothing."""

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.load import Unreadable
from gongwen.model import Reading
from gongwen.reader import read
from gongwen.spans import BLANK

ROUND_UP = """多地高新区学习贯彻全省科技大会精神 ——高新区在行动③
近日,多地高新区召开会议,研究部署科技创新工作。
云川高新区 在成果转化上走在前
4月2日,云川高新区召开党工委(扩大)会议,学习全省科技大会精神。
会议强调,要强化企业主体地位,引进服务机构5家;完善中试平台,推动首批12个项目入驻。要压实责任,展现新作为。
会议要求,以项目建设为牵引,加快建设3个标准园区,不断优化营商环境。
林一舟
石泽高新区 打造开放新高地
4月8日,石泽高新区召开专题会议,研究开放工作,强调要扩大对外开放,办好石泽国际创客周。
会议指出,要落实稳外贸政策,组织30家企业参加境外展会,确保全年进出口增长8%。
"""
NUMBERED = """云川高新区2026年重点工作分工方案
云高管发〔2026〕8号
各街道办事处，管委会各部门：
为落实年度工作要点，制定本方案。
一、产业提质
（一）壮大主导产业。新签约项目15个，总投资60亿元。（责任单位：区投资促进局，各产业园）
（二）盘活闲置厂房。清理低效用地1200亩，
分批出让。（区自然资源分局负责）
1.建立台账。逐宗登记；
① 限期处置。
二、工作要求
各单位要加强协同配合，每季度末报送进展。
云川高新区管理委员会
2026年1月22日
附件：1.任务分解表
"""
PAGES = (ROUND_UP, NUMBERED)
DEBRIS = (
    "\n", "\n\n", " ", "\u3000", "\t", "\r\n", "\f", "\u200b", "\ufeff", "\ue000", "\ufffd", "，", ",", "。", "；", ";",
    "：", ":", "（", "）", "(", ")", "“", "”", "《", "#", "## ", "- ", "——", "— 3 —", "1", "2", "①", "一、", "（一）",
    "1.", "第一条 ", "云川高新区 在某处走在前\n", "4月8日,石泽高新区召开会议", "责任单位：", "会议强调,", "附件",
    "| 1 | 云川高新区 在某处走在前 | 区财政局 |\n", "|---|---|\n", "|",
    "目录\n", "欗" * 12, "序号\t任务\t责任单位\n1\t建立台账\t区财政局\n",
    "1 |\n建立台账 |\n区财政局 |\n2 |\n", "²", "²|\n甲 |\n乙 |\n", "½家", "٣|\n", "**", "*",
    "\n**- 加快建设：**", "**建设。***\n",
    "序号\n任务\n责任单位\n1\n建立台账\n区财政局\n2\n", "1 | 建成公园3个 | 5% |\n", "---|---|---\n", "2.改建床位20张\n",
)  # fmt: skip


def assert_tiles(reading: Reading) -> None:
    """Every non-blank character lies in exactly one span, no other in two."""
    times = [0] * len(reading.text)
    for span in reading.spans:
        for start, end in span.pieces:
            for at in range(start, end):
                times[at] += 1
    lost = [at for at, char in enumerate(reading.text) if not BLANK.match(char) and times[at] != 1]
    assert not lost, [reading.text[max(0, at - 12) : at + 12] for at in lost[:3]]
    assert max(times, default=0) <= 1


def said(reading: Reading) -> list[tuple[str, str, int | None, int]]:
    return [(span.role, BLANK.sub("", span.text), span.entry, span.item) for span in reading.spans]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    page = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(page)))
        if draw(st.booleans()):
            page = page[:at] + draw(st.sampled_from(DEBRIS)) + page[at:]
        else:
            page = page[:at] + page[at + draw(st.integers(1, 30)) :]
    return page


@settings(max_examples=150, deadline=None)
@given(mangled())
def test_a_mangled_page_loses_nothing(page: str) -> None:
    try:
        reading = read(page)
    except Unreadable:
        return
    assert_tiles(reading)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*DEBRIS, "区财政局", "加快建设", "5家", "不得"]), min_size=1, max_size=40).map("".join)
)
def test_debris_alone_loses_nothing(page: str) -> None:
    try:
        reading = read(page)
    except Unreadable:
        return
    assert_tiles(reading)


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_at_all_is_read(text: str) -> None:
    try:
        reading = read(text)
    except Unreadable:
        return
    assert_tiles(reading)


_INSIDE = [match.start() + 2 for match in re.finditer(r"(?<=[\u4e00-\u9fff，,；。]{8})[\u4e00-\u9fff]{4}", ROUND_UP)]
# A break inside the title or a headline is one more line of it, and no longer the same page.
_IN_SENTENCES = [at for at in _INSIDE if "。" in ROUND_UP[ROUND_UP.rfind("\n", 0, at) + 1 : ROUND_UP.find("\n", at)]]


@settings(max_examples=100, deadline=None)
@given(st.sets(st.sampled_from(_IN_SENTENCES), max_size=6))
def test_blank_lines_inside_sentences_change_nothing(places: set[int]) -> None:
    page = ROUND_UP
    for at in sorted(places, reverse=True):
        page = page[:at] + "\n\n" + page[at:]
    assert said(read(page)) == said(read(ROUND_UP))


@pytest.mark.parametrize("page", PAGES)
def test_blank_lines_between_lines_change_nothing(page: str) -> None:
    assert said(read(page.replace("\n", "\n\n\u3000\n"))) == said(read(page))


def test_full_width_and_half_width_marks_read_alike() -> None:
    wide = ROUND_UP.translate(str.maketrans(",;:()", "，；：（）"))
    assert [span[0] for span in said(read(wide))] == [span[0] for span in said(read(ROUND_UP))]
    assert [entry.zone for entry in read(wide).entries] == ["云川高新区", "石泽高新区"]


@pytest.mark.parametrize(
    "page", ["。", "（", "“" * 500, "（" * 500, "，" * 500, "一、\n" * 200, "#", "## \n", "高新区 某某某某\n" * 99]
)
def test_degenerate_pages_are_read(page: str) -> None:
    assert_tiles(read(page))


def test_half_a_surrogate_pair_is_read_as_an_unreadable_character() -> None:
    [mention] = read("建成5\udfff个园区。").mentions
    assert (mention.text, mention.value, mention.doubt) == ("5\udfff个", None, ("broken_number",))


@pytest.mark.parametrize(
    "page", ["1 " * 4000, "1" + " " * 1000 + "x", "5\ufffd" * 4000 + "日内", "1 " * 4000 + "x小时内"]
)
def test_a_row_of_digits_and_gaps_is_gone_through_once(page: str) -> None:
    begun = process_time()
    assert_tiles(read(page))
    assert process_time() - begun < 2  # seconds; from every digit of it, or every gap, it was five and more


def test_the_pages_and_documents_at_hand_lose_nothing(shared: Path) -> None:
    for path in sorted([*shared.glob("pages/*.txt"), *shared.glob("documents/*/*.txt")]):
        assert_tiles(read(path))
