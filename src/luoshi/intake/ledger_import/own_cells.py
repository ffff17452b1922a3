"""Cells that our own 任务分解表 wrote (reports/task_sheet.py), taken apart again without loss."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from luoshi.records.types.task_detail import Source

DAY = r"(?:(20\d{2})年)?(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日"
QUOTED = re.compile(r"《([^\n]+)》(?:（([^）\n]+)）)?\n“(.*?)”(?=\n《|\Z)", re.DOTALL)
BY_HAND = re.compile(rf"({'|'.join(map(str, Source.labels))})(?:：([^\n]*))?(?:\n“(.*)”)?", re.DOTALL)
NODE = re.compile(rf"(√?){DAY} ([^\n（]+)(?:（([^）\n]+)）)?")
PROGRESS = re.compile(rf"(?:{DAY}：)?(.*?)(?:（自报完成 (\d{{1,3}})%）)?", re.DOTALL)
CLOSED = re.compile(rf"(?:\A|\n){DAY}销号：(.*)\Z", re.DOTALL)
EXTENDED = re.compile(rf"(?:\A|\n)原时限{DAY}，延期(\d{{1,2}})次(?=\n|\Z)")
NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[）)]|[①-⑳])\s*")
KINDS = ((Source.INSTRUCTION, "批示"), (Source.CALL, "电话"), (Source.MEETING, "会议"), (Source.MEETING, "纪要"))


@dataclass(frozen=True, slots=True)
class Origin:
    """``quotes``: (document title, number or empty, words)."""

    source: str
    note: str
    wording: str
    quotes: tuple[tuple[str, str, str], ...] = ()


def origin(text: str) -> Origin:
    quotes = tuple((title, number or "", words) for title, number, words in QUOTED.findall(text))
    if quotes and QUOTED.match(text):
        note = "、".join(
            dict.fromkeys(f"《{title}》" + (f"（{number}）" if number else "") for title, number, _w in quotes)
        )
        return Origin(Source.DOCUMENT, note, "\n".join(words for _title, _number, words in quotes), quotes)
    found = BY_HAND.fullmatch(text)
    if found:
        kind = next(value for value, label in Source.choices if label == found[1])
        return Origin(kind, found[2] or "", found[3] or "")
    kind = next((value for value, word in KINDS if word in text), Source.DOCUMENT)
    return Origin(kind, text, "")


def steps(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [NUMBERED.sub("", line) for line in lines] if len(lines) > 1 else lines


@dataclass(frozen=True, slots=True)
class Node:
    due: dt.date
    title: str
    person: str
    is_evidenced: bool


def nodes(text: str, year: int) -> tuple[str, list[Node]]:
    """What is words only, and the dated steps. A day without a year is of ``year``."""
    words, found = [], []
    for line in text.split("\n"):
        match = NODE.fullmatch(line.strip())
        day = _day(match[2], match[3], match[4], year) if match else None
        if match and day:
            found.append(Node(day, match[5].strip(), match[6] or "", bool(match[1])))
        else:
            words.append(line)
    return "\n".join(words).strip(), found


def progress(text: str, year: int) -> tuple[dt.date | None, str, int | None]:
    """The day of the report where the cell says it, the account, the unit's own percentage."""
    found = PROGRESS.fullmatch(text)
    if not found:
        return None, text, None
    return _day(found[1], found[2], found[3], year), found[4], int(found[5]) if found[5] else None


def remark(text: str, year: int) -> tuple[str, dt.date | None, str]:
    """The remark itself, the day of closing and the conclusion."""
    found = CLOSED.search(text)
    if not found:
        return text, None, ""
    return text[: found.start()], _day(found[1], found[2], found[3], year), found[4]


def extended(text: str, year: int) -> tuple[str, dt.date | None, int]:
    """What else a remark says, the deadline before the first extension, and how many there were."""
    found = EXTENDED.search(text)
    day = _day(found[1], found[2], found[3], year) if found else None
    return (text[: found.start()] + text[found.end() :], day, int(found[4])) if found and day else (text, None, 0)


def _day(year: str | None, month: str | None, day: str | None, default: int) -> dt.date | None:
    try:
        return dt.date(int(year or default), int(month), int(day)) if month and day else None
    except ValueError:
        return None
