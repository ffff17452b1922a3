"""Amounts: 35亿元, 120家以上, 由5个增加到8个, 翻一番, 超千P, 五六十家, 八成, 三分之二.

Value: ``{"value", "unit", "op"}``, the value a decimal string in base units (35亿元 is 3500000000 元, 八成 is 80 %,
what falls is below zero); with ``base`` where the words say from what, and ``to`` where they give a range.
Rules: ``number``, ``from_to``, ``multiple``.
Doubts: ``broken_number`` (value null), ``range`` (value is its lower end), ``rounded`` (三分之二 is 66.67 %),
``unit_inferred`` (突破千亿 is money).
"""

import re
from bisect import bisect_left, bisect_right
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter

from gongwen.mentions import broken
from gongwen.mentions.apart import EDGE, holding
from gongwen.model import Found, Operator
from gongwen.numerals import SCALE, parse, plain
from gongwen.spans import LETTER
from gongwen.words import rows

_UNITS = rows("units")
COUNTED = frozenset(row[0] for row in _UNITS if row[1] == "count")
_GAP = broken.GAPS
# The second half of a word that begins like a unit: 3000人工…, 八成立…; or of a name: 240小时免签.
_UNIT = (
    f"(?=[{''.join(sorted({re.escape(row[0][0]) for row in _UNITS}))}])"
    "(?:(?!人[工才大民均]|项目(?!标)|根[据本基]|段[时落]|成[为立果功员本]|家(?:万户|庭)|个(?:月|季度|小时|方面|一)|天然|部门|米粉|斤斤|(?<=线\\d)期|(?<=线[一二三四五])期"
    f"|(?:小时|分钟)(?={LETTER})(?![以之内的左上下后前并和及与至到为]))(?:"
    + "|".join(sorted((re.escape(row[0]) for row in _UNITS if len(row[0]) > 1), key=len, reverse=True))
    + f"|[{''.join(row[0] for row in _UNITS if len(row[0]) == 1)}]"
    + ")(?!级))"
)
# 元/亩: so much for each.
_EACH = "(?: ?/ ?(?:亩|公顷|平方米|平方公里|公里|吨|立方米|千瓦时|人|户|家|年|月|天|日|小时|次|件|项|个|台|套|辆|场))?"
# 3个月 is a date's business (3个月内) unless it says how long a thing is: 6个月的见习, 1年以上, 11.7年.
_LONG = (
    r"(?:(?:年|个月)(?=的(?!时[间限]|期限|周期|努力)|及?以[上下])"
    r"|年(?:(?<=\d[.．]\d年)|(?<=\d[.．]\d\d年)|(?<=满\d年)|(?<=满\d\d年)))"
)
# Begun at its first character, in figures or not, which one pass finds; what may not stand before follows.
# In characters: with a scale (三百, 超千P), two neighbours (五六十, 两三), or a small count where something beside it
# says that it is one: what is built or held, a range, a qualifier. 万元增加值, 万人发明专利 are rates for each.
_SMALL = "一二三四五六七八九两"
_NEIGHBOURS = "两三|二三|三四|三五|四五|五六|六七|七八|八九"
# 10公里多, but not 30台多层住宅电梯.
_QUALIFIED = "(?P<over>及?以上|[多余](?![^\\W的]))|(?P<under>及?以下|以内|之内)|(?P<around>左右|上下)"
_TO = r"[—–\-－~～至到]+"
_FIGURES = (
    r"(?<=\d)(?<![\d.．A-Za-z第\-].)\d*+(?:[,，]\d{3})*(?:[.．]\d+)?"
    rf"{broken.MORE_PARTS}(?:[多余](?={SCALE}))?{SCALE}*"
)
_CHARACTERS = (
    f"(?<![\\d.．{_SMALL}十百千万亿第几数家每].)(?!(?<=万)元(?![以及左级]){LETTER})"
    "(?!(?<=[千万])人(?:口|托位|床位|病床|医[师护]|护士|发明|有效|高价值|拥有|失信|刑|计划|评议|成讼))"
    f"(?:(?:(?<=[{_SMALL}])[十百千万亿]|(?<=[十百千万亿]))零?[{_SMALL}]?(?:[十百千万亿]零?[{_SMALL}]?)*"
    f"|(?<=[{_SMALL}])(?:[{_SMALL}](?<={_NEIGHBOURS})[十百千万亿]*"
    f"|(?=[家座所条台户场支倍])(?<!一)|(?=成(?![不为立果功员本套型品长熟绩就分效才]))|(?={_TO}[{_SMALL}十])"
    "|(?<=不[少低]于.)|(?<=不超过.)|(?<=至少.)|(?<=最多.)|(?P<few>)))"
)
# ``few``: 三家以上 is a number only by the qualifier right after its unit.
_NUMBER = f"[0-9０-９{_SMALL}十百千万亿](?:{_FIGURES}|{_CHARACTERS})"
_AMOUNT = re.compile(
    rf"(?P<number>{_NUMBER})(?(few)|(?:(?P<first>{_UNIT})?{_TO}(?P<to>{broken.PARTS}{SCALE}*|[{_SMALL}十百千万亿零]+))?"
    rf"(?:{broken.GAP}++|(?P<more>[余多]|(?<=十)几)){{0,3}})"
    rf"(?P<unit>{_UNIT}{_EACH}|(?(few)(?!)|(?:{_LONG}|(?<=[百千万]亿|[\d\u767e\u5343]万)(?=及?以上|[，。；、大规{EDGE}]|\Z))))"
    rf"(?(few)(?=及?以[上下内]|左右))(?:{_QUALIFIED})?"
)
# 百分之五 has the groups of the others.
_SHARE = re.compile(
    f"(?P<first>[百千万{_SMALL}十])分之(?P<number>[{_SMALL}十百零点]+)(?:{_TO}百分之(?P<to>[{_SMALL}十百零点]+))?(?P<more>)(?P<unit>)(?:{_QUALIFIED})?"
)
_OF = re.compile("分之")
# A number with no unit behind it is one of money, or of heads, where the words before it say so.
_MONEY = re.compile(f"(?<=突破|超过)[{_SMALL}]?[百千万]亿")
_HEADS = {"人次": "人次", "人数": "人", "户数": "户", "家数": "家", "件数": "件"}
_COUNTED_BEFORE = re.compile(
    f"(?P<of>{'|'.join(_HEADS)})(?:要|应|力争|确保)?(?:达到?|突破|超过?|不[少低]于|稳定在|为|约)?{_GAP}\\Z"
)
# 分别压缩至70、40、30个工作日: the last alone has the unit.
_SHARED = re.compile(r"分别(?P<lead>[^\W\d]{0,6})(?P<numbers>\d[\d.]*(?:[、和]\d[\d.]*)*)[、和]\Z")
# The same where each has a unit of its own.
_EACH_AMOUNT = re.compile(rf"分别(?P<rest>[^，。；：{EDGE}]{{2,60}})")
_QUALIFIES = re.compile("(?:以[上下内]|左右|之内)$")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_MULTIPLE = re.compile("翻(?P<fold>[一两二三四])?番")
_PATTERNS = (_AMOUNT, _MULTIPLE)
_SIGNS: dict[str | None, Operator] = {
    "least": ">=", "most": "<=", "up_to": "<=", "reach": "=", "about": "~", "fall": "+", "growth": "+", None: "=",
}  # fmt: skip
_CHANGES = "提高 增加 提升 扩大 发展 增长 降低 下降 减少 上升 拓展 扩展 由 翻"
# What stands right before a number, and what it says of it.
_LEADS: dict[str, str] = {
    word: sign
    for sign, words in (
        ("least", "不少于 不低于 不小于 至少 至少有 至少建有 最少 超过 突破 超 过 逾 高于 多于 大于 上 破"),
        ("least", "不得少于 不能少于 不得低于 不能低于"),
        ("most", "不超过 不高于 不多于 不大于 控制在 控制到 至多 最多 最高 上限 上限为 低于 少于 小于"),
        ("most", "不得超过 不能超过 不应超过 不可超过 不得高于 不能高于 不得多于"),
        ("reach", "增至 减至 压减到 压减至 压缩到 压缩至 缩短到 缩短至 降至 降到 升至 达到 达"),
        *(("reach", f"{verb}到 {verb}至 {verb}为") for verb in _CHANGES.split()),
        ("about", "约 大约 近 接近"),
        ("fall", "下降 降低 减少 压减 压缩 缩短 缩减 削减 下浮 减 降"),
        ("growth", "增长 增加 提高 提升 上升 新增 净增 上浮 增"),
    )
    for word in words.split()
}
_LEAD_ENDS = frozenset(word[-1] for word in _LEADS)
_REACHED = frozenset("到至为")
_PASSED = "值额模入资量税利收"  # 产值过百亿; 通过2项 is none
_NO_ABOUT = "签履预集节契条合特制"  # 签约
_TURNED: dict[str, Operator] = {">=": "<=", "<=": ">="}
_PAIRS = frozenset(_NEIGHBOURS.split("|"))
_GROUPS = ("number", "first", "to", "more", "unit", "over", "under", "around")
_LONGEST_LEAD = max(map(len, _LEADS))
_FALLS = tuple(word for word, sign in _LEADS.items() if sign == "fall" and len(word) > 1)
_BETWEEN = re.compile(rf"了?{_GAP}\Z")
# What is added, with its name between: 新增上市公司5家、孵化器3个.
_ADDED = re.compile(r"(?:新增|净增|增加)[\w、“”]{1,24}\Z")
# What is taken off, likewise: 压减会议经费10%. 减少到 and what lasts so long says how much is left.
_TAKEN_OFF = re.compile(r"(?:压减|削减|减少|降低|缩减)(?!至|到|为|率|后)[^，。；、：（）\d的由从至到\0]{2,12}\Z")
_NEXT = re.compile(r"\w{2,16}、\*?")
_FAR = re.compile(
    rf"(?:不(?:(?P<most>[高多大]于|超过)|(?P<least>[低少小]于))[^，。；、\d{EDGE}]{{1,20}}"
    rf"|最[高多]可?(?P<up_to>给予|补[助贴]|奖励|资助|支持|贷款|授信)[^，。；、\d{EDGE}]{{0,8}})\Z"
)
_FAR_WORD = re.compile("[不最增减低]")  # what each of them holds
# 道路改造提升3公里 names the work.
_WORK_ENDS = ("改造", "整治", "优化", "修缮", "更新", "综合", "品质", "环境")
# 改造提升两条街区 makes them better, not more.
_IMPROVES = frozenset(f"{verb}{done}" for verb in ("提高", "提升", "上升") for done in ("", "了"))
_LOOK_BACK = 30
_SCALES = re.compile(f"{SCALE}+")
_SCALES_ALONE = frozenset(("亿", "万", "千", "百", "百万", "千万", "万亿"))
_OPENS_UNIT, _CLOSES_UNIT = frozenset(("", "（", "(", "：", EDGE)), frozenset(("", "）", ")", EDGE))
_start = attrgetter("start")
_new = tuple.__new__  # half the time of a named tuple's own
_MORE = re.compile("[多余]")  # 5000多亿元: between the digits and their scale


