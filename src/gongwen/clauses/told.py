"""Whether a sentence tells how things are, were or may be, and asks nothing of anyone."""

from __future__ import annotations

import re
from typing import Final

from gongwen.clauses.marks import Mark, admitted
from gongwen.clauses.view import View
from gongwen.model import BODY, Role

Told = tuple[int, int, Role]  # start, end, role

_HOLDS: Final = ("认为", "直言")  # what is said to be so
# A rule that allows, defines, says whom it is for or what comes of breaking it asks nothing of anyone.
_PERMITS: Final = re.compile(
    "(?<![许认])可(?:以|由|在|按|根据|视|向|设|自行|主动|邀请|申请)|是指|本[^，]{1,6}所称|制定本|适用本|包括(?!：$)|本[^，。]{1,6}适用于|分为"
    "|由[^。；]{2,120}组成|是[^，。；]{2,50}的[^，。；]{2,16}[，。]|依[法规纪][^，。；]{0,6}(?:追究|处罚|处分)|将被|起施行|有权|(?:主持|领导)[^，。；]{0,12}全面工作|协助[^，。；做展抓推办落]{1,8}工作。"
)
_OBLIGES: Final = re.compile("应(?![急用对])|必须|不得|严禁|禁止|负责(?![人同日])")
# 工作的指导思想是，……: the first article of many rules.
_CREDO: Final = re.compile("(?:指导思想|原则|准则|总要求)(?:[是为][，：]|：)|(?:坚持|按照|遵循)[^，。；]{2,60}原则")
_SINCE: Final = re.compile(
    r"[^，]{0,20}(?:以来|近年来|近期|近日|日前|去年|过去[一五]年)，|从[^，。]{2,30}(?:情况|数据|结果|反映)来?看，|(?:本|我)[^，。]{1,4}认为，|经(?:了解|核实|核查|调查|查)，|(?:今年|去年|年初|开年|近年|长期|一直|一段时间)(?:以来|来)"
)
# 会议指出，前三季度，……: of a stretch of the year that is over.
_PAST: Final = re.compile(
    r"(?:今年)?[前上一二三][^，。]{0,2}(?:季度|半年)，|今年前?[^，。]{0,4}月|\d{1,2}[—\-至]\d{1,2}月"
)
# How far things have come: 占年度投资计划的97.2%，超过时间进度……; 1—10月累计完成……; 目前实际已开工.
_PROGRESS: Final = re.compile(
    r"[超快高](?:过|于)?(?:序时|时间|时序)进度\d|(?:累计|已|共|实际)[^。；]{0,30}?(?:占|完成)(?:年度|全年)[^，。；]{0,12}?\d[\d.]*%"
    r"|目前[^，。；]{0,4}已|\d{1,2}[—\-至]\d{1,2}月份?[^，。；]{0,12}(?:累计|共)(?:完成|实现)"
    r"|(?:前[一二三两]季度|\d{1,2}[—\-至]\d{1,2}月份?)[^。]{0,80}?同比"
)
_FIRM: Final = re.compile("力争|确保|务必|下一步")
_YEAR_LONG: Final = re.compile("(?:[^。；]{0,40}，)?一年来，")
_DID: Final = re.compile(
    "，(?:并|还|也)?(?:部署|明确|提出|安排|释放|作出|指明|擘画|赋予|取得)了|，对[^，]{2,40}作出[^，]{0,8}(?:设计|擘画|部署|安排)"
)
# 会议指出，……具有重要意义。: what a thing is worth.
_WORTH: Final = re.compile(
    "[^。；]{4,200}(?:具有[^，。；]{0,20}(?:意义|作用)|发挥[^，。；]{0,16}作用|(?:重要|重大|关键|必然)(?:举措|途径|抓手|支撑|保障|要求|任务|载体))。"
)
# 会上，企业家提出……: what happened there; 但也要看到，……: how things are.
_THERE: Final = re.compile(
    r"[^，。]{0,12}会上，|(?:但是?，?|同时，?|我们|也|还|更)*(?:要|应|必须)(?:清醒地?|充分|客观地?)?(?:看到|认识到)，|但(?!也?[要应必])"
)
# 感谢您对……的关心和支持: how a reply closes. 构成犯罪的，依法追究……: what comes of breaking a rule.
_COURTESY: Final = re.compile("(?:最后，|再次|衷心|诚挚|非常)*感谢")
_PENALTY: Final = re.compile("[^。]{0,160}(?:违反|构成|阻碍|拒不)[^，。；]{0,60}的，[^。；]{0,160}依[法照]")
REQUIRES: Final = re.compile(
    r"(?<![重主需必首纲紧摘次])要(?![素求点件道闻塞害])|必?须(?!知)|应当|力争(?!上游)|我(?:们|[局委办厅院镇乡区县市]|街道|单位)将|我们(?:突出|坚持)"
)
MAY_TELL: Final = admitted(
    holds="以来|年来|初来|期来|直来|间来|近期，|近日，|日前，|看，|认为，|经了解，|经核实，|经核查，|经调查，|经查，|感谢|违反|构成犯罪|去年，|过去一年，|过去五年，"
    "|会上，|。但|看到，|认识到，|部署了|明确了|提出了|安排了|释放了|作出|指明了|擘画了|赋予了|取得了|进度|占年度|占全年|成年度|成全年|目前|同比|月累计|份累计|月项目累计"
)


