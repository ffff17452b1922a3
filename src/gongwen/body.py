"""The lines after the front: headings and sections, signature and notes; what is left is text for clauses.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gongwen.clauses import Mode, Stretch
from gongwen.clauses.cutting import UNITS
from gongwen.headings import BYLINE, DATE, UNIT, Label, label_of
from gongwen.lines import Line
from gongwen.mentions.organisations import names_units_only
from gongwen.model import Clause, Kind, Role, Section
from gongwen.reading_order import Order

_REVIEW = re.compile(r"回顾|工作成效|取得的?成[绩就效]|完成情况|基本情况|发展环境|形势")
_PRINCIPLE = re.compile(
    r"[^，。]{0,20}(?:总体要求|总体思路|指导思想|基本原则|工作原则|重要原则|遵循的原则|指导方针|总要求|工作思路)"
)
_GOALS = re.compile(r"[^，。]{0,20}(?:目标)(?![^，。]*任务)")
_PLAIN_HEADING = re.compile(
    r"[^，。；：]{0,18}(?:工作回顾|总体要求|工作安排|工作任务|主要任务|重点任务|工作重点|保障措施|工作目标|主要目标|发展目标"
    r"|基本原则|指导思想|工作要求|工作措施|组织保障|组织实施|主要举措|进度安排|实施步骤|自身建设|存在问题|基本情况|下一步打算"
    r"|有关要求|议定事项|附则|总则)|(?:专栏|专章|图|表)\s*[\d一二三四五六七八九十]{1,3}[^，。；：]{0,40}"
)
_GREETING = re.compile(r"(?:各位|同志们|尊敬的)[^，。；]{0,12}[：！，]?")
_BRACKET_ONLY = re.compile(r"[（〔【](?:[^（）]|（[^（）]*）)*[）〕】][。；]?")
_STOP = re.compile(r"[。；！？：]")
# Styles whose opening sentence is a heading only when it is short.
_DEEP = frozenset({"1", "①", "（1）"})
_DEEP_LIMIT, _LIMIT, _ALONE = 26, 42, 36


class Body:
    """Walks the lines after the front; each goes to the first rule that takes it."""

    def __init__(self, order: Order, text: str, lines: Sequence[Line], first: int, kind: Kind) -> None:
        self.order, self.text, self.lines, self.first, self.kind = order, text, lines, first, kind
        self.clauses: list[Clause] = []
        self.stretches: list[Stretch] = []
        self.sections: list[Section] = []
        self._styles: list[str] = []
        self._modes: list[Mode] = []
        self._entry: int | None = None
        self._open = self._numbering = False
        self._tail_roles = _tail(lines, first)
        self._mode: Mode = self._first_mode()

    def _first_mode(self) -> Mode:
        if self.kind == "minutes":
            return "opening"
        labelled = any(label_of(line.text) for line in self.lines[self.first :])
        return "intro" if self.order.zones or labelled or self.kind == "report" else "plain"

    def read(self) -> None:
        rules = (self._zone, self._mark, self._byline, self._cell, self._tail, self._greeting, self._heading)
        for index in range(self.first, len(self.lines)):
            if not any(rule(index, self.lines[index]) for rule in rules):
                self._text(index, self.lines[index])
        self.stretches = _by_paragraph(self.text, self.stretches)

    def _clause(self, line: Line, role: Role, end: int | None = None) -> bool:
        where = line.paragraph
        section = self.sections[-1].id if self.sections else None
        self.clauses.append(Clause(where.start, end or where.end, role, where.entry, section))
        self._open = False
        return True

    def _unfinished_sentence(self, index: int) -> bool:
        return self._open and not self.lines[index - 1].ends

    # --- the rules, in order

    def _zone(self, index: int, line: Line) -> bool:
        kind, entry = line.paragraph.kind, line.paragraph.entry
        if entry != self._entry:
            self._entry, self._mode, self._open = entry, "opening", False
        return kind in ("zone", "headline") and self._clause(line, "zone" if kind == "zone" else "headline")

    def _mark(self, index: int, line: Line) -> bool:
        if line.paragraph.kind == "furniture":
            return self._clause(line, "other")
        return line.paragraph.kind == "markup" and self._clause(line, "markup")

    def _byline(self, index: int, line: Line) -> bool:
        if self._entry is None or not BYLINE.fullmatch(line.text) or self._unfinished_sentence(index):
            return False
        return self._last_of_entry(index) and self._clause(line, "byline")

    def _last_of_entry(self, index: int) -> bool:
        same = [line for line in self.lines[index + 1 : index + 8] if line.paragraph.entry == self._entry]
        return all(line.paragraph.kind != "line" or BYLINE.fullmatch(line.text) for line in same)

    def _cell(self, index: int, line: Line) -> bool:
        """A table's cell: its head and its units are told apart from the work, which its number belongs to."""
        if line.paragraph.kind != "cell":
            return False
        above = self.clauses[-1] if self.clauses else None
        role = _cell_role(line.text)
        if self._numbered_row(index) and not names_units_only(line.text):
            role = None  # what follows the row's number is the work, though it end like a unit: 建成智算中心
        if role and above and above.role == role and above.end == line.paragraph.start:
            self.clauses[-1] = above._replace(end=line.paragraph.end)
        elif role:
            self._clause(line, role)
        elif self.stretches and self._numbered_row(index):
            self.stretches[-1] = replace(self.stretches[-1], end=line.paragraph.end)
        else:
            self._stretch(line.paragraph.start, line.paragraph.end)
        self._open = False
        return True

    def _numbered_row(self, index: int) -> bool:
        return self.lines[index - 1].paragraph.kind == "cell" and self.lines[index - 1].text.isdigit()

    def _tail(self, index: int, line: Line) -> bool:
        role = self._tail_roles.get(index)
        return role is not None and not self._unfinished_sentence(index) and self._clause(line, role)

    def _greeting(self, index: int, line: Line) -> bool:
        greets = _GREETING.fullmatch(line.text) and not self._unfinished_sentence(index)
        return bool(greets) and self._clause(line, "addressee")

    def _heading(self, index: int, line: Line) -> bool:
        label = label_of(line.text)
        if label is None and not self._plain_heading(index, line):
            return False
        end = self._heading_end(index, line, label) if label else len(line.text)
        self._mode = self._mode if self._modes else "plain"
        if label and label.style == "条":
            self._mode = "rules"
        if end:
            self._section(line, label, end)
        self._numbering = label is not None and end < len(line.text)
        if end < len(line.text):
            self._stretch(line.paragraph.start + end, line.paragraph.end, numbered=True)
        return True

    def _text(self, index: int, line: Line) -> None:
        where = line.paragraph
        if self._unfinished_sentence(index):
            self.stretches[-1] = replace(self.stretches[-1], end=where.end)
        else:
            self._stretch(where.start, where.end, continued=self._numbering)

    # --- headings

    def _plain_heading(self, index: int, line: Line) -> bool:
        if self._unfinished_sentence(index) or self._entry is not None:
            return False
        return line.paragraph.level > 0 or bool(_PLAIN_HEADING.fullmatch(line.text))

    def _heading_end(self, index: int, line: Line, label: Label) -> int:
        """Where the heading ends in the line; 0 for a numbered paragraph without one."""
        stop = _STOP.search(line.text, label.end)
        if stop is None:
            return 0 if len(line.text) > 60 or line.ends else len(line.text)
        length, rest = stop.end() - label.end, _BRACKET_ONLY.sub("", line.text[stop.end() :])
        if label.style == "条" or stop[0] not in "。：" or length > (_DEEP_LIMIT if label.style in _DEEP else _LIMIT):
            return 0
        if stop[0] == "：":
            return stop.end() if rest and length <= _DEEP_LIMIT // 2 else 0
        return stop.end() if rest or (length <= _ALONE and self._opens_section(index, label)) else 0

    def _opens_section(self, index: int, label: Label) -> bool:
        """Whether what stands below a sentence alone on its line belongs under it."""
        below = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        lower, styles = label_of(below), self._styles
        if lower is None:
            return bool(below) and below[0] not in "（〔【"
        if lower.style in styles and label.style in styles:
            return styles.index(lower.style) > styles.index(label.style)
        return lower.style != label.style and lower.style not in styles

    def _section(self, line: Line, label: Label | None, end: int) -> None:
        where, style = line.paragraph, label.style if label else f"#{line.paragraph.level}"
        depth = self._styles.index(style) if style in self._styles else len(self._styles)
        self._styles = [*self._styles[:depth], style]
        start = where.start + (label.end if label else 0)
        heading = self.order.flow.text[start : where.start + end].strip(" 。：\u3000")
        named = label.text.strip() if label else ""
        pieces = self.order.flow.pieces(where.start, where.start + end)
        self.sections.append(Section(f"s{len(self.sections) + 1}", depth + 1, named, heading, pieces))
        self._modes = [*self._modes[:depth], self._mode_of(heading, self._modes[:depth])]
        self._mode = self._modes[-1]
        self._clause(line, "heading", where.start + end)

    def _mode_of(self, heading: str, above: Sequence[Mode]) -> Mode:
        """What a section is about: said by its heading, else by the one above it."""
        inherited: Mode = above[-1] if above else "plain"
        if inherited == "principle" or _PRINCIPLE.match(heading):
            return "principle"
        if _GOALS.match(heading):
            return "goals"
        return "review" if _REVIEW.search(heading) else inherited

    def _stretch(self, start: int, end: int, *, numbered: bool = False, continued: bool = False) -> None:
        section = self.sections[-1].id if self.sections else None
        self.stretches.append(Stretch(start, end, self._entry, section, self._mode, numbered, numbered, continued))
        self._open = True
        if self._mode == "opening" and self._entry is not None:
            self._mode = "plain"


