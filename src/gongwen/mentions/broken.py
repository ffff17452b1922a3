"""A number beside a blank or a character that stands for nothing may have lost a part of itself."""

import re
from typing import Final

from gongwen.numerals import ARABIC
from gongwen.spans import BLANK_CLASS

DOUBT: Final[str] = "broken_number"
# Blanks, and what stands for no character, as a folded text has it (fold.py).
GAP: Final[str] = f"[{BLANK_CLASS}\ufffd\U000f0000-\U0010fffd]"
_DIGIT = r"[\d.．]"
# A number in parts: the gap may stand inside it, before it or after it.
_ANY_GAP = re.compile(GAP)
_BROKEN = re.compile(f"{GAP}{_DIGIT}|{_DIGIT}{GAP}")
# Possessive, and so many parts at most: a long row of digits and gaps is gone through once, not from every digit of it.
# 给予 100 万元: one plain blank on either side is how some set figures between characters.
_TYPESET = re.compile(f"(?:(?<=[^\\W\\d_a-zA-Z]) |(?<![\\w.．{GAP[1:-1]}])){ARABIC} (?=[^\\W\\d_a-zA-Z])")
GAPS: Final[str] = f"{GAP}*+"
MORE_PARTS: Final[str] = f"(?:{GAP}++(?:{ARABIC})?+){{0,9}}+"
PARTS: Final[str] = f"{ARABIC}{MORE_PARTS}"


def is_broken(text: str, start: int, end: int) -> bool:
    """Whether a number inside ``[start, end)`` touches a gap, seen with the characters around it."""
    first = start - 1 if start and not text[start - 1].isdigit() else start
    if _ANY_GAP.search(text, first, end + 1) is None:
        return False
    apart = "".join(_TYPESET.split(text[max(0, first - 1) : end + 1]))
    return _BROKEN.search(apart) is not None
