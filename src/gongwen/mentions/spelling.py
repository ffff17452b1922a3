"""What a document itself says a slogan stands for; nothing where it does not.

Two things count as spelling out: a list with as many parts as the slogan's own number, before it (甲、乙、丙“三提”), in
brackets or after a colon (“三提”：甲、乙、丙 or 一是…；二是…；三是…, “1+3”：1个中心、3个基地), and the words 即, 是指,
指的是. A slogan used again means the same throughout its document; where a document gives it two meanings, a mention
that spells none out has none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from gongwen.mentions.lists import LONGEST_PART, NUMERALS, lead_in, parted, parts_of
from gongwen.mentions.slogans import COUNTING, number_of_parts, slogan_words
from gongwen.model import Found, Mention, Piece
from gongwen.numerals import parse
from gongwen.spans import Flow

_REACH = 400  # characters of the paragraph looked at on either side
_LONGEST_MEANING = 200
_RUNS_ON = 8  # characters by which the last part is too long for one: 签约、开工、投产项目数量实现“三个一百”

# What any form that stands behind a slogan holds, and how near.
_MAY_BE_TOLD, _NEAR = re.compile("[：（〔—即指]|就是|分别|包括|具体|一是"), 24
# “三提”深度融合：; the noun a slogan modifies may stand between it and the list.
_TAIL = "[^，。；：！？（）“”《》—、不非]{0,8}?"
_DEFINED = re.compile(
    rf"{_TAIL}[，：—]*(?P<bracket>[（〔])?[，：]*(?:(?P<short>即(?![将日可使便时刻])|就是)|(?P<long>是指|指的是|(?<=[：（])指|(?<=[”」])指(?![标挥导示令针定控出派责明引南数纹点名])))：?"
)
# 即在甲下，实施乙: what opens so does not end at its comma.
_GOES_ON = re.compile("(?:在|以|通过|围绕|立足|按照|根据|针对)[^，。；：]*，")
# “甲”是指……，“乙”是指……: where the next definition begins.
_NEXT = re.compile("[，；、]“[^”]{1,12}”(?:是指|指|即)")
_LISTED = re.compile(rf"{_TAIL}(?:[：]|—{{1,2}}|(?P<bracket>[（〔])|，?(?:分别(?:是|为)|包括|具体(?:是|为))[：]?)")
_STRANDS = re.compile(rf"{_TAIL}[，：。；—]{{1,2}}(?=[^，。；：]{{0,10}}一是)")
_COLON = re.compile(f"{_TAIL}：")
_TOLD_BY_TERMS = re.compile(rf"{_TAIL}[—，]{{0,2}}(?:：|(?P<bracket>[（〔]))")
_TERM = re.compile(r"\d+|[NnXx多]|若干|[一二两三四五六七八九十]+")
_HEADED = re.compile("[；：。]?“[^”]{1,12}”：")
_HALF = re.compile("：(?P<told>“(?P<half>[^”]{1,8})”是?指)")
_STRAND = re.compile(rf"(?:^|(?<=[，；。：]))([{NUMERALS}])是([^，；。]+)")

# A list that leads up to a slogan, 甲、乙、丙 or 甲、乙、丙等（统称, begins after the mark before it.
_MARK_BEFORE = re.compile(".*[，。；：！？（）“”]", re.DOTALL)
_NAMED = re.compile("等?(?:的|（?(?:以下)?[统简]称(?:为)?)?$")
_CLOSING = frozenset("”）")
_NAMED_ENDS, _LONGEST_NAMED = frozenset("等的称为"), len("等（以下统称为")


class Spelling(NamedTuple):
    """``[start, end)`` of the flow spells a slogan out; ``parts`` are its list, empty where it is a sentence."""

    start: int
    end: int
    parts: tuple[Piece, ...]


def spell_out(
    mentions: Iterable[Mention], found: Iterable[Found], flow: Flow, text: str, paragraphs: Sequence[Piece]
) -> list[Mention]:
    """``mentions`` with every slogan's value: ``{"meaning", "parts", "pieces"}`` of the page, or None.

    ``found`` are the same mentions in the folded flow ``text``, whose ``paragraphs`` are in order.
    """
    out = list(mentions)
    starts = [start for start, _ in paragraphs]
    own: dict[int, dict[str, Any]] = {}
    said: dict[str, list[dict[str, Any]]] = {}
    slogans = [
        (at, one, slogan_words(text[one.start : one.end])) for at, one in enumerate(found) if one.kind == "slogan"
    ]
    for at, one, words in slogans:
        around = paragraphs[bisect_right(starts, one.start) - 1]
        if spelling := _spelled(text, one, words, around):
            own[at] = value = _value(flow, spelling)
            meanings = said.setdefault(words, [])
            if value["meaning"] not in (other["meaning"] for other in meanings):
                meanings.append(value)
    for at, _, words in slogans:
        if words in said and not out[at].doubt:
            out[at] = _with_meaning(out[at], own.get(at), said[words])
    return out


def _with_meaning(mention: Mention, own: dict[str, Any] | None, meanings: Sequence[dict[str, Any]]) -> Mention:
    if own or len(meanings) == 1:
        return mention._replace(value=own or meanings[0])
    return mention._replace(doubt=("several_meanings",))


def _spelled(text: str, slogan: Found, words: str, paragraph: Piece) -> Spelling | None:
    """Where the paragraph spells out ``slogan``."""
    first, last = max(paragraph[0], slogan.start - _REACH), min(paragraph[1], slogan.end + _REACH)
    number = number_of_parts(words) if slogan.rule in COUNTING else None
    after = None
    if _MAY_BE_TOLD.search(text, slogan.end, min(last, slogan.end + _NEAR)):
        after = _after(text, slogan, words, first, last, number)
    if after and after.end == slogan.end + _REACH:  # cut off there, not ended
        after = None
    return after or (_before(text, first, slogan.start, words, number) if number else None)


def _after(text: str, slogan: Found, words: str, first: int, last: int, number: int | None) -> Spelling | None:
    """What stands behind ``slogan`` and spells it out."""
    start, end = slogan.start, slogan.end
    spelling = _defined(text, start, end, last, number)
    if number:
        spelling = (
            spelling
            or _listed(text, end, last, number)
            or _strands(text, end, last, number)
            or _by_stops(text, end, last, number)
        )
    if not spelling and slogan.rule == "sum":
        spelling = _by_terms(text, end, last, words)
    return spelling or _by_halves(text, end, last, words) or _in_turn(text, start, end, last, first)


def _value(flow: Flow, spelling: Spelling) -> dict[str, Any]:
    return {
        "meaning": flow.text[spelling.start : spelling.end],
        "parts": [flow.text[start:end] for start, end in spelling.parts],
        "pieces": [list(piece) for piece in flow.pieces(spelling.start, spelling.end)],
    }


def _defined(text: str, start: int, end: int, last: int, number: int | None) -> Spelling | None:
    """“三提”，即甲、乙、丙，… · “岸长制”是指…。 · （即…）; a list ends with its last part."""
    match = _DEFINED.match(text, end, last)
    if match is None or (text[start - 1 : start] == "”" and not match["bracket"]):  # “甲”“乙”，即…: of both
        return None
    ends = _ends_of_meaning(text, match)
    stop = _stop(text, match.end(), last, match["bracket"], ends)
    if "；" in ends and (another := _NEXT.search(text, match.end(), stop)):
        stop = another.start()
    listed = parts_of(text, match.end(), stop, number) if number else ()
    first = _stop(text, match.end(), stop, None, "，")
    if number and not listed and (listed := parts_of(text, match.end(), first, number)):
        stop = first
    return Spelling(match.end(), stop, listed) if 2 <= stop - match.end() <= _LONGEST_MEANING else None


def _ends_of_meaning(text: str, match: re.Match[str]) -> str:
    """Running text goes on after 即甲乙，; in a glossary, “岸长制”：指…；…。, only a full stop ends an entry."""
    word = match.start("short") if match["short"] else match.start("long")
    if text[word - 1] == "：":
        return "。！？"
    return "，。；！？" if match["short"] and not _GOES_ON.match(text, match.end()) else "。；！？"


def _listed(text: str, end: int, last: int, number: int) -> Spelling | None:
    """“三提”：甲、乙、丙 · “三提”（甲、乙、丙） · “三提”分别是甲、乙、丙."""
    match = _LISTED.match(text, end, last)
    if match is None:
        return None
    stop = _stop(text, match.end(), last, match["bracket"], "，。；！？")
    parts = parts_of(text, match.end(), stop, number)
    return Spelling(match.end(), stop, parts) if parts else None


def _by_stops(text: str, end: int, last: int, number: int) -> Spelling | None:
    """“三增”：产量增加一成；产值增加两成；产能增加三成。"""
    match = _COLON.match(text, end, last)
    if match is None:
        return None
    stop = _stop(text, match.end(), last, None, "。！？")
    parts = parted(text, match.end(), stop, number)
    return Spelling(match.end(), stop, parts) if parts else None


def _by_terms(text: str, end: int, last: int, words: str) -> Spelling | None:
    """“1+3+N”：1个甲，3个乙，N个丙 · “1530”（1分钟甲、5分钟乙、30分钟丙）: each stretch opens with its number."""
    match = _TOLD_BY_TERMS.match(text, end, last)
    if match is None:
        return None
    stop = _stop(text, match.end(), last, match["bracket"], "。！？")
    plus = "+" if "+" in words else ""
    code = plus.join(map(_figure, _TERM.findall(words)))
    for marks in ("；", "，", "、", "；，"):
        opened = [_TERM.match(told) for told in re.split(f"[{marks}]", text[match.end() : stop])]
        if len(opened) > 1 and plus.join(_figure(term[0]) if term else "?" for term in opened) == code:
            return Spelling(match.end(), stop, ())
    return None


def _figure(term: str) -> str:
    """三 is 3; X, 多 and 若干 are N."""
    return "N" if term[0] in "NnXx多若" else str(parse(term))


def _in_turn(text: str, start: int, end: int, last: int, first: int) -> Spelling | None:
    """“甲”：……；“乙”：……。: one of several, explained one after another."""
    if not text.startswith("：", end):
        return None
    stop = _stop(text, end + 1, last, None, "；。！？")
    others = _HEADED.match(text, stop, last) or (text[start - 1] == "；" and _HEADED.search(text, first, start))
    return Spelling(end + 1, stop, ()) if others and stop - end > 2 else None


def _by_halves(text: str, end: int, last: int, words: str) -> Spelling | None:
    """“甲乙”：“甲”指……；“乙”指……。"""
    match = _HALF.match(text, end, last)
    if match is None or match["half"] not in words:
        return None
    return Spelling(match.start("told"), _stop(text, match.end(), last, None, "。！？"), ())


def _strands(text: str, end: int, last: int, number: int) -> Spelling | None:
    """“三大行动”：一是甲，…；二是乙，…；三是丙，…。"""
    match = _STRANDS.match(text, end, last)
    if match is None or number > len(NUMERALS):
        return None
    found = list(_STRAND.finditer(text, match.end(), last))
    if "".join(one[1] for one in found) != NUMERALS[:number]:
        return None
    stop = _stop(text, found[-1].end(), last, None, "。；")
    return Spelling(found[0].start(), stop, tuple(one.span(2) for one in found))


def _before(text: str, first: int, start: int, words: str, number: int) -> Spelling | None:
    """甲、乙、丙“三提”; None where what leads into the list cannot be told from its first part.

    Two words before a slogan are two of something only when they share its word, or when the text says so.
    """
    list_start, list_end = _list_before(text, max(first, start - number * LONGEST_PART), start)
    parts = parts_of(text, list_start, list_end, number)
    if not parts or any(map(str.isdigit, text[list_start:list_end])):
        return None
    head, *others = parts
    at = head[0] + lead_in(text[slice(*head)], [text[slice(*other)] for other in others])
    parts = ((at, head[1]), *others)
    first, *lengths = [b - a for a, b in parts]
    *_, long, longest = sorted([first, *lengths])
    if not 2 <= first <= max(lengths) + 1 or longest > long + _RUNS_ON:
        return None
    sure = list_end < start or number > 2 or _share(words, [text[slice(*part)] for part in parts])
    return Spelling(at, list_end, parts) if sure else None


def _list_before(text: str, first: int, end: int) -> Piece:
    """The words that lead up to ``end``, without what names them together: 甲、乙、丙 of 甲、乙、丙等."""
    stop = end
    if text[end - 1] in _NAMED_ENDS and (named := _NAMED.search(text, max(first + 1, end - _LONGEST_NAMED), end)):
        stop = named.start()
    mark = _MARK_BEFORE.match(text, first, stop)
    start = mark.end() if mark else first
    return start + (text[start - 1 : start] in _CLOSING), stop


def _share(words: str, parts: Iterable[str]) -> bool:
    """Whether every part holds a character of what the slogan counts: 双增 of 增量、增效."""
    return all(set(words) & set(part) for part in parts)


def _stop(text: str, start: int, last: int, bracket: str | None, marks: str) -> int:
    """The first of ``marks`` after ``start`` outside brackets, or the bracket that closes."""
    depth = 0
    for at in range(start, last):
        if text[at] in "（〔":
            depth += 1
        elif text[at] in "）〕":
            if not depth:
                return at
            depth -= 1
        elif not depth and not bracket and text[at] in marks:
            return at
    return last if not bracket else start
