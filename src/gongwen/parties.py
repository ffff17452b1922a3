"""Who leads and who supports, in every form a bracket, a label or a clause says it.

（X牵头，Y、Z按职责分工负责） （X、Y牵头负责） （X会同Y负责） （X、Y等负责） （X、Y）
（责任单位：X、Y） 牵头单位：X；配合单位：Y    X*、Y: the starred one leads
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from gongwen.mentions.labels import CHARGED, CHARGED_NOUN, ENTRUSTED, PERSONS_LABEL, WATCHING
from gongwen.spans import LETTER

LEAD_BY_POSITION = "lead_by_position"
LEAD_NOT_STATED = "lead_not_stated"
LEAD_FROM_SUBJECT = "lead_from_subject"  # 区财政局要…: who is to act, though no one is named to lead

# A label speaks of the units after it, every other cue of those before it.
_NOUN = f"(?:{CHARGED})?(?:{CHARGED_NOUN})(?:[^：:。；，、]{{0,8}}[：:]|(?:为|是)(?!第))"
_BOTH = f"(?:{CHARGED})(?:{CHARGED_NOUN})?(?:及|和|与|、|/)[^：:。；，]{{0,10}}[：:]"  # 牵头及配合单位：
_CUE = re.compile(
    "(?=[牵主承包第配参协会成支责督考验销监落实负联按分完指共*★☆▲△])(?:"
    f"(?P<lead_label>(?:牵头|主责|主办|承办|第一责任)(?:{_NOUN}|[：:]))"
    f"|(?P<support_label>(?:配合|参与|参加|协办|会办|协作|协助|协同|支持|指导|成员)(?:{_NOUN}|[：:]))"
    f"|(?P<overseer_label>(?:{WATCHING}){_NOUN})"
    f"|(?P<listed_label>(?:责任|落实|实施|负责|{ENTRUSTED})(?:{_NOUN}|[：:])|{_BOTH})"
    "|(?P<joined>会同|联合(?=[省市区县各新国]|有关|相关))|(?P<lead>牵头|负总责|(?:主办|承办)(?!单位|部门)|[*★☆▲△])"
    "|(?P<helping>配合|参与|参加|协助|协同|指导(?!意见))|(?P<listed>按照?(?:各自)?职责|分工负责|负责|落实|完成))"
)
# Asked of the whole text: a pattern for each character it may begin with finds it ten times as fast as a choice would.
_FIRST_LEADS = [
    *(
        re.compile(f"{said}(?:名|序)?在?(?:第一位?|首位|最前)[^。；）]{{0,10}}(?:为|是)[^。；）]{{0,4}}牵头")
        for said in "列排"
    ),
    re.compile("第一[个家]?(?:单位|部门)(?:为|是)牵头"),
]
_LED = re.compile("牵头(?!单位|部门|[处科]室|人|领导)|由.{2,40}(?:负责|承办)")
_LEADS = re.compile("牵头|负责|主办|承办|责任")
_SUPPORT = re.compile("配合|协同|协助|参与|参加")
_STARS = frozenset("*★☆▲△")
_QUOTED = re.compile("“[^”]*”")
_REST = re.compile("等(?=[省市州区县]?[直级]?(?:有关|相关)|[省市州区县][直级]?部门)")
_PERSON = re.compile(
    rf"(?:{PERSONS_LABEL}|联系人)[：:]\s*(?P<name>{LETTER}(?:{LETTER}|·){{1,4}}?)(?=[，,；;。、）)〕\]（(\s]|$)"
)


class Unit(NamedTuple):
    """A unit named in a text: where its name begins, and the name."""

    at: int
    name: str


@dataclass(slots=True)
class Duty:
    """Units in the order written; ``listed`` are those of whom the words only say that they are responsible."""

    lead: list[str] = field(default_factory=list)
    support: list[str] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    person: str | None = None
    from_subject: bool = False

    def settled(self, *, first_leads: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Lead, support and doubt. Of units listed without a lead, the first is proposed."""
        if self.lead:
            return _distinct(self.lead), _distinct(self.listed + self.support, self.lead), ()
        units = _distinct(self.listed + self.support)
        if not units or (self.from_subject and not self.listed):
            return (), units, (LEAD_NOT_STATED,)
        doubt = (LEAD_FROM_SUBJECT,) if self.from_subject else ()
        alone = len(self.listed) == 1 or len(units) == 1
        return units[:1], units[1:], doubt if first_leads or alone else (*doubt, LEAD_BY_POSITION)