def permits(text: str, start: int, end: int) -> bool:
    """Whether a rule asks nothing of anyone."""
    return _PERMITS.search(text, start, end) is not None and not _OBLIGES.search(text, start, end)


def is_credo(text: str, start: int, end: int) -> bool:
    """Whether a rule says by what spirit the others are to be followed."""
    return _CREDO.search(text, start, end) is not None and not _OBLIGES.search(text, start, end)


def is_worth(text: str, start: int, end: int) -> bool:
    """Whether a sentence says what something is worth."""
    return _WORTH.fullmatch(text, start, end) is not None


def looks_back(text: str, start: int) -> bool:
    """Whether a clause opens a look back over the time past."""
    return _SINCE.match(text, start) is not None or _YEAR_LONG.match(text, start) is not None


def told(text: str, clauses: list[Told], sentence: list[View]) -> list[Told]:
    """A sentence that begins with a fact and asks for nothing is context, whole."""
    if _PENALTY.match(text, clauses[0][0], clauses[-1][1]):
        return [(clauses[0][0], clauses[-1][1], "context")]
    at = next((n for n, (*_, role) in enumerate(clauses) if role not in ("attribution", "parties")), None)
    if at is None or not all(clause[2] in BODY for clause in clauses[at:]):
        return clauses
    start, end = clauses[at][0], clauses[-1][1]
    said = text[clauses[at - 1][0] : clauses[at - 1][1]].rstrip("，：") if at else ""
    # Where every clause but the first has its own subject, what a meeting 指出 is how things are.
    of_things = all(clause.marks & Mark.VERBLESS for clause in sentence[1:])
    held = said.endswith(_HOLDS) or (
        said.endswith("指出") and (of_things or (_PAST.match(text, start) is not None or is_worth(text, start, end)))
    )
    fact = (
        held
        or (_PROGRESS.search(text, start, end) and not _FIRM.search(text, start, end))
        or clauses[at][2] == "context"
        or _SINCE.match(text, start, clauses[at][1])
        or _YEAR_LONG.match(text, start)
        or _COURTESY.match(text, start)
        or _DID.search(text, start, end)
    )
    there = _THERE.match(text, start)
    asked = (there or held or len(clauses) - at > 1) and REQUIRES.search(text, there.end() if there else start, end)
    if not (fact or there) or asked:
        return clauses
    return [*clauses[:at], (start, end, "context")]
