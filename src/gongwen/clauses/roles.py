"""What a clause of the body does: theme, measure, stance, frame or context.

The first rule of ``RULES`` that answers decides; a clause no rule knows is a measure, since a measure lost is worse
than one too many.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from gongwen.clauses import phrases as say
from gongwen.clauses.lexicon import TAGS, Tag
from gongwen.clauses.marks import Mark, any_of
from gongwen.clauses.view import ACTING, LONGEST_FIELD, View
from gongwen.model import Role


class Place(NamedTuple):
    """Where a clause stands between two full stops or semicolons, and whether the text after spells it out.

    ``prose``: unnumbered paragraphs of a report or a plan, whose sentences open with their theme. ``echo``: the strand
    opens with the word that opened the theme of the strand before it (深化……；深化……).
    ``met``: what a meeting asked for.
    """

    nth: int
    following: int
    spelled_out: bool
    prose: bool = False
    echo: bool = False
    met: bool = False


Rule = Callable[[View, Place], Role | None]

_LONG_STRAND = 3  # clauses after the first
_PROSE_SENTENCE, _PROSE_CLAUSE, _PROSE_HEAD = 20, 14, 8  # characters
_ENDS_OBJECT = frozenset(
    ["领域", "方向", "目标", "机遇", "需求", "重点", "环节", "平台", "优势", "场景", "行业", "特点", "实际"]
)


def _theme(clause: View, place: Place) -> Role | None:
    """The first clause of a strand that the clauses after it spell out."""
    if clause.says(say.SLOGAN):
        return "theme" if place.nth == 0 else "frame"
    if place.nth or not (place.following or place.spelled_out):
        return None
    if place.following and (clause.says(say.HEAD_OF_STRAND) or clause.says(say.POINTED_HEAD)):
        return "theme"
    if place.echo and place.following > 1 and clause.verb & ACTING:
        return "theme"
    if place.following > 1 and clause.says(say.GENERAL_WORK):
        return "theme"
    if place.prose and _opens_prose(clause, place):
        return "theme"
    return "theme" if clause.says(say.COMBINED) or clause.says(say.NUMBERED) else None


def _opens_prose(clause: View, place: Place) -> bool:
    """积极扩大有效投资。 alone before its sentences, or 优化产业布局， before its clauses."""
    if place.spelled_out and len(clause.text) <= _PROSE_HEAD and not say.COUNT.search(clause.text):
        return True
    if not clause.verb & ACTING or clause.modal or clause.marks & Tag.STANCE or say.COUNT.search(clause.text):
        return False
    if place.spelled_out:
        return len(clause.text) <= _PROSE_SENTENCE
    return place.following > 1 and len(clause.text) <= _PROSE_CLAUSE and bool(say.GENERAL_END.search(clause.text))


def _required(clause: View, place: Place) -> Role | None:
    """要…… at the head, spelled out by what follows; an action on one named thing stays a measure."""
    if place.nth or clause.marks & Tag.STANCE or say.COUNTED.search(clause.text):
        return None
    # 要开展……，编印……: the first of a few steps. A longer strand has a head.
    if clause.verb & Tag.CONCRETE and place.following < _LONG_STRAND:
        return None
    return "theme" if place.following or place.spelled_out else None


def _frame(clause: View, place: Place) -> Role | None:
    """Means, conditions, places."""
    if clause.says(say.MEANS):
        return "frame"
    if clause.marks & Tag.STANCE:
        return None
    if clause.says(say.WHERE) or (clause.says(say.PLACE) and not _acts_after(clause, clause.start)):
        return "frame"
    tied = (
        clause.says(say.ROLE_OF)
        or clause.says(say.BY_WAY_OF)
        or clause.says(say.COMBINED)
        or (not clause.modal and clause.says(say.CONDITION))
    )
    return "frame" if tied and place.following else None


def _looks(clause: View, place: Place) -> Role | None:
    """聚焦……, 瞄准……: a looking verb whose clause ends at its object."""
    if not place.following or clause.marks & Tag.STANCE:
        return None
    return "frame" if clause.says(say.ENUMERATED) or not _acts_after(clause, clause.after) else None


def _topic(clause: View, place: Place) -> Role | None:
    """A noun phrase put first: 综合保税区内新设的研发企业, 新材料产业, 对……的企业."""
    if not place.following or clause.modal or clause.marks & Tag.STANCE:
        return None
    text = clause.text
    of = text.rfind("的") + 1
    about = clause.says(say.ABOUT)
    named = of > 0 if about else of > 1 or _names_a_field(text)
    if not named or (say.COUNT.search(text, of if about else 0)):
        return None
    at = clause.start + of
    acts = any(first >= at and _acts(TAGS[word], first > at) for word, first, _ in clause.words)
    return None if acts or text.startswith(("把", "将", "让", "使")) else "frame"


def _acts(tags: int, later: bool) -> bool:
    """A verb, or an adverb past the noun: 对……的企业逐户帮扶."""
    return bool(tags & ACTING and not tags & Tag.NOUNLIKE) or (later and bool(tags & Tag.ADVERB))


def _names_a_field(text: str) -> bool:
    return len(text) <= LONGEST_FIELD and text.endswith(("产业", "领域", "方面", "环节", "行业"))


def _acts_after(clause: View, at: int) -> bool:
    """Whether a verb that is not part of the object stands after ``at`` (瞄准……加快布局, 根据……给予补助)."""
    text, start = clause.text, clause.start
    if clause.verb & Tag.LOOKING and say.SHORT_ACT.fullmatch(text, clause.after - start):
        return True
    previous = -1
    for word, first, last in clause.words:
        tags = TAGS[word]
        if first > at and tags & ACTING and not tags & Tag.ADVERB:
            led = previous == first
            opens = first - start
            firm = not tags & Tag.NOUNLIKE or text[max(opens - 2, 0) : opens] in _ENDS_OBJECT
            if led or (first > at + 1 and firm and text[opens - 1] not in "、“" and len(text) - (last - start) > 1):
                return True
        previous = last if tags & Tag.ADVERB else -1
    return False


def _stance(clause: View, place: Place) -> Role | None:
    text, marks = clause.text, clause.marks
    if marks & Tag.STANCE or clause.says(say.OUTRIGHT):
        return "stance"
    if _hopes(clause) or _results(clause, place):
        return "stance"
    if clause.says(say.FOR_OTHERS) and not say.FOR_SOMEONE.search(text):
        return "stance"
    on_thing = marks & Tag.THING and (clause.verb & ACTING or "纳入" in text or "列入" in text)
    if marks & Tag.WEAK_STANCE and not on_thing and not say.COUNT.search(text):
        return "stance"
    if not marks & Tag.THING and clause.says(say.OUTCOME) and not say.COUNT.search(text):
        return "stance"
    return "stance" if not clause.modal and clause.says(say.HEADING_FOR) else None


def _hopes(clause: View) -> bool:
    """What one would like to be, and how firmly one goes about it; one act on a named thing can be asked about."""
    if clause.says(say.WISHED) and not clause.modal:
        return True
    return clause.says(say.FIRM) and not (clause.marks & Tag.THING and clause.verb & Tag.CONCRETE)


def _results(clause: View, place: Place) -> bool:
    """Where a meeting's strand of measures leads, in its last clause; in a plan such a clause is a task."""
    return place.met and place.nth > 1 and not place.following and clause.says(say.RESULT)


