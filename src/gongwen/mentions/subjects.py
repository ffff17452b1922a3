"""Who a clause says is to act, where no bracket names anyone: 区水利局会同区住建局修订…, 救灾资金由区财政局统筹….

A name ends where a verb begins. What follows 由 and 请 is to act whatever the verb; elsewhere the name has to open the
clause with a level of government, and the verb to be one of the lists, or else to be called on outright (called.py).
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from gongwen.mentions.apart import EDGE
from gongwen.mentions.called import ASKED_BY_FORM, REQUIRED, called
from gongwen.mentions.unit_names import (
    ACTION,
    COLLECTIVE,
    FULL_NAMES,
    KNOWN,
    LAST,
    ORGAN,
    WORD,
)
from gongwen.mentions.verbs import FIRST, verb_end
from gongwen.model import Found
from gongwen.spans import LETTER

LONGEST_OPENING = 8  # 第十二条 由

_CALL = re.compile(
    f"，?[也都均还]?{REQUIRED}|应(?![用急对])|须|必须|负责|每[个月季年周半日]|按[月季年周]|于|[在将对把向从]"
    "|\\d{1,4}(?:[年月日天]|个?工作日|小时|个月)"
)
_ACTS_WITH = re.compile("(?:要|应当?|须)?(?:会同|联合(?![体国]))")  # 区应急局要会同各街道…
_JOIN = re.compile(f"{_ACTS_WITH.pattern}|、|和|与|及(?![时早其])|以及|协同|(?=各)")
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
_SEVERAL = re.compile(
    f"{COLLECTIVE}|各级(?=、各)|{_CHARGED}|各{LETTER}{{2,6}}?(?:单位|部门|机构|[居村]委会)"
    "|各(?:镇街?|乡镇?|街道?|区县?|县区?)党工?委(?:[、和]政府|、办事处)?"
)
_OWN = re.compile(f"(?P<first>{_LEVELS})(?![级域内间位块场民容长]|政(?!府)){WORD}{{0,12}}")
_NAME = re.compile(f"(?P<first>{WORD}){WORD}{{0,15}}")
# After 由 and 请 any word may follow a name.
_BEYOND = re.compile(f"(?!{ORGAN}){LETTER}")
_NAME_END = re.compile(f"(?=(街道(?=办[理事])|{ORGAN}|{_BODIES}))")
# 区纪委（区监委）: two names of one unit.
_ALSO = re.compile(f"[（〔](?:{_LEVELS}){LETTER}{{1,10}}[{LAST}][）〕]")
_OPENS = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百\d]{1,4}(?:条|[、.]|是)\s*|[（(][一二三四五六七八九十\d]{1,3}[）)])?(?:(?:各地|全[^，。、各要]{1,3})(?=各))?"
)

# A clause that may call on a unit so: it opens with a level of government or a whole name, or holds 由 or 请.
_BEGIN = "".join(sorted(_BEGIN_NAMED))
_CALLS = f"{FIRST}要应须于在将对把向从和与及会联、每各\\d"
CALLED = (
    re.compile(
        f"{EDGE}(?=[区市省县州旗镇国中高开管党各街社村牵{_BEGIN}])(?:(?=[{_BEGIN}])(?:{KNOWN}|{_ALONE})[{_CALLS}]"
        f"|(?:{_LEVELS}|各|街道|社区|村|牵头责任)[^{EDGE}，；。：的]{{0,14}}?[{LAST}心司队位门构）][{_CALLS}])"
    ),
    re.compile(f"由[^{EDGE}，；。：的]{{1,20}}?[{LAST}心司队]"),
    re.compile(f"请[各区市县省][^{EDGE}，；。：的]{{1,14}}?[{LAST}位门]"),
    *ASKED_BY_FORM,
)


def find_subjects(text: str) -> list[Found]:
    """The units that a clause says are to act, in order; none where something else may be its subject."""
    opening = _OPENS.match(text)
    at = opening.end() if opening else 0
    return _listed(text, at) or _by_form(text, at) or _handed(text)


def _by_form(text: str, at: int) -> list[Found]:
    """Those called on whatever their names, and whom they are to act with."""
    found = called(text, at)
    joined = _ACTS_WITH.match(text, found[-1].end) if found else None
    return found + (_listed(text, joined.end(), handed=True) if joined else [])


def _handed(text: str) -> list[Found]:
    """由…, 请…: whoever follows is to act."""
    if not ("由" in text or "请" in text or "责成" in text or "要求" in text):
        return []
    for match in _HANDED_TO.finditer(text):
        if units := _listed(text, match.end(), handed=True) or called(text, match.end()):
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
    return (_CALL.match(text, at) or _IN_PERSON.match(text, at)) is not None or verb_end(text, at) > 0
