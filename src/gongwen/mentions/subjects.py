"""Who a clause says is to act, where no bracket names anyone: 区水利局会同区住建局修订…, 救灾资金由区财政局统筹….

A name ends where a verb begins. What follows 由 and 请 is to act whatever the verb; elsewhere the name has to open the
clause with a level of government, and the verb to be one of the lists.
"""

import re

from gongwen.mentions.apart import EDGE
from gongwen.mentions.unit_names import ACTION, ACTOR, COLLECTIVE, KNOWN, LAST, ORGAN, WORD, past_glue, unit_found
from gongwen.model import Found
from gongwen.words import rows

LONGEST_OPENING = 8  # 第十二条 由

# Up to the word that says they are to act: 区财政局要…, 各街道每月…, 供电公司负责….
_SUBJECT = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]{1,5}条\s*)?(?:由|请)?(?P<units>[^，；。：（）()《“\s]{2,60}?)"
    r"(?<=[^\u4e00-\u9fff]|[会委组党府厅室班院协联局署队道部镇乡关门位区园县市村街社业校省地心司团学所行）〕])(?=要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|牵头|配合|协助|协同|会同|每[个月季年周半日]|按[月季年周]|于|自(?=[本印发公接收即文通申])|作为|\d+[年月日个]|年[底内]|(?P<weak>[在将对按]))"
)
_LISTS = ("acting_verbs", "shared_verbs", "adverbs", "office_verbs")
_VERBS = "|".join(
    sorted({row[0] for name in _LISTS for row in rows(name) if row[-1] != "nounlike"}, key=len, reverse=True)
)
_FIRST = "".join(sorted({word[0] for word in _VERBS.split("|")}))
_ACTS = re.compile(
    f"(?:要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|每[个月季年周半日]|按[月季年周]|于|[在将对把向从]|\\d|"
    f"(?=[{_FIRST}])(?:{_VERBS}))"
)
_JOINED = "、|和|与|及(?![时早其])|以及|会同|联合(?![体国])|协同|(?=各)"
_JOIN = re.compile(_JOINED)
_LEVELS = "[区市省县州旗镇]|国家|中央|高新区|开发区|管委会|党工委"
_BODIES = "中心|大队|支队|公司|集团|医院|大学|学院"
_HANDED = "(?<![自理事缘因])由|(?<![提申报邀聘])请|责成"
_ALONE = "管委会|党工委|街道办事处|(?:社区)?居委会|村委会"
_OWN = f"(?:{_LEVELS})(?![级域内间位块场民容政]){WORD}{{0,12}}?(?:{ORGAN}|{_BODIES})|{_ALONE}"
_ANY = f"{WORD}{{1,16}}?(?:{ORGAN}|{_BODIES})"
# 区委组织部: no verb follows 区委.
_GOES_ON = "(?!组织部|宣传部|统战部|社会工作部|政法|研究室|会(?!同|商)|公(?![开示布]))"
_THEN = f"{_GOES_ON}(?=(?:{_JOINED})|{_ACTS.pattern})"
_EACH = "各[\u4e00-\u9fff]{2,6}?(?:单位|部门|机构)|各(?:镇街?|乡镇?|街道?|区县?|县区?)党工?委(?:[、和]政府|、办事处)?"
_NAMED = f"{COLLECTIVE}|{_EACH}|{KNOWN}"
_UNIT = re.compile(f"(?:{_NAMED}|{_OWN}){_THEN}")
_NEXT_UNIT = re.compile(f"(?:{_NAMED}|{_ANY}){_THEN}")
_TOLD_UNIT = re.compile(f"(?:{_NAMED}|{_ANY})(?:{_THEN}|{_GOES_ON}(?!{ORGAN})(?=[\u4e00-\u9fff]))")
_HANDED_TO = re.compile(f"(?:{_HANDED})(?=[各\\w])")
_OPENS = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百\d]{1,4}(?:条|[、.])\s*|[（(][一二三四五六七八九十\d]{1,3}[）)])?(?:各地(?=各))?"
)

# A clause that may call on a unit so: it opens with a level of government or a whole name, or holds 由 or 请.
_WHOLE = f"{KNOWN}|{_ALONE.replace('(?:社区)?', '社区|')}"
_BEGIN = "".join(sorted({name[0] for name in _WHOLE.split("|")}))
CALLED = (
    re.compile(f"{EDGE}(?=[{_BEGIN}])(?:{_WHOLE})[{_FIRST}要应须于在将对把向从和与及会联、每各\\d]"),
    re.compile(
        f"{EDGE}(?:{_LEVELS}|各|街道|社区|村)[^{EDGE}，；。：的]{{0,14}}?[{LAST}心司队位门构）][{_FIRST}要应须于在将对把向从和与及会联、每\\d]"
    ),
    re.compile(f"由[^{EDGE}，；。：的]{{1,20}}?[{LAST}心司队]"),
    re.compile(f"请[各区市县省][^{EDGE}，；。：的]{{1,14}}?[{LAST}位门]"),
)


def find_subjects(text: str) -> list[Found]:
    """The units that a clause says are to act, in order; none where something else may be its subject."""
    opening = _OPENS.match(text)
    return _listed(text, opening.end() if opening else 0, _UNIT, _NEXT_UNIT) or _handed(text) or _opening(text)


def _opening(text: str) -> list[Found]:
    """The units a clause opens with, where they and nothing else are its subject."""
    opening = _SUBJECT.match(text)
    if opening is None:
        return []
    words, start, at = opening["units"], opening.start("units"), 0
    found: list[Found] = []
    while at < len(words):
        unit = ACTOR.match(words, at)
        # What is done 在…, 对… may be done by anything that ends like a unit.
        if unit is None or ACTION.match(unit[0]) or (opening["weak"] and unit["name"]) or "由" in unit[0][2:]:
            return []
        one = unit_found(unit)
        found.append(one._replace(start=one.start + start, end=one.end + start, rule="subject"))
        at = past_glue(words, unit.end())
    return found


def _handed(text: str) -> list[Found]:
    """由…, 请…: whoever follows is to act."""
    for match in _HANDED_TO.finditer(text):
        if units := _listed(text, match.end(), _TOLD_UNIT, _TOLD_UNIT):
            return units
    return []


def _listed(text: str, at: int, first: re.Pattern[str], later: re.Pattern[str]) -> list[Found]:
    """The units from ``at`` up to a verb."""
    found: list[Found] = []
    while unit := (later if found else first).match(text, at):
        if ACTION.match(unit[0]):
            return []
        found.append(Found(*unit.span(), "organisation", unit[0], "subject"))
        joined = _JOIN.match(text, unit.end())
        if joined is None:
            return found
        at = joined.end()
    # X局联合印发…: no other unit is named.
    return found if found and _ACTS.match(text, at) else []
