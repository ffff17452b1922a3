"""Title, number, addressee, issuer, date; sections; the zones of a round-up. What is left is body text for clauses.py."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongwen.clauses import Mode, Stretch
from gongwen.fold import fold
from gongwen.front import Line, kind_of, read_front, title_of
from gongwen.headings import BYLINE, DATE, UNIT, Label, label_of
from gongwen.meetings import meeting_of
from gongwen.model import Clause, Entry, Kind, Piece, Role, Section
from gongwen.reading_order import Order


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
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    clauses: tuple[Clause, ...]
    stretches: tuple[Stretch, ...]
    paragraphs: tuple[Piece, ...]


def read_outline(order: Order, text: str, published: dt.date | None) -> Outline:
    """The outline of a page; ``text`` is the folded flow."""
    lines = [Line(paragraph, text[paragraph.start : paragraph.end]) for paragraph in order.paragraphs]
    front = read_front(lines)
    title = title_of([_words(order, clause) for clause in front.clauses if clause.role == "title"])
    kind: Kind = "roundup" if order.zones else kind_of(fold(title or ""))
    body = _Body(order, text, lines, front.rest, kind)
    body.read()
    clauses = (*front.clauses, *body.clauses)
    return Outline(
        kind=kind,
        title=title,
        number=_first(order, clauses, "number"),
        issuer=_issuer(order, clauses, title),
        addressee=_first(order, clauses, "addressee"),
        date=_date(order, clauses),
        entries=_entries(order, text, clauses, body.stretches, published),
        sections=tuple(body.sections),
        clauses=clauses,
        stretches=tuple(body.stretches),
        paragraphs=_paragraphs(clauses, body.stretches, len(text)),
    )


def _paragraphs(clauses: Sequence[Clause], stretches: Sequence[Stretch], end: int) -> tuple[Piece, ...]:
    run_in = {clause.end for clause in clauses if clause.role == "heading"} & {
        stretch.start for stretch in stretches if stretch.numbered
    }
    starts = sorted({part.start for part in (*clauses, *stretches)} - run_in)
    return tuple(pairwise([*starts, end]))


_REVIEW = re.compile(r"工作回顾|回顾|[主]?要?工作成效|取得的?成[绩就效]|完成情况|基本情况|发展环境|形势")
_PRINCIPLE = re.compile(
    r"[^，。]{0,12}(?:总体要求|总体思路|指导思想|基本原则|工作原则|重要原则|指导方针|总要求|工作思路)"
)
_PLAIN_HEADING = re.compile(
    r"[^，。；：]{0,18}(?:工作回顾|总体要求|工作安排|工作任务|主要任务|重点任务|工作重点|保障措施|工作目标|主要目标|发展目标|基本原则|指导思想|工作要求|工作措施"
    r"|组织保障|组织实施|主要举措|进度安排|实施步骤|自身建设|存在问题|基本情况|下一步打算|有关要求|议定事项|附则|总则)"
)
_NOTE = re.compile(r"附件|附：|附表|——?END|（此件.*）|（此页.*）|联系人|（?联系电话")
_DISTRIBUTION = re.compile(r"(?:抄送|抄报|分送|发至?|送)：.*|.{2,40}印发")
_GREETING = re.compile(r"(?:各位|同志们|尊敬的)[^，。；]{0,12}[：！，]?")
_BRACKET_ONLY = re.compile(r"（(?:[^（）]|（[^（）]*）)*）[。；]?")
_DEEP = frozenset({"1", "①"})


class _Body:
    """Walks the lines after the front; each line goes to the first rule that takes it."""

    def __init__(self, order: Order, text: str, lines: Sequence[Line], first: int, kind: Kind) -> None:
        self.order, self.text, self.lines, self.first, self.kind = order, text, lines, first, kind
        self.clauses: list[Clause] = []
        self.stretches: list[Stretch] = []
        self.sections: list[Section] = []
        self.styles: list[str] = []
        self.mode: Mode = "intro"
        self.entry: int | None = None
        self.numbering = False
        self.open = False
        self.labelled = any(label_of(line.text) for line in lines[first:])
        self.tail = _tail(lines, first)
        if not order.zones and not self.labelled and kind != "report":
            self.mode = "plain"

    def read(self) -> None:
        rules = (self._zone, self._mark, self._byline, self._tail, self._greeting, self._heading)
        for index in range(self.first, len(self.lines)):
            if not any(rule(index, self.lines[index]) for rule in rules):
                self._text(index, self.lines[index])

    def _clause(self, line: Line, role: Role, end: int | None = None) -> bool:
        where = line.paragraph
        section = self.sections[-1].id if self.sections else None
        self.clauses.append(Clause(where.start, end or where.end, role, where.entry, section))
        self.open = False
        return True

    def _zone(self, index: int, line: Line) -> bool:
        kind, entry = line.paragraph.kind, line.paragraph.entry
        if entry != self.entry:
            self.entry, self.mode, self.open = entry, "opening", False
        return kind in ("zone", "headline") and self._clause(line, "zone" if kind == "zone" else "headline")

    def _mark(self, index: int, line: Line) -> bool:
        return line.paragraph.kind == "markup" and self._clause(line, "markup")

    def _byline(self, index: int, line: Line) -> bool:
        if self.entry is None or not BYLINE.fullmatch(line.text) or (self.open and not self.lines[index - 1].ends):
            return False
        return self._last_of_entry(index) and self._clause(line, "byline")

    def _last_of_entry(self, index: int) -> bool:
        later = self.lines[index + 1 :] if index + 8 > len(self.lines) else self.lines[index + 1 : index + 8]
        same = [line for line in later if line.paragraph.entry == self.entry]
        return all(line.paragraph.kind == "markup" or BYLINE.fullmatch(line.text) for line in same)

    def _tail(self, index: int, line: Line) -> bool:
        role = self.tail.get(index)
        return role is not None and self._clause(line, role)

    def _greeting(self, index: int, line: Line) -> bool:
        return (
            bool(_GREETING.fullmatch(line.text)) and not self.open_sentence(index) and self._clause(line, "addressee")
        )

    def open_sentence(self, index: int) -> bool:
        """Whether the line before left a sentence unfinished."""
        return self.open and not self.lines[index - 1].ends

    def _heading(self, index: int, line: Line) -> bool:
        label = label_of(line.text)
        if label is None and not self._plain_heading(index, line):
            return False
        self.open = False
        end = self._heading_end(index, line, label) if label else len(line.text)
        self.mode = "plain" if self.mode == "intro" else self.mode
        if end:
            self._section(line, label, end)
        self.numbering = label is not None and end < len(line.text)
        if end < len(line.text):
            self._stretch(line.paragraph.start + end, line.paragraph.end, numbered=self.numbering)
        return True

    def _plain_heading(self, index: int, line: Line) -> bool:
        if line.paragraph.level and self.entry is None:
            return True
        return not self.open_sentence(index) and bool(_PLAIN_HEADING.fullmatch(line.text))

    def _heading_end(self, index: int, line: Line, label: Label) -> int:
        """Where the heading ends in the line; 0 for a numbered paragraph without one."""
        text, first = line.text, _STOP.search(line.text, label.end)
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if first is None:
            return self._unfinished(line, label, below)
        opening, rest = first.end(), _BRACKET_ONLY.sub("", text[first.end() :])
        limit = 26 if label.style in _DEEP else 42
        if label.style == "条" or opening - label.end > limit or text[first.start()] != "。":
            return 0
        alone = opening - label.end <= 26 and below and below[0] != "（" and not label_of(below)
        return opening if rest or alone else 0

    def _unfinished(self, line: Line, label: Label, below: str) -> int:
        """A numbered line that ends no sentence: a heading, unless the line below finishes a short opening sentence."""
        if len(line.text) > 60 or (line.ends and label.style in _DEEP):
            return 0
        return len(line.text)

    def _section(self, line: Line, label: Label | None, end: int) -> None:
        where = line.paragraph
        style = label.style if label else f"#{where.level}"
        self.styles = (
            [*self.styles[: self.styles.index(style)], style] if style in self.styles else [*self.styles, style]
        )
        heading = line.text[label.end : end].strip(" 。　") if label else line.text
        self.sections.append(
            Section(
                f"s{len(self.sections) + 1}",
                len(self.styles),
                label.text.strip() if label else "",
                self._unfolded(where.start + (label.end if label else 0), where.start + end).strip("。 "),
                self.order.flow.pieces(where.start, where.start + end),
            )
        )
        self.mode = self._mode(heading, len(self.styles))
        self._clause(line, "heading", where.start + end)

    def _unfolded(self, start: int, end: int) -> str:
        return self.order.flow.text[start:end]

    def _mode(self, heading: str, level: int) -> Mode:
        if _PRINCIPLE.match(heading):
            self.inherited = (level, "principle")
        elif _REVIEW.search(heading):
            self.inherited = (level, "review")
        elif level <= self.inherited[0]:
            self.inherited = (level, "plain")
        return self.inherited[1]

    inherited: tuple[int, Mode] = (99, "plain")

    def _text(self, index: int, line: Line) -> None:
        where = line.paragraph
        if self.open_sentence(index):
            self.stretches[-1] = replace(self.stretches[-1], end=where.end)
            return
        self._stretch(where.start, where.end, continued=self.numbering)

    def _stretch(self, start: int, end: int, *, numbered: bool = False, continued: bool = False) -> None:
        whole = self.kind != "report"
        section = self.sections[-1].id if self.sections else None
        self.stretches.append(
            Stretch(start, end, self.entry, section, self.mode, numbered and whole, continued and whole)
        )
        self.open = True
        if self.mode == "opening":
            self.mode = "plain"


_STOP = re.compile(r"[。；！？]")


def _tail(lines: Sequence[Line], first: int) -> dict[int, Role]:
    """Signature, distribution and notes, by line index."""
    out: dict[int, Role] = {}
    for index in range(first, len(lines)):
        text = lines[index].text
        if DATE.fullmatch(text):
            out[index] = "signature"
            above = index - 1
            while above >= first and above >= index - 3 and UNIT.fullmatch(lines[above].text):
                out[above] = "signature"
                above -= 1
        elif _NOTE.match(text) and len(text) < 60:
            out[index] = "other"
        elif _DISTRIBUTION.fullmatch(text) and len(text) < 200:
            out[index] = "parties"
    return out


def _words(order: Order, clause: Clause) -> str:
    return order.flow.text[clause.start : clause.end]


def _first(order: Order, clauses: Sequence[Clause], role: Role) -> str | None:
    found = next((clause for clause in clauses if clause.role == role), None)
    return _words(order, found).strip("：: ") if found else None


_ISSUER = re.compile(
    r"(?P<unit>.{2,24}?(?:政府|委员会|办公厅|办公室|管委会|党工委|国务院|[局厅部委]))(?:办公[厅室])?(?:关于|印发)"
)


def _issuer(order: Order, clauses: Sequence[Clause], title: str | None) -> str | None:
    """Who signed, else who the title says issued it."""
    for clause in clauses:
        if clause.role == "signature" and not DATE.fullmatch(fold(_words(order, clause))):
            return _words(order, clause)
    named = _ISSUER.match(title or "")
    return named["unit"] if named else None


_YMD = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


def _date(order: Order, clauses: Sequence[Clause]) -> dt.date | None:
    """The date of the signature, else of the front."""
    dated = [clause for role in ("signature", "parties", "title") for clause in clauses if clause.role == role]
    for clause in dated:
        match = _YMD.search(fold(_words(order, clause)))
        year, month, day = (int(number) for number in match.groups()) if match else (0, 0, 0)
        if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            return dt.date(year, month, day)
    return None


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
        meeting = (
            meeting_of(sentence, order.flow.text[opening.start :][: len(sentence)], published) if opening else None
        )
        zone = said.get((number, "zone"), zone).strip(" |｜:：")
        out.append(Entry(zone, said.get((number, "headline")), meeting, said.get((number, "byline"))))
    return tuple(out)
