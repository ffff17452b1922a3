"""Terms over time: how often, who first, what became of it, and where it stands on the page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gongwen import Course, Reading, Trend, read, trend

FILLING = "推进园区道路改造，完善公共服务。加强安全生产检查，办好民生实事。"

PAGE = """国家高新区学习全会精神

云川高新区 打造创新高地

3月2日,云川高新区召开党工委会议,学习全会精神。

会议强调,要培育低空物流。

江城高新区 建设一流园区

3月4日,江城高新区召开党工委会议,学习全会精神。

会议要求,要壮大产业集群。
"""


def report(year: int, *sentences: str) -> Reading:
    """A town's report of that year: its sentences among others that say nothing of note."""
    body = "\n".join([*sentences, FILLING * 60])
    return read(f"{year}年云川市政府工作报告\n\n一、{year}年重点工作\n{body}\n", published=dt.date(year, 2, 1))


def course(found: Trend, term: str) -> Course:
    return next(one for one in found.courses if one.term == term)


def kinds(*counts: int) -> str:
    """What becomes of 低空物流 said in so many sentences of reports of years one after another."""
    said = [f"第{number}，培育低空物流。" for number in "一二三四五六七八九"]
    reports = [report(2018 + at, *said[:count]) for at, count in enumerate(counts)]
    return trend(reports, ["低空物流"]).courses[0].change.kind


def test_times_are_told_per_ten_thousand_characters_with_the_words_on_the_page() -> None:
    reading = report(2025, "培育低空物流，建设低空物流园。", "发展低空物流。")
    found = trend([reading], ["低空物流"])
    [point] = found.courses[0].points
    assert (point.times, point.clauses) == (3, 3)
    assert point.rate == pytest.approx(10_000 * 3 / found.texts[0].length, abs=0.01)
    for saying in point.sayings:
        assert "".join(reading.text[start:end] for start, end in saying.term) == "低空物流"
        assert "低空物流" in saying.text


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ((0, 0, 0, 3, 4), "new"),
        ((4, 3, 0, 0, 0), "gone"),
        ((0, 4, 4, 0, 0), "passing"),
        ((1, 1, 2, 5, 6), "risen"),
        ((6, 5, 2, 1, 1), "fallen"),
        ((3, 3, 3, 3, 3), "steady"),
        ((0, 0, 0, 0, 0), "never"),
    ],
)
def test_what_becomes_of_a_term(counts: tuple[int, ...], kind: str) -> None:
    assert kinds(*counts) == kind


def test_two_clauses_make_no_trend_wherever_they_stand() -> None:
    assert kinds(0, 0, 0, 0, 2) == kinds(2, 0, 0, 0, 0) == kinds(0, 0, 0, 1, 1) == "few"


def test_one_document_alone_shows_no_change() -> None:
    assert kinds(5) == "few"


def test_years_of_one_report_are_one_voice_and_entries_of_a_page_are_their_zones() -> None:
    page = read(PAGE, published=dt.date(2025, 3, 20))
    found = trend([report(2025, "办好实事。"), report(2024, "办好实事。"), page], ["低空物流"])
    assert [text.voice for text in found.texts] == ["云川市政府工作报告"] * 2 + ["云川高新区", "江城高新区"]
    assert [text.occasion for text in found.texts] == [0, 1, 2, 2]
    assert found.texts[2].day == dt.date(2025, 3, 2)
    assert [(one.said, one.voices) for one in found.courses[0].told] == [(0, 1), (0, 1), (1, 2)]


def test_documents_of_one_year_share_an_occasion_unless_one_of_them_speaks_twice() -> None:
    def of(city: str, month: int) -> Reading:
        return read(f"2025年{city}市政府工作报告\n\n一、重点工作\n办好实事。\n", published=dt.date(2025, month, 3))

    assert trend([of("云川", 1), of("江城", 2), report(2024, "办好实事。")]).occasions == ("2024", "2025")
    assert trend([of("云川", 1), of("江城", 2), of("云川", 9)]).occasions == ("2025-01", "2025-02", "2025-09")


