"""By when and to what measure: a clause's dates as deadlines, its amounts as targets."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from gongwen.mentions.amounts import COUNTED
from gongwen.model import Deadline, Mention, Role, Target
from gongwen.spans import LETTER

# What a date can be the date of.
_MILESTONE = re.compile(
    "动工|开工|竣工验收|竣工|完工|主体封顶|封顶|建成投产|建成投用|建成|投产|投用|投运|投入使用|投入运营|试运行|运营|开业|开园|开馆|开放|通车"
    "|验收|完成|办结|启动|上线|达产|达效|见效|挂牌|揭牌|签约|落地|供地|入库|出台|印发|制定|编制|公布|发布|报送|上报|报备|提交|交付|取得|实现|达到|形成|召开|举办"
)
DEFAULT_LABEL = "完成"
# 压缩至6个工作日以内 is how fast a thing is done, not by when.
_DURATION = re.compile("(?:压缩|缩短|压减|控制|延长|限|不超过|精简|提速)[^，；]{0,4}$")
# 每年不超过50万元 is how much at a time, not how often.
_RATE = re.compile("(?:累计|合计)?(?:最[高多]|不超过|给予|补[助贴]|奖励)")
# What is asked of this year is due when it ends; 今年的, 今年是 only say which year is spoken of.
# 预计今年… and what the year is like are said, not asked.
_THIS_YEAR = frozenset(("今年", "全年", "本年", "本年度"))
_OF_THE_YEAR = re.compile("[的是第系已]|以来|工作|全国|召开|我国|经济社会发展任务|高校毕业生")
_FROM_TO = re.compile("[月日][—–\\-－~～至到]")
_REACH, _NEAR = 14, 7  # characters from a date to the word for what happens by it
# Its last characters are those of _INDICATOR_ENDS.
_INDICATOR = re.compile(
    r"(?:分别|力争|确保|要|将|年均|平均|同比|累计|均|再|拟)*(?:实现|完成|保持|稳定|安排|控制)?(?:在)?(?:年均|同比|累计)*$"
)
_INDICATOR_ENDS = frozenset("别争保要将均比计再拟现成持定排制在")
# What stands before a name: who, how, and the verb that governs it.
_HOW = (
    "每年|每季度|每月|今年|全年|年内|其中|年(?=服务|培训|接待|处理)|力争|确保|要|将|应当?|须|必须|努力|争取|到|全区|全市|全省|加快|积极|大力|推动|推进|扎实|持续|进一步|统筹"
    "|支持|鼓励|负责|集中力量|分批|累计|再|拟|全面|深入|逐户|逐一|帮助|带动"
)
_DOES = (
    "新增|增加|增添|压减|减少|办理|办成|揭榜|服务(?![业对窗])|新建|改扩建|扩建|改建|续建|改造|培育|打造|建设(?!用地)|建成|建立|引进|完成|实现|组织|举办|开展|实施|引育|认定|签约(?!金额|额|率)|落地|争取"
    "|落实|安排|设立|布局|发展|储备|盘活|招引|创建|推出|发放|筹集|谋划|遴选|提供|更新|更换|投用|投入|投放|拨付|下达|走访|兑付|兑现"
    "|选派|选拔|选树|招聘|招录|配备|配置|征集|推送|解决|化解|清理|腾退|处置|收储|出让|种植|修建|修缮|铺设|疏浚|拆除|帮扶|扶持|惠及"
    "|集聚|汇聚|吸引|争创|获批|评选|表彰|减免|返还|筹措|开设|开通|开办|优化|调整|消除|普及|抽检|检测|设置|增设|培养|培训|排查|整治|抓好|办好|建好|做好|用好|新认定|新引进|新培育|新发放"
)
_VERB = re.compile(
    f"^(?:{_HOW})*(?:(?:{_DOES})(?![率值性度额量期了]|面积)(?:、?(?:{_DOES})(?![率值性度额量期了]|面积))*)?(?:一批)?"
)
# 组织干部走访…, 选派专家培训…: the second verb governs the name.
_SENT = re.compile(f"^(?:{_HOW})*(?:组织|选派|动员|发动|安排|引导){LETTER}{{2,5}}?(?:{_DOES})(?={LETTER}{{2}})")
# 园区企业开展宣讲: where it is held stands before the verb.
_HELD_THERE = re.compile(f"{LETTER}{{2,6}}(?:开展|举办|组织)(?={LETTER}{{2}})")
_DONE_TO = re.compile(f"对(?P<thing>{LETTER}{{2,12}})(?:进行|开展|实施)")
# 为中小企业新增授信: whom it is for stands before the verb.
_FOR = re.compile(f"^(?:为|向|对)[^的]{{2,10}}?(?=(?:{_DOES}){LETTER})")
# 总规模20亿元的产业基金 is about the fund.
_SIZE = re.compile("(?:设立|组建|成立|发起)?(?:总|首期|初始|基金)?规模$")
# 能耗比2025年降低12%: from what day it is counted.
_AGAINST = re.compile("[比较]$")
# 其中竣工10万平方米: a stage of what was named before.
_STAGE = re.compile("(?:其中)?(?:新)?(?:竣工|开工|完工|投产|交付|建成)")
_BATCH = re.compile("(?:首|每|第[一二三四])(?:批|期)|一期|其中")
_TAKEN_FROM = re.compile("从(?P<thing>[^，。；]{2,16}?)中(?:统筹)?(?:安排|列支|拿出|提取|划拨|拨付)$")
_THING = re.compile(
    r"(?P<thing>(?:[^\W\d_]|[“”\"]){2,40}?)(?=[，,；;。、：:（(）)！]|和|及|与|或|$|\d|完成(?!率)|实现|担任|参加|参与|纳入|联网|投产|投用|开工|赴|办好|入规|纳统|入库|上市|上云|逐|实行|进行|开展|给予|实施|下沉|驻点|上门|以上|达到?\d)"
)
_PAID = re.compile("优先支持|给予|补助|奖励|补贴|资助|贴息|罚款|返还|可按|可申请")
# After a grant, what it is at most and for whom.
_CEILING = re.compile("最高|上限|单[个家户项]|每[个家户项人名]|同一|一次性|不超过|封顶|^其中")
_WHOM = re.compile("[对按凡](?!接|标|照检)|符合|具有|涉及")
_PARTED = re.compile("[，,；;。、：:和及与或]")
_CLASS = re.compile("[十百千万亿]+[元人名台斤亩](?:及?以上)?")
_EDGE = "，,；;。：:、的 （("
_BEFORE_NAME = _EDGE + "前内"
_PART = re.compile("[，,；;。：:]")
_end = itemgetter(1)
_NUMBERED = re.compile(r"^\s*(?:（[一二三四五六七八九十\d]{1,4}）|[一二三四五六七八九十\d]{1,3}[、.．])")
# 110千伏变电站, 12个月的见习: of what grade or how long a thing is, not how many.
_GRADE = {"千伏", "千伏安", "兆伏安"}
_LENGTH = {"年", "个月"}


class Line(NamedTuple):
    """A clause of a task: role, words of the flow, and the mentions in it with their offsets."""

    role: Role
    text: str
    mentions: Sequence[tuple[int, int, Mention]]


def deadlines(lines: Sequence[Line]) -> Iterator[Deadline]:
    """Dates that say by when; a plain date counts in a bracket of units or where something is done by it.

    全年 is due at the year's end only where no last day is named.
    """
    found = [
        (line, end, mention)
        for line in lines
        for start, end, mention in line.mentions
        if mention.kind == "date" and line.role != "context" and _is_deadline(line, start, end, mention)
    ]
    named = any(mention.rule == "by" for _, _, mention in found)
    yield from (_deadline(*one) for one in found if not (named and one[2].text in _THIS_YEAR))


def announced(lines: Sequence[Line]) -> tuple[Deadline, ...]:
    """Dates that a line says once for all it announces: 以下任务6月底前完成：."""
    return tuple(
        _deadline(line, end, mention)
        for line in lines
        for start, end, mention in line.mentions
        if mention.kind == "date" and (mention.rule == "by" or mention.text in _THIS_YEAR)
    )


def targets(lines: Sequence[Line]) -> Iterator[Target]:
    """Amounts of measures and themes, with what they count and the last day named before them."""
    due: dt.date | None = None
    asked: list[str] = []
    for line in lines:
        asks = line.role in ("measure", "theme")
        if asks:
            asked.append(line.text)
        if not line.mentions:
            continue
        due = _last_day(line) or due
        amounts = [one for one in line.mentions if one[2].kind == "amount"] if asks else []
        if not amounts or _pays(asked):
            continue
        said = asked[-2] if len(asked) > 1 else ""
        before = ""
        for number, (start, end, mention) in enumerate(amounts, 1):
            later = amounts[number][0] if number < len(amounts) else None
            if _is_aim(line.text, start, end, mention, later):
                one = _target(line, start, end, mention, due, said)
                # 惠及群众3200户、8000人: counted twice over.
                named = one.name or before
                yield one if one.name else one._replace(name=named)
                before = named


def _pays(asked: Sequence[str]) -> bool:
    """Whether the last of ``asked`` grants something, or goes on about the grant before it."""
    if not asked or _PAID.search(asked[-1]):
        return bool(asked)
    return _CEILING.search(asked[-1]) is not None and _pays(asked[:-1])


def _is_deadline(line: Line, start: int, end: int, mention: Mention) -> bool:
    if mention.rule == "since" or (mention.value is None and mention.rule == "period"):
        return False
    if mention.rule == "recurring" and _RATE.match(line.text, end):
        return False
    if mention.rule == "period" and _FROM_TO.search(mention.text):
        return _within_a_year(mention)
    if mention.rule == "within" and _DURATION.search(line.text, 0, start):
        return False
    if line.role == "parties" or mention.rule != "period":
        return True
    if mention.text in _THIS_YEAR and line.role in ("measure", "theme", "frame"):
        return _within_a_year(mention) and not (
            _OF_THE_YEAR.match(line.text, end) or line.text.endswith("预计", 0, start)
        )
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
        mention.value
        for start, _, mention in line.mentions
        if mention.kind == "date" and mention.value and not _AGAINST.search(line.text, 0, start)
    ]
    return full_date(days[0].get("to")) if days else None


def _is_aim(text: str, start: int, end: int, mention: Mention, later: int | None) -> bool:
    unit = mention.value["unit"] if mention.value else ""
    if unit in _GRADE or (unit in _LENGTH and text.startswith("的", end)):
        return False
    return not _is_condition(text, start, end) and not _qualifies(text, mention, end, later)


def _is_condition(text: str, start: int, end: int) -> bool:
    """对…3%以上的企业, …: the amount says whom a measure is for, not its aim."""
    whom = _WHOM.search(text, 0, start)
    return whom is not None and (whom[0] == "涉及" or "的" in text[end:])


def _qualifies(text: str, mention: Mention, end: int, later: int | None) -> bool:
    """10亿元以上项目超120个, 亿元楼宇: the amount says what kind of thing is meant, the next one how many."""
    if later is not None and not _PARTED.search(text, end, later):
        return True
    return _CLASS.fullmatch(mention.text) is not None


def _target(line: Line, start: int, end: int, mention: Mention, due: dt.date | None, said: str) -> Target:
    value = mention.value or {"op": "=", "value": None, "unit": ""}
    name = _name(line, start, end, value["unit"])
    if not name or _STAGE.fullmatch(name) or _BATCH.fullmatch(name):
        name = _object(said) or name
    return Target(name, value["op"], value.get("base"), value["value"], value["unit"], due, mention.id)


def _name(line: Line, start: int, end: int, unit: str) -> str:
    """What the amount measures: the noun after a count (3家链主企业), else the words before it (营业收入超1万亿元)."""
    after = _THING.match(line.text, end)
    thing = after["thing"].rpartition("的")[2].strip(_EDGE) if after else ""
    if thing and unit in COUNTED and "等" not in line.text[:start]:
        return thing
    before = _before(line, start)
    if thing and line.text.startswith("的", end) and _SIZE.fullmatch(before):
        return thing
    counts = unit in COUNTED or (after is not None and not before)
    if counts and thing:
        return f"{before}{thing}" if before.endswith("等") else thing
    return before or thing


def _before(line: Line, start: int) -> str:
    """The words that lead up to an amount, without who is to act, by when, and the verb."""
    said = [one for one in line.mentions if one[1] <= start and _says_who_or_when(one[2])]
    since = max(said, key=_end, default=None)
    stop = start
    if since and _AGAINST.search(line.text, 0, since[0]):
        said.remove(since)
        stop = since[0] - 1
    part = _PART.split(_NUMBERED.sub("", line.text[max(map(_end, said), default=0) : stop], count=1))[-1]
    if part.rfind("（") > part.rfind("）"):
        part = part.rpartition("（")[2]
    if taken := _TAKEN_FROM.search(part):
        return taken["thing"]
    words = _plain(part if part.endswith("等") else part.rpartition("、")[2])
    named = (_INDICATOR.sub("", words) if words[-1:] in _INDICATOR_ENDS else words).strip(_EDGE)
    # 调查失业率全年控制在5.5%以内: what it measures stands before the date.
    return _before(line, since[0]) if since and since in said and not named else named


def _says_who_or_when(mention: Mention) -> bool:
    return mention.kind == "date" or mention.rule == "subject"


def _plain(words: str) -> str:
    """A phrase without its verb: 更新老旧管网 is about 老旧管网."""
    words = words.lstrip(_BEFORE_NAME)
    words = words[whom.end() :] if (whom := _FOR.match(words)) else words
    words = words[sent.end() :] if (sent := _SENT.match(words)) else words
    words = words[verb.end() :] if (verb := _VERB.match(words)) else words
    return words[held.end() :] if (held := _HELD_THERE.match(words)) else words


def _object(text: str) -> str:
    """The thing a whole clause is about, where it is short: for a count in the clause after it."""
    if done_to := _DONE_TO.search(text):
        return done_to["thing"]
    opening = re.split(r"[（\d]", _PART.split(_NUMBERED.sub("", text))[0])[0]
    words = _plain(opening)
    return words if 2 <= len(words) <= 12 and "的" not in words else ""