def find_amounts(text: str) -> list[Found]:
    """Amounts of ``text`` (clauses set apart, or one), in order."""
    found: list[Found] = []
    end = 0
    shares = [match for start, end in holding(text, _OF) for match in _SHARE.finditer(text, start, end)]
    numbers = [match for pattern in _PATTERNS for match in pattern.finditer(text)]
    for match in sorted([*numbers, *shares], key=re.Match.start):
        if match.start() < end or _is_unit(text, match):
            continue
        end = match.end()
        one = _multiple(match) if match.re is _MULTIPLE else _amount(text, match)
        if one is None:
            continue
        if found and one.start < found[-1].end:
            found.pop()
        found += _sharing(text, _added_too(text, found[-1], one) if found else one)
    return _alike(text, found) if "分别" in text else found


def _added_too(text: str, before: Found, one: Found) -> Found:
    """新增2家养老院、1个食堂: what is added next is added too."""
    alike = before.value and one.value and before.value["op"] == "+" and one.value["op"] == "="
    if not alike or before.value["unit"] not in COUNTED or not _NEXT.fullmatch(text, before.end, one.start):
        return one
    return one._replace(value=one.value | {"op": "+"})


def _alike(text: str, found: list[Found]) -> list[Found]:
    """分别增长8%、9%; 分别达到80%、50%和25%以上: what leads the first and what qualifies the last is said of each."""
    out = list(found)
    for each in _EACH_AMOUNT.finditer(text):
        inside = range(bisect_left(out, each.start("rest"), key=_start), bisect_right(out, each.end(), key=_start))
        listed = [n for n in inside if out[n].end <= each.end()]
        values = [out[n].value for n in listed]
        if len(listed) < 2 or not all(values) or len({value["unit"] for value in values}) > 1:
            continue
        first, last = out[listed[0]], out[listed[-1]]
        led = "=" if _QUALIFIES.search(text, first.start, first.end) else first.value["op"]
        falls = led == "+" and first.value["value"].startswith("-")
        shared = led in ("=", "+") and not falls and _QUALIFIES.search(text, last.start, last.end)
        op = last.value["op"] if shared else led
        for n in listed:
            value = out[n].value
            if value["op"] in ("=", led):
                told = f"-{value['value']}" if falls and value["op"] == "=" else value["value"]
                out[n] = out[n]._replace(value=value | {"op": op, "value": told})
    return out


