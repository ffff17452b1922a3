"""Units: 市发展改革委, 省市场监管局（省知识产权局）, 各街道, 各有关部门.

A unit's name ends in a closed set of words (局 委 办 …) but begins anywhere, so the beginning is taken only where
something marks it: a list of units (in a bracket, after a label, before 牵头), or a level of government in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

from gongwen.mentions.apart import EDGE, holding
from gongwen.model import Found
from gongwen.words import rows

FULL_NAMES: dict[str, str] = {row[0]: row[1] for row in rows("central_organs")}

_HAN = "[\u4e00-\u9fff]"
# Organs of Party, state and mass organisations. The one-character ones also end everyday words (格局, 督办, 内部).
_ORGANS = (
    "常务委员会|常委会|委员会|管委会|党工委|纪工委|政法委|监委|纪委|组委|工委|党组|党委|人民政府|政府|办公厅|办公室"
    "|办事处|领导小组|联席会议|指挥部|专班|法院|检察院|研究室|督查室|总工会|工会|联合会|妇联|工商联|科协|残联|文联|侨联"
    "|社科联|团委|供销社|总社|联社|总局|分局|总署|公署|支队|大队|总队|街道办|街道|管理处|政协|人大"
)
_SHORT = (
    "(?<![格布结全开时变僵危当出大])局|(?<!原)委|(?<![举交督承主协开兴创筹申催])办|厅|(?<!部)署"
    "|(?<![全内外干东西中南北局底顶总乐])部|(?<!小)镇|(?<!城)乡"
)
_ORGAN = f"{_ORGANS}|{_SHORT}"
# Bodies that are units in a list of units but everyday nouns in a sentence.
_BODY = (
    "中心|公司|集团|大学|学院|研究院|科学院|工程院|研究所|实验室|医院|学校|党校|银行|总行|分行|支行|协会|学会|商会"
    "|基金会|促进会|监会|理事会|园区|保税区|开发区|高新区|片区|新区|社区|专员办|总站|企业|中央|[县区市站处科室组馆所社院]"
)
_EACH = (
    "各有关|各相关|各级|各省级|各市级|各区级|各成员|各责任|各承办|各牵头|各配合|各参与|各主管|各直属|各驻区|各地方|各"
    "|有关|相关|市级|区级|市直|区直|县级"
)
_THEM = (
    "部门和单位|部门、单位|党委和政府|部门|单位|地区|街道办事处|镇街|乡镇|街道|园区|片区|开发区|新区|功能区|县市区|区市县"
    "|区县|县区|市县|市州|[省市区县镇乡村]|社区|企业|高校|金融机构|人民政府|政府|党委|党工委|行政机关|机关"
    "|产业园区?|科技园|工业园|街镇|工作组|专班|平台公司|分局|处室|科室|内设机构|直属机构"
)
_COLLECTIVE = (
    "各省、自治区、直辖市(?:和[^，。、]{2,12})?(?:人民)?政府|[省市区县]级以上(?:地方)?(?:各级)?(?:人民)?政府(?:及其有关部门)?|"
    f"各[省市县区乡镇、]{{1,5}}[（(〔]{_HAN}[{_HAN[1:-1]}、]{{0,8}}[）)〕](?:人民)?(?:政府)?"
    f"|(?:{_EACH}){{1,3}}(?:{_THEM})(?:[（(〔]{_HAN}{{1,6}}[）)〕])?(?:(?:人民)?政府|管委会)?"
)
_KNOWN = "|".join(sorted(FULL_NAMES, key=len, reverse=True))

_BEFORE = r"(?<=^|[、，,；;。：:（(〔\[【\s]|和|与|及|会同|由|等|联合|协同|配合|分别|报|商)"
_AFTER = (
    r"(?=[、，,；;。：:）)〕\]】\s]|$|和|与|及|以及|会同|等|共同|联合|牵头|负责|按|依|配合|分工|协同|协助|参与|参加|为"
    r"|承办|主办|落实|具体|分别|列|根据|排|要|应|须|责任|主责|协办|完成|办结)"
)
# No unit's name holds these; without the bar 推动…的…办 would read as one.
_WORD = "[\\w--[的了把将被对要在是]]"


def _one(ends: str) -> regex.Pattern[str]:
    """A unit standing in a list; ``ends`` are the words it may end in."""
    alias = f"(?:[（(〔]{_HAN}{{2,16}}[）)〕])?"
    named = (
        f"(?P<name>(?![和与及](?:各|有关|相关|省|市|区|县)|等|由|报(?!业)){_WORD}{{1,24}}?(?:{ends})){alias}{_AFTER}"
    )
    return regex.compile(
        f"{_BEFORE}(?:(?P<all>{_COLLECTIVE}){_AFTER}|(?P<known>{_KNOWN}){alias}{_AFTER}|{named})", regex.V1
    )


# Bodies that act of themselves, so that a sentence can have them for its subject.
_ACTING_BODY = "中心|公司|集团|大学|学院|研究院|研究所|银行|协会|商会"
_ANY, _ORGAN_ONLY, _ACTOR = _one(f"{_ORGAN}|{_BODY}"), _one(_ORGAN), _one(f"{_ORGAN}|{_ACTING_BODY}")

_LABEL = "(?:牵头|责任|主责|配合|参与|参加|承办|主办|协办|协助|实施|落实)(?:单位|部门)"
_NESTED = "[（(〔][^（()）〔〕]{0,16}[）)〕]"
_BRACKET = regex.compile(f"[（(〔\\[【](?:[^（()）〔〕\\[\\]【】]|{_NESTED}){{2,400}}+[）)〕\\]】]")
# The places of a sentence that list units, in the order tried.
_ZONE = regex.compile(
    f"{_LABEL}[^：:。；;，,]{{0,6}}[：:](?:(?!{_LABEL})[^。；;：:（()）〔〕\\n]|{_NESTED})++"
    "|(?<=由)[^。；;：:，,\\n]{2,120}?(?=牵头|负责|会同|共同|按职责)",
    regex.V1,
)
_MAY_LIST = re.compile("(?:单位|部门).{0,6}：|由.{2,}(?:牵头|负责|会同|共同|按职责)", re.DOTALL)
# Units that open a clause, up to the word that says they are to act: 区财政局要…, 各街道每月…, 供电公司负责….
_SUBJECT = regex.compile(
    r"\s*(?:第[一二三四五六七八九十百]{1,5}条\s*)?(?:由|请)?(?P<units>[^，；。：（）()《“\s]{2,60}?)"
    r"(?<=[^\u4e00-\u9fff]|[会委组党府厅室班院协联局署队道部镇乡关门位区园县市村街社业校省地心司团学所行）〕])(?=要(?![素求点件道闻害塞])|应(?![用急对])|须|必须|负责|牵头|配合|协助|协同|会同|每[个月季年周半日]|于|作为|\d+[年月日个]|年[底内]|(?P<weak>[在将对按]))"
)
_CUE = regex.compile(f"牵头|负责|{_LABEL}|按职责|底前|前完成")
_GLUE = regex.compile(r"[、，,；;。\s和与及以等（(〔\[【）)〕\]】]*")
_ACTION = regex.compile(
    "加快|推进|推动|组建|成立|建立|健全|完善|发挥|支持|依托|引进|培育|打造|加强|实施|开展|深化|包括|含|如"
)

_LEVEL = "省|市|区|县|州|旗|国家|中央|全国|高新区|开发区"
_PART = "宣传部|组织部|统战部|政法委|网信办|编办|办公室|办公厅|常委会|党组|研究室|督查室|社会工作部"
_CLEAN = f"(?:(?<!{_HAN}|[“‘])|(?<=和|及|与|同|向|由|报|经|请|在|是|代表))"
# A place's name before the level of government; a verb before it is none.
_PLACE = (
    "(?:(?!成立|提请|代表|我代|认真|全面|落实|自觉|接受|服务|坚持|争创|贯彻|听取|报请|围绕|政府|党委|经(?!开)|[指各在是向由把对将为以请按受依报])"
    f"{_HAN}{{2,4}}?)??"
)
_GOVERNMENT = "人民政府|政府|委(?![员托])|党委|管委会|党工委|人大常委会|政协"
_LAST = "".join(sorted({name[-1] for name in (*FULL_NAMES, *re.sub(r"\(.*?\)", "", _ORGAN).split("|"))}))
_ENDS = re.compile(f"[{_LAST}](?:{_AFTER[3:-1]})")
_GOVERNS = re.compile(f"(?:{_LEVEL}|自治区)(?:{_GOVERNMENT})")
# Units in a sentence, each kind with what it cannot be without; of two that begin together the first in order stands.
_RUNNING: tuple[tuple[re.Pattern[str], regex.Pattern[str]], ...] = (
    (_ENDS, regex.compile(f"{_CLEAN}(?:{_KNOWN}){_AFTER}", regex.V1)),
    (
        re.compile("各|有关|相关|级|[市区]直"),
        regex.compile(f"(?<!{_HAN})(?P<all>{_COLLECTIVE})(?=[、，,；;。：:要应须]|$)", regex.V1),
    ),
    (
        _GOVERNS,
        regex.compile(
            f"{_CLEAN}{_PLACE}(?:{_LEVEL})(?:{_GOVERNMENT})(?:{_PART})?"
            f"|(?:自治区|省|(?<![城超])市|(?<![社地园])区|县)(?:{_GOVERNMENT})(?:{_PART})?",
            regex.V1,
        ),
    ),
    (
        re.compile(f"(?:{_LEVEL}).*{_ENDS.pattern}"),
        regex.compile(f"{_CLEAN}{_PLACE}(?:{_LEVEL})(?!级){_WORD}{{1,10}}?(?:{_ORGAN}){_AFTER}", regex.V1),
    ),
)


def _ends_in(words: Iterable[str]) -> str:
    """A look back at one of ``words``, which may be of any lengths."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(words):
        by_length.setdefault(len(word), []).append(word)
    return "|".join(f"(?<={'|'.join(group)})" for group in by_length.values())


