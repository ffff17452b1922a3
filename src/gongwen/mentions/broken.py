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
GAPS: Final[str] = f"{GAP}*+"
MORE_PARTS: Final[str] = f"(?:{GAP}++(?:{ARABIC})?+){{0,9}}+"
PARTS: Final[str] = f"{ARABIC}{MORE_PARTS}"


def is_broken(text: str, start: int, end: int) -> bool:
    """Whether a number inside ``[start, end)`` touches a gap, seen with the characters around it."""
    first = start - 1 if start and not text[start - 1].isdigit() else start
    return _ANY_GAP.search(text, first, end + 1) is not None and _BROKEN.search(text, first, end + 1) is not None
