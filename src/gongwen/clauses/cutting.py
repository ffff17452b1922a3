"""Where a paragraph is cut: at ， ； 。 ：, after an attribution, before and after a bracket that names units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise

from gongwen.clauses.marks import admitted
from gongwen.mentions.labels import (
    CHARGED,
    CHARGED_NOUN,
    PERSONS_LABEL,
    TIME_LABEL,
    UNITS_LABEL,
    WATCHERS_LABEL,
)

_PAIRED = "“[^“”]{0,48}”|《[^《》]{0,80}》|‘[^‘’]{0,30}’|「[^「」]{0,30}」"
_INSIDE = "(?:[^（）]|（[^（）]{0,200}）)"
_BRACKET = f"（{_INSIDE}{{0,600}}）"
_CHARGE = f"负责|牵头|(?:{CHARGED})(?:{CHARGED_NOUN})|协办|完成时限"
# （无牵头单位的，责任单位即为牵头单位，下同） names none.
_UNITS = f"（(?![无没未])(?={_INSIDE}{{0,400}}?(?:{_CHARGE})){_INSIDE}{{0,600}}）"
UNITS = re.compile(_UNITS)
# 【牵头单位：……】, or, closing a paragraph, 〔区科技局，各园区〕; 〔2026〕 belongs to its number.
_HOLD = "[^〔〕【】\\[\\]。]"
_OTHER_UNITS = (
    f"[〔【\\[](?=\\D)(?:(?={_HOLD}{{0,200}}?(?:{_CHARGE}))[^〔〕【】\\[\\]\\n]{{2,400}}[〕】\\]]"
    f"|(?={_HOLD}{{0,60}}?[局委办部厅院府会道街镇区位社][、，；〕】\\]]){_HOLD}{{2,400}}[〕】\\]](?=[。；]?\\s*$))"
)
# …二十个。（区交通局、各街道）审批时限…: the next task begins behind it without a mark.
_BETWEEN = (
    "(?<=[。；])（(?=[^（）。]{0,60}?[局委办部厅院府会道街镇区位社][、，；）])"
    f"{_INSIDE}{{2,200}}）(?=[\u4e00-\u9fff])"
)
_LABELLED = f"(?:{UNITS_LABEL}|{PERSONS_LABEL}|{WATCHERS_LABEL}|{TIME_LABEL}|时间|期限|联系人|联系电话)："
_PLAIN = "[^，；。：！？“《‘「（〔【\\[]+"
_CHUNK = re.compile(
    # 责任单位：…… runs to the full stop.
    rf"(?:(?=[牵责负主配参承协实落督包分完办整时期联共具（〔【\[])(?:(?:{_LABELLED})[^。]{{1,400}}"
    # A bracket of units stands alone; any other belongs to its clause, as do quotes and titles with their commas.
    # Broken over two lines it is a label on each.
    rf"|{_UNITS}|{_OTHER_UNITS}|{_BETWEEN}|[（〔【\[](?:{_LABELLED})[^。（）〔〕【】\[\]]{{1,200}}$)"
    # Most clauses hold neither, and are one run up to the mark that ends them.
    rf"|{_PLAIN}(?=[，；。：！？])"
    rf"|(?:{_PLAIN}|{_PAIRED}|(?!{_UNITS})(?:{_BRACKET}|（)|(?!{_OTHER_UNITS})[〔【\[]|[“《‘「])+"
    r"|[，；。：！？])[，；。：！？”’」）]*"
)
# A comma inside the arguments of one verb: 通过……方式，延伸……; 鼓励……以……为支撑，提升…….
_WAYS = "方式|形式|办法|手段|途径|渠道|模式"
_SUPPORTS = "支撑|基础|依托|载体|核心|重点|主体|主线"
_GENERAL = "特点|需求|需要|环节|优势|领域|方向|重点|实际|情况|要求|标准|规定|问题"
_GROUPS = "企业|项目|单位|人员|地区|个人"
_ARGUMENT = re.compile(
    rf"通过[^，；。：]{{2,40}}(?:{_WAYS})，"
    rf"|[^，；。：]{{0,4}}(?:鼓励|支持|引导|推动|组织|允许|督促)[^，；。：]{{0,16}}?(?:以[^，；。：]{{2,30}}为(?:{_SUPPORTS})"
    rf"|(?:结合|针对|围绕|按照|根据|依托|立足)[^，；。：]{{2,40}}(?:{_GENERAL})|对[^，；。：]{{2,60}}的(?:{_GROUPS}))，"
)
_TOPIC_OPENS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?对(?![外接口标表])[^，；。：的]{2,60}，"
)
# 各有关乡镇和部门，要带着问题……
_UNITS_ENDS = "单位|部门|乡镇|镇街|街道|园区|办|局|委"
_WHO_IS_ASKED = re.compile(f"(?:各|[区市县省]|有关|相关)[^，；。：要的]{{1,24}}(?:{_UNITS_ENDS})，")
_PLACES = "省|市|县|地区|企业|单位|个人|人员|项目|地方|园区"
_TOPIC_ENDS = re.compile(rf"[^，；。：]{{2,60}}的(?:{_PLACES})[^，；。：]{{0,16}}，")
# 以及…… goes on with the arguments of the verb before the comma.
_MORE = "以及|及其|连同|还有|等"
_GOES_ON = re.compile(_MORE)
_SAYING = "强调|指出|要求|提出|认为"
_SAID_FIRST = re.compile(
    rf"(?:会议|全会|大会)?(?:还|并|同时|一致|特别|进一步)?(?:{_SAYING})(?=[^，；。：的]{{0,16}}(?:要|必须|应))(?!的|了)"
    "|要求(?=对照|各[单部街镇级乡有相]|全[区市县园体])|[\u4e00-\u9fff]{2,3}(?:同志)?强调(?=要)"
)


def _around(before: str, words: str, after: str) -> list[str]:
    return [before + word + after for word in words.split("|")]


# Words without which a clause neither goes on with the one before nor opens with an attribution.
_DOUBTFUL = admitted(
    holds="|".join(
        [
            *_around("，", _MORE, ""),
            *_around("", f"{_WAYS}|{_GENERAL}", "，"),
            *_around("为", _SUPPORTS, "，"),
            *_around("的", _GROUPS, "，"),
            *_around("的", _PLACES, ""),
            *_around("", _SAYING, ""),
            *_around("", _UNITS_ENDS, "，要"),
        ]
    )
)

Cut = tuple[int, int]


def places(start: int, clauses: Iterable[str]) -> list[Cut]:
    """Where ``clauses`` that follow one another stand, the first from ``start``."""
    return [*pairwise(accumulate(map(len, clauses), initial=start))]


class Cutter:
    """Cuts the paragraphs of one flow, in order; ``held`` are its literal words (``Guards.held``)."""

    def __init__(self, text: str, held: Iterable[tuple[int, int]]) -> None:
        self._text = text
        # What ends in a comma speaks of the clause behind it.
        self._doubtful = [end if text[end - 1] == "，" else end - 1 for end, marks in held if marks & _DOUBTFUL]
        self._at = 0

    def cut(self, start: int, end: int) -> list[str]:
        """``[start, end)`` cut into clauses, none empty, end punctuation with the clause before it.

        Words, not places: those take half as long again, and whoever walks the words knows where they stand.
        """
        doubtful = self._doubtful
        clauses: list[str] = _CHUNK.findall(self._text, start, end)
        first = bisect_left(doubtful, start, self._at)
        self._at = bisect_left(doubtful, end, first)
        return _mended(self._text, start, clauses, doubtful[first : self._at]) if first < self._at else clauses


def _mended(text: str, start: int, clauses: list[str], doubtful: Sequence[int]) -> list[str]:
    """``clauses``; of those ``doubtful`` some go on with the clause before, some open with an attribution."""
    cuts = places(start, clauses)
    starts = [start for start, _ in cuts]
    asked = {bisect_right(starts, at) - 1 for at in doubtful}
    if not any((n and _goes_on(text, cuts[n - 1], *cuts[n])) or len(_attributed(text, *cuts[n])) > 1 for n in asked):
        return clauses
    whole: list[Cut] = []
    for start, end in cuts:
        if whole and _goes_on(text, whole[-1], start, end):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return [text[first:last] for cut in whole for first, last in _attributed(text, *cut)]


def _goes_on(text: str, held: Cut, first: int, last: int) -> bool:
    """Whether the comma before ``first`` stands inside the arguments of one verb."""
    if text[held[1] - 1] != "，":
        return False
    if _GOES_ON.match(text, first, last) or _ARGUMENT.fullmatch(text, *held):
        return True
    if text[first] == "要" and _WHO_IS_ASKED.fullmatch(text, *held):
        return True
    return bool(_TOPIC_OPENS.fullmatch(text, *held) and _TOPIC_ENDS.match(text, first, last))


def _attributed(text: str, start: int, end: int) -> list[Cut]:
    """An attribution is cut off where no punctuation stands."""
    said = _SAID_FIRST.match(text, start, end)
    return [(start, said.end()), (said.end(), end)] if said and said.end() < end else [(start, end)]
