"""A sentence of body text → clauses with their roles: strands between semicolons, themes and what spells them out."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final, Literal

from gongwen.clauses.apart import APART, ATTRIBUTION, apart, names_parties, units_begin
from gongwen.clauses.cutting import places
from gongwen.clauses.marks import Mark, admitted
from gongwen.clauses.parallel import parallel_measures
from gongwen.clauses.phrases import COUNT, YEARS
from gongwen.clauses.roles import ANY_MARK, ANY_PHRASE, LONGEST_HEAD, goal_role, met_role, principle_role, role_of
from gongwen.clauses.told import MAY_TELL, REQUIRES, Told, is_credo, is_worth, looks_back, permits, told
from gongwen.clauses.view import View, ends_sentence
from gongwen.clauses.weighing import Standing
from gongwen.model import Role

Mode = Literal["plain", "minutes", "principle", "goals", "review", "named", "intro", "opening", "met", "rules", "head"]
RoleOf = Callable[[View], Role]
_BY_MODE: Final[dict[Mode, RoleOf]] = {"principle": principle_role, "goals": goal_role}
_new: Final = tuple.__new__  # half the time of a named tuple's own

# A meeting's report: minutes, or an article's first paragraph; the article's others. Both up to the first heading.
MET: Final = frozenset[Mode](("opening", "met"))
_PLAIN: Final = frozenset[Mode](("plain", "minutes", "met"))
_TELLING: Final = _PLAIN | MET
_BEFORE_FACT: Final = frozenset(("context", "attribution", "parties"))

_WRITERS: Final = re.compile(
    r"（(?:[\u4e00-\u9fff·]{2,20}|(?:[^（）：]{0,4}记者|通讯员|[撰供审校]稿人?|审核人?|责?编[辑审]|作者)[^（）。]{2,60})）[\s|]*"
)  # who wrote an article, at its end
_ANNOUNCES_MANY: Final = re.compile(
    r"(?:以下|下列|如下)[^，。；]{0,14}(?:工作|目标|任务|事项|措施|要求|意见|方面|问题|内容|条件|情形|材料|权利|义务|纪律|规定|职责|程序)[：。]$|(?:纪要|通知|报告|意见|[答批函回]复|[通公]告)如下[：。]$"
)
# 整改提升阶段：6月底前完成整改。
_LABEL: Final = re.compile("[^，。；：]{2,12}(?:阶段|工程|行动|环节|方面|领域|专项)：")
# 为……，根据……，现将年度任务分解下达。
_HANDS_OVER: Final = re.compile(
    "[^。；]{0,200}现将[^。；]{2,100}(?:下达|印发|公布|通知|转发|通报|分解|发布|给你们)[^。；]{0,24}。"
)
_LONGEST_HEAD_OF_COUNT: Final = 24  # characters
_LABEL_LENGTH: Final = 60
_LABEL_PARTS: Final = 3
_OPENING: Final = re.compile(r"(?:[^，；。：]{0,12}?要(?![素求点件道闻塞害]))?(?P<word>[\u4e00-\u9fff]{2})")
# Where a sentence invokes the guiding thought it says how to stand, not what to do.
_CREED: Final = re.compile(r"习近平新时代中国特色社会主义思想|马克思列宁主义|高举[^，]{0,12}伟大旗帜")
_CREED_WITHIN: Final = 80
_ASKS: Final = re.compile(r"[^，。；：]{0,12}?(?<![重主需必首纲紧摘次])要(?![素求点件道闻塞害])|[一二三四五六七八九]是")
_COUNTED: Final = re.compile("[一二三四五六七八九十](?:是要?|要)")
_SAYS_HOW_MANY: Final = re.compile("[^。；]{0,40}[两三四五六七八九十](?:[个点项件条大]|方面)[^，。；]{0,8}。")

# What a sentence holds that one of the patterns above may find.
_MAY_ANNOUNCE: Final = admitted(holds="以下|下列|如下|现将")
_MAY_INVOKE: Final = admitted(holds="新时代中国特色社会主义思想|马克思列宁主义|伟大旗帜")
_SPECIAL: Final = APART | _MAY_ANNOUNCE | _MAY_INVOKE | MAY_TELL


def whole(start: int, clauses: list[str], role: Role) -> list[Told]:
    """A paragraph whose sentences stand in one piece each, but for units named after them."""
    ends = [n for n, clause in enumerate(clauses, 1) if ends_sentence(clause)]
    cuts = places(start, clauses)
    out: list[Told] = []
    for first, last in pairwise([0, *ends, len(cuts)]):
        named = last
        while named > first and names_parties(clauses[named - 1]):
            named -= 1
        if named > first:
            out.append((cuts[first][0], cuts[named - 1][1], role))
        out += [(start, end, "parties") for start, end in cuts[named:last]]
    return out


class Paragraph:
    """A paragraph of body text, and what its sentences share; ``phrases`` are those that its clauses may be.

    ``weights`` are those of the clauses of a meeting's report, by where they start (weighing.py).
    """

    def __init__(
        self, text: str, start: int, end: int, phrases: int, mode: Mode, weights: dict[int, int], *, prose: bool
    ) -> None:
        self._text, self._phrases, self._mode, self._prose = text, phrases, mode, prose
        self._met, self._weights, self._end = mode in MET, weights, end
        self._past = False
        self._special = -1 if mode not in _PLAIN or text.find("；", start, end) >= 0 else phrases & _SPECIAL

    def read(self, sentence: list[View], below: View | None) -> list[Told]:
        """The clauses with their roles; ``below`` is the first clause of the next sentence if that has several."""
        special = self._special
        if special and (special < 0 or any(clause.phrases & special for clause in sentence)):
            return self._read(sentence, below)
        out = self._strand(sentence, {}, role_of, below, echo=False)
        return told(self._text, out, sentence) if out[0][2] in _BEFORE_FACT else out

    def read_met(self, sentence: list[View], below: View | None) -> list[Told]:
        """The same in a meeting's report, where figures that follow a look back are results."""
        out, text = self.read(sentence, below), self._text
        start, end = sentence[0].start, sentence[-1].end
        behind = _behind(out)
        first = out[behind][0]
        if end < self._end and _heads(text, first, end):
            return [*out[:behind], *((start, end, "theme") for start, end, _ in out[behind:])]
        if is_worth(text, first, end) and not REQUIRES.search(text, first, end):
            return [*out[:behind], (first, end, "context")]
        said = any(role == "attribution" for *_, role in out)
        asked = said or REQUIRES.search(text, start, end) is not None
        if self._past and not asked and COUNT.search(text, start, end):
            return [(start, end, "context")]
        back = out[-1][2] == "context" and looks_back(text, out[-1][0])
        self._past = back or (self._past and not asked)
        return out

    def _read(self, sentence: list[View], below: View | None) -> list[Told]:
        text, phrases, mode, start, end = self._text, self._phrases, self._mode, sentence[0].start, sentence[-1].end
        if phrases & _MAY_ANNOUNCE and _announces(text, sentence):
            return [(start, end, "attribution")]
        if mode == "rules" and permits(text, start, end):
            return [(start, end, "context")]
        if phrases & _MAY_ANNOUNCE and mode == "plain" and _HANDS_OVER.fullmatch(text, start, end):
            return [(start, end, "intro")]
        telling = mode in _TELLING
        if mode == "rules" and is_credo(text, start, end):
            mode = "principle"
        aims = mode == "goals" and not COUNT.search(YEARS.sub("", text[start:end]))
        said = phrases & _MAY_INVOKE and (aims or mode in _PLAIN or mode == "rules")
        if said and _CREED.search(text, start, min(end, start + _CREED_WITHIN)):
            mode = "principle"
        others = _others(text, sentence) if phrases & APART else {}
        if self._met and end == self._end and _WRITERS.fullmatch(text, sentence[-1].start, end):
            others[sentence[-1].start] = "other"
        if phrases & APART and telling and _LABEL.match(text, start):
            others.setdefault(start, "theme")
        out = self._strands(sentence, others, _BY_MODE.get(mode, role_of), below)
        if telling and (phrases & MAY_TELL or out[0][2] in _BEFORE_FACT):
            out = told(text, out, sentence)
        return _merged(text, out) if others else out

    def _strands(
        self, sentence: list[View], others: dict[int, Role], role_of_mode: RoleOf, below: View | None
    ) -> list[Told]:
        """The sentence's strands, parted at semicolons, each knowing how the theme of the one before it opened."""
        text = self._text
        ends = [n for n, clause in enumerate(sentence, 1) if text[clause.end - 1] == "；"]
        if not ends:
            return self._strand(sentence, others, role_of_mode, below, echo=False)
        out: list[Told] = []
        opened = ""
        for first, last in pairwise([0, *ends, len(sentence)]):
            if strand := sentence[first:last]:
                echo = opened != "" and _opening(text, strand[0].start) == opened
                under = below if last == len(sentence) else None
                read = self._strand(strand, others, role_of_mode, under, echo=echo)
                opened = next((_opening(text, start) for start, _, role in read if role == "theme"), "")
                out += read
        return out

    def _strand(
        self,
        strand: list[View],
        others: dict[int, Role],
        role_of_mode: RoleOf,
        below: View | None,
        *,
        echo: bool,
    ) -> list[Told]:
        text, prose, met, plain = self._text, self._prose, self._met, role_of_mode is role_of
        out: list[Told] = []
        spoken, nth = False, 0
        following = sum(clause.start not in others for clause in strand) if others else len(strand)
        for clause in strand:
            start, end = clause.start, clause.end
            if start in others:
                out.append((start, end, others[start]))
                if others[start] == "attribution":
                    spoken, nth = True, 0
                continue
            following -= 1
            words, marks, spelled_out = clause.text, clause.marks, False
            if not nth:
                spelled_out = not following and below is not None and not _asks(text, start, below)
                if spelled_out or following > 1:
                    marks |= (echo and Mark.ECHO) | (prose and len(words) <= LONGEST_HEAD and Mark.PROSE)
            elif met and nth > 1 and not following:
                marks |= Mark.LANDS
            role: Role = "measure"
            if marks & ANY_MARK or clause.phrases & ANY_PHRASE or not plain:
                clause.marks, clause.nth, clause.following, clause.spelled_out = marks, nth, following, spelled_out
                role = role_of_mode(clause)
            if met and plain:
                standing = _new(Standing, (nth, following, spoken, spelled_out, text[end - 1]))
                role = met_role(clause, self._weights[start], standing, role)
            nth += 1
            if role == "measure" and ("、" in words or (not following and words.endswith("）"))):
                out += _parted(text, clause, closes=not following)
            else:
                out.append((start, end, role))
        return out


