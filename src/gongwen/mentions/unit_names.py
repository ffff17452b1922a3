"""What units are called: the words their names end in, what stands before and after a name, and the patterns of one.

A unit's name ends in a closed set of words (局 委 办 …) but begins anywhere.
"""

import re
from collections.abc import Iterable

from gongwen.mentions.apart import EDGE
from gongwen.mentions.labels import CHARGED_NOUN
from gongwen.model import Found
from gongwen.spans import LETTER
from gongwen.words import rows

FULL_NAMES: dict[str, str] = {row[0]: row[1] for row in rows("central_organs")}

# Organs of Party, state and mass organisations. The one-character ones also end everyday words (格局, 督办, 内部).
_ORGANS = (
    "常务委员会|常委会|委员会|管委会|党工委|纪工委|政法委|监委|纪委|组委|工委|党组|党委|人民政府|政府|办公厅|办公室"
    "|办事处|领导小组|联席会议|指挥部|专班|法院|法庭|检察院|研究室|督查室|总工会|工会|联合会|妇联|工商联|贸促会|红十字会|科协|作协|记协|残联|文联|侨联"
    "|社科联|团委|供销社|总社|联社|总局|分局|总署|公署|支队|大队|总队|街道办|街道|管理处|政协|人大|厅"
)
# Those of one character, with what does not stand before it.
_SHORT = (
    ("局", "格布结全开时变僵危当出大"), ("委", "原"), ("办", "举交督承主协开兴创筹申催"), ("署", "部"),
    ("部", "全内外干东西中南北局底顶总乐"), ("镇", "小"), ("乡", "城"),
)  # fmt: skip


def _choice(ways: Iterable[str]) -> str:
    """One of ``ways``, none of which is tried where none begins."""
    ways = list(ways)
    return f"(?=[{''.join(sorted({way[0] for way in ways}))}])(?:{'|'.join(ways)})"


ORGAN = _choice([*_ORGANS.split("|"), *(f"{one}(?<![{others}]{one})" for one, others in _SHORT)]) + "(?<!委(?=托))"
# Bodies that are units in a list of units but everyday nouns in a sentence.
_BODY = (
    "中心|公司|集团|大学|学院|研究院|科学院|工程院|研究所|实验室|医院|学校|党校|海关|银行|人行|总行|分行|支行|协会|学会|商会"
    "|基金会|促进会|监会|理事会|总会|园区|保税区|开发区|高新区|片区|新区|社区|专员办|总站|企业|中央|[县区市站处科室组馆所社院]"
)
_EACH = (
    "(?:机关|[直下所省市州盟区县]属|[省市州盟区县]直|驻[省市区县园])(?=各)|各有关|各相关|各级|各省级|各市级|各区级|各成员|各责任|各承办|各牵头|各配合|各参与|各主管|各个责任|各个|牵头责任(?!(?:单位|部门)：)|相关责任|有关责任|各直属|各驻区|各地方|各"
    "|属地|涉及|其他有关|其他相关|其他各|其他|有关|相关|[省市州盟区县][级直]"
)
THEM = (
    "社区居委会|[居村]委会|(?:乡镇|镇街|街道)和(?:部门|单位)|部门和单位|部门、单位|党委和政府|部门|单位|地区|街道办事处|镇街|乡镇|街道|园区|片区|开发区|新区|功能区|县市区|区市县"
    "|区县|县区|市县|市州|[省市区县镇乡村]|社区|企业|高校|金融机构|人民政府|政府|党委|党工委|行政机关|机关"
    "|产业园区?|科技园|工业园|街镇|学校|医院|医疗机构|党支部|党组织|工作组|专班|平台公司|分局|处室|科室|内设机构|直属机构"
)
_PLACE = "[省市州盟区县旗乡镇](?:级市)?"
_OR_PLACES = f"[（(〔](?:{LETTER}、?){{1,8}}[）)〕]县?"
_GOVERNED = f"(?:(?:党委|党工委)[和、及])?(?:(?:人民)?政府|管委会|{LETTER}{{2,10}}(?:领导小组|指挥部|专班)(?:办公室)?)"
COLLECTIVE = (
    "各省、自治区、直辖市(?:和[^，。、]{2,12})?(?:人民)?政府|[省市区县]级以上(?:地方)?(?:各级)?(?:人民)?政府(?:及其有关部门)?|"
    "各(?:街道|镇街|乡镇|园区|(?:责任)?(?:部门|单位)|社区|科室|[镇乡村])(?:、(?:街道|镇街|乡镇|园区|部门|单位|社区|科室|站所|村))+|"
    f"(?:各|有关|相关)(?:(?:{_PLACE}、?){{1,3}}{_OR_PLACES}(?:、{_PLACE}(?:{_OR_PLACES})?)*|{_PLACE}(?:、{_PLACE})+)"
    f"(?:{_GOVERNED}(?:[（(〔](?:管委会|行署|{LETTER}{{0,4}}办事处)[）)〕])?)?"
    f"|(?:[省市区县](?:政府|委)|管委会)?(?:{_EACH}){{1,3}}(?:{THEM})(?:[（(〔]{LETTER}{{1,6}}[）)〕])?(?:(?:人民)?政府|管委会|委会)?"
)
KNOWN = _choice(sorted(FULL_NAMES, key=len, reverse=True))