# What a clause that names a unit is not without, each found in one pass: the end of a unit's name and what may follow
# it (in a sentence, or where a clause says who is to act); a collective; a label or a bracket that lists units.
_GOVERNING = _GOVERNMENT.replace("(?![员托])", "").split("|")
_AFTER_LEVEL = "|".join(f"(?<=[省市区县州旗家央国]{organ})" for organ in _GOVERNING)
_ENDS_SHORT = regex.compile(f"(?:{_SHORT})$", regex.V1)
_LONG = [word for word in (*FULL_NAMES, *_ORGANS.split("|")) if not _ENDS_SHORT.search(word)]
_SHORT_TAILS = re.sub(r"\(\?<!(\[?\w+\]?)\)(\w)", r"(?<!\1\2)(?<=\2)", _SHORT).replace("厅", "(?<=厅)")
_FOLLOWS = f"(?={_AFTER[3:-1]}|[{EDGE}每在将对作\\d年])"
_CALLED_ON = "(?=[、和与及以等〔\\[【〕\\]】]*(?:要|应|须|必须|负责|牵头|配合|协助|协同|会同|每|于|作为|\\d|年))"
_HINTS = (
    re.compile(
        f"[{_LAST}心司团学院所行会](?:(?:{_ends_in(_LONG)}|{_SHORT_TAILS}){_FOLLOWS}"
        f"|(?<=[{''.join({organ[-1] for organ in _GOVERNING})}])(?:{_AFTER_LEVEL})"
        f"|(?<=[心司团学院所行会])(?:{_ends_in(_ACTING_BODY.split('|'))}){_CALLED_ON})"
    ),
    re.compile(
        "(?:各|有关|相关|市级|区级|市直|区直|县级|省级)"
        "(?:有关|相关|[省市区县]?级|成员|责任|承办|牵头|配合|参与|主管|直属|驻区|地方|各|[市区]直|以上)*"
        f"(?:{_THEM}|[省市县区乡镇、])"
    ),
    re.compile(f"单位[^{EDGE}]{{0,6}}：|部门[^{EDGE}]{{0,6}}：|由[^{EDGE}]{{2,}}?(?:牵头|负责|会同|共同|按职责)"),
    re.compile(f"[（(〔\\[【][^{EDGE}]*?(?:{_CUE.pattern})"),
)
_CLAUSE = re.compile(f"[^{EDGE}]+")
_MAY_END = regex.compile(
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
        [(0, len(text), _ANY)] if listed and "：" not in text else [zone for zone in _zones(text) if zone[1] > behind]
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
        unit = _ACTOR.match(words, at)
        # What is done 在…, 对… may be done by anything that ends like a unit.
        if unit is None or _ACTION.match(unit[0]) or (opening["weak"] and unit["name"]):
            return []
        one = _found(unit)
        found.append(one._replace(start=one.start + start, end=one.end + start, rule="subject"))
        at = _past_glue(words, unit.end())
    return found


def names_units_only(text: str, *, bodies: bool = False) -> bool:
    """Whether ``text`` (a bracket's inside, say) is units and nothing else: 市财政局、市科技局.

    ``bodies``: firms, centres and schools too, where a word beside them says that they are to act.
    """
    if not _MAY_END.search(text):
        return False
    one, end, units = _ANY if bodies else _ORGAN_ONLY, _past_glue(text, 0), 0
    while end < len(text):
        unit = one.match(text, end)
        if unit is None or _ACTION.match(unit[0]):
            return False
        end, units = _past_glue(text, unit.end()), units + 1
    return units > 0


def _running(text: str, start: int) -> Iterator[regex.Match[str]]:
    """Units in a sentence: of every kind the next one, the first of them taken, and on from its end."""
    ahead = {kind: kind.search(text, start) for hint, kind in _RUNNING if hint.search(text, start)}
    while found := [match for match in ahead.values() if match]:
        first = min(found, key=regex.Match.start)
        yield first
        for kind, match in ahead.items():
            if match and match.start() < first.end():
                ahead[kind] = kind.search(text, first.end())


def _past_glue(text: str, at: int) -> int:
    glue = _GLUE.match(text, at)
    return glue.end() if glue else at


def _zones(text: str) -> Iterator[tuple[int, int, regex.Pattern[str]]]:
    """Where ``text`` lists units, and with which grammar to read the list."""
    if len(text) < 400 and "、" in text and names_units_only(text):
        yield 0, len(text), _ORGAN_ONLY
        return
    end = 0
    labelled = _MAY_LIST.search(text) is not None
    for bracket in _BRACKET.finditer(text):
        if labelled:
            yield from ((*zone.span(), _ANY) for zone in _ZONE.finditer(text, end, bracket.start()))
        end = bracket.end()
        if _CUE.search(bracket[0]):
            yield (*bracket.span(), _ANY)
        elif names_units_only(bracket[0][1:-1]):
            yield (*bracket.span(), _ORGAN_ONLY)
    if labelled:
        yield from ((*zone.span(), _ANY) for zone in _ZONE.finditer(text, end))


def _found(match: regex.Match[str]) -> Found:
    words = match["name"] or match[0]
    if match["all"]:
        return Found(*match.span(), "organisation", words, "collective")
    known = FULL_NAMES.get(match["known"] or words)
    return Found(*match.span(), "organisation", known or words, "central_organ" if known else "unit_list")


def _in_running_text(match: regex.Match[str]) -> Found:
    known = FULL_NAMES.get(match[0])
    rule = "central_organ" if known else "collective" if "all" in match.groupdict() else "government"
    return Found(*match.span(), "organisation", known or match[0], rule)
