"""cases/*.md: pages and their readings, as text that a reader of official documents can check and add to."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from gongwen.model import BODY, Reading
from gongwen.reader import read

LETTERS = {
    "title": "T", "intro": "I", "zone": "Z", "headline": "H", "byline": "B", "meeting": "L", "attribution": "A",
    "theme": "P", "measure": "M", "stance": "S", "frame": "F", "context": "C", "parties": "X", "heading": "D",
    "number": "N", "addressee": "R", "signature": "G", "markup": "K", "other": "O",
}  # fmt: skip
CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n+```\n(?P<page>.*?)\n```\n+```\n(?P<reading>.*?)\n```$", re.MULTILINE | re.DOTALL
)
CASES = [
    pytest.param(case["page"], case["reading"], id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.md"))
    for case in CASE.finditer(path.read_text(encoding="utf-8"))
]


def written(reading: Reading) -> str:
    """The reading in the notation of the cases."""
    lines: list[str] = []
    entry, item = None, None
    for span in reading.spans:
        if span.entry != entry and span.entry is not None:
            told = reading.entries[span.entry]
            meeting = (told.meeting.date, told.meeting.form) if told.meeting else ()
            lines.append("@ " + " | ".join(word or "?" for word in (told.zone, told.headline, *meeting)))
            item = None
        entry = span.entry
        if span.role in BODY:
            lines += ["-"] * (item is not None and span.item != item)
            item = span.item
        lines.append(f"{LETTERS[span.role]} {span.text}")
    return "\n".join(_with_item_before_heading(lines))


def _with_item_before_heading(lines: list[str]) -> list[str]:
    """An item that a numbered heading opens is marked before the heading."""
    out = list(lines)
    for at, (line, below) in enumerate(pairwise(lines)):
        if below == "-" and line.startswith("D （"):
            out[at], out[at + 1] = below, line
    return out


@pytest.mark.parametrize(("page", "reading"), CASES)
def test_is_read_as_written_in_the_case(page: str, reading: str) -> None:
    assert written(read(page)) == reading


def test_there_are_cases_in_every_file() -> None:
    assert len(CASES) >= 9
