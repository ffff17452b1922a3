"""Amounts: 35亿元, 120家以上, 由5个增加到8个, 翻一番, 超千P.

Value: ``{"value", "unit", "op"}``, the value a decimal string in base units (35亿元 is 3500000000 元); with ``base``
where the words say from what, and ``to`` where they give a range. Rules: ``number``, ``from_to``, ``multiple``.
Doubts: ``broken_number`` (value null), ``range`` (value is its lower end).
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import regex

from gongwen.mentions import broken
from gongwen.model import Found, Operator
from gongwen.numerals import SCALE, parse, plain
from gongwen.words import rows

COUNTED = frozenset(row[0] for row in rows("units") if row[1] == "count")
_GAP = f"{broken.GAP}*"
# The second half of a word that begins like a unit: 3000人工…, 八成立…; or of a name: 240小时免签.
_UNIT = (
    "(?:(?!人[工才大民均]|成[为立果功员本]|家万户|个(?:月|季度|小时|方面|一)|天然|部门|米粉|斤斤"
    "|(?:小时|分钟)(?=\\p{Han})(?![以之内的左上下后前并和及与至到为]))(?:"
    + "|".join(sorted((regex.escape(row[0]) for row in rows("units")), key=len, reverse=True))
    + ")(?!级))"
)
# 元/亩: so much for each.
_EACH = "(?:/(?:亩|公顷|平方米|平方公里|公里|吨|立方米|千瓦时|人|户|家|年|月|天|日|小时|次|件))?"
# 3个月 is a date's business (3个月内) unless it says how long a thing is: 6个月的见习, 1年以上, 11.7年.
_LONG = r"(?:(?:年|个月)(?=的(?!时[间限]|期限|周期|努力)|及?以[上下])|(?<=\d[.．]\d{1,2}|满\d{1,2})年)"
_ARABIC = rf"(?<![\d.．A-Za-z第\-]){broken.PARTS}{_GAP}(?:[多余](?={SCALE}))?{SCALE}*"
# In characters: with a scale (三百, 超千P), or a small count of things that are built or held.
_HAN = (
    r"(?<![\d.．一二三四五六七八九十百千万亿两第几数家])"
    "(?:[一二三四五六七八九两]?(?:[十百千万亿][一二三四五六七八九零两]?)+|[两二三四五六七八九](?=家|座|所|条|台|户|场|支|倍)"
    "|(?<=不[少低]于|不超过|至少|最多)[一二两三四五六七八九])"
)
_NUMBER = f"(?:{_ARABIC}|{_HAN})"
_TO = r"[—–\-－~～至到]+"
_CORE = regex.compile(
    rf"(?P<number>{_NUMBER})(?:(?P<first>{_UNIT})?{_TO}(?P<to>{broken.PARTS}{_GAP}{SCALE}*))?{_GAP}"
    rf"(?P<more>[余多])?{_GAP}(?P<unit>{_UNIT}{_EACH}|{_LONG})"
    "(?:(?P<over>及?以上|多|余)|(?P<under>及?以下|以内|之内)|(?P<around>左右|上下))?"
    rf"|百分之(?P<percent>{_HAN}|[一二三四五六七八九])(?P<over>以上)?"
    "|翻(?P<fold>[一两二三四])?番",
    regex.V1,
)
# What stands before a number, tried in this order from the number backwards.
_LEADS: tuple[tuple[str, str], ...] = (
    ("least", "不少于|不低于|不小于|至少|最少|超过|突破|超|(?<=[值额模入资量])过|逾|高于|多于|大于"),
    (
        "most",
        "不超过|不高于|不多于|不大于|控制在|控制到|至多|最多|最高|上限为?|低于|少于|小于|压减到|压缩至|压缩到|缩短到|缩短至",
    ),
    (
        "reach",
        "(?:提高|增加|提升|扩大|发展|增长|降低|下降|减少|上升|拓展|扩展|由|翻)(?:到|至|为)|增至|减至|降至|降到|升至|达到|达",
    ),
    ("about", "约|大约|近|接近"),
    ("fall", "下降|降低|减少|压减|下浮|减|降"),
    ("growth", "增长|增加|提高|提升|上升|新增|上浮|增"),
)
_LEAD = regex.compile("(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LEADS) + rf")了?{_GAP}$", regex.V1)
_BASE = regex.compile(rf"[由从](?P<base>{_NUMBER}){_UNIT}?[^，。；、由从]{{0,8}}?(?:到|至|为){_GAP}$", regex.V1)
_SIGNS: dict[str, Operator] = {"least": ">=", "most": "<=", "reach": "=", "about": "~", "fall": "+", "growth": "+"}
# What is added, with its name between: 新增上市公司5家、孵化器3个.
_ADDED = regex.compile(r"新增[\p{Han}A-Za-z\d、“”]{1,24}$", regex.V1)
# 改造提升两条街区 makes them better, not more.
_IMPROVES = regex.compile("提[高升]了?$|上升了?$")
_LOOK_BACK, _LEAD_BACK = 30, 12
# No amount is without one of these.
HINT = re.compile("[\\d十百千万亿兆]|翻[一两二三]?番|[二两三四五六七八九]|[于少多过]一")
_MORE = regex.compile("[多余]")  # 5000多亿元: between the digits and their scale


def find_amounts(text: str) -> Iterator[Found]:
    """Amounts of ``text`` (a clause or paragraph), in order."""
    found: list[Found] = []
    for match in _CORE.finditer(text):
        one = _multiple(match) if match["fold"] or match[0] == "翻番" else _amount(text, match)
        if found and one.start < found[-1].end:
            found.pop()
        found.append(one)
    yield from found


def _multiple(match: regex.Match[str]) -> Found:
    """翻一番 is twice, 翻两番 four times."""
    times = 2 ** int(parse(match["fold"] or "一") or 1)
    return Found(*match.span(), "amount", {"value": str(times), "unit": "倍", "op": "×"}, "multiple")


def _amount(text: str, match: regex.Match[str]) -> Found:
    near = max(0, match.start() - _LOOK_BACK)
    base = _BASE.search(text, near, match.start())
    lead = _LEAD.search(text, max(near, match.start() - _LEAD_BACK), match.start())
    if lead and match["unit"] in COUNTED and _IMPROVES.match(lead[0]):
        lead = None
    start = base.start() if base else lead.start() if lead else match.start()
    rule = "from_to" if base else "number"
    if broken.is_broken(text, start, match.end()):
        return Found(start, match.end(), "amount", None, rule, (broken.DOUBT,))
    value = _value(match, lead.lastgroup if lead else None)
    if not lead and value["op"] == "=" and value["unit"] != "%" and _ADDED.search(text, near, match.start()):
        value["op"] = "+"
    if base:
        value["base"] = plain(parse(_MORE.sub("", base["base"])) or Decimal(0))
    if value["op"] == "×":
        rule = "multiple"
    return Found(start, match.end(), "amount", value, rule, ("range",) if match["to"] else ())


def _value(match: regex.Match[str], lead: str | None) -> dict[str, str]:
    unit = "%" if match["percent"] or match["unit"] in ("%", "％") else match["unit"]
    low, high = _low_and_high(match)
    op: Operator = _SIGNS.get(lead or "", "=")
    if lead in ("reach", "growth", "fall", "about", None) or match["around"]:
        op = _after(match) or op
    if unit == "倍" and lead in ("growth", "reach", None):
        low, op = low + (lead == "growth"), "×"
    if lead == "fall" and op == "+":
        low, high = -low, high and -high
    return {"value": plain(low), "unit": unit, "op": op} | ({"to": plain(high)} if high is not None else {})


def _after(match: regex.Match[str]) -> Operator | None:
    if match["over"] or match["more"] or match["to"] or _MORE.search(match["number"] or ""):
        return ">="
    if match["under"]:
        return "<="
    return "~" if match["around"] else None


def _low_and_high(match: regex.Match[str]) -> tuple[Decimal, Decimal | None]:
    """The number, or the two of a range; 10—15万 shares its scale."""
    low = parse(_MORE.sub("", match["percent"] or match["number"])) or Decimal(0)
    if match["to"] is None:
        return low, None
    high = parse(match["to"]) or Decimal(0)
    scale = match["to"].lstrip("0123456789０１２３４５６７８９.．,，")
    if scale and not match["first"] and match["number"][-1].isdigit():
        low *= parse(scale) or 1
    return low, high
