"""Units: 市发展改革委, 省市场监管局（省知识产权局）, 各街道, 各有关部门.

Where a unit's name begins nothing in it says, so the beginning is taken only where something marks it: a list of units
(in a bracket, after a label, before 牵头), or a level of government in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongwen.mentions.apart import EDGE, holding
from gongwen.mentions.labels import CHARGED, CHARGED_NOUN, PERSONS_LABEL, UNITS_LABEL
from gongwen.mentions.subjects import CALLED, LONGEST_OPENING, find_subjects
from gongwen.mentions.unit_names import (
    ACTION,
    AFTER,
    COLLECTIVE,
    DUTY_ONLY,
    FULL_NAMES,
    GOVERNMENT,
    KNOWN,
    LEVEL,
    ORGAN,
    THEM,
    UNIT,
    UNIT_END,
    WORD,
    is_organ,
    past_glue,
    unit_found,
)
from gongwen.model import Found
from gongwen.spans import LETTER

_NESTED = "[（(〔][^（()）〔〕]{0,16}[）)〕]"
_BRACKET = re.compile(f"[（(〔\\[【](?:[^（()）〔〕\\[\\]【】]|{_NESTED}){{2,400}}+[）)〕\\]】]")
# The places of a sentence that list units, in the order tried.
_ZONE = re.compile(
    f"{UNITS_LABEL}[^：:。；;，,]{{0,6}}[：:](?:(?!{UNITS_LABEL})[^。；;：:（()）〔〕\\n]|{_NESTED})++"
    "|(?<=由)[^。；;：:，,\\n]{2,120}?(?=牵头|负责|会同|共同|按职责)",
)
_MAY_LIST = re.compile(f"(?:{CHARGED_NOUN}).{{0,8}}：|由.{{2,}}(?:牵头|负责|会同|共同|按职责)", re.DOTALL)
_CUE = re.compile(f"牵头|负责|(?:{CHARGED})(?:{CHARGED_NOUN})|按职责|底前|前完成")

# Before a name; ① is a letter to \w, but none of the name.
_NO_LETTER = f"(?<![{LETTER[1:-1]}①-⑳])"
# A name of no known kind between two that are units: 区内各银行机构, 水电气热专营单位.
_NO_NAME = (
    "(?![^、，；。（）]{0,12}(?:负责|负总责|牵头|配合|支持|参与|统筹|落实|完成|实施|制定|办理|"
    "职责|分工|下同|不再|涉及|均[需由]|保障|提供|持续|长期|时限|取得|推进|[年月日底]前?))"
)
_LONGEST_ALIAS = 18  # with its brackets
_NAME_ENDS = r"(?=[、，；。（）〔〕\[\]【】\s]|$)"
# A short one only where the list goes on: 工商联、公安、区科技局.
_SHORT_OTHER = f"{LETTER}{{2,3}}(?:(?=、)|(?:(?<=、..)|(?<=、...)){_NAME_ENDS})"
_OTHER = re.compile(f"{_NO_LETTER}(?<![限间]：){_NO_NAME}(?:{LETTER}{{4,16}}{_NAME_ENDS}|{_SHORT_OTHER})")
_OTHER_HERE = re.compile(f"{_NO_NAME}(?:{LETTER}{{3,16}}{_NAME_ENDS}|{_SHORT_OTHER})")
_PEOPLE = re.compile(f"{PERSONS_LABEL}[：:][^；;。：:]*")  # 牵头领导：李明、王强

_PART = "宣传部|组织部|统战部|政法委|网信办|编办|办公室|办公厅|常委会|党组|研究室|督查室|社会工作部"
_CLEAN = f"(?:{_NO_LETTER}(?<![“‘])|(?<=[和及与同向由报经请在是])|(?<=代表))"
# A place's name before the level of government; a verb before it is none.
_PLACE = (
    "(?:(?![市县区省州镇乡]长|会同|联合|成立|提请|代表|我代|认真|全面|落实|自觉|接受|服务|坚持|争创|贯彻|听取|报请|围绕|政府|党委|经(?!开)|[指各在是向由把对将为以请按受依报])"
    f"{LETTER}{{2,4}}?)??"
)
# A unit in a sentence: of the list, at a level of government, or several by what they have in common.
# What may stand before any is looked at first: within a word, where most places are, one look is enough.
_RUNNING = re.compile(
    f"(?:{_NO_LETTER}|(?<=[和及与同向由报经请在是表]))"
    f"(?:{_NO_LETTER}(?P<all>{COLLECTIVE})(?=[、，,；;。：:要应须]|$)|{_CLEAN}(?:(?:{KNOWN}){AFTER}"
    f"|{_PLACE}(?:{LEVEL})(?:(?:{GOVERNMENT})(?:{_PART})?|(?!级){WORD}{{1,10}}?(?:{ORGAN}){AFTER})))"
    f"|(?:自治区|省|(?<![城超])市|(?<![社地园])区|县)(?:{GOVERNMENT})(?:{_PART})?"
)


# A clause that names a unit holds one of these, few others do: the end of a name, a collective, a label or a bracket
# that lists units. Each but the first opens with one character, which is found ten times as fast as a choice of them.
_COLLECTED = (
    "(?:有关|相关|个|[省市区县]?级|成员|责任|承办|牵头|配合|参与|主管|直属|驻区|地方|各|[市区]直|以上)*"
    f"(?:{THEM}|[省市县区乡镇、])"
)
_HINTS = (
    UNIT_END,
    *CALLED,
    *(re.compile(word + _COLLECTED) for word in ("各", "有关", "相关", "级(?<=[省市区县].)", "直(?<=[市区].)")),
    *(re.compile(f"{word}[^{EDGE}]{{0,6}}：") for word in CHARGED_NOUN.split("|")),
    re.compile(f"由[^。；;：:，,\\n{EDGE}]{{2,120}}?(?:牵头|负责|会同|共同|按职责)"),
    *(re.compile(f"{mark}[^（(〔\\[【{EDGE}]*?(?:{_CUE.pattern})") for mark in ("（", "〔", r"\[", "【")),
)
_CLAUSE = re.compile(f"[^{EDGE}]+")
_MAY_END = re.compile(
    "[会委组党府厅室处班院协联侨局办署队道政大站馆部镇乡门位区园县市村街社业校构省地心司团学所行）)〕】][、，,；;。等）)〕\\]】\\s]*$"
)


def find_organisations(text: str, *, listed: bool = False) -> Iterator[Found]:
    """Units named in ``text`` (clauses set apart, or one), in order; value is the full or the written name.

    ``listed``: the text is known to name units and little else. Rules: ``collective`` (各有关部门), ``central_organ``
    (in the word list), ``unit_list``, ``government``, ``subject`` (who the sentence says is to act).
    """
    if EDGE not in text:
        found = find_organisations(f"{EDGE}{text}", listed=listed)
        yield from (one._replace(start=one.start - 1, end=one.end - 1) for one in found)
        return
    for start, end in holding(text, *([_CLAUSE] if listed else _HINTS)):
        for one in find_in_clause(text[start:end], listed=listed):
            yield Found(one.start + start, one.end + start, one.kind, one.value, one.rule, one.doubt)


def find_in_clause(text: str, *, listed: bool) -> Iterator[Found]:
    """The units of one clause."""
    acting = [] if listed else find_subjects(text)
    if acting and acting[0].start > LONGEST_OPENING:
        yield from find_in_clause(text[: acting[0].start - 1], listed=False)
    yield from acting
    behind = acting[-1].end if acting else 0
    zones = (
        [(0, len(text), UNIT)] if listed and "：" not in text else [zone for zone in _zones(text) if zone[1] > behind]
    )
    for start, end, one in zones:
        units = [unit_found(match) for match in one.finditer(text, max(start, behind), end)]
        yield from units
        if listed and units:
            yield from _others(text, max(start, behind), end, units)
    if not zones or zones[0][:2] != (0, len(text)):
        yield from (
            _in_running_text(match)
            for match in _RUNNING.finditer(text, behind)
            if not any(start <= match.start() < end for start, end, _ in zones)
        )


def _others(text: str, start: int, end: int, units: list[Found]) -> Iterator[Found]:
    """Names of no known kind between ``units``, which say what the list is of; none after a label for people."""
    told = [(unit.start, unit.end) for unit in units] + [people.span() for people in _PEOPLE.finditer(text, start, end)]
    for match in _OTHER.finditer(text, start, end):
        if not any(first < match.end() and match.start() < last for first, last in told):
            yield Found(*match.span(), "organisation", match[0], "unit_list")


def names_units_only(text: str, *, bodies: bool = False, and_others: bool = False) -> bool:
    """Whether ``text`` (a bracket's inside, say) is units and nothing else: 市财政局、市科技局, 区科技局、松浦大学.

    ``bodies``: firms, centres and schools first of all, where a word beside them says that they are to act.
    ``and_others``: names of no known kind beside an organ: 区财政局，区内各银行机构.
    """
    if not and_others and not _MAY_END.search(text):
        return False
    end, units, organs, others = past_glue(text, 0), 0, 0, 0
    while end < len(text):
        unit = UNIT.match(text, end)
        organ = unit is not None and is_organ(unit)
        if not (organ or bodies or and_others or organs):
            return False
        if unit is None and and_others:
            unit, others = _OTHER_HERE.match(text, end), others + 1
        if unit is None or ACTION.match(unit[0]):
            return False
        end, units, organs = past_glue(text, unit.end()), units + 1, organs + organ
    return units > 0 and (organs > 0 or not others)


def _zones(text: str) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Where ``text`` lists units, and with which grammar to read the list."""
    if len(text) < 400 and "、" in text and names_units_only(text):
        yield 0, len(text), UNIT
        return
    end = 0
    labelled = _MAY_LIST.search(text) is not None
    for bracket in _BRACKET.finditer(text):
        if labelled and _of_a_name(text, bracket):
            continue
        if labelled:
            yield from ((*zone.span(), UNIT) for zone in _ZONE.finditer(text, end, bracket.start()))
        end = bracket.end()
        if _CUE.search(bracket[0]) or names_units_only(bracket[0][1:-1]):
            yield (*bracket.span(), UNIT)
    if labelled:
        yield from ((*zone.span(), UNIT) for zone in _ZONE.finditer(text, end))


def _of_a_name(text: str, bracket: re.Match[str]) -> bool:
    """责任单位：区工信局（牵头）、招商局（投资促进中心）; 牵头科室（单位）：; no list of its own."""
    if DUTY_ONLY.fullmatch(bracket[0]) or text.startswith("：", bracket.end()):
        return True
    short = bracket.end() - bracket.start() <= _LONGEST_ALIAS and text[bracket.start() - 1 : bracket.start()].isalpha()
    return short and _CUE.search(bracket[0]) is None


def _in_running_text(match: re.Match[str]) -> Found:
    known = FULL_NAMES.get(match[0])
    rule = "central_organ" if known else "collective" if match["all"] else "government"
    return Found(*match.span(), "organisation", known or match[0], rule)