def _conduct(clause: View, place: Place) -> Role | None:
    """Working method with nothing to hand in, a matter regarded, a manner."""
    told = (clause.marks & Tag.CONDUCT and clause.says(say.CONDUCT)) or clause.says(say.REGARDED)
    return "stance" if told and not say.COUNTED.search(clause.text) else None


def _banned(clause: View, place: Place) -> Role | None:
    return "measure" if clause.says(say.BANNED) and not clause.text.startswith("除") else None


def _context(clause: View, place: Place) -> Role | None:
    """A fact with its own subject."""
    if clause.modal:
        return None
    if clause.says(say.JUDGED):
        return "context"
    subject = clause.marks & Mark.VERBLESS and not clause.text.startswith(("把", "将", "对"))
    return "context" if subject and clause.says(say.FACT) else None


_THEMES = any_of(say.SLOGAN, say.HEAD_OF_STRAND, say.POINTED_HEAD, say.GENERAL_WORK, say.COMBINED, say.NUMBERED)
_FRAMES = any_of(say.MEANS, say.WHERE, say.PLACE, say.ROLE_OF, say.BY_WAY_OF, say.COMBINED, say.CONDITION)
_STANCES = any_of(say.OUTRIGHT, say.FIRM, say.WISHED, say.RESULT, say.FOR_OTHERS, say.OUTCOME, say.HEADING_FOR)
# The rules in order, each with the marks without one of which it has no answer.
FRAMING: Final[tuple[tuple[int, Rule], ...]] = (
    (_FRAMES, _frame),
    (Mark.LOOKS, _looks),
    (Mark.TOPIC | say.ABOUT.mark, _topic),
)
RULES: Final[tuple[tuple[int, Rule], ...]] = (
    (Mark.HEAD | _THEMES, _theme),
    (say.BANNED.mark, _banned),
    *FRAMING,
    (Tag.STANCE | Tag.WEAK_STANCE | _STANCES, _stance),
    (say.REGARDED.mark | say.CONDUCT.mark, _conduct),
    (Mark.ASKED, _required),
    (say.JUDGED.mark | say.FACT.mark, _context),
)
# What no clause that is not a measure is without, but where ``Mark.HEAD`` is given.
ANY_RULE: Final = reduce(or_, (needs for needs, _ in RULES))


def role_of(clause: View, place: Place) -> Role:
    """The role of a clause of plain body text."""
    heads = not place.nth and (place.echo or place.prose)
    marks = clause.marks | Mark.HEAD if heads else clause.marks
    for needs, rule in RULES:
        if marks & needs and (role := rule(clause, place)):
            return role
    return "measure"


def goal_role(clause: View, place: Place) -> Role:
    """Under 发展目标 an indicator with a number is a measure, as is an action on a thing; an outcome is a stance."""
    if clause.text.startswith("——"):
        return "theme"
    if _framed(clause, place):
        return "frame"
    acts = clause.verb & ACTING and clause.marks & Tag.THING and not clause.says(say.OUTCOME)
    counted = say.COUNT.search(say.YEARS.sub("", clause.text))
    return "measure" if counted or (acts and not _hopes(clause)) else "stance"


def principle_role(clause: View, place: Place) -> Role:
    """Under 总体要求 nothing is asked of anyone yet."""
    return "frame" if _framed(clause, place) else "stance"


def _framed(clause: View, place: Place) -> bool:
    return any(clause.marks & needs and rule(clause, place) == "frame" for needs, rule in FRAMING)
