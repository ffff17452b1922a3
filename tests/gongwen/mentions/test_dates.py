import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.fold import fold
from gongwen.mentions.dates import find_dates
from gongwen.model import Found

ISSUED = dt.date(2026, 3, 20)


def only(text: str, anchor: dt.date | None = ISSUED) -> Found:
    found = list(find_dates(text, anchor))
    assert len(found) == 1, found
    return found[0]


def value(text: str) -> Any:
    return only(text).value


@pytest.mark.parametrize(
    ("text", "words", "last"),
    [
        ("年底前建成", "年底前", "2026-12-31"),
        ("6月底前完成", "6月底前", "2026-06-30"),
        ("2026年10月底前完成", "2026年10月底前", "2026-10-31"),
        ("２０２６年１０月底前完成", "２０２６年１０月底前", "2026-10-31"),
        ("二〇二六年十二月底完成", "二〇二六年十二月底", "2026-12-31"),
        ("明年6月底前", "明年6月底前", "2027-06-30"),
        ("今年年底前", "今年年底前", "2026-12-31"),
        ("到2027年，培育", "到2027年", "2027-12-31"),
        ("“十五五”期末", "“十五五”期末", "2030-12-31"),
        ("本月底前报送", "本月底前", "2026-03-31"),
        ("年内开工", "年内", "2026-12-31"),
        ("2026.6.30前", "2026.6.30前", "2026-06-30"),
        ("2028年2月底前", "2028年2月底前", "2028-02-29"),
    ],
)
def test_a_last_day(text: str, words: str, last: str) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.rule, found.value) == (words, "by", {"from": None, "to": last})


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("上半年", "2026-01-01", "2026-06-30"),
        ("一季度", "2026-01-01", "2026-03-31"),
        ("前三季度", "2026-01-01", "2026-09-30"),
        ("4月下旬", "2026-04-21", "2026-04-30"),
        ("“十五五”时期", "2026-01-01", "2030-12-31"),
        ("十四五期间", "2021-01-01", "2025-12-31"),
        ("2025—2027年", "2025-01-01", "2027-12-31"),
        ("2025年3月至6月", "2025-03-01", "2025-06-30"),
        ("3月28日至4月2日", "2026-03-28", "2026-04-02"),
        ("去年一季度", "2025-01-01", "2025-03-31"),
        ("2025-06-30", "2025-06-30", "2025-06-30"),
    ],
)
def test_a_period(text: str, first: str, last: str) -> None:
    assert value(text) == {"from": first, "to": last}
    assert only(text).rule == "period"


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("5个工作日内办结", "within", "5个工作日"),
        ("三年内", "within", "三年"),
        ("半年之内", "within", "半年"),
        ("自发布之日起30日内", "within", "30日"),
        ("每月25日前报送", "recurring", "每月25日前"),
        ("每季度调度", "recurring", "每季度"),
        ("每年12月底前", "recurring", "每年12月底前"),
        ("按月通报", "recurring", "按月"),
        ("（市财政局，持续推进）", "recurring", "持续推进"),
    ],
)
def test_a_term_or_a_rhythm_keeps_the_words(text: str, key: str, words: str) -> None:
    assert value(text) == {"from": None, "to": None, key: words}


def test_from_now_begins_with_the_document() -> None:
    assert value("即日起") == {"from": "2026-03-20", "to": None}


def test_continuing_an_action_is_no_date() -> None:
    assert list(find_dates("持续推进改革，", ISSUED)) == []


@pytest.mark.parametrize(
    "text", ["一期工程", "十二个月", "近三年", "彻底", "周末", "期末考试", "3—5家", "一月一调度", "每天下雨的十五五个"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [found for found in find_dates(text, ISSUED) if found.rule != "recurring"] == []


def test_a_year_taken_from_the_document_is_doubted() -> None:
    assert only("12月底前").doubt == ("year_inferred",)
    assert only("2026年12月底前").doubt == ()
    assert only("今年12月底前").doubt == ()


def test_a_last_day_lies_ahead_of_the_document() -> None:
    assert only("2月底前").value == {"from": None, "to": "2027-02-28"}


def test_december_told_in_march_is_the_year_before() -> None:
    assert only("12月25日").value == {"from": "2025-12-25", "to": "2025-12-25"}


def test_without_a_document_date_the_year_stays_open() -> None:
    found = only("3月13日", None)
    assert (found.value, found.doubt) == ({"from": "--03-13", "to": "--03-13"}, ("year_unknown",))
    assert only("2月底前", None).value == {"from": None, "to": "--02-29"}


@pytest.mark.parametrize("text", ["1 2月底前", "2026年 6月底前", "1\ue0102月底前", "1\ufffd2月"])
def test_a_date_beside_a_gap_has_no_value(text: str) -> None:
    assert {(found.value, found.doubt) for found in find_dates(fold(text), ISSUED)} == {(None, ("broken_number",))}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("主汛期前完成储备", "主汛期前"),
        ("秋季开学前投用", "秋季开学前"),
        ("近期完成对接", "近期"),
        ("完成时限：尽快", "尽快"),
    ],
)
def test_a_limit_without_a_day_keeps_its_words_and_is_doubted(text: str, words: str) -> None:
    found = only(text)
    assert (found.value["within"], found.rule, found.doubt) == (words, "within", ("day_unknown",))


@pytest.mark.parametrize(
    ("text", "last"), [("月底前摸清", "2026-03-31"), ("于下月10日前报送", "2026-04-10"), ("次年3月底前", "2027-03-31")]
)
def test_a_day_counted_from_the_documents_month(text: str, last: str) -> None:
    assert value(text)["to"] == last


@pytest.mark.parametrize("text", ["各街道要尽快组建专班", "近期，会议作出部署", "提前完成"])
def test_manner_is_no_limit(text: str) -> None:
    assert list(find_dates(text, ISSUED)) == []


@pytest.mark.parametrize("text", ["2月30日", "13月", "2026年2月29日", "2026.13.01", "0000年"])
def test_a_day_that_does_not_exist_is_said_to(text: str) -> None:
    assert (only(text).value, only(text).doubt) == (None, ("no_such_day",))


DATES = st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31))


@given(DATES, st.none() | DATES)
def test_a_full_date_is_read_as_written(day: dt.date, anchor: dt.date | None) -> None:
    found = only(f"于{day.year}年{day.month}月{day.day}日印发", anchor)
    assert found.value == {"from": day.isoformat(), "to": day.isoformat()}


@given(
    st.text(alphabet="0123456789年月日底前上半季度十五二〇个工作至到-— \n每内起第“”", max_size=30), st.none() | DATES
)
def test_nothing_raises_and_nothing_overlaps(text: str, anchor: dt.date | None) -> None:
    found = list(find_dates(text, anchor))
    assert all(a.end <= b.start for a, b in pairwise(found))
