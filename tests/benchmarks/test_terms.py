"""Scoring shorthand, and what has to stay in a task's words."""

import pytest
from benchmarks.quality.mark import mark
from benchmarks.quality.page import MismatchError
from benchmarks.quality.terms import score

from gongwen import read

PAGE = "一、重点任务\n对整改不到位的企业，一律停产。\n落实提档、提质、提速“三提”\n要求，全体干部走访企业200家。\n"
NOTATION = """\
D 一、重点任务
-
F 对整改不到位的企业，
M 一律停产。
= condition=对整改不到位的企业
-
S 落实提档、提质、提速“三提”要求，
“ 三提|提档、提质、提速
M 全体干部走访企业200家。
= actor=全体干部; target=企业|=||200|家
"""
GOLD = mark(PAGE.encode(), NOTATION, "page.txt")


def errors(**changed: object) -> list[str]:
    return [
        error for tally in score(PAGE, GOLD, {**read(PAGE).to_dict(), **changed}).values() for error in tally.errors
    ]


def test_a_reading_that_finds_and_keeps_all_is_right() -> None:
    found = score(PAGE, GOLD, read(PAGE).to_dict())
    assert {name: (tally.hit, tally.wanted, tally.got) for name, tally in found.items()} == {
        "slogans": (1, 1, 1),
        "kept": (2, 2, 2),
    }


def test_what_a_task_does_not_say_is_left_out() -> None:
    tasks = [
        {**task, "text": task["text"].replace("对整改不到位的企业，", "")} for task in read(PAGE).to_dict()["tasks"]
    ]
    assert errors(tasks=tasks) == ["left out: 对整改不到位的企业"]


@pytest.mark.parametrize(
    ("change", "count"),
    [({"value": None}, 2), ({"text": "“两提”"}, 2), ({"value": None, "text": "“排头兵”", "rule": "quoted"}, 1)],
)
def test_a_slogan_is_right_with_its_meaning(change: dict[str, object], count: int) -> None:
    mentions = [one | change if one["kind"] == "slogan" else one for one in read(PAGE).to_dict()["mentions"]]
    assert len(errors(mentions=mentions)) == count


def test_nothing_marked_counts_nothing() -> None:
    gold = mark(PAGE.encode(), NOTATION.replace("“ 三提|提档、提质、提速\n", ""), "page.txt")
    assert score(PAGE, gold, read(PAGE).to_dict())["slogans"].got == 0


def test_a_slogan_the_page_does_not_say_by_there_is_loud() -> None:
    with pytest.raises(MismatchError, match="not read by here"):
        mark(PAGE.encode(), NOTATION.replace("“ 三提|", "“ 四提|"), "page.txt")
