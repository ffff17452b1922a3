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
from functools import lru_cache
from operator import attrgetter

from gongwen.mentions import broken
from gongwen.mentions.apart import EDGE, holding
from gongwen.mentions.leads import FALLS, LEADS, LOOK_BACK, led_by, led_from_afar
from gongwen.mentions.quantity import COUNTED, EACH, LONG, NEIGHBOURS, NUMBER, QUALIFIED, SMALL, TO, UNIT
from gongwen.model import Found, Operator
from gongwen.numerals import SCALE, parse, plain
from gongwen.words import rows

_AMOUNT = re.compile(
    rf"(?P<number>{NUMBER})(?(few)|(?:(?P<first>{UNIT})?{TO}(?P<to>{broken.PARTS}{SCALE}*|[{SMALL}十百千万亿零]+))?"
    rf"(?:{broken.GAP}++|(?P<more>[余多]|(?<=十)几)){{0,3}})"
    rf"(?P<unit>{UNIT}{EACH}|(?(few)(?!)|(?:{LONG}|(?<=[百千万]亿|[\d\u767e\u5343]万)(?=及?以上|[，。；、大规的{EDGE}]|\Z))))"
    rf"(?(few)(?=及?以[上下内]|左右))(?:{QUALIFIED})?"
)
# 百分之五 has the groups of the others.
_SHARE = re.compile(
    f"(?P<first>[百千万{SMALL}十])分之(?P<number>[{SMALL}十百零点]+)(?:{TO}百分之(?P<to>[{SMALL}十百零点]+))?(?P<more>)(?P<unit>)(?:{QUALIFIED})?"
)
_OF = re.compile("分之")
# A number with no unit behind it is one of money, or of heads, where the words before it say so.
_MONEY = re.compile(f"(?<=突破|超过|[入值收额模]过)[{SMALL}]?[百千万]亿")
_HEADS = {"人次": "人次", "人数": "人", "户数": "户", "家数": "家", "件数": "件"}
_COUNTED_BEFORE = re.compile(
    f"(?P<of>{'|'.join(_HEADS)})(?:要|应|力争|确保)?(?:达到?|突破|超过?|不[少低]于|稳定在|为|约)?{broken.GAPS}\\Z"
)
# 分别压缩至70、40、30个工作日: the last alone has the unit.
_SHARED = re.compile(r"分别(?P<lead>[^\W\d]{0,6})(?P<numbers>\d[\d.]*(?:[、和]\d[\d.]*)*)[、和]\Z")
# The same where each has a unit of its own.
_EACH_AMOUNT = re.compile(rf"分别(?P<rest>[^，。；：{EDGE}]{{2,60}})")
_QUALIFIES = re.compile("(?:以[上下内]|左右|之内)$")
_QUALIFIED_ITSELF = re.compile(f"[多余]|{_QUALIFIES.pattern}")
_BARE = re.compile(r"\d+(?:\.\d+)?")
_MULTIPLE = re.compile("翻(?P<fold>[一两二三四])?番")
_PATTERNS = (_AMOUNT, _MULTIPLE)
_SIGNS: dict[str | None, Operator] = {
    "least": ">=", "most": "<=", "up_to": "<=", "reach": "=", "about": "~", "fall": "+", "growth": "+", None: "=",
}  # fmt: skip
_PAIRS = frozenset(NEIGHBOURS.split("|"))
_GROUPS = ("number", "first", "to", "more", "unit", "over", "under", "around")
_TURNED: dict[str, Operator] = {">=": "<=", "<=": ">="}
_NEXT = re.compile(
    r"\w{2,16}、\*?|、(?!总|累计)(?P<verb>[^\W\d]{2})[^\W\d]{,14}"
)  # 2家养老院、1个食堂; 养老院2家、食堂1个
_SCALES = re.compile(f"{SCALE}+")
_SCALES_ALONE = frozenset(("亿", "万", "千", "百", "百万", "千万", "万亿"))
_OPENS_UNIT, _CLOSES_UNIT = frozenset(("", "（", "(", "：", EDGE)), frozenset(("", "）", ")", EDGE))
_VERBS = frozenset(word for word, kind in rows("acting_verbs") if kind == "verb")
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
        found += _sharing(text, _as_before(text, found[-1], one) if found else one)
    return _alike(text, found) if "分别" in text else found


def _as_before(text: str, before: Found, one: Found) -> Found:
    """新增2家养老院、1个食堂: added too; 突破1亿元、5亿元: what led the first is said of the next."""
    if not before.value or not one.value or one.value["op"] != "=":
        return one
    op, unit = before.value["op"], before.value["unit"]
    after = _NEXT.fullmatch(text, before.end, one.start) if op == "+" and unit in COUNTED else None
    added = after is not None and after["verb"] not in _VERBS
    beside = text[before.end : one.start] == "、" and unit == one.value["unit"]
    led = beside and op in _TURNED and not _QUALIFIED_ITSELF.search(text, before.start, before.end)
    return one._replace(value=one.value | {"op": op}) if added or led else one


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
    numbers = _SHARED.search(text, max(0, last.start - 2 * LOOK_BACK), last.start) if listed else None
    if not numbers:
        return [last]
    value = last.value | {"op": _SIGNS[LEADS.get(numbers["lead"])] if last.value["op"] == "=" else last.value["op"]}
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
    lead, start, base = led_by(text, at, said_unit)
    rule = "from_to" if base else "number"
    if broken.is_broken(text, start, end):
        return Found(start, end, "amount", None, rule, (broken.DOUBT,))
    lead = lead or led_from_afar(text, at, said_unit)
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
    elif op != "=" and not to and (lead == "fall" or text.endswith(FALLS, max(0, start - 2), start)):
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
    counted = _COUNTED_BEFORE.search(text, max(0, at - LOOK_BACK), at)
    return _HEADS[counted["of"]] if counted else "元" if _MONEY.match(text, at) else None


def _in_percent(found: Found, of: str) -> Found:
    """八成 and 三分之二 as 80 % and 66.67 %: its numbers, so far ``of`` as many to the whole."""
    whole = Decimal(_said(of))
    shares = {key: Decimal(number) * 100 / whole for key, number in found.value.items() if key not in ("unit", "op")}
    told = {key: round(share, 2) for key, share in shares.items()}
    doubt = found.doubt if told == shares else (*found.doubt, "rounded")
    return found._replace(value=found.value | {key: plain(share) for key, share in told.items()}, doubt=doubt)


@lru_cache(maxsize=4096)
def _said(number: str) -> str:
    return plain(parse(_MORE.sub("", number)) or Decimal(0))


def _range(number: str, first: str | None, to: str) -> dict[str, str]:
    """The two ends of a range; 10—15万 shares its scale."""
    low, high = Decimal(_said(number)), parse(to) or Decimal(0)
    scale = to.lstrip(f"0123456789０１２３４５６７８９.．,，{SMALL}")
    if scale != to and not first and _SCALES.fullmatch(scale) and not _SCALES.search(number):
        shared = low * (parse(scale) or 1)
        low = shared if shared < high else low
    return {"value": plain(low), "to": plain(high)}
