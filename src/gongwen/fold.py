"""Fold width and look-alikes one for one, so that a match in the folded text has the offsets of the page.

Digits, letters and signs become ASCII, clause punctuation becomes full-width, Kangxi radicals become the characters
they look like, and what stands for no character (half a surrogate pair, private use) becomes U+FFFD. NFKC would change
the length of 1,163 characters; nothing here changes any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_CLAUSE_MARKS = str.maketrans(",;:!?()｡､", "，；：！？（）。、")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？（）"}
_RADICALS = {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_TABLE = {**_FULL_WIDTH, **_RADICALS, **_CLAUSE_MARKS, 0x3000: 0x20, 0xA0: 0x20}
_PLAIN = {chr(code): chr(plain) for code, plain in _TABLE.items()}
_SPACES = "\r\x1c\x1d\x1e\x1f\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_NOTHING = "\ufeff\u200b\u200c\u200d\u2060\xad"
_BLANKS = dict.fromkeys(_SPACES + _NOTHING, " ") | dict.fromkeys("\v\f\x85\u2028\u2029", "\n")
_ANYWHERE, _ON_PAGE = {**_PLAIN, **{blank: blank for blank in _BLANKS}}, {**_PLAIN, **_BLANKS}
# Few characters of a document need folding: finding them is ten times faster than str.translate over all.
# In 3,000 and 10:30 the mark belongs to the number: a group takes part, and the mark stays.
_OF_NUMBER = r"(?:(?<=\d,)(?=\d{3}(?!\d))(?P<thousands>)|(?<=\d:)(?=\d\d)(?P<minutes>))"
_NO_CHARACTER = "\ud800-\uf8ff"
_FOLDED = re.compile(f"[{re.escape(''.join(_ON_PAGE))}{_NO_CHARACTER}]{_OF_NUMBER}?")


def fold(text: str) -> str:
    """``text`` with every character replaced by its plain form; same length, same offsets."""
    return _folded(text, _ANYWHERE)


def fold_page(text: str) -> str:
    """``text`` folded, every blank but tabs a space, and every line break a newline."""
    return _folded(text, _ON_PAGE)


def _folded(text: str, plain: Mapping[str, str]) -> str:
    return _FOLDED.sub(lambda match: match[0] if match.lastindex else plain.get(match[0], "\ufffd"), text)