def _sharing(text: str, last: Found) -> list[Found]:
    """``last`` with the numbers before it that share its unit and lead: 分别不高于50和30微克/立方米."""
    listed = text[last.start - 1 : last.start] in ("、", "和") and last.value
    numbers = _SHARED.search(text, max(0, last.start - 2 * _LOOK_BACK), last.start) if listed else None
    if not numbers:
        return [last]
    value = last.value | {"op": _SIGNS[_LEADS.get(numbers["lead"])] if last.value["op"] == "=" else last.value["op"]}
    first = numbers.start("numbers")
    each = [(first + one.start(), first + one.end(), one[0]) for one in _BARE.finditer(numbers["numbers"])]
    shared = [Found(start, end, "amount", value | {"value": _said(said)}, last.rule) for start, end, said in each]
    return [*shared, last._replace(value=value)]


def _multiple(match: re.Match[str]) -> Found:
    """翻一番 is twice, 翻两番 four times."""
    times = 2 ** int(parse(match["fold"] or "一") or 1)
    return Found(*match.span(), "amount", {"value": str(times), "unit": "倍", "op": "×"}, "multiple")


def _amount(text: str, match: re.Match[str]) -> Found | None:
    at, end = match.span()
    number, first, to, more, unit, over, under, around = match.group(*_GROUPS)
    share = match.re is _SHARE
    said_unit = "%" if share or unit in ("％", "成") else unit or _unit_before(text, at)
    if not said_unit:
        return None
    lead, start, base = _led_by(text, at, said_unit)
    rule = "from_to" if base else "number"
    if broken.is_broken(text, start, end):
        return Found(start, end, "amount", None, rule, (broken.DOUBT,))
    lead = lead or _led_from_afar(text, at, said_unit)
    op = _SIGNS[lead]
    if lead not in ("least", "most", "up_to") or around:
        op = ">=" if over or more or to or _MORE.search(number) else "<=" if under else "~" if around else op
    value: dict[str, str] = {"value": _said(number), "unit": said_unit, "op": op}
    if to:
        value |= _range(number, first, to)
    elif number[:2] in _PAIRS:
        value |= {"value": _said(number[0] + number[2:]), "to": _said(number[1:]), "op": ">="}
    if base:
        value["base"] = _said(base)
    if said_unit == "倍" and lead in ("growth", "reach", None):
        rule = "multiple"
        value |= {"value": plain(Decimal(value["value"]) + (lead == "growth")), "op": "×"}
    elif op != "=" and not to and (lead == "fall" or text.endswith(_FALLS, max(0, start - 2), start)):
        value |= {"value": plain(-Decimal(value["value"])), "op": _TURNED.get(op, op)}
    doubts = ("range",) if "to" in value else () if unit or share else ("unit_inferred",)
    if unit == "成" or (share and first != "百"):
        return _in_percent(Found(start, end, "amount", value, rule, doubts), first if share else "十")
    return _new(Found, (start, end, "amount", value, rule, doubts))


