"""What a number counts or measures: 链主企业 of 3家链主企业, 营业收入 of 营业收入超1万亿元."""

import re
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from gongwen.mentions.quantity import COUNTED
from gongwen.model import Mention, Role
from gongwen.spans import LETTER

# Its last characters are those of _INDICATOR_ENDS.
_INDICATOR = re.compile(
    r"(?:分别|力争|确保|继续|要|将|年均|平均|总体|同比|累计|均|再|拟)*(?:实现|完成|保持|稳定|安排|控制)?(?:在)?(?:年均|同比|累计)*$|在[^在]{2,10}基础上$"
)
_INDICATOR_ENDS = frozenset("别争保续要将均体比计再拟现成持定排制在上")
# What stands before a name: who, how, and the verb that governs it.
_HOW = (
    "每年|每季度|每月|即|今年|全年|年内|其中|[市区县]本级|年(?=服务|培训|接待|处理|筹集)|力争|确保|要|将|应当?|须|必须|努力|争取|到|全区|全市|全省|[区市县省]内|加快|积极|大力|着力|稳步|有序|推动|推进|扎实|持续|进一步|统筹|计划|重点(?=保障|推[进动]|支持)|示范(?=推广)|综合(?=治理|整治)"
    "|支持|鼓励|负责|集中力量|分批|累计|再|拟|全面|深入|逐户|逐一|帮助|带动"
)
_DOES = (
    r"(?:综合)?(?:改造|优化|整治)提升(?=\w)|形成(?!时)|新发展|新建成|新改建|新?开工建设|新?开工(?=并|改造)|开发(?=就业|公益|岗位)|慰问(?=困难|群众|职工|老|一线)|启动(?:建设)?(?!资金)|新增|净增|增加|增添|压减|减少|办理(?!时[限间])|办成|揭榜|服务(?![业对窗事])|新建|改扩建|扩建|改建|续建|改造|培育|打造|建设(?!用地)|建成|建立|引进|完成|实现|组织|举办|开展|实施|引育|认定|签约(?!金额|额|率)|落地|争取"
    "|落实|安排|安装|加装|敷设|布建|布设|硬化|大修|整修|维修|划定|创成|撬动|洽谈|修复|亮化|打通|新辟|发布|削减|设立|布局|发展|储备|盘活|招引|创建|推出|发放|筹集|谋划|遴选|提供|更新|更换|投用|投入|投放|拨付|下达|走访|兑付|兑现"
    "|选派|选拔|选树|招聘|招录|配备|配置|征集|推送|解决|化解|清理|腾退|处置|收储|出让|种植|修建|修缮|铺设|疏浚|拆除|帮扶|扶持|惠及"
    "|集聚|汇聚|吸引|争创|获批|评选|表彰|减免|返还|筹措|开设|开通|开办|优化|调整|消除|普及|治理(?!能力|水平|体系|效能)|新?推广(?!应用面积)|保障(?![性房面]|能力|水平)|育成|抽检|检测|设置|增设|培养|培训(?!班)|排查|整治|抓好|办好|建好|做好|用好|新认定|新引进|新培育|新发放"
)
_ACT = f"(?:{_DOES})(?![率值性度额量期了]|面积)"
_VERB = re.compile(
    f"^(?:{_HOW})*(?:(?:(?:主|中心)?城区|市区|县城)(?={_DOES}))?(?:{_ACT}(?:(?:[、或及和]|并(?:基本|全面)?)?{_ACT}|（(?:{_DOES})）)*)?(?:一批)?"
)
# 组织干部走访…, 选派专家培训…: the second verb governs the name.
_SENT = re.compile(f"^(?:{_HOW})*(?:组织|选派|动员|发动|安排|引导){LETTER}{{2,5}}?(?:{_DOES})(?={LETTER}{{2}})")
# 园区企业开展宣讲: where it is held stands before the verb.
_HELD_THERE = re.compile(f"{LETTER}{{2,6}}(?:开展|举办|组织)(?={LETTER}{{2}})")
_DONE_TO = re.compile(f"对(?P<thing>{LETTER}{{2,12}})(?:进行|开展|实施)")
# 城东区将投资5800万元, 路灯改造将新增路灯3000盏.
_WHO = re.compile(f"{LETTER}{{1,6}}[省州区市县镇](?:还)?(?=将|拟)|{LETTER}{{2,20}}?将(?=(?:{_DOES})\\w{{2}})")
# 为中小企业新增授信, 在城区新建公厕: whom it is for, and where, stands before the verb.
_FOR = re.compile(f"^(?:为|向|对|在(?![建孵岗册读营]))[^的]{{2,10}}?(?=(?:{_DOES}){LETTER})")
# 总规模20亿元的产业基金 is about the fund.
_SIZE = re.compile("(?:设立|组建|成立|发起)?(?:总|首期|初始|基金)?规模$")
# 能耗比2025年降低12%: from what day it is counted.
AGAINST = re.compile("[比较]$")
# 其中竣工10万平方米: a stage of what was named before.
_STAGE = re.compile("(?:其中)?(?:新)?(?:竣工|开工|完工|投产|交付|建成)")
_STAGE_LAST = re.compile("(?:竣工|开工|完工|投产|交付|建成)$")
_WHEN = re.compile(r"^(?:\d[^，。；]{0,10}?(?:[前底内]|月|日)前?|每[半个]*[年季度月周]+|年[底内]前?|[上下]半年)")
TOTAL = re.compile("(?:累计)?总(?:数|量|规模)")
_BATCH = re.compile("(?:首|每|第[一二三四])(?:批|期)|一期|其中")
_TAKEN_FROM = re.compile("从(?P<thing>[^，。；]{2,16}?)中(?:统筹)?(?:安排|列支|拿出|提取|划拨|拨付)$")
# Where a noun ends.
# 普及, 地级及以上城市 go on.
_AND_MORE = "(?<![普涉惠波顾])及(?!以上|时|格|早)"
_STOPS = (
    rf"[，,；;。：:）)！]|(?<![型类级式])、|[（(](?!{LETTER}{{1,8}}）{LETTER})|和|{_AND_MORE}|与|或|$|\d|完成(?!率)|实现|担任|参加|参与"
    r"|纳入|联网|投产|投用|开工|赴|办好|入规|纳统|入库|上市|上云|逐|主体工程|(?:基本|全面|全部)完|包括|符合|实行|进行|开展|给予|实施|下沉|驻点|上门|(?<!级)以上|达到?\d"
)
_NOUN = rf"(?:(?:{LETTER}|[“”\"])|(?<=[型类级式])、|（(?:{LETTER}|、){{1,8}}）(?={LETTER}))"
_THING = re.compile(rf"(?P<thing>“[^“”，。]{{1,16}}”{_NOUN}*?|{_NOUN}{{2,40}}?)(?={_STOPS})")
# 80%的区（县级市）达到……: of whom so large a share does something.
_SHARE_OF = re.compile(
    rf"的?(?P<thing>(?:(?!和|与|{_AND_MORE})(?:{LETTER}|、)|（{LETTER}{{1,8}}）){{2,16}}?)"
    "(?=达到|达标|建设达标|实现|建成|完成|落户|由|全面)"
)
# 道路86条总长104公里: the second says how much the counted make together.
TOGETHER = re.compile("总[长投面建]|全长")
_COUNTED_TOGETHER = re.compile(rf"\d+\w{{1,2}}?(?={TOGETHER.pattern})")
_EDGE = "，,；;。：:、的 （(*"
_BEFORE_NAME = _EDGE + "前内"
_PART = re.compile("[，,；;。：:]")
_NO_NAME = re.compile("(?:全|我|本)[省市区县州镇]|[为向对给]")  # 保障全省3万亩农田, 为5万人次提供服务
_NUMBERED = re.compile(r"^\s*(?:（[一二三四五六七八九十\d]{1,4}）|[一二三四五六七八九十\d]{1,3}[、.．])")
_end = itemgetter(1)