def test_who_takes_a_term_up_when_and_whether_they_had_been_silent() -> None:
    def of(city: str, year: int, words: str) -> Reading:
        return read(f"{year}年{city}市政府工作报告\n\n一、重点工作\n{words}\n", published=dt.date(year, 2, 1))

    found = trend(
        [of("云川", 2024, "培育低空物流。"), of("江城", 2024, "办好实事。"), of("江城", 2025, "培育低空物流。")],
        ["低空物流"],
    )
    taken = [(one.voice, found.texts[one.text].day.year, one.was_silent) for one in found.courses[0].adoptions]
    assert taken == [("云川市政府工作报告", 2024, False), ("江城市政府工作报告", 2025, True)]


def test_another_voice_that_always_says_a_term_is_no_rise_of_it() -> None:
    def of(city: str, year: int, words: str) -> Reading:
        return read(
            f"{year}年{city}市政府工作报告\n\n一、重点工作\n{words}\n{FILLING * 30}", published=dt.date(year, 2, 1)
        )

    same = [of("云川", year, "培育低空物流。") for year in (2023, 2024, 2025)]
    loud = of("江城", 2025, "培育低空物流。扶持低空物流。做强低空物流。用好低空物流。" * 3)
    assert trend([*same, loud], ["低空物流"]).courses[0].change.kind == "steady"
    late = [of("云川", year, "办好实事。") for year in (2023, 2024, 2025)]
    assert trend([*late, loud], ["低空物流"]).courses[0].change.kind == "few"


def test_what_has_no_day_is_told_and_left_out() -> None:
    found = trend([read("云川市工作要点\n\n培育低空物流。\n"), report(2025, "培育低空物流。")], ["低空物流"])
    assert [(one.source, one.reason) for one in found.undated] == [(0, "没有成文或刊发日期")]
    assert len(found.texts) == 1


def test_terms_come_to_light_without_being_asked_for_whole_and_not_in_parts() -> None:
    early = [report(year, "深化供给侧改造。", "推进去库存工作。", "办好实事。") for year in (2019, 2020, 2021)]
    late = [report(year, "培育低空物流园。", "扶持低空物流园。", "做强低空物流园。") for year in (2022, 2023, 2024)]
    found = trend([*early, *late])
    assert course(found, "低空物流园").change.kind == "new"
    assert not {"低空", "低空物", "空物流", "物流园"} & {one.term for one in found.courses}


def test_a_term_is_asked_for_in_any_width_and_case() -> None:
    [one] = trend([report(2025, "开展“人工智能＋”行动，推广AI应用。")], ["人工智能+"]).courses
    assert one.points[0].times == 1
    assert trend([report(2025, "推广AI应用。")], ["ａｉ"]).courses[0].points[0].times == 1


def test_nothing_is_raised_for_nothing() -> None:
    assert trend([]).courses == ()
    assert trend([read("")], ["低空物流"]).texts == ()
    assert trend([report(2025, "办好实事。")], ["", " "]).to_dict()["courses"] == []


@pytest.mark.parametrize(
    ("term", "kind"),
    [
        ("人工智能", "risen"), ("新质生产力", "new"), ("数字经济", "new"), ("供给侧结构性改革", "fallen"),
        ("去产能", "gone"), ("互联网", "fallen"), ("疫情防控", "passing"), ("一带一路", "steady"), ("低空经济", "few"),
    ],
)  # fmt: skip
def test_ten_years_of_reports_say_what_their_readers_know(shared: Path, term: str, kind: str) -> None:
    paths = sorted((shared / "documents" / "superior").glob("政府工作报告_*.txt"))
    assert trend([read(path) for path in paths], [term]).courses[0].change.kind == kind