def _is_unit(text: str, match: re.Match[str]) -> bool:
    """（亿元）, 单位：万元: in what is counted, not how much."""
    start, end = match.span()
    closed = text[end : end + 1] in _CLOSES_UNIT and text[start - 1 : start] in _OPENS_UNIT
    return closed and match.re is _AMOUNT and match["number"] in _SCALES_ALONE


def _unit_before(text: str, at: int) -> str | None:
    """服务人次达200万 counts 人次, 突破千亿 is money; None where nothing says what is counted."""
    counted = _COUNTED_BEFORE.search(text, max(0, at - _LOOK_BACK), at)
    return _HEADS[counted["of"]] if counted else "元" if _MONEY.match(text, at) else None


def _in_percent(found: Found, of: str) -> Found:
    """八成 and 三分之二 as 80 % and 66.67 %: its numbers, so far ``of`` as many to the whole."""
    whole = Decimal(_said(of))
    shares = {key: Decimal(number) * 100 / whole for key, number in found.value.items() if key not in ("unit", "op")}
    told = {key: round(share, 2) for key, share in shares.items()}
    doubt = found.doubt if told == shares else (*found.doubt, "rounded")
    return found._replace(value=found.value | {key: plain(share) for key, share in told.items()}, doubt=doubt)


def _led_by(text: str, at: int, unit: str) -> tuple[str | None, int, str | None]:
    """What leads up to the number at ``at``: what it says, where it begins, and the number that is the base."""
    near = max(0, at - _LOOK_BACK)
    before = _before(text, near, at)
    last = text[before - 1 : before]
    if last not in _LEAD_ENDS:
        return None, at, None
    start = _lead_start(text, before)
    lead = _LEADS.get(text[start:before])
    if lead is None or (text[start:at] in _IMPROVES and (unit in COUNTED or text.endswith(_WORK_ENDS, near, start))):
        lead, start = None, at
    base = _from(text, near, at) if last in _REACHED else None
    return (lead, base.start(), base["base"]) if base else (lead, start, None)


