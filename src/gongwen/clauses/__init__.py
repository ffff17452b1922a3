"""Body text → clauses, each with a role. The rules of cutting and of roles are those of ../gold/GUIDELINES.md."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from gongwen.clauses.cutting import ATTRIBUTION, Cut, chunks
from gongwen.clauses.lexicon import Word, scan
from gongwen.clauses.parallel import parallel_measures
from gongwen.clauses.parties import names_parties
from gongwen.clauses.roles import Strand, goal_role, principle_role, role_of
from gongwen.clauses.view import view
from gongwen.headings import MEETING
from gongwen.model import BODY, Clause, Role

Mode = Literal["plain", "principle", "goals", "review", "intro", "opening", "rules"]


class Stretch(NamedTuple):
    """A paragraph of body text, ``[start, end)`` of the flow.

    ``mode`` is what the paragraph is about as a whole. ``run_in``: after a number (and heading) on the same line.
    ``numbered`` paragraphs are one item each, ``continued`` ones go on with the item before.
    """

    start: int
    end: int
    entry: int | None
    section: str | None
    mode: Mode = "plain"
    run_in: bool = False
    numbered: bool = False
    continued: bool = False


_ATTENDED = re.compile(r"[^。；]{2,200}(?:参加|出席|列席)(?:了)?(?:会议|本次会议)?。")
_HELD = re.compile(r"会议(?:传达|学习|听取|审议|审定|研究|通报|观看|讨论|集中|集体|书面|由|还传达|还听取)")
_ANNOUNCES_MANY = re.compile(
    r"(?:以下|下列|如下)[^，。；]{0,14}(?:工作|目标|任务|事项|措施|要求|意见|方面|问题|内容)[：。]$|(?:纪要|通知|报告|意见)如下[：。]$"
)
# A rule that allows or defines asks nothing of anyone; one that obliges does.
_PERMITS, _OBLIGES = re.compile("可以|是指|本[^，]{1,6}所称"), re.compile("应当|必须|不得|严禁|禁止")
_OPENING = re.compile(r"(?:[^，；。：]{0,12}?要(?![素求点件道闻塞害]))?(?P<word>[\u4e00-\u9fff]{2})")
_LABEL_LENGTH, _LABEL_PARTS = 60, 3
# Where a sentence invokes the guiding thought it says how to stand, not what to do.
_CREED = re.compile(r"习近平新时代中国特色社会主义思想|马克思列宁主义|高举[^，]{0,12}伟大旗帜")
_CREED_WITHIN = 80
_SINCE = re.compile(
    r"[^，]{0,20}(?:以来|近年来|近期|去年|过去[一五]年)，|(?:今年|去年|年初|开年|近年|长期|一直|一段时间)(?:以来|来)"
)
_DID = re.compile(r"，(?:并|还|也)?(?:部署|明确|提出|安排|释放|作出|指明|擘画|赋予|取得)了")
_REQUIRES = re.compile(r"(?<![重主需必首纲紧摘次])要(?![素求点件道闻塞害])|必须|应当|我们(?:将|突出|坚持)")
_SAID = re.compile("强调|指出|要求|提出|认为|表示|明确|决定|议定|号召|部署|同意|确定")
_CONTACT = re.compile("联系人：|联系电话：")
_GREETING = re.compile(r"(?:各位[^，。；]{2,6}|同志们|朋友们)[！：，]")
_ENDED = re.compile("[。！？]")
_ITEM_END = "。！？；"
_ANNOUNCES = re.compile(
    r"[^，。]{0,40}(?:如下|以下[^，]{0,12}|包括|主要是|分别是|的是|要求是|目标是|任务是|原则是|[^推促加建完健提强]{0,8}(?:目标|任务|措施|意见|工作|要求|原则|事项|内容|思路|方面|通知|安排|成效|问题|建议))(?:是|为)?："
)


@dataclass(slots=True)
class _Items:
    """Counts items: a new one begins with the first body clause after a boundary."""

    item: int = 0
    due: bool = True

    def of(self, role: Role) -> int:
        if role in BODY and self.due:
            self.item, self.due = self.item + 1, False
        return self.item


def read_body(text: str, stretches: Iterable[Stretch]) -> Iterator[Clause]:
    """The clauses of ``stretches`` (in order) of the folded flow ``text``."""
    words, items = _Words(scan(text)), _Items()
    for stretch in stretches:
        items.due = items.due or not stretch.continued
        whole = stretch.numbered or stretch.continued
        for start, end, role in _roles(text, stretch, words):
            if role == "attribution" and not whole:
                items.due = True
            yield Clause(start, end, role, stretch.entry, stretch.section, items.of(role))
            if role == "parties" or (text[end - 1] in _ITEM_END and role in BODY and not whole):
                items.due = True


class _Words:
    """The listed words, handed out clause by clause."""

    __slots__ = ("_starts", "_words")

    def __init__(self, words: list[Word]) -> None:
        self._words, self._starts = words, [start for start, _, _ in words]

    def within(self, start: int, end: int) -> list[Word]:
        first = bisect_left(self._starts, start)
        near = self._words[first : bisect_left(self._starts, end, first)]
        return near[:-1] if near and near[-1][1] > end else near


_Cut3 = tuple[int, int, Role]


def _roles(text: str, stretch: Stretch, words: _Words) -> Iterator[_Cut3]:
    sentences = _sentences(text, list(chunks(text, stretch.start, stretch.end)))
    for number, sentence in enumerate(sentences):
        below = sentences[number + 1] if number + 1 < len(sentences) else []
        spelled = len(below) > 1 and not _asks(text, below[0][0])
        if stretch.mode in ("intro", "review"):
            yield from _whole(text, sentence, "intro" if stretch.mode == "intro" else "context")
        elif stretch.entry is not None or stretch.mode == "opening":
            told, rest = _meeting(text, sentence, stretch.mode == "opening" and (number == 0 or stretch.entry is None))
            yield from told
            if rest:
                yield from _clauses(text, rest, stretch.mode, words, spelled=spelled, prose=False)
        else:
            yield from _clauses(text, sentence, stretch.mode, words, spelled=spelled, prose=not stretch.numbered)


def _sentences(text: str, cuts: Sequence[Cut]) -> list[list[Cut]]:
    out: list[list[Cut]] = [[]]
    for cut in cuts:
        out[-1].append(cut)
        if _ENDED.search(text, max(cut[0], cut[1] - 3), cut[1]):
            out.append([])
    return [sentence for sentence in out if sentence]


_ASKS = re.compile(r"[^，。；：]{0,12}?(?<![重主需必首纲紧摘次])要(?![素求点件道闻塞害])|[一二三四五六七八九]是")


def _asks(text: str, start: int) -> bool:
    return bool(_ASKS.match(text, start)) or bool(ATTRIBUTION.match(text, start))


def _whole(text: str, sentence: Sequence[Cut], role: Role) -> Iterator[_Cut3]:
    """A sentence in one piece, but for units named after it."""
    told = len(sentence)
    while told and names_parties(text[slice(*sentence[told - 1])]):
        told -= 1
    if told:
        yield sentence[0][0], sentence[told - 1][1], role
    yield from ((*cut, "parties") for cut in sentence[told:])


def _meeting(text: str, sentence: list[Cut], opening: bool) -> tuple[list[_Cut3], list[Cut]]:
    """The sentence that tells of the meeting, up to an attribution inside it."""
    start = sentence[0][0]
    end = sentence[-1][1]
    attended = opening and _ATTENDED.fullmatch(text, start, end)
    if not (attended or _HELD.match(text, start) or (opening and MEETING.match(text, start))):
        return [], sentence
    said = next((n for n, cut in enumerate(sentence) if n and ATTRIBUTION.fullmatch(text[slice(*cut)])), len(sentence))
    return [(start, sentence[said - 1][1], "meeting")], sentence[said:]


def _clauses(
    text: str, sentence: Sequence[Cut], mode: Mode, words: _Words, *, spelled: bool, prose: bool
) -> Iterator[_Cut3]:
    start, end = sentence[0][0], sentence[-1][1]
    if end - start <= _LABEL_LENGTH and len(sentence) <= _LABEL_PARTS and _ANNOUNCES_MANY.search(text, start, end):
        yield start, end, "attribution"
        return
    if mode == "rules" and _PERMITS.search(text, start, end) and not _OBLIGES.search(text, start, end):
        yield start, end, "context"
        return
    if mode == "plain" and _CREED.search(text, start, min(end, start + _CREED_WITHIN)):
        mode = "principle"
    out: list[_Cut3] = []
    opened = ""
    for strand in _strands(text, sentence):
        last = spelled and strand[-1] == sentence[-1]
        echo = bool(opened) and _opening(text, strand[0][0]) == opened
        read = list(_strand(text, strand, mode, words, Strand(0, 0, last, prose, echo)))
        out += read
        opened = next((_opening(text, start) for start, _, role in read if role == "theme"), "")
    yield from _merged(text, _told(text, out) if mode in ("plain", "opening") else out)


def _opening(text: str, start: int) -> str:
    """The word that opens a clause, past 要."""
    found = _OPENING.match(text, start)
    return found["word"] if found else ""


def _merged(text: str, clauses: Sequence[_Cut3]) -> Iterator[_Cut3]:
    """由甲局牵头，乙局配合， in one piece."""
    held: _Cut3 | None = None
    for clause in clauses:
        both = held and held[2] == clause[2] == "parties" and text[held[1] - 1] == "，"
        if held and both:
            held = (held[0], clause[1], "parties")
            continue
        if held:
            yield held
        held = clause
    if held:
        yield held


def _told(text: str, clauses: list[_Cut3]) -> list[_Cut3]:
    """A sentence that begins with a fact and asks for nothing is context, whole."""
    at = next((n for n, (*_, role) in enumerate(clauses) if role not in ("attribution", "parties")), None)
    if at is None or not all(clause[2] in BODY for clause in clauses[at:]):
        return clauses
    start, end = clauses[at][0], clauses[-1][1]
    held = at > 0 and text[clauses[at - 1][0] : clauses[at - 1][1]].rstrip("，：").endswith("认为")
    fact = (
        held
        or clauses[at][2] == "context"
        or _SINCE.match(text, start, clauses[at][1])
        or _DID.search(text, start, end)
    )
    if not fact or ((held or len(clauses) - at > 1) and _REQUIRES.search(text, start, end)):
        return clauses
    return [*clauses[:at], (start, end, "context")]


def _strands(text: str, sentence: Sequence[Cut]) -> list[list[Cut]]:
    out: list[list[Cut]] = [[]]
    for cut in sentence:
        out[-1].append(cut)
        if text[cut[1] - 1] == "；":
            out.append([])
    return [strand for strand in out if strand]


def _strand(text: str, strand: Sequence[Cut], mode: Mode, words: _Words, place: Strand) -> Iterator[_Cut3]:
    apart = [_apart(text, cut) for cut in strand]
    body, index, role_by_mode = apart.count(None), 0, _BY_MODE.get(mode, role_of)
    for cut, role in zip(strand, apart, strict=True):
        if role:
            yield *cut, role
            index = 0 if role == "attribution" else index
            continue
        body -= 1
        near = words.within(*cut)
        clause = view(text, *cut, near)
        at = Strand(index, body, place.spelled_out and not body, place.prose, place.echo)
        index += 1
        found = role_by_mode(clause, at)
        if found != "measure":
            yield *cut, found
            continue
        for start, end in parallel_measures(clause, text, *cut, near):
            yield start, end, found


_BY_MODE = {"principle": principle_role, "goals": goal_role}


def _apart(text: str, cut: Cut) -> Role | None:
    """The role of a clause that is not body text."""
    words = text[slice(*cut)]
    if _SAID.search(words, len(words) - 4) and ATTRIBUTION.fullmatch(words):
        return "attribution"
    if words.endswith("：") and _ANNOUNCES.fullmatch(words):
        return "attribution"
    if words.startswith(("各位", "同志们", "朋友们", "联系")):
        return "addressee" if _GREETING.fullmatch(words) else "other" if _CONTACT.match(words) else None
    return "parties" if names_parties(words) else None
