"""By when and to what measure: a clause's dates as deadlines, its amounts as targets."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from gongwen.mentions.amounts import COUNTED
from gongwen.model import Deadline, Mention, Role, Target

# What a date can be the date of.
_MILESTONE = regex.compile(
    "动工|开工|竣工验收|竣工|完工|主体封顶|封顶|建成投产|建成投用|建成|投产|投用|投运|投入使用|投入运营|试运行|运营|开业|开园|开馆|开放|通车"
    "|验收|完成|办结|启动|上线|达产|达效|见效|挂牌|揭牌|签约|落地|供地|入库|出台|印发|制定|编制|公布|发布|报送|上报|报备|提交|交付|取得|实现|达到|形成|召开|举办"
)
DEFAULT_LABEL = "完成"
# 压缩至6个工作日以内 is how fast a thing is done, not by when.
_DURATION = regex.compile("(?:压缩|缩短|压减|控制|延长|限|不超过|精简|提速)[^，；]{0,4}$")
_REACH, _NEAR = 14, 7  # characters from a date to the word for what happens by it
_INDICATOR = regex.compile(
    r"(?:分别|力争|确保|要|将|年均|同比|累计|均|再|拟)*(?:实现|完成|保持|稳定|安排)?(?:在)?(?:年均|同比|累计)*$"
)
_VERB = regex.compile(
    "^(?:今年|每年|每季度|每月|力争|确保|要|将|努力|争取|到|全年|全区|全市|全省|加快|积极|大力|推动|推进|扎实|持续|进一步|统筹|支持|鼓励)*"
    "(?:新增|新建|改造|培育|打造|建设|建成|建立|引进|完成|实现|组织|举办|开展|实施|引育|认定|签约|落地|推动|推进|争取|新建改建|新引进|新培育|落实|安排|设立|布局|发展|储备|盘活|招引|创建|推出|发放|筹集|谋划|遴选|提供)?(?:一批)?"
)
_THING = regex.compile(r"(?P<thing>[\p{Han}A-Za-z“”\"]{2,40}?)(?=[，,；;。、：:（(）)！]|和|及|与|或|$|\d)")
_PAID = regex.compile("给予|补助|奖励|补贴|资助|贴息|罚款|返还|可按|可申请")
_WHOM = regex.compile("[对按凡](?!接|标|照检)|符合|具有")
_PARTED = regex.compile("[，,；;。、：:和及与或]")
_CLASS = regex.compile("[十百千万亿]+[元人名台斤亩]")
_EDGE = "，,；;。：:、的 （("


class Line(NamedTuple):
    """A clause of a task: role, words of the flow, and the mentions in it with their offsets.

    ``numbered`` counts the characters of a table row's number, left out of the words.
    """

    role: Role
    text: str
    mentions: Sequence[tuple[int, int, Mention]]
    numbered: int = 0


def deadlines(lines: Sequence[Line]) -> Iterator[Deadline]:
    """Dates that say by when; a plain date counts in a bracket of units or where something is done by it."""
    for line in lines:
        for start, end, mention in line.mentions:
            if mention.kind == "date" and line.role != "context" and _is_deadline(line, start, end, mention):
                yield _deadline(line, end, mention)


def targets(lines: Sequence[Line]) -> Iterator[Target]:
    """Amounts of measures and themes, with what they count and the last day named before them."""
    due: dt.date | None = None
    for line in lines:
        due = _last_day(line) or due
        if line.role not in ("measure", "theme"):
            continue
        amounts = [one for one in line.mentions if one[2].kind == "amount"]
        for (start, end, mention), later in zip_longest(amounts, (one[0] for one in amounts[1:])):
            if not _is_condition(line.text, start, end) and not _qualifies(line.text, mention, end, later):
                yield _target(line.text, start, end, mention, due)


def _is_deadline(line: Line, start: int, end: int, mention: Mention) -> bool:
    if mention.rule == "since" or (mention.value is None and mention.rule == "period"):
        return False
    if mention.rule == "within" and _DURATION.search(line.text, 0, start):
        return False
    if line.role == "parties" or mention.rule != "period":
        return True
    return _within_a_year(mention) and _milestone(line, end, _NEAR) is not None


def _deadline(line: Line, end: int, mention: Mention) -> Deadline:
    value = mention.value or {}
    label = _milestone(line, end) or DEFAULT_LABEL
    return Deadline(label, full_date(value.get("to")), value.get("within"), value.get("recurring"), mention.id)


def _within_a_year(mention: Mention) -> bool:
    """上半年 or 今年 can be when a thing is to be done; 十五五时期 only sets the scene."""
    first, last = (full_date((mention.value or {}).get(end)) for end in ("from", "to"))
    return first is not None and last is not None and (last - first).days < 366


def _milestone(line: Line, end: int, reach: int = _REACH) -> str | None:
    """What happens by the date: the first milestone word shortly after it, before another date begins."""
    later = [start for start, _, mention in line.mentions if mention.kind == "date" and start >= end]
    match = _MILESTONE.search(line.text, end, min([end + reach, len(line.text), *later]))
    return match[0] if match else None


def full_date(written: str | None) -> dt.date | None:
    """A date with its year, else None."""
    return dt.date.fromisoformat(written) if written and not written.startswith("--") else None


def _last_day(line: Line) -> dt.date | None:
    days = [
        full_date(mention.value.get("to"))
        for _, _, mention in line.mentions
        if mention.kind == "date" and mention.value
    ]
    return days[0] if days else None


def _is_condition(text: str, start: int, end: int) -> bool:
    """对…3%以上的企业, 给予最高…补助: the amount says whom a measure is for or what it pays, not its aim."""
    return bool(_PAID.search(text) or (_WHOM.search(text, 0, start) and "的" in text[end:]))


def _qualifies(text: str, mention: Mention, end: int, later: int | None) -> bool:
    """10亿元以上项目超120个, 亿元楼宇: the amount says what kind of thing is meant, the next one how many."""
    if later is not None and not _PARTED.search(text, end, later):
        return True
    return _CLASS.fullmatch(mention.text) is not None


def _target(text: str, start: int, end: int, mention: Mention, due: dt.date | None) -> Target:
    value = mention.value or {"op": "=", "value": None, "unit": ""}
    name = _name(text, start, end, value["unit"])
    return Target(name, value["op"], value.get("base"), value["value"], value["unit"], due, mention.id)


def _name(text: str, start: int, end: int, unit: str) -> str:
    """What the amount measures: the noun after a count (3家链主企业), else the words before it (营业收入超1万亿元)."""
    after = _THING.match(text, end)
    before = _before(text, start)
    counts = unit in COUNTED or (after is not None and not before)
    thing = after["thing"].rpartition("的")[2].strip(_EDGE) if after else ""
    return thing if counts and thing else before or thing


def _before(text: str, start: int) -> str:
    clause = regex.split("[，,；;。：:、]", text[:start])[-1]
    named = _INDICATOR.sub("", _VERB.sub("", clause))
    return named.strip(_EDGE)