_CELL_HEAD = re.compile(
    r"(?:序号|编号|(?:重点|主要|工作)?(?:任务|事项|项目|内容|举措|措施|目标)|(?:牵头|责任|配合|主责)(?:单位|部门|领导|人)"
    r"|(?:完成)?(?:时限|时间|期限)|时间节点|进展情况|备注)"
)
_CELL_UNITS = re.compile(r"[^，。；\d]{2,40}(?:[局委办部厅街镇乡]|公司|中心|学校|医院|管委会|各部门|各单位)")
_CELL_TIME = re.compile(
    r"[^，。；]{0,10}(?:年|月|日|季度)?(?:底|末|前|内|以前|之前|日|月)|持续推进|长期(?:坚持)?|常态化|全年"
)


def _cell_role(text: str) -> Role | None:
    """``other`` for the head of a table, ``parties`` for units and dates, None for the work."""
    if _CELL_HEAD.fullmatch(text):
        return "other"
    named = _CELL_TIME.fullmatch(text) or _CELL_UNITS.fullmatch(text) or names_units_only(text)
    return "parties" if named else None


# A numbered paragraph that ends in its units is one task.
_HANDED_OUT = re.compile(
    rf"{UNITS.pattern}|(?:责任|牵头|配合)(?:单位|部门)：|[（〔【][^（）。]{{1,120}}[局委办部厅院会府位道司心处镇乡][）〕】]。?$"
)


