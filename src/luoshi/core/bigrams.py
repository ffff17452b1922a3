"""Chinese search tokens: overlapping pairs of characters, whole words of Latin letters and digits.

SQLite's trigram tokenizer finds nothing for two-character words, silently; pairs written by us serve both databases.
"""

import re
from itertools import pairwise

_WORD = re.compile(r"[0-9A-Za-z]+|[\u3400-\u4dbf\u4e00-\u9fff]+")


def tokens(text: str) -> list[str]:
    """Tokens in order, lower case: 科技创新2026 → 科技 技创 创新 2026. A lone character is its own token."""
    out: list[str] = []
    for word in _WORD.findall(text.lower()):
        if word.isascii() or len(word) == 1:
            out.append(word)
        else:
            out += [a + b for a, b in pairwise(word)]
    return out


def indexed(text: str) -> list[str]:
    """What an index holds of a text: its tokens, and the last characters of words, so that a token begins at each."""
    return [*tokens(text), *[word[-1] for word in _WORD.findall(text) if not word.isascii() and len(word) > 1]]