# 不低于上年度人均可支配收入的60%: what is measured stands before.
_AGAINST_OTHER = re.compile("不(?:[高多低少]于|超过)[^，。；：、]{2,24}的$")
# 百日攻坚行动期间开工项目.
_DURING = re.compile(f"^{LETTER}{{2,12}}期间(?=\\w)")
# 为80所中小学更新桌椅: whom it is for ends where a verb begins.
_FOR_WHOM = re.compile("(?:为|对|向|给|帮助)(?:全[区市县省])?$")
_HELPED = re.compile(
    rf"(?P<thing>(?:(?:有|符合|具备){LETTER}{{1,14}}的)?(?:{LETTER}|[“”]|（{LETTER}{{1,8}}）(?={LETTER})){{1,24}}?)"
    rf"(?={_STOPS}|安装|推送|免费|[a-zA-Z]|(?:{_DOES})(?={LETTER}))"
)
_WORK_LAST = re.compile("(?:改造|建设|整治|修缮|维修|更新|提升|升级|普查|检测|评估|验收)$")
# What says too little without the examples before it: 智能网联等领域企业, 南湖水厂等项目.
_VAGUE = re.compile("领域|行业|方面|类|.{1,2}$")
_EXAMPLES = re.compile("(?<![中高初平优上次同对均])等(?![级次候待于])(?P<of>.{3,})$")
_WITHIN_WHOLE = re.compile("[^中]{2,12}中(?=[^中]{2,12}(?:占比|比重|比例)$)")
# 科技型中小企业入库300家.
_ENTERED = re.compile("(?<=企业|单位|项目)(?:入库|入规|纳统|升规|上市)$")
_LONGEST_LIST = 24
_AND = re.compile("[、和与]")
_STANDS_ALONE = re.compile("(?:[率额值量数]|收入|投资|浓度|面积|比重|占比)$")


