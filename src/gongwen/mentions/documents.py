"""Documents cited: 《…》 with its number where one follows, and numbers (国办发〔2018〕121号) alone.

Value: ``{"title", "number"}``, either may be null. Rules: ``title``, ``number``.
"""

import re
from collections.abc import Iterator

from gongwen.mentions.apart import holding
from gongwen.model import Found
from gongwen.spans import DROPPABLE

NUMBER = (
    r"[\u4e00-\u9fff]{1,12}\s?[〔（(\[【［]\s?\d{4}\s?[〕）)\]】］]\s?第?\s?\d+\s?号"
    r"|[\u4e00-\u9fff]{1,4}令第?\d+号|第\d+号令"
)
# One level of 〈〉 or 《》 inside, as in 《关于印发《…》的通知》.
_TITLE = re.compile("《(?P<title>(?:[^《》]|《[^《》]*》){1,120})》")
_NUMBER = re.compile(NUMBER)
_OF_TITLE = re.compile(f"[（(](?P<number>{NUMBER})[）)]")
_HINTS = re.compile("《"), re.compile(r"号(?<=[\d\s]号)")


def find_documents(text: str) -> Iterator[Found]:
    """Documents cited in ``text`` (clauses set apart, or one), in order."""
    for start, end in holding(text, *_HINTS):
        behind = start
        for title in _TITLE.finditer(text, start, end):
            yield from _numbers(text, behind, title.start())
            number = _OF_TITLE.match(text, title.end(), end)
            behind = number.end() if number else title.end()
            yield _found(title.start(), behind, title["title"], number and number["number"])
        yield from _numbers(text, behind, end)


def _numbers(text: str, start: int, end: int) -> Iterator[Found]:
    """Documents cited by their number alone."""
    return (_found(*number.span(), None, number[0]) for number in _NUMBER.finditer(text, start, end))


def _found(start: int, end: int, title: str | None, number: str | None) -> Found:
    said = {"title": title and DROPPABLE.sub("", title), "number": number and DROPPABLE.sub("", number)}
    return Found(start, end, "document", said, "title" if title else "number")
