"""Shorthand of a campaign or a method: what stands in quotation marks; without them 3+1, 357X and 三办四提 patterns.

Value: None; what the document itself spells out is added by spelling.py. Rules: ``sum`` (1+N, 357X, 1333), ``count``
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
# 1333 for one, three, three and three; no year, no number to ring, no code of something.
_DIGITS = r"(?!(?:(?:19|20)\d\d|1(?:1[049]|2[02])|12[^3]\d\d|123[^4]\d)\Z)\d{3,5}"
_NUMBERED_THING = re.compile("[^，。；]{0,8}?(?:热线|电话|便民|举报|投诉|晚会|业务|代码|国道)")
# Straight marks do not say whether they open or close; pairing from the left is what a reader does.
# A pattern for each, which finds its mark four times as fast as a choice of them would.
_QUOTED = (
    re.compile(f"“([^“”。；{EDGE}]{{2,30}})”"),
    re.compile(f'"([^"。；\\n{EDGE}]{{2,30}})"'),
    re.compile(f"「([^「」。；{EDGE}]{{2,30}})」"),
    re.compile(f"‘([^‘’。；{EDGE}]{{2,30}})’"),
)
# What shorthand is put before.
_HEADS = (
    "现代|产业|体系|工程|行动|计划|模式|机制|工作|制度|格局|布局|思路|部署|战略|安排|架构|空间|平台|政策|要求|责任|目标|任务"
    "|活动|建设|改革|规定|原则|措施|标准|整治|治理|融合|发展|事项|决策|项目|企业|车辆"
)
_BARE = re.compile(
    rf"(?<![A-Za-z\d.+＋])(?P<words>{_SUM})(?![A-Za-z\d.+＋%％])|(?<![A-Za-z\d.])(?P<code>{_CODE})(?={_HEADS})"
)
# 三会一课, 一核两翼: numbers and what they count by turns.
_NUMBER_HAN = "一二三四五六七八九十两双"
# 三年两次 measures, 两到三条 is a range, 二级三类 ranks; 第三第四 and 二十一条 are other numbers.
_COUNTED = f"{LETTER}(?<![{_NUMBER_HAN}百千万亿零多几半第到至个年月周日天季次级届层楼号室点分成折比对式])"
_BY_TURNS = re.compile(
    f"[{_NUMBER_HAN}](?<![{_NUMBER_HAN}百千万亿零第每几].){_COUNTED}(?:[{_NUMBER_HAN}]{_COUNTED}){{1,3}}"
    f"(?={_HEADS}|[，。；、：（）“”《》{EDGE}等的和与]|$)"
)
_IDIOMS = re.compile(
    "五湖四海|四面八方|三心二意|三令五申|三番[五两]次|五花八门|七上八下|四通八达|一清二[楚白]|一穷二白|两面三刀|三言两语"
    "|三长两短|五颜六色|七嘴八舌|七手八脚|四平八稳|三教九流|四分五裂|三头六臂|十防九空"
)
_MAY_BE_BARE = tuple(map(re.compile, (r"\+", "N", "n", "X", "x")))
# What words are, by the first of these. 十五五 is a plan period and 二十大 a congress: their numbers count nothing.
_RULES = re.compile(
    rf"(?P<sum>\W*(?:{_SUM}|{_CODE})\W*\w{{0,8}}|{_DIGITS})"
    r"|(?P<count>(?!(?:(?:党的)?[一二三四五六七八九十]+(?:大|届.*)|十[一二三四五六七八九]?五|二十世纪.*)\Z)"
    rf"(?:[一二三四五六七八九十百千万双两多]\D+|\d+{LETTER}+|(?!.*第){LETTER}{{2,4}}[二两双三四五六七八九十]{LETTER}{{1,3}}))"
    r"|(?P<parallel>\w{2,8}(?:[、，,·+＋\s]\w{2,8})+)"
)
_MARKS_AND_BLANKS = re.compile(f'[“”"「」‘’{BLANK_CLASS}]+')

_ENDS_OPEN = re.compile(r"[NnXx多]")
# 统一, 进一步, 五个一, 双一流, 六位一体: 一 that counts nothing.
_NUMBER = re.compile(r"\d+|(?!(?<=[个统唯合同单专归进])一|(?<=.)一[流体批律致])[一二两三四五六七八九十]+|双")
_MOST = 20
_new = tuple.__new__  # half the time of a named tuple's own
COUNTING = ("sum", "count")  # the rules that give a number


def find_slogans(text: str) -> list[Found]:
    """Slogans of ``text`` (clauses set apart, or one), in order."""
    quoted = [match for pattern in _QUOTED for match in pattern.finditer(text)]
    found: list[Found] = []
    end = 0
    for match in sorted([*quoted, *_bare(text), *_by_turns(text)], key=re.Match.start):
        if match.start() >= end:
            end = match.end()
            words = match[match.lastindex or 0]
            rule = _rule(words if words.isalnum() else DROPPABLE.sub("", words))
            if words.isdigit() and _NUMBERED_THING.match(text, end):
                rule = "quoted"
            found.append(_new(Found, (match.start(), end, "slogan", None, rule, ())))
    return found


def _bare(text: str) -> Iterator[re.Match[str]]:
    for start, end in holding(text, *_MAY_BE_BARE):
        yield from _BARE.finditer(text, start, end)


def _by_turns(text: str) -> Iterator[re.Match[str]]:
    """三会一课; not 一企一策, which shares out, 一产三产, which are kinds, or 四面八方."""
    for match in _BY_TURNS.finditer(text):
        words = match[0]
        things = words[1::2]
        if not _IDIOMS.match(words) and words[::2].strip("一") and len(set(things)) == len(things):
            yield match


def slogan_words(text: str) -> str:
    """A slogan mention's text without its marks and blanks, ＋ written +: the same for every way of writing it."""
    inside = text[1:-1]
    return inside if inside.isalnum() and text[0] == "“" else _MARKS_AND_BLANKS.sub("", text).replace("＋", "+")


@lru_cache(maxsize=4096)
def number_of_parts(words: str) -> int | None:
    """How many things a slogan says it stands for: 三提 3, 两清三建 5, 3+1 4; None where it says none, or 1+N.

    A number beyond twenty (百日攻坚) counts no list.
    """
    if _ENDS_OPEN.search(words) or _rule(words) not in COUNTING:
        return None
    numbers = [parse(said.replace("双", "两")) for said in _NUMBER.findall(words)]
    total = sum(int(number) for number in numbers if number is not None)
    return total if None not in numbers and 2 <= total <= _MOST else None


@lru_cache(maxsize=4096)
def _rule(words: str) -> str:
    match = _RULES.fullmatch(words)
    return (match and match.lastgroup) or "quoted"
