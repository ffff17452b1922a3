"""Who is called on to act, told by form alone, whatever the name: 各施工单位和项目方要……, 招商专班须……, 镇派出所负责…….

What stands before 要, 须, 负责 is to act where it ends as a body's name ends and no verb opens it. What bodies share
with things and places (方, 站, 园) counts only where what stands before it does not say that it is one of those.
"""

import re

from gongwen.mentions.unit_names import COLLECTIVE
from gongwen.mentions.verbs import verb_end
from gongwen.model import Found
from gongwen.spans import LETTER

# What names of bodies end in; of one character, with what does not stand before it.
_WHOLE = (
    "单位|部门|责任主体|实施主体|机构|机关|海关|政府|公司|集团|银行|分行|支行|中心|专班|街道|合作社|供销社|站所|镇街|村居|村社|队"
    "|商会|协会|学会|工会|联合会|残联|妇联|工商联|科协|委员会|委会|理事会|监事会|基金会|社区|园区|片区|城区|新区|开发区|高新区|经开区|示范区|功能区|保税区|合作区"
    "|林区|景区|县区|旗区|区县"
)
_FIRMS = "(?:各|相关|有关|属地|施工|建筑|监理|项目|责任|参建|承建|代建|运营|平台|主体|成员)企业"
_SHORT = (
    ("局", "格布结全开时变僵危当出大邮"), ("委", "原"), ("办", "举交督承主协开兴创筹申催经包"), ("署", "部"),
    ("部", "全内外干东西中南北局底顶总乐"), ("厅", "客餐大"), ("科", "学本专"), ("室", "教温议"), ("组", "重改"),
    ("校", "本"), ("院", "影出入住庭"), ("站", "车网电泵"), ("园", "公校庄果菜家田花乐"), ("所", "场处住厕"),
    ("村", "农乡"), ("镇", "小城集"), ("乡", "城家"), ("县", "全我本市省"),
    ("方", "地一二两三多对双下上大四八远前后南北东西配处药比立平"),
)  # fmt: skip
_ENDS = f"(?:{_WHOLE}|{_FIRMS}|{'|'.join(f'{one}(?<![{others}]{one})' for one, others in _SHORT)})"
_LAST = "".join(sorted({"业", *(word[-1] for word in _WHOLE.split("|")), *(one for one, _ in _SHORT)}))
# Whoever is at large, what points at one, what opens no name.
_OTHER = (
    "全(?!国)|我|本|该|此|广大|一些|部分|个别|少数|大?多|跨|这|那|凡|每|无|非|不|未|因|如|若|当|除|但|而|且|还|也|都|又|再|已|仍"
    "|任何|地方(?!各级|政府|党委)|责成|社会|各方|进(?!出口)|到|赴|抓|做|用人|申[请报]|获|受|前款|上述|两|双|同时|纪律"
)
_LETTER = "[^\\W①-⑳的了把将被对要在是由请使让从并]"
_PEOPLE = "(?:负责人|负责同志|责任人|领导|领导干部|党员干部|干部|干部职工|工作人员|人员|同志|一把手|从业者)"
# 各部门思想上要, 各单位之间要, 区财政局和相关负责人须
_ASIDE = (
    f"(?:等[^，。；的要]{{0,6}}?(?:单位|部门))?(?:[和与及、]?(?:其|主要|分管|相关|有关|项目)*{_PEOPLE})?"
    "(?:之间|内部|自身)?(?:思想|认识|行动|工作|作风|措施|责任)?上?"
)
REQUIRED = "要(?![素求点件道闻害塞])"
_ASKED = (
    f"(?:[也都均还更再仍]|一定|同时|务必)*{REQUIRED}|必须|须|应当?(?![用急对])|(?<!所)需要?(?!求)|务必|负责(?!人|同志|制(?![定作订]))"
    "|牵头(?!单位|部门|领导|人)"
)
_EACH = "每[个月季年周半日]"
_CALL = (
    f"{_ASIDE}(?:{_ASKED}|配合|协助|协同(?!配合|推进|联动|发力|作战)|会同|{_EACH}|于|自(?=[本印发公接收即文通申])|作为)"
)
_JOIN = "、|以及|及其?(?![时早])|和|与|(?=各)"
_ALIAS = f"(?:[（〔]{LETTER}{{1,12}}[）〕])?"
_GOES = f"(?={_JOIN}|{_CALL})"
# What is done 在…, 对… may be done by anything that ends like a body.
_SEVERAL = re.compile(f"(?:{COLLECTIVE}|各级(?=、各)){_ALIAS}(?={_JOIN}|{_CALL}|[在将对按])")
# 自然资源和规划局 is one name, 项目方和施工单位 are two.
_NAME = re.compile(
    f"(?!{_OTHER})(?:(?:(?![和与及]){_LETTER}){{0,14}}?{_ENDS}|{_LETTER}{{2,14}}?[局委厅部办]){_ALIAS}{_GOES}"
)
_PEOPLE_TOO = re.compile(f"[^，。；、和与及的要]{{0,8}}(?:{_PEOPLE}|书记){_GOES}")
_AT_LARGE = re.compile(f"[^，。；、和与及的要]{{0,8}}(?:企业|商户|业主|群众|居民|村民|农户){_GOES}")
_JOINS, _CALLS, _WEAKLY = re.compile(_JOIN), re.compile(_CALL), re.compile("[在将对按]")
_NO_VERB = re.compile("综合|开发区")
_ENDS_HERE = re.compile(f"(?!部门|单位|机构|企业){_ENDS}{_GOES}|{_ENDS}{_ASIDE}(?:{_ASKED})")
# 住建、交通等部门要, 城管、交警部门要: departments by what they are in charge of.
_OF_FIELDS = re.compile(
    f"(?!各|有关|相关)(?P<fields>(?:{_LETTER}{{2,10}}、)*{_LETTER}{{2,10}}?)等(?:有关|相关|职能|主管|成员|行业)*(?:部门|单位){_GOES}"
    f"|(?!{_OTHER})(?P<field>{_LETTER}{{2,4}})(?=(?:、{_LETTER}{{2,4}})*[、和]{_LETTER}{{2,6}}部门{_CALL})"
)
_FIELD = re.compile("[^、]+")
# 变电站要在6月底前建成: a thing.
_BUILT = tuple("心园站院校室厅区村镇乡县")
_IS_BUILT = re.compile(
    f"{_CALL}[^，。；把将]{{0,20}}?(?:建成|建好|竣工|开工|动工|投产|投用|投入使用|交付|启用|完工|通车|封顶|达到|成为|纳入|具备|符合)"
)

