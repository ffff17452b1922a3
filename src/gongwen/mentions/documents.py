"""Documents cited: 《…》 with its number where one follows, and numbers (国办发〔2018〕121号) alone.

Value: ``{"title", "number"}``, either may be null. Rules: ``title``, ``number``.
"""

import re
from collections.abc import Iterator

import regex

from gongwen.mentions.apart import holding
from gongwen.model import Found
from gongwen.spans import DROPPABLE

NUMBER = (
    r"[\u4e00-\u9fff]{1,12}\s?[〔（(\[【［]\s?\d{4}\s?[〕）)\]】］]\s?第?\s?\d+\s?号"
    r"|[\u4e00-\u9fff]{1,4}令第?\d+号|第\d+号令"
)
# One level of 〈〉 or 《》 inside, as in 《关于印发《…》的通知》.
_CITED = regex.compile(
    rf"《(?P<title>(?:[^《》]|《[^《》]*》){{1,120}})》(?:[（(](?P<number>{NUMBER})[）)])?|(?P<number>{NUMBER})",
    regex.V1,
)
_HINTS = re.compile("《"), re.compile(r"号(?<=[\d\s]号)")


def find_documents(text: str) -> Iterator[Found]:
    """Documents cited in ``text`` (clauses set apart, or one), in order."""
    for start, end in holding(text, *_HINTS):
        for match in _CITED.finditer(text, start, end):
            title, number = (words and DROPPABLE.sub("", words) for words in match.group("title", "number"))
            yield Found(*match.span(), "document", {"title": title, "number": number}, "title" if title else "number")
