"""What a clause of the body does: theme, measure, stance, frame or context.

The first rule of ``RULES`` that answers decides; a clause no rule knows is a measure, since a measure lost is worse
than one too many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongwen.clauses import phrases as say
from gongwen.clauses.lexicon import Tag
from gongwen.clauses.view import ACTING, View
from gongwen.model import Role


@dataclass(frozen=True, slots=True)
class Strand:
    """Where a clause stands between two full stops or semicolons, and whether the text after spells it out.

    ``prose``: unnumbered paragraphs of a report or a plan, whose sentences open with their theme. ``echo``: the strand
    opens with the word that opened the theme of the strand before it (深化……；深化……).
    """

    index: int
    following: int
    spelled_out: bool
    prose: bool = False
    echo: bool = False


Rule = Callable[[View, Strand], Role | None]

_LONG_STRAND = 3  # clauses after the first
_PROSE_SENTENCE, _PROSE_CLAUSE = 20, 14  # characters
_ENDS_OBJECT = frozenset(
    ["领域", "方向", "目标", "机遇", "需求", "重点", "环节", "平台", "优势", "场景", "行业", "特点", "实际"]
)


def _theme(clause: View, strand: Strand) -> Role | None:
    """The first clause of a strand that the clauses after it spell out."""
    text = clause.text
    if "坚持“" in text and say.SLOGAN.fullmatch(text):
        return "theme" if strand.index == 0 else "frame"
    if strand.index or not (strand.following or strand.spelled_out):
        return None
    if strand.following and say.HEAD_OF_STRAND.fullmatch(text):
        return "theme"
    if strand.echo and strand.following > 1 and clause.verb & ACTING:
        return "theme"
    if strand.following > 1 and say.GENERAL_WORK.fullmatch(text):
        return "theme"
    if strand.prose and _opens_prose(clause, strand):
        return "theme"
    if say.COMBINED.fullmatch(text) or say.NUMBERED.match(text):
        return "theme"
    return None


def _opens_prose(clause: View, strand: Strand) -> bool:
    """积极扩大有效投资。 alone before its sentences, or 优化产业布局， before its clauses."""
    if not clause.verb & ACTING or clause.modal or clause.tags & Tag.STANCE or say.COUNT.search(clause.text):
        return False
    if strand.spelled_out:
        return len(clause.text) <= _PROSE_SENTENCE
    return strand.following > 1 and len(clause.text) <= _PROSE_CLAUSE and bool(say.GENERAL_END.search(clause.text))


def _required(clause: View, strand: Strand) -> Role | None:
    """要…… at the head, spelled out by what follows; an action on one named thing stays a measure."""
    if strand.index or not clause.asked or clause.tags & Tag.STANCE or say.COUNTED.search(clause.text):
        return None
    # 要开展……，编印……: the first of a few steps. A longer strand has a head.
    if clause.verb & Tag.CONCRETE and strand.following < _LONG_STRAND:
        return None
    if strand.following:
        return "theme"
    return "theme" if strand.spelled_out and not strand.following else None


def _frame(clause: View, strand: Strand) -> Role | None:
    text = clause.text
    if say.MEANS.fullmatch(text):
        return "frame"
    if clause.tags & Tag.STANCE:
        return None
    if ("在" in text or "从" in text) and say.WHERE.fullmatch(text):
        return "frame"
    if say.PLACE.fullmatch(text) and not _acts_after(clause, 0):
        return "frame"
    if not strand.following:
        return None
    if ("作为" in text and say.ROLE_OF.fullmatch(text)) or (
        text.endswith(("作用", "优势")) and say.BY_WAY_OF.fullmatch(text)
    ):
        return "frame"
    if not clause.modal and text.endswith(("的", "后", "时", "下")) and say.CONDITION.fullmatch(text):
        return "frame"
    if clause.verb & Tag.LOOKING and (say.ENUMERATED.fullmatch(text) or not _acts_after(clause, clause.after)):
        return "frame"
    return "frame" if _topic(clause) or say.COMBINED.fullmatch(text) else None


def _topic(clause: View) -> bool:
    """A noun phrase put first: 综合保税区内新设的研发企业, 新材料产业, 对……的企业."""
    text = clause.text
    if clause.modal or say.COUNT.search(text):
        return False
    at = text.rfind("的") + 1
    verbs = [first for first, _, tags in clause.words if first >= at and tags & ACTING and not tags & Tag.NOUNLIKE]
    if text.startswith(("对", "对于", "针对")):
        return at > 0 and not verbs
    if clause.verb & (ACTING | Tag.LOOKING) or verbs or text.startswith(("把", "将", "让", "使")):
        return False
    return at > 1 or (len(text) <= 8 and text.endswith(("产业", "领域", "方面", "环节", "行业")))


def _acts_after(clause: View, at: int) -> bool:
    """Whether a verb that is not part of the object stands after ``at`` (瞄准……加快布局, 根据……给予补助)."""
    if clause.verb & Tag.LOOKING and say.SHORT_ACT.fullmatch(clause.text, clause.after):
        return True
    previous = 0
    for first, last, tags in clause.words:
        if first > at and tags & ACTING and not tags & Tag.ADVERB:
            led = previous == first
            firm = not tags & Tag.NOUNLIKE or clause.text[first - 2 : first] in _ENDS_OBJECT
            if led or (first > at + 1 and firm and clause.text[first - 1] not in "、“" and len(clause.text) - last > 1):
                return True
        previous = last if tags & Tag.ADVERB else 0
    return False


def _stance(clause: View, strand: Strand) -> Role | None:
    text, tags = clause.text, clause.tags
    if tags & Tag.STANCE or text.startswith(("让", "使")) or say.AVERTS.match(text) or say.CARRIED_OUT.fullmatch(text):
        return "stance"
    if "为" in text and say.FOR_OTHERS.fullmatch(text) and not say.FOR_SOMEONE.search(text):
        return "stance"
    on_thing = tags & Tag.THING and (clause.verb & ACTING or "纳入" in text or "列入" in text)
    if tags & Tag.WEAK_STANCE and not on_thing and not say.COUNT.search(text):
        return "stance"
    if not tags & Tag.THING and not say.COUNT.search(text) and say.OUTCOME.fullmatch(text):
        return "stance"
    if text.endswith("高质量发展") and say.QUALITY.fullmatch(text):
        return "stance"
    if not clause.modal and say.HEADING_FOR.fullmatch(text):
        return "stance"
    return "stance" if _conduct(clause) else None


def _conduct(clause: View) -> bool:
    """Working method with nothing to hand in, a matter regarded, a manner."""
    text = clause.text
    told = (
        (clause.tags & Tag.CONDUCT and (say.CONDUCT.fullmatch(text) or say.QUALITY_OF.fullmatch(text)))
        or (("把" in text or "将" in text) and say.PLACED.fullmatch(text))
        or (text.endswith("学") and say.RHYMED.fullmatch(text))
        or ("以" in text and say.MANNER.fullmatch(text))
    )
    return bool(told) and not say.COUNTED.search(text)


def _banned(clause: View, strand: Strand) -> Role | None:
    return "measure" if say.BANNED.match(clause.text) and not clause.text.startswith("除") else None


def _context(clause: View, strand: Strand) -> Role | None:
    """A fact with its own subject."""
    text = clause.text
    if not clause.modal and "是" in text and say.JUDGED.fullmatch(text):
        return "context"
    if clause.modal or clause.verb & (ACTING | Tag.LOOKING) or clause.text.startswith(("把", "将", "对")):
        return None
    return "context" if say.FACT.search(clause.text) else None


RULES: tuple[Rule, ...] = (_theme, _banned, _frame, _stance, _required, _context)


def role_of(clause: View, strand: Strand) -> Role:
    """The role of a clause of plain body text."""
    for rule in RULES:
        role = rule(clause, strand)
        if role:
            return role
    return "measure"


def goal_role(clause: View, strand: Strand) -> Role:
    """Under 发展目标 an indicator with a number is a measure, as is an action on a thing; an outcome is a stance."""
    if clause.text.startswith("——"):
        return "theme"
    if _frame(clause, strand):
        return "frame"
    acts = clause.verb & ACTING and clause.tags & Tag.THING and not say.OUTCOME.fullmatch(clause.text)
    return "measure" if say.COUNT.search(say.YEARS.sub("", clause.text)) or acts else "stance"


def principle_role(clause: View, strand: Strand) -> Role:
    """Under 总体要求 nothing is asked of anyone yet."""
    return "frame" if _frame(clause, strand) else "stance"
