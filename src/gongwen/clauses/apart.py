"""Clauses that are not body text: who says it, whom it greets, who is to do it.

Brackets, lines and clauses that only name units and dates: （省经信厅牵头）, 责任单位：……, 完成时限：…….
"""

from __future__ import annotations

import re
from typing import Final

from gongwen.clauses.marks import admitted
from gongwen.clauses.view import View
from gongwen.headings import PERHAPS_NUMBERED
from gongwen.mentions.labels import PERSONS_LABEL, TIME_LABEL, UNITS_LABEL, WATCHERS_LABEL
from gongwen.mentions.organisations import names_units_only
from gongwen.model import Role
from gongwen.spans import LETTER

_SPEAKER = f"(?:会议|全会|大会|会上|会后|大家|与会{LETTER}{{0,6}}|报告|通知|方案|文件)"
_SAYS = "强调|指出|要求|提出|认为|表示|明确|决定|直言|议定|号召|部署|同意|确定"
_HOW = "(?:还|并|同时|一致|特别|进一步|最后|就此|为此|郑重)?"
_PERSON = (
    f"{LETTER}{{0,24}}?(?:同志|书记|主任|[省市区县州镇乡局厅部处科院会校行组]长|秘书长|专员|常委|负责人|领导|会议|大会|全会)"
    f"(?:在{LETTER}{{2,12}}[时中后上]|[最随]后)?|{LETTER}{{1,3}}(?:在{LETTER}{{0,8}}(?:会|讲话|调研|总结|督导|座谈|检查)[时中后上])?"
)
ATTRIBUTION = re.compile(
    rf"最后，|{PERHAPS_NUMBERED}{_SPEAKER}{_HOW}(?:{_SAYS})了?[，：]?|{_HOW}(?:强调|指出|要求|提出)[，：]?|(?:{_PERSON})(?:强调|指出|表示)[，：]"
    "|(?![按根依有相工达符其各统主不严提新总具基])[\u4e00-\u9fff]{1,3}要求，"
    f"|[^，。；：]{{2,40}}(?:书记|主任|[省市区县局厅部院会]长){LETTER}{{2,4}}(?:强调|指出|要求|表示)[，：]|{LETTER}{{2,4}}主持会议并(?:强调|指出|要求)[，：]"
    "|(?:就|关于|对于)[^，。；：]{2,40}(?:工作|问题)，|[\u4e00-\u9fff]{2,3}(?:同志)?强调"
)
_ANNOUNCES = re.compile(
    r"[^，。]{0,40}(?:如下|以下[^，]{0,12}|包括|主要是|分别是|的是|要求是|目标是|任务是|原则是|[^推促加建完健提强]{0,8}(?:目标|任务|措施|意见|工作|要求|原则|事项|内容|思路|方面|通知|安排|成效|问题|建议))(?:是|为)?："
)
_GREETED = "各位|同志们|朋友们|联系"
_GREETING = re.compile(r"(?:各位[^，。；]{2,6}|同志们|朋友们)[！：，]")
_CONTACT = re.compile("联系人：|联系电话：")
# Whom to ask, where to look: for the reader, and nobody's work.
_REMARK = re.compile(
    "[（〔](?:联系(?:人|单位|电话|方式)：|(?:具体)?(?:详见|[另附]?见)附|附后)[^（）〔〕]*[）〕][。；]?"
)

_LABEL = re.compile(
    rf"[（〔【\[]?(?:(?:{UNITS_LABEL}|{PERSONS_LABEL}|{WATCHERS_LABEL})[：:为]|(?:{TIME_LABEL}|时间|期限)[：:])"
)
_CHARGED = re.compile(
    r"[（〔【\[][^。]{2,300}?(?:负责|牵头|配合|协办|分工负责|负责落实|组织实施|负总责|按照?[^，。]{0,4}分工|会同[^。（）]{2,40}|[列排]第一位.{0,12})(?:[^。（）]{0,24})(?:。(?:[^（）]|（[^（）]*）){0,60})?[）〕】\]]"
)