class Line(NamedTuple):
    """A clause of a task: role, words of the flow, and the mentions in it with their offsets."""

    role: Role
    text: str
    mentions: Sequence[tuple[int, int, Mention]]


def counted(line: Line, start: int, end: int, unit: str, said: str) -> str:
    """What the amount ``[start, end)`` counts; ``said``, the clause before, says it where this one does not."""
    name = _name(line, start, end, unit)
    if not name or _STAGE.fullmatch(name) or _BATCH.fullmatch(name):
        name = _object(said) or name
    return name


def _name(line: Line, start: int, end: int, unit: str) -> str:
    """What the amount measures: the noun after a count (3家链主企业), else the words before it (营业收入超1万亿元)."""
    thing = _thing(line, start, end, unit)
    if thing and unit in COUNTED and "等" not in line.text[:start]:
        return thing
    before = _before(line, start)
    if thing and line.text.startswith("的", end) and _SIZE.fullmatch(before):
        return thing
    if thing and not before:
        return _plain(thing)
    if thing and unit in COUNTED:
        return f"{before}{thing}" if before.endswith("等") and _VAGUE.match(thing) else thing
    return before or thing


def _thing(line: Line, start: int, end: int, unit: str) -> str:
    """The noun after an amount, with what kind of it is meant: 110千伏变电站 of 4座110千伏变电站."""
    if TOGETHER.match(line.text, end):
        return ""
    kind = next((other[1] for other in line.mentions if other[0] == end and other[2].kind == "amount"), end)
    for_whom = _FOR_WHOM.search(line.text, 0, start) is not None
    thing = _HELPED if for_whom else _THING
    after = (unit == "%" and _SHARE_OF.match(line.text, kind)) or thing.match(line.text, kind)
    if for_whom and not after:  # 为5万人次提供服务
        given = _THING.match(line.text, kind)
        return _plain(given["thing"]) if given else ""
    if after and (such := _such(line, kind, after.end())):
        return such
    if not after:
        return ""
    of, _, named = after["thing"].rpartition("的")
    # 3万户住宅的节能改造 is of dwellings
    return line.text[end:kind] + (of if of and _WORK_LAST.search(named) else named).strip(_EDGE)


def _such(line: Line, start: int, end: int) -> str:
    """高新技术企业 of 2家年销售收入达500亿元的高新技术企业: what is counted stands after the amount that says which."""
    other = next((one for one in line.mentions if one[0] > start and one[2].kind == "amount"), None)
    beside = other and other[0] in range(end - 2, end + 1) and line.text.startswith("的", other[1])
    after = _THING.match(line.text, other[1] + 1) if other and beside else None
    return after["thing"].rpartition("的")[2] if after else ""


