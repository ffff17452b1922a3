"""Documents as texts of a day: what counts as said, by whom, when, and on which occasion."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gongwen.model import BODY, Entry, Reading, Span
from gongwen.trends.result import Text, Undated

_COUNTED = BODY | {"heading"}
# 2025年成都市政府工作报告 and that of 2024 are one voice.
_YEAR = re.compile(r"[（(]?(?:19|20)\d\d年?度?[）)]?|[（(]\s*[）)]")


class Statement(NamedTuple):
    """A text with the spans that count."""

    text: Text
    reading: Reading
    spans: tuple[Span, ...]


def statements(readings: Sequence[Reading]) -> tuple[list[Statement], list[Undated]]:
    """The texts of ``readings`` by day, and what has none."""
    made = [one for source, reading in enumerate(readings) for one in _texts(source, reading)]
    dated = [one for one in made if isinstance(one, Statement)]
    return _in_order(dated), [one for one in made if isinstance(one, Undated)]


def _texts(source: int, reading: Reading) -> Iterator[Statement | Undated]:
    if reading.entries:
        for number, entry in enumerate(reading.entries):
            yield _entry(source, reading, number, entry)
        return
    title = reading.title or reading.page.source
    day = reading.date or reading.published
    if day is None:
        yield Undated(source, title, "没有成文或刊发日期")
        return
    voice = reading.issuer or _YEAR.sub("", title).strip()
    yield _statement(source, reading, None, (voice, title, day))


def _entry(source: int, reading: Reading, number: int, entry: Entry) -> Statement | Undated:
    day = entry_day(reading, entry)
    if day is None:
        return Undated(source, entry.zone, "会议日期没有年份，也没有给出刊发日期")
    return _statement(source, reading, number, (entry.zone, reading.title or entry.zone, day))


def entry_day(reading: Reading, entry: Entry) -> dt.date | None:
    """The day of an entry's meeting, its year that of the page where the meeting names none; else the page's day."""
    said = entry.meeting.date if entry.meeting else None
    page = reading.published or reading.date
    if said and not said.startswith("--"):
        return dt.date.fromisoformat(said)
    if said is None or page is None:
        return page
    month, day = map(int, said[2:].split("-"))
    year = page.year if (month, day) <= (page.month, page.day) else page.year - 1
    try:
        return dt.date(year, month, day)
    except ValueError:  # 29 February of another year
        return page


def _statement(source: int, reading: Reading, entry: int | None, named: tuple[str, str, dt.date]) -> Statement:
    spans = tuple([span for span in reading.spans if span.role in _COUNTED and (entry is None or span.entry == entry)])
    voice, title, day = named
    length = sum([len(span.text) for span in spans])
    return Statement(Text(voice, title, day, source, entry, 0, length), reading, spans)


def _in_order(made: list[Statement]) -> list[Statement]:
    """By day, the occasions numbered."""
    by_year = _once_a_year(made)
    groups: dict[tuple[str, int], list[Statement]] = {}
    for one in sorted(made, key=lambda one: one.text.day):
        groups.setdefault(_occasion(one.text, by_year), []).append(one)
    return [
        one._replace(text=one.text._replace(occasion=number))
        for number, group in enumerate(groups.values())
        for one in group
    ]


def _occasion(text: Text, by_year: bool) -> tuple[str, int]:
    if text.entry is not None:
        return "page", text.source
    return ("year", text.day.year) if by_year else ("day", text.day.toordinal())


def _once_a_year(made: Iterable[Statement]) -> bool:
    """Whether no voice speaks twice in a year: reports of several cities then belong together by their years."""
    spoken = [(one.text.voice, one.text.day.year) for one in made if one.text.entry is None]
    return len(set(spoken)) == len(spoken)


def occasion_names(texts: Sequence[Text]) -> tuple[str, ...]:
    """Every occasion by its year; by month or day where years would be the same, by its title too where days are."""
    days = {text.occasion: text.day for text in reversed(texts)}
    ordered = [days[number].isoformat() for number in sorted(days)]
    lengths = (len("2026"), len("2026-01"), len("2026-01-01"))
    fit = next((size for size in lengths if len({day[:size] for day in ordered}) == len(ordered)), lengths[-1])
    if len(set(ordered)) == len(ordered):
        return tuple([day[:fit] for day in ordered])
    titles = {text.occasion: text.title for text in reversed(texts)}
    return tuple([f"{day} {titles[number]}" for number, day in zip(sorted(days), ordered, strict=True)])