def _by_paragraph(text: str, stretches: Sequence[Stretch]) -> list[Stretch]:
    """``stretches`` with a numbered paragraph kept one item only where units are named at its end."""
    out, run = list[Stretch](), list[Stretch]()
    for stretch in stretches:
        if not stretch.continued:
            out += _settled(text, run)
            run = []
        run.append(stretch)
    return out + _settled(text, run)


def _settled(text: str, run: Sequence[Stretch]) -> list[Stretch]:
    """A numbered paragraph and the unnumbered ones after it."""
    last = next((n for n in range(len(run), 0, -1) if _HANDED_OUT.search(text, run[n - 1].start, run[n - 1].end)), 0)
    handed = run[:last] if run and run[0].numbered else []
    loose = run[len(handed) :]
    return [*handed, *(replace(stretch, numbered=False, continued=False) for stretch in loose)]


_NOTE = re.compile(r"附件|附：|附表|——?END|（此件.*）|（此页.*）|（?联系人|（?联系电话|[\[【][^\]】]{0,20}[\]】]$")
_ATTENDANCE = re.compile(r"(?:主持人?|参加|出席|列席|缺席|请假|记录|参会)(?:人员|单位|人)?：.*")
_DISTRIBUTION = re.compile(r"(?:抄送|抄报|分送|发至?|送)：.*|.{2,40}印发")


def _tail(lines: Sequence[Line], first: int) -> dict[int, Role]:
    """Signature, distribution and notes, by line index."""
    out: dict[int, Role] = {}
    for index in range(first, len(lines)):
        text = lines[index].text
        if DATE.fullmatch(text):
            out |= dict.fromkeys(_signed(lines, first, index), "signature")
        elif (
            (len(text) < 200 and (_ATTENDANCE.fullmatch(text) or _DISTRIBUTION.fullmatch(text)))
            or (_NOTE.match(text) and len(text) < 60)
            or (out.get(index - 1) == "other" and _listed(text, lines[index - 1]))
        ):
            out[index] = "other"
        elif out.get(index - 1) == "other" and lines[index - 1].text.startswith("附件") and not lines[index].ends:
            out[index] = "title"
    return out


def _signed(lines: Sequence[Line], first: int, dated: int) -> range:
    """The date's line and the units above it."""
    top = dated
    while top > first and top > dated - 3 and UNIT.fullmatch(lines[top - 1].text):
        top -= 1
    return range(top, dated + 1)


def _listed(text: str, above: Line) -> bool:
    """The second and later lines of a list of annexes."""
    label = label_of(text)
    return label is not None and label.style == "1" and bool(re.match(r"附件|\d", above.text)) and len(text) < 60
