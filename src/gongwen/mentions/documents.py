"""Documents cited: 《…》 with its number where one follows, and numbers (国办发〔2018〕121号) alone.

Value: ``{"title", "number"}``, either may be null. Rules: ``title``, ``number``.
"""

import re
from collections.abc import Iterator

from gongwen.mentions.apart import holding
from gongwen.model import Found
from gongwen.spans import DROPPABLE

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}\s?[〔（(\[【［]\s?\d{4}\s?[〕）)\]】］]\s?第?\s?\d+\s?号"
    r"|[\u4e00-\u9fff]{1,4}令第?\d+号|第\d+号令"
)
# One level of 〈〉 or 《》 inside, as in 《关于印发《…》的通知》.
_TITLE = re.compile("《(?P<title>(?:[^《》]|《[^《》]*》){1,120})》")
_HINTS = re.compile("《"), re.compile(r"号(?<=[\d\s]号)")


def find_documents(text: str) -> Iterator[Found]:
    """Documents cited in ``text`` (clauses set apart, or one), in order."""
    for start, end in holding(text, *_HINTS):
        behind = start
        for title in _TITLE.finditer(text, start, end):
            yield from _numbers(text, behind, title.start())
            number = _in_bracket(text, title.end(), end)
            behind = number.end() + 1 if number else title.end()
            yield _found(title.start(), behind, title["title"], number and number[0])
        yield from _numbers(text, behind, end)


def _in_bracket(text: str, start: int, end: int) -> re.Match[str] | None:
    """The number of the title before ``start``: （国发〔2018〕1号）."""
    number = _NUMBER.match(text, start + 1, end) if text[start : start + 1] in ("（", "(") else None
    return number if number and text[number.end() : number.end() + 1] in ("）", ")") else None


def _numbers(text: str, start: int, end: int) -> Iterator[Found]:
    """Documents cited by their number alone."""
    return (_found(*number.span(), None, number[0]) for number in _NUMBER.finditer(text, start, end))


def _found(start: int, end: int, title: str | None, number: str | None) -> Found:
    said = {"title": title and DROPPABLE.sub("", title), "number": number and DROPPABLE.sub("", number)}
    return Found(start, end, "document", said, "title" if title else "number")
