"""Title, number, addressee, issuer, date; sections; the zones of a round-up. The rest is body text for clauses.py."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from gongwen.body import Body
from gongwen.clauses import Stretch
from gongwen.closing import closing_roles
from gongwen.fold import fold
from gongwen.front import kind_of, number_of, read_front, title_of
from gongwen.headings import DATE, GENRES, OPENS_ARTICLE, OPENS_MEETING, SPOKEN, TELLS_OF_A_DAY, label_of
from gongwen.indicators import Indicator
from gongwen.lines import Line, joined, lines_of
from gongwen.meetings import meeting_of
from gongwen.model import Clause, Entry, Kind, Piece, Role, Section
from gongwen.modes import mode_of_document
from gongwen.numerals import parse
from gongwen.reading_order import Order
from gongwen.table_cells import Cells
from gongwen.web_lines import printed


def _handed_down(order: Order, lines: Sequence[Line], closing: Mapping[int, Role]) -> list[str]:
    """The title, on one line or more, of the first document that one without a title hands down."""
    first = next((at for at in sorted(closing) if closing[at] == "title"), None)
    if first is None:
        return []
    last = next(at for at in count(first) if closing.get(at + 1) != "title")
    return [order.flow.text[lines[first].start : lines[last].end]]


_ANNOUNCED = re.compile("(?P<genre>纪要|通知|通报|报告|通告|公告|批复|答复|函)[告复]?如下[：。]$")
_HANDED_OVER = re.compile("(?:印发|转发|下发)给?你们|现予以?(?:印发|发布|公布)")
# 区防汛办督导检查备汛工作: the headline of an article on a visit, which says in its first lines when that was.
_VISIT = re.compile("调研|督导|督查|检查|视察|走访|考察|慰问|巡查")
_ON_A_DAY = re.compile("近日|日前|月 ?\\d{1,2} ?日(?!前|起|内|底)")
_SITES_OWN, _SHORT = 4, 16  # lines, characters
_HELD = re.compile("召开|举行|传达学习|学习传达|学习贯彻")  # no title of a document, a headline of one


@dataclass(frozen=True, slots=True)
class Outline:
    """``clauses`` are the spans outside the body, ``stretches`` the body's paragraphs, both in flow coordinates.

    ``paragraphs`` tile the flow: a run-in heading and the text after it are one.
    """

    kind: Kind
    title: str | None
    number: str | None
    issuer: str | None
    addressee: str | None
    date: dt.date | None
    month: dt.date | None  # the first day of the month or year it is of, where it names no day
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    stretches: tuple[Stretch, ...]
    paragraphs: tuple[Piece, ...]
    indicators: tuple[Indicator, ...]  # rows of tables


def read_outline(order: Order, text: str, published: dt.date | None) -> Outline:
    """The outline of a page; ``text`` is the folded flow."""
    lines = lines_of(order, text)
    lines = lines if order.zones else joined(lines, text)
    front = read_front(lines)
    closing = closing_roles(lines, front.rest)
    titles = [_words(order, clause) for clause in front.clauses if clause.role == "title"]
    site = printed([line.text for at, line in enumerate(lines) if line.kind == "furniture" or at < front.own])
    titled = titles or list(filter(None, [site.title]))
    title = title_of(titled or _handed_down(order, lines, closing))
    opening = _opening(lines[front.rest :])
    kind, met = _kind(order, fold(title or ""), opening, text, titled=bool(titled))
    signed = [Clause(lines[at].start, lines[at].end, role) for at, role in closing.items() if role == "signature"]
    day = _date(order, [*front.clauses, *signed]) or site.date or published or _year(title or "")
    cells = Cells(lines, day.year if day else None)
    asking = mode_of_document(kind, fold(title or ""))
    body = Body(order, text, lines, front.rest, closing, kind, cells, asking, met=met)
    body.read()
    clauses = (*front.clauses, *body.clauses)
    charged = [clause for clause in body.clauses if clause.role == "parties"]  # who is to act, and by when
    return Outline(
        kind=kind,
        title=title,
        number=_first(order, clauses, "number") or next(filter(None, map(number_of, titles)), None) or site.number,
        issuer=_issuer(order, clauses, title) or site.issuer,
        addressee=_first(order, clauses, "addressee"),
        date=_date(order, [*front.clauses, *(one for one in body.clauses if one.role != "parties")]) or site.date,
        month=_month(order, clauses) or _year(title or "") or _year("".join(_words(order, one) for one in charged)),
        entries=_entries(order, text, clauses, body.stretches, published),
        sections=tuple(body.sections),
        clauses=clauses,
        stretches=tuple(body.stretches),
        paragraphs=_paragraphs(clauses, body.stretches, len(text), {line.start for line in lines}),
        indicators=tuple(cells.indicators),
    )


def _paragraphs(
    clauses: Sequence[Clause], stretches: Sequence[Stretch], end: int, lines: Collection[int]
) -> tuple[Piece, ...]:
    """``lines``: where those begin. A heading, the units named in it and the text run in after it are one."""
    headed = {clause.end for clause in clauses if clause.role == "heading"}
    named = [clause for clause in clauses if clause.role == "parties" and clause.start in headed]
    behind = headed | {clause.end for clause in named if clause.end not in lines}
    run_in = behind & {stretch.start for stretch in stretches if stretch.run_in and stretch.start not in lines}
    begun = {clause.start for clause in clauses} | {stretch.start for stretch in stretches}
    starts = sorted(begun - run_in - {clause.start for clause in named})
    return tuple(pairwise([*starts, end]))


def _opening(lines: Sequence[Line]) -> str:
    """The first paragraph: what the site prints above an article it may print among its first lines, too."""
    below = [line for line in lines if line.kind == "line"]
    first = (line.text for line in below[:_SITES_OWN] if line.ends and ("。" in line.text or len(line.text) > _SHORT))
    return next(first, below[0].text if below else "")


def _kind(order: Order, title: str, opening: str, text: str, *, titled: bool) -> tuple[Kind, bool]:
    """What the title says, else how the body begins; and whether it tells of a meeting: minutes, an article on one."""
    if order.zones:
        return "roundup", False
    kind = kind_of(title)
    if not titled and _HANDED_OVER.search(opening):
        return "plan" if kind == "plan" else "notice", False
    announced = _ANNOUNCED.search(opening) if kind == "other" else None
    if announced:
        kind = GENRES[announced["genre"]]
    elif kind == "other" and _is_article(title, opening, text):
        return kind, True
    elif _is_headline(kind, title) and (OPENS_MEETING.match(opening) or OPENS_ARTICLE.match(opening)):
        return "other", True
    return kind, kind == "minutes"


def _is_article(title: str, opening: str, text: str) -> bool:
    """Whether a document of no genre tells of a meeting, or of a visit: its first lines or its headline say so."""
    if title.startswith("关于"):
        return False
    headline = _VISIT.search(title) and _ON_A_DAY.search(opening)
    if headline or OPENS_MEETING.match(opening) or OPENS_ARTICLE.match(opening):
        return True
    return TELLS_OF_A_DAY.match(opening) is not None and SPOKEN.search(text) is not None


def _is_headline(kind: Kind, title: str) -> bool:
    """Whether a title that names a genre tells of a meeting: 工作通报会召开; 召开会议学习政府工作报告."""
    return title.endswith(("召开", "举行")) or (kind == "report" and _HELD.search(title) is not None)


def _words(order: Order, clause: Clause) -> str:
    return order.flow.text[clause.start : clause.end]


def _first(order: Order, clauses: Sequence[Clause], role: Role) -> str | None:
    found = next((clause for clause in clauses if clause.role == role), None)
    return _words(order, found).strip("：: （）()" if role == "number" else "：: ") if found else None


_ISSUER = re.compile(
    r"(?!转发|印发|关于)(?P<unit>.{2,24}?(?:政府|委员会|办公厅|办公室|管委会|党工委|国务院|[局厅部委])(?:办公[厅室])?)(?:关于|印发|转发)"
)


def _issuer(order: Order, clauses: Sequence[Clause], title: str | None) -> str | None:
    """Who signed, else who the title says issued it."""
    for clause in clauses:
        if clause.role == "signature" and not DATE.search(fold(_words(order, clause))):
            return _words(order, clause)
    named = _ISSUER.match((title or "").lstrip("《"))
    return named["unit"] if named else None


_FIGURES = "[\\d〇○零OoΟО一二三四五六七八九十]"
_ZEROS = str.maketrans("0OoΟО", "〇〇〇〇〇")
_YMD = re.compile(rf"({_FIGURES}{{4}})\s*年\s*({_FIGURES}{{1,3}})\s*月\s*({_FIGURES}{{1,3}})\s*日")


def _date(order: Order, clauses: Sequence[Clause]) -> dt.date | None:
    """The date of the signature, else of the front; of what else there is, only when it was said: ——……在……会议上."""
    dated = [clause for role in ("signature", "parties", "title", "other") for clause in clauses if clause.role == role]
    for clause in dated:
        words = fold(_words(order, clause))
        match = _YMD.search(words) if clause.role != "other" or words.startswith("——") else None
        year, month, day = map(_figure, match.groups()) if match else (0, 0, 0)
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return dt.date(year, month, day)
    return None


def _figure(words: str) -> int:
    return int(parse(words if words.isascii() and words.isdigit() else words.translate(_ZEROS)) or 0)


_YM = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月")
_YEAR = re.compile(r"20\d\d(?=年|[—–~-])")


def _month(order: Order, clauses: Sequence[Clause]) -> dt.date | None:
    """The month of the signature or of the front: it places a date that names no year."""
    signed = (clause for clause in clauses if clause.role == "signature")
    match = next((found for clause in signed if (found := _YM.search(fold(_words(order, clause))))), None)
    return dt.date(int(match[1]), int(match[2]), 1) if match and 1 <= int(match[2]) <= 12 else None


def _year(words: str) -> dt.date | None:
    """The one year that a title (2026年重点工作清单) names, or a table's deadlines."""
    years = set(_YEAR.findall(fold(words)))
    return dt.date(int(years.pop()), 1, 1) if len(years) == 1 else None


def _entries(
    order: Order, text: str, clauses: Sequence[Clause], stretches: Sequence[Stretch], published: dt.date | None
) -> tuple[Entry, ...]:
    first: dict[int, Stretch] = {}
    for stretch in stretches:
        if stretch.entry is not None:
            first.setdefault(stretch.entry, stretch)
    said = {(clause.entry, clause.role): _words(order, clause) for clause in clauses}
    out = []
    for number, zone in enumerate(order.zones):
        opening = first.get(number)
        sentence = text[opening.start : opening.end].partition("。")[0] if opening else ""
        words = order.flow.text[opening.start : opening.start + len(sentence)] if opening else ""
        meeting = meeting_of(sentence, words, published) if opening else None
        name = said.get((number, "zone"), zone).strip(" |｜:：")
        label = label_of(fold(name))
        out.append(
            Entry(
                name[label.end :] if label else name,
                said.get((number, "headline")),
                meeting,
                said.get((number, "byline")),
            )
        )
    return tuple(out)
