"""Shorthand of a campaign or a method: what stands in quotation marks, and 3+1, 1+N or 357X patterns.

Value: None; what the document itself spells out is added by spelling.py. Rules: ``sum`` (1+N, 357X), ``count``
(三办四提, 乐居六有), ``parallel`` (两段相对), ``quoted`` for the rest.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gongwen.mentions.apart import EDGE, holding
from gongwen.model import Found
from gongwen.numerals import parse
from gongwen.spans import BLANK_CLASS, DROPPABLE, LETTER

_TERM = r"(?:\d{1,3}|[NnXx]|[一二三四五六七八九十]{1,3})"
_SUM = rf"{_TERM}(?:\s?[+＋]\s?{_TERM})+"
# 357X stands for 3, 5 and 7 of something and an open number of others; a lone letter after a digit may be a unit.
_CODE = r"\d{2,4}[NXnx]"
# Straight marks do not say whether they open or close; pairing from the left is what a reader does.
# A pattern for each, which finds its mark four times as fast as a choice of them would.
_QUOTED = (
    re.compile(f"“([^“”。；{EDGE}]{{2,30}})”"),
    re.compile(f'"([^"。；\\n{EDGE}]{{2,30}})"'),
    re.compile(f"「([^「」。；{EDGE}]{{2,30}})」"),
)
_BARE = re.compile(
    rf"(?<![A-Za-z\d.+＋])(?P<words>{_SUM})(?![A-Za-z\d.+＋%％])"
    rf"|(?<![A-Za-z\d.])(?P<code>{_CODE})(?=现代|产业|体系|工程|行动|计划|模式)"
)
_MAY_BE_BARE = tuple(map(re.compile, (r"\+", "N", "n", "X", "x")))
# What words are, by the first of these. 十五五 is a plan period and 二十大 a congress: their numbers count nothing.
_RULES = re.compile(
    rf"(?P<sum>\W*(?:{_SUM}|{_CODE})\W*\w{{0,8}})"
    r"|(?P<count>(?!(?:(?:党的)?[一二三四五六七八九十]+(?:大|届.*)|十[一二三四五六七八九]?五|二十世纪.*)\Z)"
    rf"(?:[一二三四五六七八九十百千万双两多零]\D+|\d+{LETTER}+|(?!.*第){LETTER}{{2,4}}[二两双三四五六七八九十]{LETTER}{{1,3}}))"
    r"|(?P<parallel>\w{2,8}(?:[、，,·\s]\w{2,8})+)"
)
_MARKS_AND_BLANKS = re.compile(f'[“”"「」{BLANK_CLASS}]+')

_ENDS_OPEN = re.compile(r"[NnXx多]")
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]+|双")
_MOST = 20
_new = tuple.__new__  # half the time of a named tuple's own
COUNTING = ("sum", "count")  # the rules that give a number


def find_slogans(text: str) -> list[Found]:
    """Slogans of ``text`` (clauses set apart, or one), in order."""
    quoted = [match for pattern in _QUOTED for match in pattern.finditer(text)]
    found: list[Found] = []
    end = 0
    for match in sorted([*quoted, *_bare(text)], key=re.Match.start):
        if match.start() >= end:
            end = match.end()
            words = match[match.lastindex or 0]
            rule = _rule(words if words.isalnum() else DROPPABLE.sub("", words))
            found.append(_new(Found, (match.start(), end, "slogan", None, rule, ())))
    return found


def _bare(text: str) -> Iterator[re.Match[str]]:
    for start, end in holding(text, *_MAY_BE_BARE):
        yield from _BARE.finditer(text, start, end)


def slogan_words(text: str) -> str:
    """A slogan mention's text without its marks and blanks, ＋ written +: the same for every way of writing it."""
    inside = text[1:-1]
    return inside if inside.isalnum() and text[0] == "“" else _MARKS_AND_BLANKS.sub("", text).replace("＋", "+")


@lru_cache(maxsize=4096)
def number_of_parts(words: str) -> int | None:
    """How many things a slogan says it stands for: 三提 3, 两清三建 5, 3+1 4; None where it says none, or 1+N.

    六位一体 is six in one; a number beyond twenty (百日攻坚) counts no list.
    """
    if _ENDS_OPEN.search(words) or _rule(words) not in COUNTING:
        return None
    counted = re.sub("位一体$", "位", words)
    numbers = [parse(said.replace("双", "两")) for said in _NUMBER.findall(counted)]
    total = sum(int(number) for number in numbers if number is not None)
    return total if None not in numbers and 2 <= total <= _MOST else None


@lru_cache(maxsize=4096)
def _rule(words: str) -> str:
    match = _RULES.fullmatch(words)
    return (match and match.lastgroup) or "quoted"
