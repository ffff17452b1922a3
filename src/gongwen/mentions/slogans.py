"""Shorthand of a campaign or a method: what stands in quotation marks, and 3+1, 1+N or 357X patterns.

Value: None; what the document itself spells out is added by spelling.py. Rules: ``sum`` (1+N, 357X), ``count``
(三办四提, 乐居六有), ``parallel`` (两段相对), ``quoted`` for the rest.
"""

import re
from collections.abc import Iterator

import regex

from gongwen.model import Found
from gongwen.numerals import parse
from gongwen.spans import BLANKS, DROPPABLE

_TERM = r"(?:\d{1,3}|[NnXx]|[一二三四五六七八九十]{1,3})"
_SUM = rf"{_TERM}(?:\s?[+＋]\s?{_TERM})+"
# 357X stands for 3, 5 and 7 of something and an open number of others; a lone letter after a digit may be a unit.
_CODE = r"\d{2,4}[NXnx]"
# Straight marks do not say whether they open or close; pairing from the left is what a reader does.
_QUOTED = regex.compile(
    r"“(?P<words>[^“”。；]{2,30})”|\"(?P<words>[^\"。；\n]{2,30})\"|「(?P<words>[^「」。；]{2,30})」"
    rf"|(?<![A-Za-z\d.+＋])(?P<words>{_SUM})(?![A-Za-z\d.+＋%％])"
    rf"|(?<![A-Za-z\d.])(?P<words>{_CODE})(?=现代|产业|体系|工程|行动|计划|模式)",
    regex.V1,
)
_IS_SUM = regex.compile(rf"\W*(?:{_SUM}|{_CODE})\W*\w{{0,8}}")
_IS_COUNT = regex.compile(
    "[一二三四五六七八九十百千万双两多零]\\D+|\\d+\\p{Han}+|(?!.*第)\\p{Han}{2,4}[二两双三四五六七八九十]\\p{Han}{1,3}"
)
# 十五五 is a plan period and 二十大 a congress: their numbers count nothing.
_ORDINAL = re.compile("(?:党的)?[一二三四五六七八九十]+(?:大|届.*)|十[一二三四五六七八九]?五|二十世纪.*")
_IS_PARALLEL = regex.compile("(\\w{2,8})(?:[、，,·\\s](\\w{2,8}))+")
_MARKS = re.compile('[“”"「」]')

_ENDS_OPEN = re.compile(r"[NnXx多]")
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十]+|双")
_MOST = 20


def find_slogans(text: str) -> Iterator[Found]:
    for match in _QUOTED.finditer(text):
        yield Found(*match.span(), "slogan", None, _rule(DROPPABLE.sub("", match["words"])))


def slogan_words(text: str) -> str:
    """A slogan mention's text without its marks and blanks, ＋ written +: the same for every way of writing it."""
    return BLANKS.sub("", _MARKS.sub("", text)).replace("＋", "+")


def number_of_parts(words: str) -> int | None:
    """How many things a slogan says it stands for: 三提 3, 两清三建 5, 3+1 4; None where it says none, or 1+N.

    六位一体 is six in one; a number beyond twenty (百日攻坚) counts no list.
    """
    if _ENDS_OPEN.search(words) or _rule(words) not in ("sum", "count"):
        return None
    counted = re.sub("位一体$", "位", words)
    numbers = [parse(said.replace("双", "两")) for said in _NUMBER.findall(counted)]
    total = sum(int(number) for number in numbers if number is not None)
    return total if None not in numbers and 2 <= total <= _MOST else None


def _rule(words: str) -> str:
    if _IS_SUM.fullmatch(words):
        return "sum"
    if _IS_COUNT.fullmatch(words) and not _ORDINAL.fullmatch(words):
        return "count"
    return "parallel" if _IS_PARALLEL.fullmatch(words) else "quoted"
