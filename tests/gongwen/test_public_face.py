import datetime as dt
from typing import Any

import pytest

import gongwen
from gongwen import align, changes, compare, emphasis, from_langextract, read, trend, voices
from gongwen.render.langextract import render_langextract


def test_the_public_names_are_these_and_no_more() -> None:
    """Adding one is a decision: the site and other people's programs lean on them."""
    assert sorted(gongwen.__all__) == [
        "Alignment", "Change", "Changes", "Comparison", "Course", "Deadline", "Difference", "Edit", "Emphasis",
        "Entry", "Extract", "Imported", "Match", "Meeting", "Mention", "Page", "Provision", "Reading", "Row",
        "Section", "Slogan", "Span", "THEMES", "Target", "Task", "Themed", "Tie", "Trend", "Uncovered", "Ungrounded",
        "Unreadable", "Voice", "align", "changes", "compare", "emphasis", "figure", "from_langextract", "in_full",
        "read", "recurring", "slogans", "themes", "trend", "voices",
    ]  # fmt: skip
    assert all(hasattr(gongwen, name) for name in gongwen.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'gongwen' has no attribute 'raed'"):
        gongwen.raed  # noqa: B018


def test_completion_offers_the_public_names_once_and_nothing_else() -> None:
    assert sorted(dir(gongwen)) == sorted(gongwen.__all__)


def test_a_notebook_shows_a_result_on_a_few_lines() -> None:
    text = "云川高新区行动方案\n\n" + "".join(f"建设{one}个驿站。\n" for one in range(2, 302))
    reading = read(text, published=dt.date(2026, 1, 5))
    assert "kind='plan', title='云川高新区行动方案'" in repr(reading)
    assert repr(reading).endswith("sections=<0>, spans=<301>, mentions=<300>, tasks=<300>)")
    assert repr(align(reading, reading)) == "Alignment(rows=<300>, uncovered=<0>)"
    [voice] = voices(reading)
    [line] = "".join(render_langextract([reading])).splitlines()
    for found in (
        *(reading, reading.page, voice, compare([voice, voice]), trend([reading], ["驿站"])),
        *(emphasis([reading], voice.name), changes(reading, reading), from_langextract(line)),
    ):
        assert len(repr(found)) < 700


def test_a_datetime_is_the_day_it_falls_on() -> None:
    evening = read("6月底前建成3个驿站。", published=dt.datetime(2026, 1, 5, 21, 30))
    assert evening == read("6月底前建成3个驿站。", published=dt.date(2026, 1, 5))


@pytest.mark.parametrize("source", [None, 3, ["文"]])
def test_what_is_no_source_is_told_at_once(source: Any) -> None:
    with pytest.raises(TypeError, match="bytes-like object is required"):
        read(source)


def test_a_day_in_writing_is_told_at_once() -> None:
    day: Any = "2026-01-05"
    with pytest.raises(TypeError, match=r"published is a datetime.date or None, not str: '2026-01-05'"):
        read("建设3个驿站。", published=day)


def test_a_single_term_may_stand_without_a_list() -> None:
    spoken = [read("做强平台经济。", published=dt.date(2026, 1, 5))]
    assert trend(spoken, "平台经济") == trend(spoken, ["平台经济"])