def _before(line: Line, start: int) -> str:
    """The words that lead up to an amount, without who is to act, by when, and the verb."""
    if other := _AGAINST_OTHER.search(line.text, 0, start):
        start = other.start()
    said = [one for one in line.mentions if one[1] <= start and _says_who_or_when(one[2])]
    since = max(said, key=_end) if said else None
    stop = start
    if since and AGAINST.search(line.text, 0, since[0]):
        said.remove(since)
        stop = since[0] - 1
    words = line.text[max(map(_end, said)) if said else 0 : stop]
    numbered = _NUMBERED.match(words)
    part = _PART.split(words[numbered.end() :] if numbered else words)[-1]
    if part.rfind("（") > part.rfind("）"):
        part = part.rpartition("（")[2]
    if taken := _TAKEN_FROM.search(part):
        return taken["thing"]
    if own := _of_several(line, part, stop):
        return own
    alike = part.partition("分别")[0] or part
    words = _plain(_COUNTED_TOGETHER.sub("", _of_list(line, alike, stop - len(part) + len(alike))))
    named = (_INDICATOR.sub("", words) if words[-1:] in _INDICATOR_ENDS else words).strip(_EDGE)
    named = "" if _NO_NAME.fullmatch(named) else named
    # 调查失业率全年控制在5.5%以内: what it measures stands before the date.
    return _before(line, since[0]) if since and since in said and not named else _without_examples(named)


def _of_several(line: Line, part: str, stop: int) -> str:
    """Which of several indicators the next amount is of: 开工率、投资完成率分别达到90%、85%; "" where none is told."""
    names, each, _ = part.partition("分别")
    several = _AND.split(_plain(_INDICATOR.sub("", names))) if each else []
    at = stop - len(part) + len(names)
    amounts = [start for start, _, one in line.mentions if one.kind == "amount" and start >= at]
    if len(several) != len(amounts) or not all(map(_STANDS_ALONE.search, several)):
        return ""
    return several[sum(start < stop for start in amounts)]


def _of_list(line: Line, part: str, stop: int) -> str:
    """``part``, which ends at ``stop``, or its last piece where the others are things of their own."""
    last = part.rpartition("、")[2]
    if last == part:
        return part
    begin, rest = stop - len(part), part.split("、")[1:]
    own = any(begin <= one[0] < stop and one[2].kind == "amount" for one in line.mentions)
    acts = _HELD_THERE.match(last) or any((verb := _VERB.match(piece)) and verb.end() for piece in rest)
    if own or acts:
        return last
    return part if "等" in part or len(part) <= _LONGEST_LIST else last


def _without_examples(named: str) -> str:
    """社区食堂 of 明珠、春晖等社区食堂; the share itself of 投资项目中装配式建筑占比."""
    named = _ENTERED.sub("", named)
    if (examples := _EXAMPLES.search(named)) and not _VAGUE.match(examples["of"]):
        return examples["of"]
    return named[within.end() :] if (within := _WITHIN_WHOLE.match(named)) else named


def _says_who_or_when(mention: Mention) -> bool:
    return mention.kind == "date" or mention.rule == "subject"


def _plain(words: str) -> str:
    """A phrase without its verb: 更新老旧管网 is about 老旧管网."""
    words = _DURING.sub("", words.lstrip(_BEFORE_NAME))
    words = words[who.end() :] if (who := _WHO.match(words)) else words
    words = words[whom.end() :] if (whom := _FOR.match(words)) else words
    words = words[sent.end() :] if (sent := _SENT.match(words)) else words
    words = words[verb.end() :] if (verb := _VERB.match(words)) else words
    return words[held.end() :] if (held := _HELD_THERE.match(words)) else words


def _object(text: str) -> str:
    """The thing a whole clause is about, where it is short: for a count in the clause after it."""
    if done_to := _DONE_TO.search(text):
        return done_to["thing"]
    opening = re.split(r"[（\d]", _PART.split(_WHEN.sub("", _NUMBERED.sub("", text)))[0])[0]
    words = _STAGE_LAST.sub("", _plain(opening))
    return words if 2 <= len(words) <= 12 and "的" not in words else ""