_IN_CHARGE = re.compile(r"由?(?P<units>[^，；。：]{2,60}?)(?:牵头负责|牵头组织|牵头|负责|配合|协同配合|协助|参与)")
# After the units, by when they are to have done it.
_BY_WHEN = re.compile(
    r"[，；](?:20\d\d年|\d|[今明本全]?年[底内]?|[上下]半年|[一二三四]季度|持续|长期|常态化|每|正在|近期|立即|即)[^，；。]{0,24}$"
)
_WHEN_FIRST = re.compile(r"(?:20\d\d年|\d{1,2}月|[今明本]?年)[^，；。、]{0,12}[底末前内][，；]")
# 2026年底前完成: a bracket of its own that says by when.
_DUE = re.compile(
    r"(?:力争|确保|于|在)?(?:20\d\d年|\d{1,2}月|[今明本]?年[底内]|[上下]半年|[一二三四]季度)[^，；。、]{0,8}"
    "(?:[底末]?前|内|完成|办结|见效|投用)|(?:持续|长期|常态化)(?:推进|坚持|落实|实施|开展)"
)
_NAMED = re.compile("(?:[局委办部厅院府会道街镇区社]|单位|机构|部门|主体|企业|中心)$")
# Who leads of the units of this list and of later ones.
_RULE = re.compile("[，。；（][列排][^，。；]{0,24}牵头[^，。；]{0,4}(?:，下同)?[。）]*$|，下同$")
_DUTIES = "牵头|主办|承办|协办|指导|落实|配合|参与|参加|实施|组织"
_DUTY = re.compile(f"（(?:{_DUTIES})）|(?:{_DUTIES})+(?=[，；、]|$)")
_CHARGES = "|".join(word + mark for word in ("牵头", "负责", "组织", "配合", "协助", "参与") for mark in "，；。")
_CHARGE_ENDS, _GREETINGS = tuple(_CHARGES.split("|")), tuple(_GREETED.split("|"))
# （无牵头单位的，责任单位即为牵头单位）: of whom nobody is named yet.
_SUPPOSES = frozenset("无未没如若凡")
_OPENING, _CLOSING = "（〔【[", "）〕】]"
_OPENED = re.compile(f"[{re.escape(_OPENING)}]")
# What no such clause is without.
APART: Final = (
    admitted(ends=f"{_SAYS}|了|最后")
    | admitted(holds="：")
    | admitted(opens="就|关于|对于", ends="工作|问题")
    | admitted(opens=_GREETED, holds=_GREETED)
    | admitted(holds=_CHARGES)
    | admitted(opens="|".join(_OPENING), ends="|".join(_CLOSING))
)


def apart(text: str, clause: View) -> Role | None:
    """The role of a clause of ``text`` marked ``APART``, if it is not body text."""
    words = text[clause.start : clause.end]
    if ATTRIBUTION.fullmatch(words) or (words.endswith("：") and _ANNOUNCES.fullmatch(words)):
        return "attribution"
    if words.startswith(_GREETINGS):
        return "addressee" if _GREETING.fullmatch(words) else "other" if _CONTACT.match(words) else None
    if _REMARK.fullmatch(words):
        return "other"
    return "parties" if names_parties(words) else None


def units_begin(text: str, start: int, end: int) -> int:
    """Where the bracket that names who does what ``[start, end)`` says begins, else its end: 改造小区25个（区住建局）。

    After a unit or a word for one the bracket says which it is: 会同有关部门（区住建局）.
    """
    if not _OPENED.search(text, start + 1, end):
        return end
    at = max([text.rfind(opening, start + 1, end) for opening in _OPENING])
    if _NAMED.search(text, start, at):
        return end
    return at if names_parties(text[at:end].rstrip("。；")) else end


def says_when(words: str) -> bool:
    """Whether ``words`` only say by when: 6月底前完成."""
    return _DUE.fullmatch(words.strip("，；。（）〔〕")) is not None


def names_parties(words: str) -> bool:
    """Whether ``words`` (a clause) only names units."""
    if words.endswith(_CHARGE_ENDS):
        charged = _IN_CHARGE.fullmatch(words, 0, len(words) - 1)
        return charged is not None and names_units_only(charged["units"], bodies=True)
    bare = words.rstrip("，；。：")
    if ("：" in bare or "为" in bare) and _LABEL.match(bare):
        return True
    if not bare or bare[0] not in _OPENING or bare[-1] not in _CLOSING:
        return False
    if bare[1] in _SUPPOSES:
        return False
    inside = _DUTY.sub("", _BY_WHEN.sub("", _RULE.sub("", bare[1:-1])))
    first = _WHEN_FIRST.match(inside)
    inside = inside[first.end() :] if first else inside
    return _CHARGED.fullmatch(bare) is not None or says_when(bare) or names_units_only(inside, and_others=True)
