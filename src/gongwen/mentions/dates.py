"""Dates, terms and rhythms: 2026年10月底前, 上半年, “十五五”期末, 5个工作日内, 每月25日前, 持续推进.

Value: ``{"from", "to"}`` as YYYY-MM-DD, null where open; ``--MM-DD`` when no year is known; beside them ``within``
(5个工作日) or ``recurring`` (每季度) where the words say so. Rules: ``by`` a last day, ``period``, ``since``,
``within``, ``recurring``, ``ongoing``.
"""

import datetime as dt
import re
from collections.abc import Iterator

from gongwen.mentions import broken
from gongwen.mentions.apart import holding
from gongwen.mentions.calendar import (
    HALVES,
    YEAR,
    Day,
    Period,
    Stretch,
    five_years,
    month,
    of_year,
    quarter,
    single,
    yearless,
)
from gongwen.mentions.date_rules import HAN_NUMBER, TO, DateRule, any_of, made, value_of
from gongwen.mentions.terms import TERMS
from gongwen.model import Found
from gongwen.numerals import parse

_GAP = broken.GAPS
_HAN_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_YEAR = (
    rf"(?:(?<!\d)(?P<year>\d{{4}}|{_HAN_YEAR}){_GAP}年度?"
    "|(?P<relative>今年|(?<!年)全年(?![度龄])|本年度?|当年|明年|次年|后年|去年|(?<!以)上年))"
)
_MONTH = (
    rf"(?:(?<![\d{HAN_NUMBER[1:-1]}])(?P<month>\d{{1,2}}|{HAN_NUMBER}{{1,2}}){_GAP}月份?(?!一)"
    rf"(?:{_GAP}(?P<day>\d{{1,2}}|{HAN_NUMBER}{{1,3}}){_GAP}[日号](?!起步))?(?P<part>[底末初]|[上中下]旬)?)"
)
_PART = rf"(?:{_MONTH}|(?P<half>[上下]半年|前三季度)|第?(?P<quarter>[一二三四1-4])季度[末底]?|(?P<edge>年[底末内中]))"
# 4月20日（星期一）17:00前.
_LIMIT = (
    r"(?P<by>(?:（(?:星期.|周.|含)）)?(?:\d{1,2}(?::\d\d|[时点])|下班)?(?:以?前|之前|以内|内))?"
    "(?P<since>起|开始|以来|以后)?"
)
# A part of the year, with its year or without; a bare 年底 or 年内 must not be the tail of 两年内, 每年底.
_POINT = re.compile(
    r"(?=[到至\d一二三四五六七八九十今全本当明次后去上下前第年])"
    rf"(?P<until>[到至])?(?:(?P<of>{_YEAR})|(?<![每全\d一二三四五六七八九十两几多半近]))"
    rf"(?:(?(of){_GAP}的?){_PART}|(?(of)(?P<tail>[底末初内])?|(?!))){_LIMIT}"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d.])(?P<by>以?前|之前)?"
)
_SPAN = re.compile(
    rf"(?<!\d)(?P<from>\d{{4}})年?{TO}(?P<to>\d{{4}})年"
    rf"|(?<!\d)(?P<y1>\d{{4}})年(?P<ma>\d{{1,2}})月(?:(?P<da>\d{{1,2}})日)?[—–\-－~～]+(?P<y2>\d{{4}})年(?P<mb>\d{{1,2}})月(?:(?P<db>\d{{1,2}})日)?"
    rf"|{_YEAR}?(?<!\d)(?P<m1>\d{{1,2}})(?:月(?P<d1>\d{{1,2}})日|月)?{TO}(?:(?P<m2>\d{{1,2}})月)?(?:(?P<d2>\d{{1,2}})日)?(?!\d)"
)
_PLAN = re.compile(
    '[“‘「"]?(?P<ordinal>十?[一二三四五六七八九]|十|二十[一二三四五六七八九]?)五[”’」"]?(?P<end>期末|末)?(?:时期|期间)?'
)
_MONTH_END = re.compile(
    r"(?P<which>本月|当月|下月|下个月)(?:(?P<day>\d{1,2})[日号]|[底末])?(?P<by>以?前|之前|内)?"
    r"|(?<![\d一二三四五六七八九十每个当])月底(?:之前|以前|前)"
)
_WEEKDAYS = "一二三四五六日天"
_WEEK = re.compile(
    rf"(?P<which>本|这|下)个?(?:周|星期)(?:(?P<day>[{_WEEKDAYS}])(?:下班)?(?:之前|以前|前)?|(?:之前|以前|前|之内|以内|内|底|末前?))"
)
_YEARS_FROM_NOW = {"去年": -1, "上年": -1, "明年": 1, "次年": 1, "后年": 2}


