"""What the lines of a page look like: zone headings of a round-up, numbered headings, titles, numbers, signatures.

Everything is matched on folded text (fold.py), so offsets are the page's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from gongwen.fold import fold
from gongwen.model import Kind, Piece
from gongwen.spans import BLANK_CLASS
from gongwen.words import rows

HAN = "\u4e00-\u9fff"
_ENDINGS = "|".join(row[0] for row in rows("zone_endings"))
GENRES: dict[str, Kind] = {row[0]: cast(Kind, row[1]) for row in rows("document_genres")}

ZONE = f"[{HAN}·]{{1,14}}?(?:{_ENDINGS})(?:（[^（）\\s]{{1,10}}）)?"
# A headline is a phrase: no full stop inside, no clause mark at its end.
_HEADLINE = r"[^。；\s][^。；]{2,38}[^。；，、：\s]"
_ZONE_LINE = re.compile(ZONE)
_ZONE_AND_HEADLINE = re.compile(rf"(?P<zone>{ZONE}|[{HAN}]{{2,8}})(?:\s+|\s*[|：]\s*)(?P<headline>{_HEADLINE})")
_ZONE_RUN_IN = re.compile(rf"(?P<zone>{ZONE})(?P<headline>{_HEADLINE})")
_HEADLINE_LINE = re.compile(_HEADLINE)

# A heading and the first words of its article on one line.
_RUN_ON_HEADING = re.compile(rf"((?:{ZONE})\s+{_HEADLINE})\s+(?=\d{{1,2}}月\d{{1,2}}日)")
_PAGE_NUMBER = re.compile(r"[—–―-]{1,2}\s*\d{1,3}\s*[—–―-]{1,2}|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?")
_ROW_TABS = 2
_CELL = re.compile(rf"[^\t{BLANK_CLASS}](?:[^\t]*[^\t{BLANK_CLASS}])?")
_LINE = re.compile(r"[^\n\v\f\x85\u2028\u2029]+")
_SOLID = re.compile(rf"[^{BLANK_CLASS}](?:.*[^{BLANK_CLASS}])?", re.DOTALL)
_MARKDOWN = re.compile(r"(?P<hashes>#{1,6})(?=[^#]|$)|[-*+•](?=\s)|>(?=\s)|(\S)\2{8,}")
RULE = re.compile(r"[-=*_—~·.]{3,}|<[!！]--.*-->|(.)\1{7,}|[#>*+-]+")

_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_LABELS = (
    ("篇", f"第{_NUMERAL}篇"),
    ("章", f"第{_NUMERAL}章"),
    ("节", f"第{_NUMERAL}节"),
    ("条", f"第{_NUMERAL}条(?![第款的所、和至规])"),
    ("一", f"{_NUMERAL}、"),
    ("（一）", f"（{_NUMERAL}）"),
    ("（1）", r"（\d{1,3}）"),
    ("1", r"\d{1,2}(?:、|\.(?!\d)|．)"),
    ("①", "[①-⑳]"),
)
LABEL = re.compile("|".join(f"(?P<l{n}>{pattern})" for n, (_, pattern) in enumerate(_LABELS)))

DATE = re.compile(
    r"（?[\d〇零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日）?"
)
NUMBER = re.compile(rf"[{HAN}]{{0,12}}[〔\[【（［]\s*20\d\d\s*[〕\]】）］]\s*第?\s*\d+\s*[号期]|第\s*\d+\s*[号期]")
# 3月14日，某高新区召开党工委会议: date, host, and what is held, up to the end of the clause.
MEETING = re.compile(
    r"(?:(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:至\d{1,2}日)?(?:上午|下午|晚上|晚)?|近日|日前|连日来|近期)，?"
    r"(?P<host>[^，。；：]{2,40}?)(?P<how>(?:书记|主任|主持|组织|专门|迅速|及时|第一时间|随即|专题|分别|先后|联合|集中)*)"
    r"(?:召开|举行|举办|开展)了?(?P<form>[^，。；：]{2,60})"
)
# Every meeting's date holds one of these, at most so many characters from its start (2026年12月28日).
_DATED, _BEFORE_DAY = re.compile("[日期]"), 10
BYLINE = re.compile(
    rf"[{HAN}·]{{2,4}}"
    rf"|（?(?:文/|撰文|记者|本报记者|通讯员|责任编辑|编辑|来源)[：\s/]?[{HAN}·、\s]{{2,30}}）?"
)
TERMINATED = re.compile(r"[。！？；：…][”’）」』]*$|）$")
UNIT = re.compile(
    rf"[{HAN}（）、\s]{{2,40}}(?:人民政府|政府|委员会|办公室|办公厅|管委会|党工委|国务院|局|厅|部|院|公司|指挥部|领导小组|法院|检察院)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page without outer blanks and Markdown mark; ``level`` is the mark's, 0 for none.

    ``cell``: one cell of a table's row. ``furniture`` are page numbers standing between this line and the next; they
    may part a sentence in two.
    """

    index: int
    start: int
    end: int
    text: str
    mark: Piece | None = None
    level: int = 0
    furniture: tuple[Piece, ...] = ()
    cell: bool = False

    @property
    def ends(self) -> bool:
        """Whether the line ends where a sentence or a clause group ends."""
        return bool(TERMINATED.search(self.text))


