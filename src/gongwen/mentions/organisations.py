"""Units: 市发展改革委, 省市场监管局（省知识产权局）, 各街道, 各有关部门.

Where a unit's name begins nothing in it says, so the beginning is taken only where something marks it: a list of units
(in a bracket, after a label, before 牵头), or a level of government in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.mentions.apart import EDGE, holding
from gongwen.mentions.unit_names import (
    ACTOR,
    AFTER,
    ANY_UNIT,
    COLLECTIVE,
    FULL_NAMES,
    GOVERNMENT,
    HAN,
    KNOWN,
    LAST,
    LEVEL,
    ORGAN,
    ORGAN_UNIT,
    THEM,
    UNIT_END,
    WORD,
)
from gongwen.model import Found

_LABEL = "(?:牵头|责任|主责|配合|参与|参加|承办|主办|协办|协助|实施|落实)(?:单位|部门)"
_NESTED = "[（(〔][^（()）〔〕]{0,16}[）)〕]"
_BRACKET = re.compile(f"[（(〔\\[【](?:[^（()）〔〕\\[\\]【】]|{_NESTED}){{2,400}}+[）)〕\\]】]")
# The places of a sentence that list units, in the order tried.
_ZONE = re.compile(
    f"{_LABEL}[^：:。；;，,]{{0,6}}[：:](?:(?!{_LABEL})[^。；;：:（()）〔〕\\n]|{_NESTED})++"
    "|(?<=由)[^。；;：:，,\\n]{2,120}?(?=牵头|负责|会同|共同|按职责)",
)
_MAY_LIST = re.compile("(?:单位|部门).{0,6}：|由.{2,}(?:牵头|负责|会同|共同|按职责)", re.DOTALL)
# Units that open a clause, up to the word that says they are to act: 区财政局要…, 各街道每月…, 供电公司负责….
_SUBJECT = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]{1,5}条\s*)?(?:由|请)?(?P<units>[^，；。：（）()《“\s]{2,60}?)"
    r"(?<=[^\u4e00-\u9fff]|[会委组党府厅室班院协联局署队道部镇乡关门位区园县市村街社业校省地心司团学所行）〕])(?=要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|牵头|配合|协助|协同|会同|每[个月季年周半日]|按[月季年周]|于|自(?=[本印发公接收即文通申])|作为|\d+[年月日个]|年[底内]|(?P<weak>[在将对按]))"
)
_CUE = re.compile(f"牵头|负责|{_LABEL}|按职责|底前|前完成")
_GLUE = re.compile(r"(?:[、，,；;。\s和与及以等（(〔\[【）)〕\]】]|会同|联合)*")
_ACTION = re.compile(
    "加快|推进|推动|组建|成立|建立|健全|完善|发挥|支持|依托|引进|培育|打造|加强|实施|开展|深化|包括|含|如"
)

_PART = "宣传部|组织部|统战部|政法委|网信办|编办|办公室|办公厅|常委会|党组|研究室|督查室|社会工作部"
_CLEAN = f"(?:(?<![{HAN[1:-1]}“‘])|(?<=[和及与同向由报经请在是])|(?<=代表))"
# A place's name before the level of government; a verb before it is none.
_PLACE = (
    "(?:(?!会同|联合|成立|提请|代表|我代|认真|全面|落实|自觉|接受|服务|坚持|争创|贯彻|听取|报请|围绕|政府|党委|经(?!开)|[指各在是向由把对将为以请按受依报])"
    f"{HAN}{{2,4}}?)??"
)
_ENDS = re.compile(f"[{LAST}]{AFTER}")
# Units in a sentence, each kind with what it cannot be without; of two that begin together the first in order stands.
_RUNNING: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_ENDS, re.compile(f"{_CLEAN}(?:{KNOWN}){AFTER}")),
    (
        re.compile("各|有关|相关|级|[市区]直"),
        re.compile(f"(?<!{HAN})(?P<all>{COLLECTIVE})(?=[、，,；;。：:要应须]|$)"),
    ),
    (
        re.compile(f"(?:{LEVEL}|自治区)(?:{GOVERNMENT})"),
        re.compile(
            f"{_CLEAN}{_PLACE}(?:{LEVEL})(?:{GOVERNMENT})(?:{_PART})?"
            f"|(?:自治区|省|(?<![城超])市|(?<![社地园])区|县)(?:{GOVERNMENT})(?:{_PART})?",
        ),
    ),
    (
        re.compile(f"(?:{LEVEL}).*{_ENDS.pattern}"),
        re.compile(f"{_CLEAN}{_PLACE}(?:{LEVEL})(?!级){WORD}{{1,10}}?(?:{ORGAN}){AFTER}"),
    ),
)


# A clause that names a unit holds one of these, few others do: the end of a name, a collective, a label or a bracket
# that lists units. Each but the first opens with one character, which is found ten times as fast as a choice of them.
_COLLECTED = (
    "(?:有关|相关|[省市区县]?级|成员|责任|承办|牵头|配合|参与|主管|直属|驻区|地方|各|[市区]直|以上)*"
    f"(?:{THEM}|[省市县区乡镇、])"
)
_HINTS = (
    UNIT_END,
    *(re.compile(word + _COLLECTED) for word in ("各", "有关", "相关", "省级", "市[级直]", "区[级直]", "县级")),
    *(re.compile(f"{word}[^{EDGE}]{{0,6}}：") for word in ("单位", "部门")),
    re.compile(f"由[^。；;：:，,\\n{EDGE}]{{2,120}}?(?:牵头|负责|会同|共同|按职责)"),
    *(re.compile(f"{mark}[^（(〔\\[【{EDGE}]*?(?:{_CUE.pattern})") for mark in ("（", r"\(", "〔", r"\[", "【")),
)
_CLAUSE = re.compile(f"[^{EDGE}]+")
_MAY_END = re.compile(
    "[会委组党府厅室处班院协联侨局署队道政大部镇乡门位区园县市村街社业校构省地心司团学所行）)〕】][、，,；;。等）)〕\\]】\\s]*$"
)


def find_organisations(text: str, *, listed: bool = False) -> Iterator[Found]:
    """Units named in ``text`` (clauses set apart, or one), in order; value is the full or the written name.

    ``listed``: the text is known to name units and little else. Rules: ``collective`` (各有关部门), ``central_organ``
    (in the word list), ``unit_list``, ``government``, ``subject`` (who the sentence says is to act).
    """
    for start, end in holding(text, *([_CLAUSE] if listed else _HINTS)):
        for one in find_in_clause(text[start:end], listed=listed):
            yield Found(one.start + start, one.end + start, one.kind, one.value, one.rule, one.doubt)


def find_in_clause(text: str, *, listed: bool) -> Iterator[Found]:
    """The units of one clause."""
    acting = [] if listed else _subjects(text)
    yield from acting
    behind = acting[-1].end if acting else 0
    zones = (
        [(0, len(text), ANY_UNIT)]
        if listed and "：" not in text
        else [zone for zone in _zones(text) if zone[1] > behind]
    )
    for start, end, one in zones:
        yield from (_found(match) for match in one.finditer(text, max(start, behind), end))
    if not zones or zones[0][:2] != (0, len(text)):
        yield from (
            _in_running_text(match)
            for match in _running(text, behind)
            if not any(start <= match.start() < end for start, end, _ in zones)
        )


def _subjects(text: str) -> list[Found]:
    """The units a clause opens with, where they and nothing else are its subject."""
    opening = _SUBJECT.match(text)
    if opening is None:
        return []
    words, start, at = opening["units"], opening.start("units"), 0
    found: list[Found] = []
    while at < len(words):
        unit = ACTOR.match(words, at)
        # What is done 在…, 对… may be done by anything that ends like a unit.
        if unit is None or _ACTION.match(unit[0]) or (opening["weak"] and unit["name"]):
            return []
        one = _found(unit)
        found.append(one._replace(start=one.start + start, end=one.end + start, rule="subject"))
        at = _past_glue(words, unit.end())
    return found


def names_units_only(text: str, *, bodies: bool = False) -> bool:
    """Whether ``text`` (a bracket's inside, say) is units and nothing else: 市财政局、市科技局, 区科技局、松浦大学.

    ``bodies``: firms, centres and schools first of all, where a word beside them says that they are to act.
    """
    if not _MAY_END.search(text):
        return False
    end, units = _past_glue(text, 0), 0
    while end < len(text):
        unit = (ANY_UNIT if bodies or units else ORGAN_UNIT).match(text, end)
        if unit is None or _ACTION.match(unit[0]):
            return False
        end, units = _past_glue(text, unit.end()), units + 1
    return units > 0


def _running(text: str, start: int) -> Iterator[re.Match[str]]:
    """Units in a sentence: of every kind the next one, the first of them taken, and on from its end."""
    kinds = [kind for hint, kind in _RUNNING if hint.search(text, start)]
    ahead = [match for kind in kinds if (match := kind.search(text, start))]
    while ahead:
        first = min(ahead, key=re.Match.start)
        yield first
        end = first.end()
        nexts = [match if match.start() >= end else match.re.search(text, end) for match in ahead]
        ahead = [match for match in nexts if match]


def _past_glue(text: str, at: int) -> int:
    glue = _GLUE.match(text, at)
    return glue.end() if glue else at


def _zones(text: str) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Where ``text`` lists units, and with which grammar to read the list."""
    if len(text) < 400 and "、" in text and names_units_only(text):
        yield 0, len(text), ANY_UNIT
        return
    end = 0
    labelled = _MAY_LIST.search(text) is not None
    for bracket in _BRACKET.finditer(text):
        if labelled:
            yield from ((*zone.span(), ANY_UNIT) for zone in _ZONE.finditer(text, end, bracket.start()))
        end = bracket.end()
        if _CUE.search(bracket[0]) or names_units_only(bracket[0][1:-1]):
            yield (*bracket.span(), ANY_UNIT)
    if labelled:
        yield from ((*zone.span(), ANY_UNIT) for zone in _ZONE.finditer(text, end))


def _found(match: re.Match[str]) -> Found:
    words = match["name"] or match[0]
    if match["all"]:
        return Found(*match.span(), "organisation", words, "collective")
    known = FULL_NAMES.get(match["known"] or words)
    return Found(*match.span(), "organisation", known or words, "central_organ" if known else "unit_list")


def _in_running_text(match: re.Match[str]) -> Found:
    known = FULL_NAMES.get(match[0])
    rule = "central_organ" if known else "collective" if "all" in match.groupdict() else "government"
    return Found(*match.span(), "organisation", known or match[0], rule)
