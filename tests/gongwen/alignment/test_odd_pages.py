"""Whatever stands on the pages, aligning them raises nothing, and what it points at is there."""

from collections.abc import Iterable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongwen import align, read
from gongwen.fold import fold
from gongwen.spans import BLANKS

BITS = (
    *("。", "\n", "\u3000", "：", "，", "、", "A", "指", "\ud800", "\ufeff", "“”", "“ ”", "一、", "（一）", "1．"),
    *("两新", "建设", "不得", "3个", "“三提”", "，即甲、乙、丙", "“N+1”", "PM2.5", "6月底前", "推进招聘", "养老服务"),
    *("工作回顾", "四闲：闲置土地、资金。\n", "两清：清垃圾、清违建。\n", "三馆：图书馆。\n"),
)
PAGES = st.lists(st.sampled_from(BITS), max_size=50).map("".join)


@settings(deadline=None)
@given(PAGES, PAGES, PAGES)
@example("不，泵站", "不得\t\t负责设泵站", "")  # 不 by itself is a term, in 不得 it is none
def test_nothing_raises_and_both_sides_of_a_tie_say_the_same(own_text: str, superior_text: str, other: str) -> None:
    own, superior = read(own_text), read(superior_text)
    for row in align(own, superior, context=[read(other)]).rows:
        for match in row.matches:
            assert 0 <= match.score <= 1
            for tie in match.because:
                if tie.tie in ("words", "beside"):
                    assert said(own.text, tie.own) == said(superior.text, tie.superior)
                elif tie.tie == "section":
                    assert said(own.text, tie.own) == fold(tie.text)


def said(page: str, pieces: Iterable[tuple[int, int]]) -> str:
    return fold(BLANKS.sub("", "".join(page[start:end] for start, end in pieces)))
