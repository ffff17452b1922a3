"""Shorthand of a campaign or a method: what stands in quotation marks, and 3+1 or 1+N patterns.

Value: the words without the marks. Rules: ``sum`` (1+N), ``count`` (三高四新), ``parallel`` (两段相对), ``quoted``.
"""

from collections.abc import Iterator

import regex

from gongwen.model import Found
from gongwen.spans import DROPPABLE

_TERM = r"(?:\d{1,3}|[NnXx]|[一二三四五六七八九十]{1,3})"
_SUM = rf"{_TERM}(?:\s?[+＋]\s?{_TERM})+"
# Straight marks do not say whether they open or close; pairing from the left is what a reader does.
_QUOTED = regex.compile(
    r"“(?P<words>[^“”。；]{2,30})”|\"(?P<words>[^\"。；\n]{2,30})\"|「(?P<words>[^「」。；]{2,30})」"
    rf"|(?<![A-Za-z\d.+＋])(?P<words>{_SUM})(?![A-Za-z\d.+＋%％])",
    regex.V1,
)
_IS_SUM = regex.compile(rf"\W*{_SUM}\W*\w{{0,8}}")
_IS_COUNT = regex.compile("[一二三四五六七八九十百千万双两多零]\\D+|\\d+\\p{Han}+")
_IS_PARALLEL = regex.compile("(\\w{2,8})(?:[、，,·\\s](\\w{2,8}))+")


def find_slogans(text: str) -> Iterator[Found]:
    for match in _QUOTED.finditer(text):
        words = DROPPABLE.sub("", match["words"])
        yield Found(*match.span(), "slogan", words, _rule(words))


def _rule(words: str) -> str:
    if _IS_SUM.fullmatch(words):
        return "sum"
    if _IS_COUNT.fullmatch(words):
        return "count"
    return "parallel" if _IS_PARALLEL.fullmatch(words) else "quoted"