def _from(text: str, near: int, at: int) -> re.Match[str] | None:
    """From what it goes to the number at ``at``: 由5个增加到."""
    said = text.find("由", near, at) >= 0 or text.find("从", near, at) >= 0
    return _base().search(text, near, at) if said else None


@cache
def _base() -> re.Pattern[str]:
    """Asked of few pages, and long to compile."""
    return re.compile(
        rf"[由从][^，。；、由从\d{EDGE}]{{0,14}}?(?:百分之)?(?P<base>{_NUMBER}|[{_SMALL}])(?:{_UNIT})?(?:以[上下内])?[^，。；、由从{EDGE}]{{0,8}}?(?:到|至|为){_GAP}\Z"
    )


def _led_from_afar(text: str, at: int, unit: str) -> str | None:
    """不高于合同金额的30%, 最高补助50万元, 新增上市公司5家, 压减会议经费10%: what it is of stands between."""
    near = max(0, at - _LOOK_BACK)
    if not _FAR_WORD.search(text, near, at):
        return None
    no = max(text.rfind("不", near, at), text.rfind("最", near, at))
    if no >= 0 and (said := _FAR.match(text, no, at)):
        return said.lastgroup
    if unit not in ("%", "倍") and _ADDED.search(text, near, at):
        return "growth"
    return "fall" if _TAKEN_OFF.search(text, near, at) else None


def _before(text: str, near: int, at: int) -> int:
    """Where what stands before the number at ``at`` ends, 了 and blanks left out."""
    beside = text[at - 1 : at]
    if beside.isalnum() and beside != "了":
        return at
    between = _BETWEEN.search(text, near, at)
    return between.start() if between else at


def _lead_start(text: str, end: int) -> int:
    """Where the longest lead begins that ends at ``end``; ``end`` where there is none."""
    for start in range(max(0, end - _LONGEST_LEAD), end):
        if text[start:end] in _LEADS and (end - start > 1 or _leads_alone(text, start)):
            return start
    return end


def _leads_alone(text: str, at: int) -> bool:
    """产值过百亿, but not 通过2项; 上百家, but not 以上百家; 约百家, but not 签约百家."""
    if text[at] == "过":
        return text[at - 1] in _PASSED
    if text[at] == "约":
        return text[at - 1] not in _NO_ABOUT
    return text[at] not in "上破" or (text[at + 1] in "百千万亿" and text[at - 1] not in "以之线打")


@lru_cache(maxsize=4096)
def _said(number: str) -> str:
    return plain(parse(_MORE.sub("", number)) or Decimal(0))


def _range(number: str, first: str | None, to: str) -> dict[str, str]:
    """The two ends of a range; 10—15万 shares its scale."""
    low, high = Decimal(_said(number)), parse(to) or Decimal(0)
    scale = to.lstrip(f"0123456789０１２３４５６７８９.．,，{_SMALL}")
    if scale != to and not first and _SCALES.fullmatch(scale) and not _SCALES.search(number):
        shared = low * (parse(scale) or 1)
        low = shared if shared < high else low
    return {"value": plain(low), "to": plain(high)}