def find_dates(text: str, anchor: dt.date | None) -> Iterator[Found]:
    """Dates of ``text`` (clauses set apart, or one), in order; ``anchor`` is the day the document is of.

    Doubts: ``year_inferred`` from the anchor, ``year_unknown`` without one, ``broken_number``, ``no_such_day``,
    ``day_unknown`` where the words are all there is: 汛期前, 近期.
    """
    end = 0
    for found in sorted(_all(text, anchor), key=lambda it: (it.start, -it.end)):
        if found.start >= end:
            end = found.end
            yield found


def _all(text: str, anchor: dt.date | None) -> Iterator[Found]:
    for hinting, pattern, read in _RULES:
        for start, end in holding(text, *hinting):
            for match in pattern.finditer(text, start, end):
                if found := read(text, match, anchor):
                    yield found


def _point(text: str, match: re.Match[str], anchor: dt.date | None) -> Found:
    stretch = _stretch(match)
    if stretch is None:
        return made(text, match, None, "period", "no_such_day")
    rule = _rule(match)
    year, doubt = _year(match, stretch, anchor, rule)
    # 2028年前 ends with 2027; in a document of 2028 it can only mean that year.
    if stretch is YEAR and year and (match["by"] or "").endswith("前") and not match["edge"] and not match["tail"]:
        year -= anchor is None or year > anchor.year
    value = _dated(stretch, year, rule)
    return made(text, match, value, rule, *(doubt if value else ["no_such_day"]))


def _dated(stretch: Stretch, year: int | None, rule: str) -> dict[str, str | None] | None:
    if year is None:
        first, last = map(yearless, stretch)
    elif (period := of_year(stretch, year)) is not None:
        first, last = (day.isoformat() for day in period)
    else:
        return None
    open_start, open_end = rule == "by", rule == "since"
    return value_of(None if open_start else first, None if open_end else last)


def _rule(match: re.Match[str]) -> str:
    if match["since"]:
        return "since"
    edge = (match["part"] or match["edge"] or match["tail"] or "").endswith(("底", "末", "内"))
    ends = match["by"] or match["until"] or edge
    return "by" if ends else "period"


def _stretch(match: re.Match[str]) -> Stretch | None:
    """The part of the year the words name; None for a 13th month."""
    if match["month"]:
        return _month(match)
    if match["half"]:
        return HALVES[match["half"]]
    if match["quarter"]:
        return quarter(int(parse(match["quarter"]) or 0))
    if match["edge"] == "年中":
        return month(6)
    return month(1) if match["tail"] == "初" else YEAR


def _month(match: re.Match[str]) -> Stretch | None:
    number = int(parse(match["month"]) or 0)
    if not 1 <= number <= 12:
        return None
    if match["day"] is None:
        return month(number, match["part"])
    return single(Day(number, int(parse(match["day"]) or 0)))


def _year(match: re.Match[str], stretch: Stretch, anchor: dt.date | None, rule: str) -> tuple[int | None, list[str]]:
    if match["year"]:
        return int(parse(match["year"]) or 0), []
    if anchor is None:
        return None, ["year_unknown"]
    if match["relative"]:
        return anchor.year + _YEARS_FROM_NOW.get(match["relative"], 0), []
    return _nearest(stretch, anchor, rule), ["year_inferred"]


def _nearest(stretch: Stretch, anchor: dt.date, rule: str) -> int:
    """A last day lies ahead of the document; any other date is the nearest one, in December of the year before too."""
    this = of_year(stretch, anchor.year)
    if this is None:
        return anchor.year
    if rule == "by" and this[1] < anchor:
        return anchor.year + 1
    return anchor.year - 1 if rule == "period" and (this[0] - anchor).days > 270 else anchor.year


def _written_out(text: str, match: re.Match[str], _: dt.date | None) -> Found:
    rule = "by" if match["by"] else "period"
    day = single(Day(int(match["month"]), int(match["day"])))
    value = _dated(day, int(match["year"]), rule) if day else None
    return made(text, match, value, rule, *([] if value else ["no_such_day"]))


def _span(text: str, match: re.Match[str], anchor: dt.date | None) -> Found | None:
    if match["from"]:
        first, last = of_year(YEAR, int(match["from"])), of_year(YEAR, int(match["to"]))
        if first and last and first < last:
            return made(text, match, value_of(first[0].isoformat(), last[1].isoformat()), "period")
        return None
    if match["y1"]:
        return _across(text, match)
    if (stretch := _from_to(match)) is None:
        return None
    year, doubt = _year(match, stretch, anchor, "period")
    return made(text, match, _dated(stretch, year, "period"), "period", *doubt)