# A clause that may call on somebody so: one pattern for each character, which finds it ten times as fast.
ASKED_BY_FORM = tuple(
    re.compile(f"{word}(?<=[{_LAST}上间身部人志导手都也均还更定必）〕]{word})")
    for word in (REQUIRED, _EACH, *"须应需于自", "务必", "负责", "牵头", "配合", "协助", "协同", "会同", "作为")
)


def called(text: str, at: int) -> list[Found]:
    """The units that ``text`` (a clause) calls on from ``at``; none where one of those it lists is no body."""
    found: list[Found] = []
    while part := _of_fields(text, at) or _one(text, at):
        end, units = part
        found += units
        if _CALLS.match(text, end) or (_WEAKLY.match(text, end) and _SEVERAL.match(text, at)):
            return [] if found and found[-1].value.endswith(_BUILT) and _IS_BUILT.match(text, end) else found
        joined = _JOINS.match(text, end)
        at = joined.end() if joined else len(text)
    return []


def _of_fields(text: str, at: int) -> tuple[int, list[Found]] | None:
    """Departments that are named by their fields, and where they end."""
    match = _OF_FIELDS.match(text, at)
    if match is None or verb_end(text, at):
        return None
    first, last = match.span("fields" if match["fields"] else "field")
    return match.end(), [_unit(name) for name in _FIELD.finditer(text, first, last)]


def _one(text: str, at: int) -> tuple[int, list[Found]] | None:
    """One unit, or several by what they have in common; people and firms at large beside them are no unit."""
    if match := _SEVERAL.match(text, at):
        return match.end(), [_unit(match)]
    people = _PEOPLE_TOO.match(text, at)
    match = None if people or _opens_with_verb(text, at) else _NAME.match(text, at)
    if match:
        return match.end(), [_unit(match)]
    others = people or _AT_LARGE.match(text, at)
    return (others.end(), []) if others else None


def _opens_with_verb(text: str, at: int) -> bool:
    """Whether a verb stands at ``at``, unless it is all the name says of the body: 巡查组, 组织部门要."""
    end = verb_end(text, at)
    return end > 0 and not (_ENDS_HERE.match(text, end) or _NO_VERB.match(text, at))


def _unit(match: re.Match[str]) -> Found:
    return Found(*match.span(), "organisation", match[0], "subject")
