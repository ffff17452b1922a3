"""Who a clause says is to act, where no bracket names anyone: 区水利局会同区住建局修订…, 救灾资金由区财政局统筹….

A name ends where a verb begins. What follows 由 and 请 is to act whatever the verb; elsewhere the name has to open the
clause with a level of government, and the verb to be one of the lists.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from gongwen.mentions.apart import EDGE
from gongwen.mentions.unit_names import (
    ACTION,
    COLLECTIVE,
    FULL_NAMES,
    KNOWN,
    LAST,
    ORGAN,
    UNIT,
    WORD,
    may_act,
    past_glue,
    unit_found,
)
from gongwen.model import Found
from gongwen.spans import LETTER
from gongwen.words import rows

LONGEST_OPENING = 8  # 第十二条 由

# Up to the word that says they are to act: 区财政局要…, 各街道每月…, 供电公司负责….
_SUBJECT = re.compile(
    r"\s*(?:第[一二三四五六七八九十百]{1,5}条\s*)?(?:由|请)?(?P<units>[^，；。：（）()《“\s]{2,60}?)"
    r"(?<=[\W\d_a-zA-Z]|[会委组党府厅室班院协联局署队道部镇乡关门位区园县市村街社业校省地心司团学所行）〕])(?=[也都均还]?要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|牵头|配合|协助|协同|会同|每[个月季年周半日]|按[月季年周]|于|自(?=[本印发公接收即文通申])|作为|\d+(?:[年月日]|个(?:工作日|月))|年[底内]|(?P<weak>[在将对按]))"
)
_LISTS = ("acting_verbs", "shared_verbs", "adverbs", "office_verbs")
# Looked up, not a pattern: a thousand words in one take longer to compile than most pages to read.
_VERBS = frozenset(row[0] for name in _LISTS for row in rows(name) if row[-1] != "nounlike")
_VERB_LENGTHS = sorted({len(verb) for verb in _VERBS})
_FIRST = "".join(sorted({verb[0] for verb in _VERBS}))
_CALL = re.compile(
    "，?[也都均还]?要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|每[个月季年周半日]|按[月季年周]|于|[在将对把向从]|\\d{1,4}(?:[年月日天]|个?工作日|小时|个月)"
)
# 区应急局要会同各街道…
_JOIN = re.compile("(?:要|应当?|须)?(?:会同|联合(?![体国]))|、|和|与|及(?![时早其])|以及|协同|(?=各)")
# 区督查室、区信访局等单位要……; 各牵头部门主要负责人要……: whoever of them it is, the unit is to act.
_AND_OTHERS = re.compile(
    "等(?:[^，。；的]{0,6}(?:单位|部门))?|[和及与][^，。；、的要]{1,12}(?:企业|单位|公司)(?=[要须应])"
)
_IN_PERSON = re.compile("(?:主要|分管|相关|有关)*(?:负责人|负责同志|领导)(?=[也都均还]?要|须|必须|应)")
# 区委组织部: no verb follows 区委.
_GOES_ON = re.compile("组织部|宣传部|统战部|社会工作部|政法|研究室|会(?!同|商)|公(?![开示布])")
_LEVELS = "[区市省县州旗镇]|国家|中央|高新区|开发区|管委会|党工委"
_ZONE = "经开区|高新区|开发区|保税区|示范区|新区"
_BODIES = f"{_ZONE}|中心|大队|支队|公司|集团|医院|大学|学院|机构"
_HANDED_TO = re.compile("(?:(?<![自理事缘因])由|(?<![提申报邀聘])请|责成|要求(?=各|相关|有关|属地))(?=[各\\w])")
_ALONE = "管委会|党工委|街道办事处|社区居委会|居委会|村委会|总工会|工商联|妇联|残联|科协|文联|侨联|红十字会"
_NAMED = frozenset([*FULL_NAMES, *_ALONE.split("|")])
_NAME_LENGTHS = sorted({len(name) for name in _NAMED}, reverse=True)
_BEGIN_NAMED = frozenset(name[0] for name in _NAMED)
_CHARGED = "(?:项目|行业|工程|产业|招商|属地)*(?:牵头|主管|责任|成员|职能|监管|包保|包联)(?:部门|单位)"
# A zone by itself is called on outright, or acts of nobody's asking.
_ZONE_CALLED = re.compile(
    f"(?!全|本|我|该|各)(?P<named>{WORD}{{0,10}}?)(?:{_ZONE})(?=[也都均还]?要(?![素求点件道闻塞害])|须|必须|应当|作为|负责|牵头)"
)
_SEVERAL = re.compile(
    f"{COLLECTIVE}|各级(?=、各)|{_CHARGED}|各{LETTER}{{2,6}}?(?:单位|部门|机构|[居村]委会)"
    "|各(?:镇街?|乡镇?|街道?|区县?|县区?)党工?委(?:[、和]政府|、办事处)?"
)
# 住建、交通等部门要…; 自然资源规划部门牵头: departments by what they are in charge of.
_ASKED = "(?=[也都均还]?要(?![素求点件道闻塞害])|须|必须|应当?|牵头|负责|会同)"
_BY_FIELD = re.compile(
    f"(?!各|有关|相关)(?:(?P<names>(?:{WORD}{{2,10}}、)*{WORD}{{2,10}}?)等(?:有关|相关|职能|主管|成员)?(?:部门|单位)"
    f"|(?P<name>(?!地方|政府|上级|一些)(?:(?!和){WORD}){{2,8}}?部门)){_ASKED}"
)
_FIELD = re.compile("[^、]+")
_OWN = re.compile(f"(?P<first>{_LEVELS})(?![级域内间位块场民容长]|政(?!府)){WORD}{{0,12}}")
_NAME = re.compile(f"(?P<first>{WORD}){WORD}{{0,15}}")
# After 由 and 请 any word may follow a name.
_BEYOND = re.compile(f"(?!{ORGAN}){LETTER}")
_NAME_END = re.compile(f"(?=(街道(?=办[理事])|{ORGAN}|{_BODIES}))")
# 区纪委（区监委）: two names of one unit.
_ALSO = re.compile(f"[（〔](?:{_LEVELS}){LETTER}{{1,10}}[{LAST}][）〕]")
_OPENS = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百\d]{1,4}(?:条|[、.]|是)\s*|[（(][一二三四五六七八九十\d]{1,3}[）)])?(?:各地(?=各))?"
)

# A clause that may call on a unit so: it opens with a level of government or a whole name, or holds 由 or 请.
_BEGIN = "".join(sorted(_BEGIN_NAMED))
_CALLS = f"{_FIRST}要应须于在将对把向从和与及会联、每各\\d"
CALLED = (
    re.compile(
        f"{EDGE}(?=[区市省县州旗镇国中高开管党各街社村牵{_BEGIN}])(?:(?=[{_BEGIN}])(?:{KNOWN}|{_ALONE})[{_CALLS}]"
        f"|(?:{_LEVELS}|各|街道|社区|村|牵头责任)[^{EDGE}，；。：的]{{0,14}}?[{LAST}心司队位门构）][{_CALLS}])"
    ),
    re.compile(f"由[^{EDGE}，；。：的]{{1,20}}?[{LAST}心司队]"),
    re.compile(
        "[区门位](?=[也都均还主分相有负要应须必作牵])"
        "(?:(?<=经开区|高新区|开发区|保税区|示范区|等单位)|(?<=新区|部门)"
        "|(?<=(?:牵头|主管|责任|成员|职能|监管|包保|包联)单位))"
    ),
    re.compile(f"请[各区市县省][^{EDGE}，；。：的]{{1,14}}?[{LAST}位门]"),
)


def find_subjects(text: str) -> list[Found]:
    """The units that a clause says are to act, in order; none where something else may be its subject."""
    opening = _OPENS.match(text)
    at = opening.end() if opening else 0
    return _listed(text, at) or _by_field(text, at) or _handed(text) or _opening(text)


def _opening(text: str) -> list[Found]:
    """The units a clause opens with, where they and nothing else are its subject."""
    opening = _SUBJECT.match(text)
    if opening is None:
        return []
    words, start, at = opening["units"], opening.start("units"), 0
    found: list[Found] = []
    while at < len(words):
        unit = UNIT.match(words, at)
        # What is done 在…, 对… may be done by anything that ends like a unit.
        if (
            unit is None
            or not may_act(unit)
            or ACTION.match(unit[0])
            or (opening["weak"] and unit["name"])
            or "由" in unit[0][2:]
        ):
            return []
        one = unit_found(unit)
        found.append(one._replace(start=one.start + start, end=one.end + start, rule="subject"))
        at = past_glue(words, unit.end())
    return found


def _by_field(text: str, at: int) -> list[Found]:
    """Departments that the clause names by their fields."""
    found = _BY_FIELD.match(text, at)
    if found is None or _is_verb(text, at):
        return []
    first, last = found.span("name" if found["name"] else "names")
    return [Found(*name.span(), "organisation", name[0], "subject") for name in _FIELD.finditer(text, first, last)]


def _handed(text: str) -> list[Found]:
    """由…, 请…: whoever follows is to act."""
    if not ("由" in text or "请" in text or "责成" in text or "要求" in text):
        return []
    for match in _HANDED_TO.finditer(text):
        if units := _listed(text, match.end(), handed=True):
            return units
    return []


def _listed(text: str, at: int, *, handed: bool = False) -> list[Found]:
    """The units from ``at`` up to a verb; if none is handed it, the first by its level of government."""
    found: list[Found] = []
    while end := _unit_end(text, at, own=not (found or handed), handed=handed):
        words = text[at:end]
        if ACTION.match(words):
            return []
        found.append(Found(at, end, "organisation", words, "subject"))
        joined = None if _AND_OTHERS.match(text, end) else _JOIN.match(text, end)
        if joined is None:
            return found
        at = joined.end()
    # X局联合印发…: no other unit is named.
    return found if found and _acts(text, at) else []


def _unit_end(text: str, at: int, *, own: bool, handed: bool) -> int | None:
    """Where the unit that begins at ``at`` ends and is called on to act, if there is one."""
    zone = _ZONE_CALLED.match(text, at) if own else None
    if zone and not (zone["named"] and _is_verb(text, at)):
        return zone.end()
    for name_end in _ends(text, at, own=own):
        also = _ALSO.match(text, name_end)
        end = also.end() if also else name_end
        if not _GOES_ON.match(text, end) and (
            _JOIN.match(text, end) or _acts(text, end) or (handed and _BEYOND.match(text, end))
        ):
            return end
    return None


def _ends(text: str, at: int, *, own: bool) -> Iterator[int]:
    """Where the name of a unit, or of several, may end that begins at ``at``; ``own``: with a level of government."""
    if several := _SEVERAL.match(text, at):
        yield several.end()
        yield from (end for end in range(several.end() - 1, at + 1, -1) if _SEVERAL.fullmatch(text, at, end))
    if text[at : at + 1] in _BEGIN_NAMED:
        yield from (at + length for length in _NAME_LENGTHS if text[at : at + length] in _NAMED)
    name = (_OWN if own else _NAME).match(text, at)
    if name:
        ends = _NAME_END.finditer(text, name.end("first"))
        yield from (end.end(1) for end in takewhile(lambda end: end.start() <= name.end(), ends))


def _acts(text: str, at: int) -> bool:
    """Whether a verb stands at ``at``, or what calls on somebody to act."""
    if others := _AND_OTHERS.match(text, at):
        at = others.end()
    return (_CALL.match(text, at) or _IN_PERSON.match(text, at)) is not None or _is_verb(text, at)


def _is_verb(text: str, at: int) -> bool:
    return any(text[at : at + length] in _VERBS for length in _VERB_LENGTHS)