@dataclass(frozen=True, slots=True)
class Label:
    """A number before a heading or paragraph; ``style`` tells 一、 from （一）, ``end`` is an offset in the line."""

    style: str
    text: str
    end: int


@dataclass(frozen=True, slots=True)
class ZoneHeading:
    """A zone and its headline, on one line or two; ``lines`` are the line indices they take."""

    zone: Piece
    headline: Piece | None
    name: str
    lines: tuple[int, ...]


def split_lines(page_text: str) -> list[Line]:
    """The lines of the page that hold anything."""
    folded = fold(page_text)
    out: list[Line] = []
    for match in _LINE.finditer(folded):
        solid = _SOLID.search(folded, *match.span())
        if solid is None:
            continue
        if out and _PAGE_NUMBER.fullmatch(solid[0]):
            out[-1] = replace(out[-1], furniture=(*out[-1].furniture, solid.span()))
            continue
        if solid[0].count("\t") >= _ROW_TABS:
            for cell in _CELL.finditer(folded, *solid.span()):
                out.append(replace(_line(folded, len(out), *cell.span()), cell=True))
            continue
        run_on = _RUN_ON_HEADING.match(solid[0])
        if run_on:
            cut = solid.start() + run_on.end()
            out.append(_line(folded, len(out), solid.start(), solid.start() + run_on.end(1)))
            out.append(_line(folded, len(out), cut, solid.end()))
        else:
            out.append(_line(folded, len(out), *solid.span()))
    return out


def _line(folded: str, index: int, start: int, end: int) -> Line:
    mark = _MARKDOWN.match(folded, start, end)
    if not mark:
        return Line(index, start, end, folded[start:end])
    rest = _SOLID.search(folded, mark.end(), end)
    if not rest:
        return Line(index, start, end, folded[start:end])
    return Line(index, *rest.span(), rest[0], mark.span(), len(mark["hashes"] or ""))


def label_of(text: str) -> Label | None:
    """The number a line begins with, if any."""
    match = LABEL.match(text)
    if not match or not match.lastgroup:
        return None
    return Label(_LABELS[int(match.lastgroup[1:])][0], match[0], match.end())


def meetings(text: str) -> Iterator[re.Match[str]]:
    """``MEETING.finditer(text)``, tried only near a date: in most documents there are few."""
    done = 0
    for sign in _DATED.finditer(text):
        for start in range(max(done, sign.start() - _BEFORE_DAY), sign.start() + 1):
            match = MEETING.match(text, start)
            if match:
                yield match
                done = match.end()
                break


def zone_headings(lines: Sequence[Line], hosts: Sequence[str]) -> list[ZoneHeading]:
    """Zone headings in page order; ``hosts`` are the bodies that held the meetings the page tells of."""
    hosts = sorted(set(hosts))
    out: list[ZoneHeading] = []
    taken = -1
    for line in lines:
        if line.index <= taken or len(line.text) > 60:
            continue
        found = _on_one_line(line, lines, hosts) or _on_two_lines(line, lines, hosts)
        if found:
            out.append(found)
            taken = found.lines[-1]
    return out


def _on_one_line(line: Line, lines: Sequence[Line], hosts: Sequence[str]) -> ZoneHeading | None:
    match = _ZONE_AND_HEADLINE.fullmatch(line.text)
    if match and not _is_zone(match["zone"], hosts):
        match = None
    if not match and _starts_article(lines, line.index):
        match = _ZONE_RUN_IN.fullmatch(line.text)
    if not match:
        return None
    # What parts the two (a colon, a bar) goes with the zone.
    zone, headline = (
        (line.start, line.start + match.start("headline")),
        (line.start + match.start("headline"), line.end),
    )
    return ZoneHeading(zone, headline, match["zone"], (line.index,))


def _on_two_lines(line: Line, lines: Sequence[Line], hosts: Sequence[str]) -> ZoneHeading | None:
    following = lines[line.index + 1] if line.index + 1 < len(lines) else None
    if following is None or not _is_zone(line.text, hosts):
        return None
    below = _HEADLINE_LINE.fullmatch(following.text) and (following.level > line.level or not line.level)
    if below and not _ZONE_AND_HEADLINE.fullmatch(following.text):
        return ZoneHeading(
            (line.start, line.end), (following.start, following.end), line.text, (line.index, following.index)
        )
    return ZoneHeading((line.start, line.end), None, line.text, (line.index,)) if line.level > 1 else None


def _starts_article(lines: Sequence[Line], index: int) -> bool:
    """Whether a sentence ends before this line and a dated one begins after it."""
    before = index == 0 or lines[index - 1].ends or len(lines[index - 1].text) <= 4
    return before and index + 1 < len(lines) and bool(re.match(r"\d{1,2}\s*月\s*\d{1,2}\s*日", lines[index + 1].text))


def _is_zone(name: str, hosts: Sequence[str]) -> bool:
    """Named like a zone, or (a city, a county) the host of a meeting on this page; ``hosts`` are sorted."""
    if _ZONE_LINE.fullmatch(name):
        return True
    at = bisect_left(hosts, name)
    return len(name) > 2 and at < len(hosts) and hosts[at].startswith(name)
