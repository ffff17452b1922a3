"""Highlights: the text cut into runs, nothing of it lost."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.documents.marking import Mark, segments

TEXT = "云溪高新区建设概念验证中心。"
marks = st.builds(
    lambda start, length, css: Mark(start, start + length, css, css),
    st.integers(0, 30), st.integers(0, 30), st.sampled_from(["a", "b", "c"]),
)  # fmt: skip


@given(st.text(), st.lists(marks))
def test_the_runs_join_to_the_text_whatever_is_marked(text: str, over: list[Mark]) -> None:
    within = [mark for mark in over if mark.end <= len(text)]
    assert "".join(part.text for part in segments(text, within)) == text


@given(st.text(min_size=1), st.lists(marks))
def test_every_character_knows_exactly_the_marks_over_it(text: str, over: list[Mark]) -> None:
    within = [mark for mark in over if mark.end <= len(text)]
    place = 0
    for part in segments(text, within):
        for at in range(place, place + len(part.text)):
            assert set(part.css.split()) == {mark.css for mark in within if mark.start <= at < mark.end}
        place += len(part.text)


def test_marks_that_overlap_are_both_there() -> None:
    cut = segments(TEXT, [Mark(0, 7, "whole", "c1"), Mark(5, 13, "part", "c2")])
    assert [(part.text, part.css) for part in cut] == [
        ("云溪高新区", "whole"), ("建设", "whole part"), ("概念验证中心", "part"), ("。", ""),
    ]  # fmt: skip