def read_duty(texts: Iterable[tuple[str, list[Unit]]], *, from_subject: bool = False) -> Duty:
    """What ``texts``, each with the units it names, say together."""
    duty = Duty(from_subject=from_subject)
    for text, units in texts:
        _read(text, [unit for unit in units if not _REST.match(text, max(0, unit.at - 1))], duty)
        if duty.person is None and (person := _PERSON.search(text)):
            duty.person = person["name"]
    return duty


def first_leads_from(text: str) -> int | None:
    """Where ``text`` says that the first unit of a list leads; 下同, it holds from there on."""
    rule = _first_leads(text)
    return rule[0] if rule else None


def _first_leads(text: str) -> tuple[int, int] | None:
    """Where the words stand that say so."""
    return min((found.span() for pattern in _FIRST_LEADS if (found := pattern.search(text))), default=None)


def states_lead(text: str) -> bool:
    """Whether a sentence of the body itself says who leads."""
    return _LED.search(text) is not None


def only_supports(text: str) -> bool:
    """Whether the clause names units that help and none that leads: 区财政局、区审计局配合，"""
    return _SUPPORT.search(text) is not None and not _LEADS.search(text)


def _read(text: str, units: list[Unit], duty: Duty) -> None:
    """Walk units and cues in the order they stand."""
    waiting: list[Unit] = []
    held = duty.listed  # where those go that no later cue speaks of
    for at, cue, name in sorted([*_cues(text, units), *((at, "", name) for at, name in units)]):
        if not cue:
            waiting.append(Unit(at, name))
        elif cue != "helping" or not duty.from_subject or _helps(text, at, waiting):
            first = _said_of(text, at, cue, waiting, labelled=held is not duty.listed)
            held += [unit.name for unit in waiting[:first]]
            _before(cue, duty).extend(unit.name for unit in waiting[first:])
            waiting, held = [], _after(cue, duty, held)
    held += [unit.name for unit in waiting]


def _helps(text: str, at: int, units: list[Unit]) -> bool:
    """Whether the subject helps another; who should 予以协助, or who guides a unit that it names, acts of itself."""
    if text.startswith("指导", at) and text[at + 2 : at + 3] not in "，；。":
        return False
    return bool(units) and units[-1].at + len(units[-1].name) == at


def _said_of(text: str, at: int, cue: str, waiting: list[Unit], *, labelled: bool) -> int:
    """From which of the units before it on the cue at ``at`` is said; ``labelled``: more was said of them before.

    The last in X、Y（牵头）、Z and in X、Y*、Z, those after the comma in 各街道，区民政局指导, else all.
    """
    if cue.endswith("_label"):
        return len(waiting)
    if _marks_one(text, at):
        return max(len(waiting) - 1, 0)
    comma = text.rfind("，", 0, at) if cue == "helping" else -1
    if labelled and comma < 0:
        return len(waiting)
    return next((number for number, unit in enumerate(waiting) if unit.at > comma), len(waiting))


def _marks_one(text: str, at: int) -> bool:
    """Whether the cue at ``at`` is said of the unit right before it alone: （牵头）, *, ★."""
    return text[at] in _STARS or text.endswith("（", 0, at)


def _before(cue: str, duty: Duty) -> list[str]:
    """Where the units standing before ``cue`` belong."""
    if cue in ("lead", "joined"):
        return duty.lead
    return duty.support if cue == "helping" else duty.listed


def _after(cue: str, duty: Duty, held: list[str]) -> list[str]:
    """Where the units standing after ``cue`` belong, until a later cue says otherwise."""
    if cue in ("joined", "support_label"):
        return duty.support
    if cue == "lead_label":
        return duty.lead
    if cue == "overseer_label":
        return []  # who watches is not who acts
    return duty.listed if cue == "listed_label" else held


def _cues(text: str, units: list[Unit]) -> list[tuple[int, str, str]]:
    """Cues outside the units' own names: 落实办 is a unit, 落实 alone a cue."""
    inside = [(at, at + len(name)) for at, name in units]
    found = [(match.start(), match.lastgroup or "", "") for match in _CUE.finditer(text)]
    rule = _first_leads(text)
    inside += [rule] if rule else []
    inside += [quoted.span() for quoted in _QUOTED.finditer(text)]  # （除标注“分别牵头”外，列第一位的牵头）
    return [cue for cue in found if not any(start <= cue[0] < end for start, end in inside)]


def _distinct(names: Iterable[str], without: Iterable[str] = ()) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in without)