_BEFORE = (
    r"(?:^|(?<=[、，,；;。：:（(〔\[【\s/和与及由等报商])|(?<=(?:单位|部门)[为是])|(?<=会同|联合|协同|配合|分别|均需|均由|涉及)"
    "|(?<=牵头)(?=[省市区县各])|(?<=[局委办厅])(?<!总局)(?=[省市区县]))"
)
_AFTER_WORDS = (
    "和|与|及|以及|会同|指导|建立|制定|开展|研究(?![室院所中])|做好|等|共同|联合|牵头|负责|按|依|配合|分工|协同|协助|参与|参加|为|承办|主办|落实|具体|分别|列|根据|排"
    "|要(?!素)|应(?![急用对])|须|责任|主责|协办|完成|办结|保障(?=[资经要])|提供|支持|统筹|各司其职|各负其责|负总责"
)
# 区司法局（牵头）: no other name of the unit.
_DUTY = "牵头|配合|协办|主办|负责|主责|参与"
DUTY_ONLY = re.compile(f"[（(〔](?:{_DUTY})+[）)〕]")
_AFTER_MARKS = r"、，,；;。：:）)〕\]】\s/*★☆▲△"
AFTER = rf"(?=[{_AFTER_MARKS}]|$|{_AFTER_WORDS}|（(?:{_DUTY}|[列排]|下同|除|注|不含))"
# 市财政局 市审计局: a space between Han characters is dropped before this reads them.
_DOING = "(?:具体|共同|认真|组织|抓好?)*(?:实施|推进|推动|办理|承接|承担|执行|落实)"
_IN_LIST = (
    f"(?:{AFTER}|(?={_DOING}(?:[{_AFTER_MARKS}]|$))|(?<=[局委办厅])(?<!总局)(?=[省市区县]{LETTER}{{1,10}}?[局委办厅]))"
)
# No unit's name holds these; without the bar 推动…的…办 would read as one.
WORD = "[^\\W的了把将被对要在是]"

# 海关、税务、外汇管理等部门: departments by their fields; 各产业联盟, 产业链各链长单位: whatever there are several of.
_BY_FIELD = (
    f"(?!各|(?:有关|相关)?(?:单位|部门)){LETTER}{{2,6}}(?=(?:、{LETTER}{{2,6}})*等(?:有关|相关|职能|主管|行业)*(?:部门|单位))"
    f"|(?![和与及以等由])(?:(?!会同|联合|部门|单位){LETTER}){{0,4}}?各(?![项类种个])(?:{LETTER}{{2,10}}?|[省市区县])"
    f"(?:[（(〔]{LETTER}{{1,6}}[）)〕])?{_IN_LIST}|(?:镇街|街镇|乡镇|镇村|[乡镇][（(][镇街]道?[）)]){_IN_LIST}"
)


