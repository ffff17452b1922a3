"""Dates without a day of their own: terms (5个工作日内), rhythms (每月25日前, 持续推进), days by an event (汛期前)."""

import datetime as dt
import re
from typing import Final

from gongwen.mentions import broken
from gongwen.mentions.apart import EDGE
from gongwen.mentions.date_rules import HAN_NUMBER, TO, DateRule, any_of, made, value_of
from gongwen.model import Found
from gongwen.spans import LETTER

_GAP = broken.GAPS
# Possessive and begun at its first digit: a long run of digits is tried once, not from every digit of it.
_COUNT = r"(?:(?<!\d)\d++|[一二三四五六七八九十两半百]++)"
_IN_PLACE = f"(?:^|(?<=[{EDGE}，,；;（(：:]))"
_WITHIN = re.compile(
    rf"(?:自[^，。；：]{{1,12}}之日起)?(?P<term>{_COUNT}{broken.MORE_PARTS}{_GAP}个?(?:工作日|自然日|小时|季度|月|年|周|日|天)|(?<![到至\d])\d+分钟)(?:之内|以内|内|(?=办结|办完|办理完))|(?<=限期)(?P<limit>{_COUNT}{_GAP}个?(?:工作日|月|周|日|天))|(?<=用)(?P<span>{_COUNT}(?:[至到—-]{_COUNT})?年)(?:左右)?的?时间|(?P<soon>近期内?)(?=[完办])|{_IN_PLACE}(?P<now>尽快|近期)(?=$|[{EDGE}；;）)])"
)
# 压缩至6个工作日以内 is how fast a thing is done, not by when.
_HOW_FAST = re.compile(f"(?:压缩|缩短|压减|控制|延长|(?<!时)限(?!期)|不超过|精简|提速)[^，；{EDGE}]{{0,4}}\\Z")
_NEAR = 10  # characters
# 每季度最后一个月的25日前, 每季度首月10日前, 每月最后一个工作日前: which month or day of it.
_OF_IT = "(?:[首次末]月|首个?工作日|(?:第[一二三1-3]|最后[一1])个(?:月|工作日))"
_RECURRING = re.compile(
    rf"每(?:个)?(?:半年|半个?月|旬|[两二三四五六2-6](?:年|周|天|个(?:月|季度|星期))|双周|年度?|季度?|月度?|(?:周|星期)[一二三四五六日]?|日|天)(?:{_GAP}(?:\d+|{HAN_NUMBER}+){_GAP}月(?:[、和]\d+月)*(?:{TO}(?:次年|翌年)?\d+月)?)?"
    rf"(?:的?{_OF_IT}的?)?"
    rf"(?:{_GAP}(?:\d+|{HAN_NUMBER}+){_GAP}[日号](?:[、和]\d+[日号])*)?[底末初]?(?:下班)?(?:以?前|之前)?|(?:按|逐)(?:年度?|季度?|月|周)(?=[报通调督推更公落评考汇研盘])|逐日(?![渐递])|定期(?!存)"
)
# By an event whose day no calendar of ours knows; the words are kept. 近期, 尽快 only in a date's place.
_EVENT = re.compile(
    '(?P<event>[“"](?:双?十一|[五七八]一|国庆|元旦|春节)[”"]'
    "|(?:今年|明年)?(?:春节|元旦|清明|五一|端午|中秋|国庆|双节|两节|主?汛期?|入汛|梅雨|雨季|台风季|[春秋]季|[冬夏]季|入冬|冬季|供[暖热]季?"
    f"|采暖季?|高温季节?|春耕|三夏|秋收|开学|寒假|暑假|高考|中考|春运|旅游旺季){LETTER}{{0,4}}?)(?:来临|到来|开始)?(?:之前|以前|前)(?![期景提往瞻])"
)
# 持续推进 is a term only when it stands alone; 持续推进改革 is an action.
_ALONE = f"(?:推进|坚持|实施|开展|落实|深化|抓好)?(?=$|[{EDGE}，,；;）)。〕】])"
_ONGOING = re.compile(f"(?:^|(?<=[{EDGE}，,；;（(：:、。]))(?:并)?(?:持续|长期|常态化|不断){_ALONE}")
_FROM_NOW = re.compile("即日起|自?(?:印发|发布|公布)之日起")


def _term(text: str, match: re.Match[str], _: dt.date | None) -> Found | None:
    if match["term"] and _HOW_FAST.search(text, max(0, match.start() - _NEAR), match.start()):
        return None
    doubt = ("day_unknown",) if match["soon"] or match["now"] else ()
    term = match["term"] or match["limit"] or match["span"] or match["soon"] or match["now"]
    return made(text, match, value_of(None, None, within=term), "within", *doubt)


def _before_event(text: str, match: re.Match[str], _: dt.date | None) -> Found:
    return made(text, match, value_of(None, None, within=match[0]), "within", "day_unknown")


def _rhythm(text: str, match: re.Match[str], _: dt.date | None) -> Found:
    return made(text, match, value_of(None, None, recurring=match[0]), "recurring")


def _ongoing(text: str, match: re.Match[str], _: dt.date | None) -> Found:
    return made(text, match, value_of(None, None, recurring=match[0]), "ongoing")


def _from_now(text: str, match: re.Match[str], anchor: dt.date | None) -> Found:
    doubt = () if anchor else ("year_unknown",)
    return made(text, match, value_of(anchor.isoformat(), None) if anchor else None, "since", *doubt)


TERMS: Final = (
    DateRule(
        any_of(
            "内(?<=[时度月年周日天之以钟].)",
            "办(?=结|完|理完)(?<=[时月年周日天钟].)",
            "近期",
            "尽快",
            "限期",
            "时间(?<=[年右的]..)",
        ),
        _WITHIN,
        _term,
    ),
    DateRule(any_of('前(?<=[节旦明一午秋庆汛期雨季夏冬暖热耕收学假考运临来始之以业校”"].)'), _EVENT, _before_event),
    DateRule(any_of("每", "按(?=[年季月周])", "逐(?=[年季月周日])", "定期"), _RECURRING, _rhythm),
    DateRule(any_of(*(f"{word}{_ALONE}" for word in ("持续", "长期", "常态化", "不断"))), _ONGOING, _ongoing),
    DateRule(any_of("日起"), _FROM_NOW, _from_now),
)
