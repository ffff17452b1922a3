"""One voice from occasion to occasion: its themes, what it goes on with, takes up and drops, its targets."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen import Emphasis, Reading, emphasis, read, recurring

VOICE = "云川市政府工作报告"


def report(year: int, body: str) -> Reading:
    return read(f"{year}年云川市政府工作报告\n\n一、重点工作\n{body}\n", published=dt.date(year, 2, 1))


def between(earlier: str, later: str) -> Emphasis:
    return emphasis([report(2025, later), report(2024, earlier)], VOICE)


BOTH = "深入实施夜间经济提升行动，打造江畔步行街。"


def test_texts_stand_by_day_and_shares_are_of_all_measures() -> None:
    found = between(f"{BOTH}建设人才驿站。", "建设人才驿站。")
    assert [text.day.year for text in found.texts] == [2024, 2025]
    assert found.totals == (3, 1)
    talent = next(one for one in found.themes if one.theme == "人才")
    assert [round(one.share, 2) for one in talent.shares] == [0.33, 1.0]
    assert talent.change.kind == "few"


def test_what_is_gone_on_with_taken_up_and_dropped() -> None:
    [step] = between(f"{BOTH}\n治理黑臭水体。", f"{BOTH}\n筹建低空飞行服务站。").steps
    assert [one.later.text for one in step.kept if not one.is_near] == [
        "深入实施夜间经济提升行动，",
        "打造江畔步行街。",
    ]
    assert [one.text for one in step.new] == ["筹建低空飞行服务站。"]
    assert [one.text for one in step.dropped] == ["治理黑臭水体。"]


def test_of_a_short_page_only_what_the_clauses_themselves_say_again_is_gone_on_with() -> None:
    [step] = between("建设农机装备创新中心。培育中小企业20家。", "建好农机装备创新中心。实施智慧教室行动。").steps
    assert [(one.earlier.text, one.later.text) for one in step.kept] == [
        ("建设农机装备创新中心。", "建好农机装备创新中心。")
    ]
    assert [one.text for one in step.new] == ["实施智慧教室行动。"]


@pytest.mark.parametrize(
    ("earlier", "later", "course"),
    [
        ("城镇新增就业3万人以上。", "今年城镇新增就业3.5万人以上。", "raised"),
        ("城镇新增就业3万人以上。", "城镇新增就业2.5万人以上。", "lowered"),
        ("城镇新增就业3万人以上。", "城镇新增就业3万人左右。", "kept"),
        ("城镇新增就业3万人以上。", "办好实事。", "dropped"),
        ("办好实事。", "城镇新增就业3万人以上。", "new"),
    ],
)
def test_a_target_from_year_to_year(earlier: str, later: str, course: str) -> None:
    [target] = between(earlier, later).targets
    assert (target.name, target.unit, target.course) == ("城镇新增就业", "人", course)


def test_the_target_of_the_year_counts_where_that_of_five_years_stands_beside_it() -> None:
    five = "五年城镇新增就业15万人以上。\n今年城镇新增就业3万人以上。"
    [target] = between(five, "今年城镇新增就业3万人以上。").targets
    assert [value and value.value for value in target.values] == ["30000", "30000"]


def test_of_what_is_to_fall_the_number_named_is_what_is_raised() -> None:
    [target] = between("单位能耗降低2.5%左右。", "单位能耗降低3%左右。").targets
    assert target.course == "raised"


def test_numbers_of_different_units_are_different_targets() -> None:
    found = between("规上工业增加值增长6%。", "规上工业增加值达到300亿元。")
    assert [(one.unit, one.course) for one in found.targets] == [("%", "dropped"), ("元", "new")]


def test_a_zone_is_followed_over_round_ups_and_only_those_who_speak_twice_are_offered() -> None:
    def page(month: int, *zones: str) -> Reading:
        told = "\n\n".join(
            f"{zone} 打造创新高地\n\n{month}月2日,{zone}召开党工委会议,学习会议精神。\n\n会议强调,要建设人才驿站。"
            for zone in zones
        )
        return read(f"国家高新区学习会议精神\n\n{told}\n", published=dt.date(2025, month, 20))

    pages = [page(3, "云川高新区", "江城高新区"), page(10, "云川高新区", "临海高新区")]
    assert recurring(pages) == ["云川高新区"]
    found = emphasis(pages, "云川高新区")
    assert [text.day.month for text in found.texts] == [3, 10]
    assert len(found.steps[0].kept) == 1


def test_nothing_is_raised_for_a_voice_that_never_spoke() -> None:
    assert emphasis([report(2025, BOTH)], "江城高新区").to_dict()["steps"] == []
    assert recurring([]) == []


def test_ten_years_of_national_targets_are_those_their_readers_know(shared: Path) -> None:
    paths = sorted((shared / "documents" / "superior").glob("政府工作报告_202[2-5].txt"))
    found = emphasis([read(path) for path in paths], "国务院政府工作报告")
    values = {(one.name, one.unit): [value and value.value for value in one.values] for one in found.targets}
    assert values["国内生产总值", "%"] == ["5.5", "5", "5", "5"]
    assert values["居民消费价格涨幅", "%"] == ["3", "3", "3", "2"]
    assert values["城镇调查失业率", "%"] == ["5.5", "5.5", "5.5", "5.5"]
    assert values["赤字率", "%"] == ["2.8", "3", "3", "4"]