def _parted(text: str, clause: View, *, closes: bool) -> list[Told]:
    """A measure that ``closes`` its strand without the units named after it; any other by the steps it enumerates."""
    start, end = clause.start, clause.end
    at = units_begin(text, start, end) if closes and clause.text.endswith("）") else end
    if at < end:
        return [(start, at, "measure"), (at, end, "parties")]
    return [(first, last, "measure") for first, last in parallel_measures(clause)]


def _others(text: str, sentence: list[View]) -> dict[int, Role]:
    """The clauses that are not body text, by where they start."""
    return {clause.start: role for clause in sentence if clause.phrases & APART and (role := apart(text, clause))}


def _announces(text: str, sentence: list[View]) -> bool:
    start, end = sentence[0].start, sentence[-1].end
    short = end - start <= _LABEL_LENGTH and len(sentence) <= _LABEL_PARTS
    return short and _ANNOUNCES_MANY.search(text, start, end) is not None


def _behind(clauses: list[Told]) -> int:
    """Where what is said begins, behind who says it."""
    return next((n for n, (*_, role) in enumerate(clauses) if role != "attribution"), len(clauses) - 1)


def _heads(text: str, start: int, end: int) -> bool:
    """A short sentence that the next spells out, whoever that calls on: 二要强化措施，加快推进。; 要做到“三个强化”。"""
    counts_below = _COUNTED.match(text, end) is not None
    if counts_below and _SAYS_HOW_MANY.fullmatch(text, start, end):
        return True
    short = end - start <= _LONGEST_HEAD_OF_COUNT and not COUNT.search(text, start, end)
    return short and bool(_COUNTED.match(text, start)) and not counts_below


def _asks(text: str, head: int, below: View) -> bool:
    """Whether a sentence asks for something of its own, or only names units: it spells out nothing before it.

    After one that counts from ``head`` (三是要加强督查。) only the next of the count does.
    """
    start = below.start
    named = below.phrases & APART and apart(text, below) == "parties"
    asks = _COUNTED if _COUNTED.match(text, head) else _ASKS
    return bool(named or asks.match(text, start) or ATTRIBUTION.match(text, start))


def _opening(text: str, start: int) -> str:
    """The word that opens a clause, past 要."""
    found = _OPENING.match(text, start)
    return found["word"] if found else ""


def _merged(text: str, clauses: list[Told]) -> list[Told]:
    """由甲局牵头，乙局配合， in one piece."""
    out: list[Told] = []
    for clause in clauses:
        if out and out[-1][2] == clause[2] == "parties" and text[out[-1][1] - 1] == "，":
            out[-1] = (out[-1][0], clause[1], "parties")
        else:
            out.append(clause)
    return out
