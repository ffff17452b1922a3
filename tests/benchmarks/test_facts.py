"""Scoring the facts of a task table: what counts as right, and what as wrong."""

from copy import deepcopy
from typing import Any

import pytest
from benchmarks.quality.facts import Tally, score
from benchmarks.quality.mark import mark

PAGE = """\
（一）引项目。新签约项目不少于8个，5月底前开工。（区投资局牵头，区住建局、区财政局配合）
各街道每月5日前报送进展。
"""
NOTATION = """\
D （一）引项目。
M 新签约项目不少于8个，
M 5月底前开工。
X （区投资局牵头，区住建局、区财政局配合）
= lead=区投资局; support=区住建局、区财政局; due=2026-05-31; target=新签约项目|>=||8|个
-
M 各街道每月5日前报送进展。
= lead=各街道; recurring=每月5日前
"""
GOLD = mark(PAGE.encode(), NOTATION, "page.txt")
TARGET = {"name": "签约项目", "op": ">=", "base": None, "value": "8.0", "unit": "个", "due": None, "mention": 0}
AMOUNT = {"op": ">=", "value": "8", "unit": "个"}


def perfect() -> dict[str, Any]:
    """What a reader that gets everything right would give for PAGE."""
    spans = [{"id": n, **span} for n, span in enumerate(GOLD["spans"])]
    return {
        "spans": spans,
        "mentions": [
            {"kind": "amount", "pieces": [[PAGE.index("8个"), PAGE.index("8个") + 2]], "value": AMOUNT},
            {"kind": "amount", "pieces": [[PAGE.index("5日"), PAGE.index("5日") + 2]], "value": None},
        ],
        "tasks": [
            {
                "text": "引项目",
                "span_ids": [0, 1, 2],
                "lead": ["区投资局"],
                "support": ["区财政局", "区住建局"],
                "deadlines": [{"due": "2026-05-31", "within": None, "recurring": None}],
                "targets": [TARGET],
            },
            {
                "text": "报送进展",
                "span_ids": [4],
                "lead": ["各街道"],
                "support": [],
                "deadlines": [{"due": None, "within": None, "recurring": "每月5日"}],
                "targets": [],
            },
        ],
    }


def f1(reading: dict[str, Any]) -> dict[str, float]:
    return {name: tally.f1 for name, tally in score(PAGE, GOLD, reading).items()}


def test_a_right_reading_scores_one_everywhere() -> None:
    assert f1(perfect()) == dict.fromkeys(("tasks", "brackets", "subjects", "deadlines", "amounts", "targets"), 1.0)


def test_a_bracket_is_right_only_with_all_its_units() -> None:
    reading = perfect()
    reading["tasks"][0]["support"].pop()
    tally = score(PAGE, GOLD, reading)["brackets"]
    assert (tally.f1, tally.wanted) == (0.0, 1)
    assert "got 区投资局 | 区财政局" in tally.errors[0]


def test_lead_and_support_are_not_the_same() -> None:
    reading = perfect()
    reading["tasks"][0].update(lead=["区住建局"], support=["区投资局", "区财政局"])
    assert f1(reading)["brackets"] == 0.0


def test_units_the_sentence_names_are_told_apart_from_brackets() -> None:
    reading = perfect()
    reading["tasks"][1]["lead"] = []
    assert (f1(reading)["subjects"], f1(reading)["brackets"]) == (0.0, 1.0)


def test_an_item_cut_in_two_is_found_but_costs() -> None:
    reading = perfect()
    extra = deepcopy(reading["tasks"][0])
    extra.update(span_ids=[2], deadlines=[], targets=[])
    reading["tasks"][0]["span_ids"] = [0, 1]
    reading["tasks"].append(extra)
    assert f1(reading)["tasks"] == pytest.approx(0.8)
    assert f1(reading)["brackets"] == 1.0


def test_a_task_that_nobody_wanted_costs() -> None:
    gold = deepcopy(GOLD)
    gold["tasks"].pop()
    tally = score(PAGE, gold, perfect())["tasks"]
    assert (tally.hit, tally.wanted, tally.got) == (1, 1, 2)
    assert tally.errors == ["no such task: 报送进展"]


def test_tasks_outside_the_stretch_are_not_counted() -> None:
    gold = mark(PAGE.encode(), "% to 各街道\n" + NOTATION.split("-\n")[0], "page.txt")
    tally = score(PAGE, gold, perfect())["tasks"]
    assert (tally.hit, tally.wanted, tally.got) == (1, 1, 1)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ({"due": "2026-05-30"}, 0.5),
        ({"within": "5个工作日"}, 0.5),
        ({"due": None, "within": None, "recurring": None}, 2 / 3),
    ],
)
def test_a_deadline_is_right_to_the_day(deadline: dict[str, str | None], expected: float) -> None:
    reading = perfect()
    reading["tasks"][0]["deadlines"] = [deadline]
    assert f1(reading)["deadlines"] == pytest.approx(expected)


@pytest.mark.parametrize(
    "change", [{"op": "="}, {"value": "80"}, {"unit": "家"}, {"base": "5"}, {"name": "街道"}, {"value": None}]
)
def test_a_target_is_right_in_every_part(change: dict[str, str | None]) -> None:
    reading = perfect()
    reading["tasks"][0]["targets"] = [{**TARGET, **change}]
    assert f1(reading)["targets"] == 0.0


def test_an_amount_is_looked_for_in_its_own_task() -> None:
    reading = perfect()
    reading["mentions"][0]["pieces"] = [[len(PAGE) - 4, len(PAGE) - 2]]
    tally = score(PAGE, GOLD, reading)["amounts"]
    assert (tally.hit, tally.wanted, tally.got) == (0, 1, 1)


def test_tallies_of_pages_add_up() -> None:
    both = Tally(1, 2, 1, ["a"]) + Tally(1, 1, 2, ["b"])
    assert (both.f1, both.errors) == (pytest.approx(2 / 3), ["a", "b"])
    assert Tally().f1 == 1.0