def _across(text: str, match: re.Match[str]) -> Found | None:
    """2025年12月10日—2026年1月5日: both days with their year."""
    first, last = (_of(match[f"y{n}"], match[f"m{one}"], match[f"d{one}"]) for n, one in ((1, "a"), (2, "b")))
    if first is None or last is None or first[0] > last[1]:
        return None
    return made(text, match, value_of(first[0].isoformat(), last[1].isoformat()), "period")


def _of(year: str, of_it: str, day: str | None) -> Period | None:
    """A month or day of a year, or None where there is no such day."""
    if not 1 <= int(of_it) <= 12:
        return None
    stretch = single(Day(int(of_it), int(day))) if day else month(int(of_it))
    return of_year(stretch, int(year)) if stretch else None


def _from_to(match: re.Match[str]) -> Stretch | None:
    """3月至6月, 1—6月, 3月5日至8日; None for what only looks like one (3—5, 3月至5)."""
    first, last = int(match["m1"]), int(match["m2"] or match["m1"])
    if not 1 <= first <= last <= 12:
        return None
    if match["d1"] and match["d2"]:
        days = single(Day(first, int(match["d1"]))), single(Day(last, int(match["d2"])))
        return (days[0][0], days[1][0]) if days[0] and days[1] else None
    whole = match["m2"] and not match["d1"] and not match["d2"]
    return (month(first)[0], month(last)[1]) if whole else None


def _plan(text: str, match: re.Match[str], _: dt.date | None) -> Found | None:
    period = five_years(int(parse(match["ordinal"]) or 0))
    if not period or not match[0].endswith(("时期", "期间", "期末", "末")):
        return None
    first = None if match["end"] else period[0].isoformat()
    return made(text, match, value_of(first, period[1].isoformat()), "by" if match["end"] else "period")


def _month_from_now(text: str, match: re.Match[str], anchor: dt.date | None) -> Found:
    if anchor is None:
        return made(text, match, None, "by", "year_unknown")
    first, last = _next_month(anchor) if (match["which"] or "").startswith("下") else _this_month(anchor)
    if match["day"]:
        day = int(parse(match["day"]) or 0)
        if not 1 <= day <= last.day:
            return made(text, match, None, "by", "no_such_day")
        last = first.replace(day=day)
    return made(text, match, value_of(None, last.isoformat()), "by")


def _week_from_now(text: str, match: re.Match[str], anchor: dt.date | None) -> Found:
    """A week ends on its Sunday; 下周前 is by the end of this one."""
    if anchor is None:
        return made(text, match, None, "by", "year_unknown")
    monday = anchor - dt.timedelta(days=anchor.weekday())
    later = 7 if match["which"] == "下" and (match["day"] or not match[0].endswith("前")) else 0
    last = 6 if match["day"] is None else min(_WEEKDAYS.index(match["day"]), 6)
    return made(text, match, value_of(None, (monday + dt.timedelta(days=later + last)).isoformat()), "by")


def _this_month(day: dt.date) -> Period:
    period = of_year(month(day.month), day.year)
    return period or (day, day)


def _next_month(day: dt.date) -> Period:
    return _this_month(_this_month(day)[1] + dt.timedelta(days=1))


_COUNTED_OR_NAMED = rf"(?<=[\d〇○零一二三四五六七八九十今全本当明次后去上半{broken.GAP[1:-1]}].)"
_BETWEEN_DATES = r"(?<=[\d年月日].)[—–\-－~～至到]*\d"
_BETWEEN_FIGURES = r"(?<=\d{4}.)(?=\d)"
_RULES = (
    DateRule(any_of(f"年(?:{_COUNTED_OR_NAMED}|(?=[底末内中]))", f"月{_COUNTED_OR_NAMED}", "季度"), _POINT, _point),
    DateRule(any_of(*(f"{mark}{_BETWEEN_FIGURES}" for mark in ("-", r"\.", "/"))), _DOTTED, _written_out),
    DateRule(any_of(*(f"{mark}{_BETWEEN_DATES}" for mark in "—–-~至到")), _SPAN, _span),
    DateRule(any_of('五[”’」"]?[期末时]'), _PLAN, _plan),
    DateRule(any_of("月(?<=[本当下个].)", "月底(?=[前之以])"), _MONTH_END, _month_from_now),
    DateRule(any_of("周(?<=[本这下].)", "星期(?<=[本这下个]..)"), _WEEK, _week_from_now),
    *TERMS,
)
