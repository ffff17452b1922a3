"""Where a paragraph is cut: at ， ； 。 ：, after an attribution, before and after a bracket that names units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_PAIRED = "“[^“”]{0,48}”|《[^《》]{0,80}》|‘[^‘’]{0,30}’|「[^「」]{0,30}」"
_INSIDE = "(?:[^（）]|（[^（）]{0,200}）)"
_BRACKET = f"（{_INSIDE}{{0,600}}）"
_CHARGE = "负责|牵头|责任单位|责任部门|配合单位|参加单位|主办单位|协办|完成时限"
_UNITS = f"（(?={_INSIDE}{{0,400}}?(?:{_CHARGE})){_INSIDE}{{0,600}}）"
UNITS = re.compile(_UNITS)
_LABELLED = (
    "(?:牵头|责任|主责|配合|参与|参加|承办|主办|协办|实施|落实|督办|包保|分管)(?:单位|部门|领导|人|处室|科室)(?:及[^：，。]{0,8})?："
    "|(?:完成|办结|整改|落实)?(?:时限|期限|时间)(?:要求|节点)?：|联系人[：:]|联系电话[：:]"
)
_CHUNK = re.compile(
    # 责任单位：…… runs to the full stop.
    rf"(?:{_LABELLED})[^。]{{1,400}}。?|"
    # A bracket of units stands alone; any other belongs to its clause, as do quotes and titles with their commas.
    rf"{_UNITS}[，；。：]*"
    rf"|(?:[^，；。：！？“《‘「（]+|{_PAIRED}|(?!{_UNITS})(?:{_BRACKET}|（)|[“《‘「])+[，；。：！？]*[”’」）]*"
    r"|[^\w\s]"
    r"|\S"
)
_GENERAL = "特点|需求|需要|环节|优势|领域|方向|重点|实际|情况|要求|标准|规定|问题"
# A comma inside the arguments of one verb: 通过……方式，延伸……; 鼓励……以……为支撑，提升…….
_ARGUMENT = re.compile(
    r"通过[^，；。：]{2,40}(?:方式|形式|办法|手段|途径|渠道|模式)，"
    r"|[^，；。：]{0,4}(?:鼓励|支持|引导|推动|组织|允许|督促)[^，；。：]{0,16}?(?:以[^，；。：]{2,30}为(?:支撑|基础|依托|载体|核心|重点|主体|主线)"
    rf"|(?:结合|针对|围绕|按照|根据|依托|立足)[^，；。：]{{2,40}}(?:{_GENERAL})|对[^，；。：]{{2,60}}的(?:企业|项目|单位|人员|地区|个人))，"
)
_TOPIC_OPENS = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?对(?![外接口标表])[^，；。：的]{2,60}，"
)
_TOPIC_ENDS = re.compile(r"[^，；。：]{2,60}的(?:省|市|县|地区|企业|单位|个人|人员|项目|地方|园区)[^，；。：]{0,16}，")
_CLOSERS = frozenset("”’）」，；。：！？")
_CAUSES = re.compile("通过|鼓励|支持|引导|推动|组织|允许|督促")
_SAYS_SOON = re.compile("强调|指出|要求|提出|认为")
# 以及…… goes on with the arguments of the verb before the comma.
_GOES_ON = re.compile(r"(?:以及|及其|连同|还有|等)")
_SPEAKER = "(?:会议|全会|大会|会上|会后|大家|与会[\u4e00-\u9fff]{0,6}|报告|通知|方案|文件)"
_SAYS = "(?:强调|指出|要求|提出|认为|表示|明确|决定|议定|号召|部署|同意|确定)"
_HOW = "(?:还|并|同时|一致|特别|进一步|最后|就此|为此|郑重)?"
_PERSON = "[\u4e00-\u9fff]{0,10}(?:同志|书记|主任|市长|区长|县长|省长|局长|会议|大会|全会)|[\u4e00-\u9fff]{2,3}"
ATTRIBUTION = re.compile(
    rf"{_SPEAKER}{_HOW}{_SAYS}了?[，：]?|{_HOW}(?:强调|指出|要求|提出)[，：]?|(?:{_PERSON})(?:强调|指出|表示)[，：]"
)
_SAID_FIRST = re.compile(
    r"(?:会议|全会|大会)?(?:还|并|同时|一致|特别|进一步)?(?:强调|指出|要求|提出|认为)(?=[^，；。：的]{0,16}(?:要|必须|应))(?!的|了)"
)

Cut = tuple[int, int]


def chunks(text: str, start: int, end: int) -> Iterator[Cut]:
    """``[start, end)`` cut into clauses, none empty, end punctuation with the clause before it."""
    held: Cut | None = None
    for match in _CHUNK.finditer(text, start, end):
        first, last = match.span()
        if held and (text[first] in _CLOSERS or _goes_on(text, held, first, last)):
            held = (held[0], last)
            continue
        if held:
            yield from _attributed(text, *held)
        held = (first, last)
    if held:
        yield from _attributed(text, *held)


def _goes_on(text: str, held: Cut, first: int, last: int) -> bool:
    """Whether the comma before ``first`` stands inside the arguments of one verb."""
    if text[held[1] - 1] != "，":
        return False
    if text[first] in "以及连还等" and _GOES_ON.match(text, first, last):
        return True
    opening = text[held[0] : held[0] + 6]
    if "对" in opening and _TOPIC_ENDS.match(text, first, last) and _TOPIC_OPENS.fullmatch(text, *held):
        return True
    return bool(_CAUSES.search(opening)) and bool(_ARGUMENT.fullmatch(text, *held))


def _attributed(text: str, start: int, end: int) -> Iterator[Cut]:
    """An attribution is cut off where no punctuation stands."""
    # Most clauses are tried in vain, so the cheap question comes first.
    said = _SAYS_SOON.search(text, start, min(end, start + 10)) and _SAID_FIRST.match(text, start, end)
    if said and said.end() < end:
        yield start, said.end()
        start = said.end()
    yield start, end


def at_enumeration(text: str, start: int, end: int) -> list[Cut]:
    """``[start, end)`` cut after every 、 outside quotes and brackets."""
    cuts, depth = [start], 0
    for at in range(start, end):
        char = text[at]
        if char in "“《（‘「":
            depth += 1
        elif char in "”》）’」":
            depth = max(0, depth - 1)
        elif char == "、" and not depth:
            cuts.append(at + 1)
    return list(pairwise([*cuts, end]))
