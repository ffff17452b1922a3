"""The lines after the front: headings and sections, tables; what is left is text for clauses.py."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongwen.bare_lists import entries_of
from gongwen.clauses import Mode, Stretch
from gongwen.clauses.apart import units_begin
from gongwen.clauses.told import REQUIRES
from gongwen.headings import GREETS, PREAMBLE, Label, is_byline, is_plain_heading
from gongwen.lines import Line
from gongwen.mentions.labels import PERSONS_LABEL, TIME_LABEL, UNITS_LABEL, WATCHERS_LABEL
from gongwen.model import Clause, Kind, Role, Section
from gongwen.modes import mode_of
from gongwen.numbered import by_paragraph
from gongwen.reading_order import Kind as LineKind
from gongwen.reading_order import Order
from gongwen.table_cells import Cells

# 2026年经济社会发展主要预期目标是：……, in an opening paragraph.
_SETS_GOALS = re.compile("(?:预期|奋斗|发展|总体|主要)目标(?:任务)?(?:是|为|如下)?：")
_TABLE = re.compile("[^，。；：]{2,40}(?:表|清单|台账|指标(?:体系)?|目标|(?:完成|执行|进展)情况)(?:（[^（）]{1,20}）)?")
_APPEAL = re.compile("紧密地?团结在")
_GREETING = re.compile(r"(?:各位|同志们|尊敬的)[^，。；]{0,12}[：！，]?")
_BRACKETS = frozenset("（〔【[")
_BRACKET_ONLY = re.compile(r"[（〔【\[](?:[^（）]|（[^（）]*）)*[）〕】\]][。；]?")
_LONGEST_HEADING = 60
_IN_BRACKETS = re.compile(r"（[^（）\n]{2,200}）")
_STOP = re.compile(r"[。；！？：]")
# 一、会议听取了……汇报。 tells of the meeting, 三、会议要求，…… says who asks: neither is a heading of minutes.
_OF_MEETING = re.compile(
    "会议[^，。；：]{0,8}?(?:传达|学习|听取|审议|审定|研究|通报|讨论|观看|认为|指出|强调|要求|明确|决定|议定|同意)|听取了?"
)
# （一）动员部署阶段（5月）: the days a phase is given.
_PHASE = re.compile("[^，。；（）]{2,30}（[\\d年月日至到底初末上中下旬前—–\\-－~～ ]{2,40}）")
# 申请人应当具备下列条件：, 有下列情形之一的：: what it lists is asked of no one.
_LISTS_CASES = re.compile(
    "(?:(?:条件|情形(?:之一)?|材料|权利|情况|用语|含义|范围)[^，。；：]{0,6}|对象包括|可以[^，。；：]{2,20})：$"
)
_BELOW_ARTICLES = frozenset({"（一）", "1", "（1）", "①"})
# 第一章 总则, 一、为……，制定本规则。: articles, though none is called so.
_OF_RULES = re.compile("制定本(?:规则|办法|规定|条例|细则|章程|制度)")
# 现将……印发给你们。请各单位于3月10日前报送……: what it asks besides.
_ASKS = re.compile(f"{REQUIRES.pattern}|底前|[日内前](?:完成|完工|报送|上报)")
_ASKS_BY_DAY = re.compile(
    "(?:请|要|应当?|须|并于)[^。；]*?(?:\\d日|月底|月[上中下]旬|\\d个?工作日)(?:（[^（）]*）)?[之以]?[前内][^。；]{0,40}(?:报|送|反馈|提交)"
)
_HEADS_PARAGRAPH, _SPELLS_OUT = re.compile("[^，。；：、\\d]{4,20}。"), 30
# 一、同意撤销……。 decides, 一、各单位要……。 calls on somebody, 二、严禁单位和个人……。 forbids: no headings.
_DECIDES = re.compile(
    "(?:原则)?(?:同意|批准)|[^，。；：]{1,20}[位门府办委局会村道镇乡县区市校业部]"
    "(?:(?<![主重需首纪])要(?![素求点件道闻塞害])|须|必须|应(?![用急对]))|[^。；：]*(?:严禁|禁止|不得|不准)[^，。；：]{4}"
)
# Styles whose opening sentence is a heading only when it is short.
_DEEP = frozenset({"1", "①", "（1）"})
_DEEP_LIMIT, _LIMIT, _ALONE = 26, 42, 36
_BY_KIND: dict[LineKind, Role] = {"zone": "zone", "headline": "headline", "furniture": "other", "markup": "markup"}


class Body:
    """Walks the lines after the front."""

    def __init__(
        self,
        order: Order,
        text: str,
        lines: Sequence[Line],
        first: int,
        closing: Mapping[int, Role],
        kind: Kind,
        cells: Cells,
        asking: Mode,
        *,
        met: bool,
    ) -> None:
        """``asking``: what text under no heading is; ``met``: it tells of a meeting."""
        self.order, self.text, self.lines, self.first, self.kind, self.met = order, text, lines, first, kind, met
        self.clauses: list[Clause] = []
        self.stretches: list[Stretch] = []
        self.sections: list[Section] = []
        self._styles: list[str] = []
        self._modes: list[Mode] = []
        self._section: str | None = None
        self._over: tuple[str | None, list[str], list[Mode]] = (None, [], [])
        self._entry: int | None = None
        self._open = self._numbering = False
        self._cells = cells
        self._entries = entries_of(lines)  # of lists without a stop
        self._closing = closing
        self._asking = asking
        self._of_rules = _OF_RULES.search(text) is not None
        self._in_articles = False
        self._replies = "批复如下" in text  # each number of a reply decides something
        self._mode: Mode = self._first_mode()

    def _first_mode(self) -> Mode:
        if self.met:
            return "opening"
        labelled = any(line.label for line in self.lines[self.first :])
        return "intro" if self.order.zones or labelled or self.kind == "report" else "plain"

    def read(self) -> None:
        """Every line goes to what its kind says; a line of text to the first that takes it."""
        for index in range(self.first, len(self.lines)):
            line = self.lines[index]
            if line.entry != self._entry:
                self._begin_article(line.entry)
            if line.kind == "line":
                self._line(index, line)
            elif line.kind == "cell":
                self._cell(index, line)
            else:
                self._clause(line, _BY_KIND[line.kind])
        self.stretches = by_paragraph(self.text, self.stretches)

    def _begin_article(self, entry: int | None) -> None:
        """A heading right before an article stands over it and those after it, any other ends with its article."""
        if not self._open and self.clauses and self.clauses[-1].role == "heading":
            self._over = self._section, self._styles, self._modes
        self._section, self._styles, self._modes = self._over[0], [*self._over[1]], [*self._over[2]]
        self._entry, self._mode, self._open, self._numbering = entry, "opening", False, False

    def _begin_part(self, index: int) -> None:
        """What stands under a later title (a plan handed down, an annex) is under none of the headings before it."""
        above = self.clauses[-1].role if self.clauses else None
        if above == "title":
            return
        self._section, self._styles, self._modes, self._in_articles = None, [], [], False
        while self._closing.get(index) == "title":
            index += 1
        opens = self.lines[index].text if index < len(self.lines) else ""
        self._mode = "intro" if self._mode == "intro" or PREAMBLE.match(opens) else "plain"

    def _line(self, index: int, line: Line) -> None:
        above = self.lines[index - 1]
        listed = index - 1 in self._entries or (index in self._entries and not above.text.endswith(("，", "、")))
        unfinished = self._open and not (above.ends or listed or _BEGINS.match(line.text))
        role = None if unfinished else self._role(index, line)
        if role == "title":
            self._begin_part(index)
        if role:
            self._clause(line, role)
        elif line.label or (not unfinished and self._entry is None and (line.level or is_plain_heading(line.text))):
            self._heading(index, line)
        elif unfinished:
            self._longer(line.end)
        else:
            self._mode = "rules" if self._in_articles else self._mode
            self._paragraph(index, line)
        if self._in_articles:
            self._mode = self._mode_below(line)

    def _role(self, index: int, line: Line) -> Role | None:
        """The role of a line outside the body text: a writer's name, a signature or note, a greeting."""
        if self._entry is not None and is_byline(line.text) and self._last_of_entry(index):
            return "byline"
        if role := self._closing.get(index):
            return role
        if self._names_table(index, line):
            return "title"
        return "addressee" if line.text.startswith(GREETS) and _GREETING.fullmatch(line.text) else None

    def _names_table(self, index: int, line: Line) -> bool:
        """Whether a line says what the table below it is: 重点任务分解表."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else line
        return below.kind == "cell" and not line.label and _TABLE.fullmatch(line.text) is not None

    def _last_of_entry(self, index: int) -> bool:
        same = [line for line in self.lines[index + 1 : index + 8] if line.entry == self._entry]
        return all(line.kind != "line" or is_byline(line.text) for line in same)

    def _paragraph(self, index: int, line: Line) -> None:
        """A line without a number: body text, or the sentence that heads the paragraph below it."""
        if self.kind == "report" and self._mode == "plain" and self._heads_next(index):
            self._stretch(line.start, line.end, mode="head")
            return
        asks = _ASKS_BY_DAY.search(line.text) if self._mode == "intro" else None
        told = line.start + line.text.rfind("。", 0, asks.start()) + 1 if asks else line.end
        if told > line.start:
            self._stretch(line.start, told, continued=self._numbering)
        if told < line.end:
            self._stretch(told, line.end, mode="plain")

    def _heads_next(self, index: int) -> bool:
        """加强生态保护修复。 on a line of its own over the paragraph that spells it out."""
        below = self.lines[index + 1 : index + 2]
        if not _HEADS_PARAGRAPH.fullmatch(self.lines[index].text) or not below or index + 1 in self._closing:
            return False
        line = below[0]
        return line.kind == "line" and line.label is None and len(line.text) >= _SPELLS_OUT

    def _clause(self, line: Line, role: Role, end: int | None = None) -> None:
        self.clauses.append(Clause(line.start, end or line.end, role, line.entry, self._section))
        self._open = False

    def _stretch(
        self, start: int, end: int, *, numbered: bool = False, continued: bool = False, mode: Mode | None = None
    ) -> None:
        # The appeal that closes a report asks nothing of anyone.
        mode = mode or ("principle" if self._mode == "plain" and _APPEAL.search(self.text, start, end) else self._mode)
        if mode in ("intro", "principle") and _SETS_GOALS.search(self.text, start, end):
            mode = "goals"
        if mode == "named":
            mode = "plain" if _ASKS.search(self.text, start, end) else "review"
        self.stretches.append(Stretch(start, end, self._entry, self._section, mode, numbered, numbered, continued))
        self._open = True
        if self._mode == "opening" and self._entry is not None:
            self._mode = "met"

    def _longer(self, end: int) -> None:
        self.stretches[-1] = self.stretches[-1]._replace(end=end)

    # --- tables

    def _cell(self, index: int, line: Line) -> None:
        """A table's cell: its head and its units are told apart from the work, which its number belongs to."""
        above = self.clauses[-1] if self.clauses else None
        role = self._cells.role(index)
        if self._mode == "intro":
            self._mode = "plain"
        alike = role and above and above.role == role and above.end == line.start
        if above and alike and (role == "parties" or self._cells.in_head(index)):
            self.clauses[-1] = above._replace(end=line.end)
        elif role:
            self._clause(line, role)
        elif self.stretches and self._cells.goes_on(index):
            self._longer(line.end)
        else:
            self._stretch(line.start, line.end, mode="plain" if self._cells.in_indicators else None)
        self._open = False

    # --- headings

    def _heading(self, index: int, line: Line) -> None:
        label, length = line.label, len(line.text)
        if label is not None and self._is_article(label):
            self._mode, self._in_articles = "rules", True
        elif not (self._in_articles and label is not None and label.style in _BELOW_ARTICLES):
            self._mode = self._mode if self._modes and self._mode != "met" else self._asking
            self._in_articles = False
        end = self._heading_end(index, line, label) if label else length
        if end:
            self._begin_section(line, label, end)
        elif label is not None and label.style in self._styles and not self._in_articles:
            # A paragraph beside a section is not under what that section's heading says.
            depth = self._styles.index(label.style)
            self._mode = self._modes[depth - 1] if depth else self._asking
            self._styles[depth:], self._modes[depth:] = [label.style], [self._mode]
        self._numbering = label is not None and end < length
        if end < length:
            self._stretch(line.start + end, line.end, numbered=True)

    def _is_article(self, label: Label) -> bool:
        return label.style == "条" or (label.style == "一" and self._of_rules and self._styles[:1] == ["章"])

    def _mode_below(self, line: Line) -> Mode:
        """What stands below a line of an article: cases it lists, or rules."""
        if _LISTS_CASES.search(line.text):
            return "review"
        return self._mode if line.label and line.label.style in _BELOW_ARTICLES else "rules"

    def _heading_end(self, index: int, line: Line, label: Label) -> int:
        """Where the heading ends in the line; 0 for a numbered paragraph without one."""
        if self.kind == "minutes" and _OF_MEETING.match(line.text, label.end) and line.ends:
            return 0
        if line.ends and (self._replies or _DECIDES.match(line.text, label.end)):
            return 0
        stop = _STOP.search(line.text, label.end)
        if stop and "（" in line.text[label.end : stop.start()]:  # a stop inside a bracket is none of the sentence's
            stop = _STOP.search(_IN_BRACKETS.sub(lambda inside: "·" * len(inside[0]), line.text), label.end)
        if index in self._entries:
            return 0
        if stop is None:
            named = units_begin(line.text, label.end, len(line.text)) < len(line.text)
            phase = _PHASE.fullmatch(line.text, label.end) is not None
            alone = named or phase or self._is_all_there_is(index, label)
            heads = self._opens_section(index, label) if alone else len(line.text) <= _LONGEST_HEADING and not line.ends
            return len(line.text) if heads else 0
        length = stop.end() - label.end
        longest = _DEEP_LIMIT if label.style in _DEEP else _LIMIT
        if self._is_article(label) or stop[0] not in "。：" or length > longest:
            return 0
        rest = line.text[stop.end() :]
        more = bool(rest) and (rest[0] not in _BRACKETS or bool(_BRACKET_ONLY.sub("", rest)))
        if stop[0] == "：":
            return stop.end() if more and length <= _DEEP_LIMIT // 2 else 0
        alone = length <= _ALONE and not self._in_articles
        return stop.end() if more or (alone and self._opens_section(index, label)) else 0

    def _is_all_there_is(self, index: int, label: Label) -> bool:
        """Whether lines of units stand below a numbered line, and then the next number: the line is the task."""
        below = index + 1
        while below < len(self.lines) and _UNITS_LINE.match(self.lines[below].text):
            below += 1
        if below == index + 1 or below == len(self.lines):
            return below > index + 1
        after = self.lines[below].label
        return after is not None and (after.style == label.style or after.style in self._styles)

    def _opens_section(self, index: int, label: Label) -> bool:
        """Whether what stands below a sentence alone on its line belongs under it."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) and index + 1 not in self._closing else None
        if below is None or below.label is None:
            return below is not None and below.text[0] not in _BRACKETS and not _UNITS_LINE.match(below.text)
        lower, styles = below.label.style, self._styles
        if lower in styles and label.style in styles:
            return styles.index(lower) > styles.index(label.style)
        return lower != label.style and lower not in styles

    def _begin_section(self, line: Line, label: Label | None, end: int) -> None:
        style = label.style if label else f"#{line.level}"
        depth = self._styles.index(style) if style in self._styles else len(self._styles)
        self._styles[depth:] = [style]
        start, stop = line.start + (label.end if label else 0), line.start + end
        heading = self.order.flow.text[start:stop].strip(" 。：\u3000")
        self._section = f"s{len(self.sections) + 1}"
        pieces = self.order.flow.pieces(line.start, stop)
        self.sections.append(Section(self._section, depth + 1, label.text.strip() if label else "", heading, pieces))
        above = self._modes[:depth]
        self._mode = mode_of(heading, above[-1] if above else self._asking)
        self._modes[depth:] = [self._mode]
        self._clause(line, "heading", stop)
        at = units_begin(self.text, start, stop)
        if at < stop:
            self.clauses[-1] = self.clauses[-1]._replace(end=at)
            self.clauses.append(Clause(at, stop, "parties", line.entry, self._section))


# 责任单位：…… below a sentence names who does it: the sentence is the task.
_UNITS_LINE = re.compile(f"(?:{UNITS_LABEL}|{PERSONS_LABEL}|{WATCHERS_LABEL}|{TIME_LABEL})：")
# So does 特此通知 on a line by itself, whatever stands open above it.
_BEGINS = re.compile(f"{_UNITS_LINE.pattern}|[特专]此[^，。；]{{1,6}}[。！]?$")