_NONE = (
    "[^、，；]{0,8}(?:均需|均由|涉及)|[^、，；]{0,4}(?:单位|部门)[为是]|[^、，；]{0,6}(?:部门|单位)[和与及]|[^、，；]{2}(?:[处科]室|主体)(?:（[^（）]{1,6}）)?："
    "|[和与及](?:各|有关|相关|省|市|区|县)|等|由|会同|联合(?!会|国|体)|报(?!业)"
)
# Bodies that act of themselves, so that a sentence can have them for its subject.
_ACTING = ["中心", "公司", "集团", "大学", "学院", "研究院", "研究所", "银行", "协会", "商会"]
# A unit in a list: what several are called, a name known whole, or a name by the word it ends in.
UNIT = re.compile(
    f"{_BEFORE}(?!(?:{CHARGED_NOUN})：)(?:(?:(?P<all>{COLLECTIVE})|(?P<known>{KNOWN})"
    f"|(?P<name>(?!{_NONE}){WORD}{{1,24}}?(?:(?P<organ>{ORGAN})|{_BODY})))"
    f"(?:[（(〔](?!{_DUTY}){LETTER}{{2,16}}[）)〕])?{_IN_LIST}|{_BY_FIELD})"
)
LEVEL = "省|市|区|县|州|旗|国家|中央|全国|高新区|开发区"
_GOVERNING = ("人民政府", "政府", "委", "党委", "管委会", "党工委", "人大常委会", "政协")
GOVERNMENT = "|".join(_GOVERNING).replace("|委|", "|委(?![员托])|")


def _looking_back(words: Iterable[str], before: str = "") -> str:
    """A look back at one of ``words`` of any lengths, each after ``before``."""
    by_length: dict[int, list[str]] = {}
    for word in sorted(words):
        by_length.setdefault(len(word), []).append(f"{before}{word}")
    return "|".join(f"(?<={'|'.join(group)})" for group in by_length.values())


def _last(words: Iterable[str]) -> str:
    return "".join(sorted({word[-1] for word in words}))


_WHOLE = (*FULL_NAMES, *_ORGANS.split("|"))
LAST = _last((*_WHOLE, *(one for one, _ in _SHORT)))
_IS_SHORT = f"(?<=[{''.join(one for one, _ in _SHORT)}])(?<!{'|'.join(f'[{others}]{one}' for one, others in _SHORT)})"
_IS_LONG = _looking_back(word for word in _WHOLE if not re.search(f"{_IS_SHORT}$", word))
# Before what calls a unit on to act something of the list that names it may still stand.
_CALLED_ON = (
    r"(?=[、和与及以等〔\[【〕\]】]*(?:要|应|须|必须|负责|牵头|配合|协助|协同|会同|每|按|于|自|作为|\d|年|[在将对按]))"
)
_MAY_FOLLOW = (
    f"{_AFTER_MARKS}（{EDGE}{''.join({word[0] for word in _AFTER_WORDS.split('|')})}必每按于自作年在将对以\\d〔\\[【"
)
# Begun at the last character, which one pass finds: a unit's name before what may follow one, an organ of a level of
# government, a body that is called on to act.
UNIT_END = re.compile(
    f"[{LAST}{_last((*_GOVERNING, *_ACTING))}]"
    f"(?:(?![^{_MAY_FOLLOW}])(?:{_IS_SHORT}|{_IS_LONG})(?:(?={AFTER[3:-1]}|{EDGE})|{_CALLED_ON})"
    f"|(?<=[{_last(_GOVERNING)}])(?:{_looking_back(_GOVERNING, '[省市区县州旗家央国]')})"
    f"|(?<=[{_last(_ACTING)}])(?:{_looking_back(_ACTING)}){_CALLED_ON})"
)

_GLUE = re.compile(r"(?:[/*★☆▲△、，,；;。\s和与及以等（(〔\[【）)〕\]】]|会同|联合)*")
ACTION = re.compile(
    "加快|推进|推动|组建|成立|建立|建成|打通|完成|开工|健全|完善|发挥|支持|依托|引进|培育|打造|加强|实施|开展|深化|包括|含|如"
)


def past_glue(text: str, at: int) -> int:
    """Past what stands between two units of a list."""
    glue = _GLUE.match(text, at)
    return glue.end() if glue else at


def is_organ(unit: re.Match[str]) -> bool:
    """Whether what UNIT matched is an organ of Party, state or a mass organisation, or several units at once."""
    return any(unit.group("all", "known", "organ"))


def unit_found(match: re.Match[str]) -> Found:
    """The mention of a unit that one of these patterns matched."""
    words = match["name"] or match[0]
    if match["all"]:
        return Found(*match.span(), "organisation", words, "collective")
    known = FULL_NAMES.get(match["known"] or words)
    return Found(*match.span(), "organisation", known or words, "central_organ" if known else "unit_list")
