"""What a clause of the body does: theme, measure, stance, frame or context.

The first rule of ``RULES`` that answers decides; a clause no rule knows is a measure, since a measure lost is worse
than one too many.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import or_
from typing import Final, NamedTuple

from gongwen.clauses import phrases as say
from gongwen.clauses.lexicon import TAGS, Tag
from gongwen.clauses.marks import Mark, any_of
from gongwen.clauses.parallel import parallel_measures
from gongwen.clauses.view import ACTING, LONGEST_FIELD, View
from gongwen.clauses.weighing import Standing, weighed
from gongwen.model import Role


class Place(NamedTuple):
    """Where a clause stands between two full stops or semicolons, and whether the text after spells it out.

    ``heads``: it may be the theme of its strand by that alone, whatever it says.
    ``prose``: unnumbered paragraphs of a report or a plan, whose sentences open with their theme. ``echo``: the strand
    opens with the word that opened the theme of the strand before it (深化……；深化……).
    ``met``: what a meeting asked for.
    """

    nth: int
    following: int
    spelled_out: bool
    heads: bool = False
    prose: bool = False
    echo: bool = False
    met: bool = False


Rule = Callable[[View, Place], Role | None]

_LONG_STRAND = 3  # clauses after the first
LONGEST_HEAD, _PROSE_CLAUSE, _PROSE_HEAD = 20, 14, 8  # characters
_ENDS_OBJECT = frozenset(
    ["领域", "方向", "目标", "机遇", "需求", "重点", "环节", "平台", "优势", "场景", "行业", "特点", "实际"]
)


def _slogan(clause: View, place: Place) -> Role | None:
    """坚持“……”: at its head it names the strand."""
    if not clause.says(say.SLOGAN):
        return None
    return "frame" if place.nth else "theme"


def _theme(clause: View, place: Place) -> Role | None:
    """The first clause of a strand that the clauses after it spell out."""
    if place.nth or not (place.following or place.spelled_out):
        return None
    if place.following and (clause.says(say.HEAD_OF_STRAND) or clause.says(say.POINTED_HEAD)):
        return "theme"
    if place.following > 1 and clause.says(say.GENERAL_WORK):
        return "theme"
    return "theme" if clause.says(say.COMBINED) or clause.says(say.NUMBERED) else None


def _heads(clause: View, place: Place) -> Role | None:
    """The same where only its place says so."""
    if place.echo and place.following > 1 and clause.verb & ACTING:
        return "theme"
    return "theme" if place.prose and _opens_prose(clause, place) else None


def _opens_prose(clause: View, place: Place) -> bool:
    """积极扩大有效投资。 alone before its sentences, or 优化产业布局， before its clauses."""
    if place.spelled_out and len(clause.text) <= _PROSE_HEAD and not say.COUNT.search(clause.text):
        return True
    if not clause.verb & ACTING or clause.modal or clause.marks & Tag.STANCE or say.COUNT.search(clause.text):
        return False
    if place.spelled_out:
        return len(clause.text) <= LONGEST_HEAD
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
    if clause.says(say.MEANS) or (place.following and clause.says(say.ASIDE)):
        return "frame"
    if clause.marks & Tag.STANCE:
        return None
    if clause.says(say.WHERE) or (clause.says(say.PLACE) and not _acts_after(clause, 0)):
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
    if not named or say.COUNT.search(text, of if about else 0) or (not about and say.COPULA.search(text)):
        return None
    acts = any(first >= of and _acts(TAGS[word], first > of) for word, first, _ in clause.placed())
    return None if acts or text.startswith(("把", "将", "让", "使")) else "frame"


def _acts(tags: int, later: bool) -> bool:
    """A verb, or an adverb past the noun: 对……的企业逐户帮扶."""
    return bool(tags & ACTING and not tags & Tag.NOUNLIKE) or (later and bool(tags & Tag.ADVERB))


def _names_a_field(text: str) -> bool:
    return len(text) <= LONGEST_FIELD and text.endswith(("产业", "领域", "方面", "环节", "行业"))


def _acts_after(clause: View, at: int) -> bool:
    """Whether a verb that is not part of the object stands after ``at`` (瞄准……加快布局, 根据……给予补助)."""
    text = clause.text
    if clause.verb & Tag.LOOKING and say.SHORT_ACT.fullmatch(text, clause.after):
        return True
    previous = -1
    for word, first, last in clause.placed():
        tags = TAGS[word]
        if first > at and tags & ACTING and not tags & Tag.ADVERB:
            led = previous == first
            firm = not tags & Tag.NOUNLIKE or text[max(first - 2, 0) : first] in _ENDS_OBJECT
            if led or (first > at + 1 and firm and text[first - 1] not in "、“" and len(text) - last > 1):
                return True
        previous = last if tags & Tag.ADVERB else -1
    return False


def _stance(clause: View, place: Place) -> Role | None:
    return "stance"


def _outright(clause: View, place: Place) -> Role | None:
    return "stance" if clause.says(say.OUTRIGHT) else None


def _hoped(clause: View, place: Place) -> Role | None:
    return "stance" if _hopes(clause) else None


def _for_others(clause: View, place: Place) -> Role | None:
    return "stance" if clause.says(say.FOR_OTHERS) and not say.FOR_SOMEONE.search(clause.text) else None


def _outcome(clause: View, place: Place) -> Role | None:
    on_thing = clause.marks & Tag.THING
    return "stance" if not on_thing and clause.says(say.OUTCOME) and not say.COUNT.search(clause.text) else None


def _heading_for(clause: View, place: Place) -> Role | None:
    return "stance" if not clause.modal and clause.says(say.HEADING_FOR) else None


def _weak_stance(clause: View, place: Place) -> Role | None:
    """A word of attitude, unless a thing is acted on or counted."""
    text = clause.text
    on_thing = clause.marks & Tag.THING and (clause.verb & ACTING or "纳入" in text or "列入" in text)
    return None if on_thing or say.COUNT.search(text) else "stance"


def _hopes(clause: View) -> bool:
    """What one would like to be, and how firmly one goes about it; one act on a named thing can be asked about."""
    if clause.says(say.WISHED) and not clause.modal:
        return True
    return clause.says(say.FIRM) and not (clause.marks & Tag.THING and clause.verb & Tag.CONCRETE)


def _result(clause: View, place: Place) -> Role | None:
    """Where a meeting's strand of measures leads, in its last clause; in a plan such a clause is a task."""
    last = place.met and place.nth > 1 and not place.following
    return "stance" if last and clause.says(say.RESULT) else None


def _conduct(clause: View, place: Place) -> Role | None:
    """Working method with nothing to hand in."""
    return "stance" if clause.says(say.CONDUCT) and not say.COUNTED.search(clause.text) else None


def _regarded(clause: View, place: Place) -> Role | None:
    """A matter regarded, a manner."""
    return "stance" if clause.says(say.REGARDED) and not say.COUNTED.search(clause.text) else None


def _at_large(clause: View, place: Place) -> Role | None:
    """What people at large are told, unless it is one step to take with a thing."""
    told = clause.says(say.AT_LARGE) and not clause.marks & (Tag.THING | Tag.CONCRETE)
    return "stance" if told and not say.COUNT.search(clause.text) else None


def _banned(clause: View, place: Place) -> Role | None:
    return "measure" if clause.says(say.BANNED) and not clause.text.startswith("除") else None


def _judged(clause: View, place: Place) -> Role | None:
    return "context" if not clause.modal and clause.says(say.JUDGED) else None


def _fact(clause: View, place: Place) -> Role | None:
    """A fact with its own subject."""
    if clause.modal or clause.text.startswith(("把", "将", "对")):
        return None
    return "context" if clause.says(say.FACT) else None


_HEADS = (say.HEAD_OF_STRAND, say.POINTED_HEAD, say.GENERAL_WORK, say.COMBINED, say.NUMBERED)
_OWN_FORMS: Final = (say.SLOGAN, *_HEADS)  # of a theme, wherever it stands
_THEMES = any_of(*_HEADS)
_FRAMES = any_of(say.MEANS, say.ASIDE, say.WHERE, say.PLACE, say.ROLE_OF, say.BY_WAY_OF, say.COMBINED, say.CONDITION)
# The rules in order; each has no answer without one of the first marks, nor without all of the second.
FRAMING: Final[tuple[tuple[int, int, Rule], ...]] = (
    (_FRAMES, 0, _frame),
    (Mark.LOOKS, 0, _looks),
    (Mark.TOPIC | say.ABOUT.mark, 0, _topic),
)
RULES: Final[tuple[tuple[int, int, Rule], ...]] = (
    (say.SLOGAN.mark, 0, _slogan),
    (_THEMES, 0, _theme),
    (Mark.HEAD, 0, _heads),
    (say.BANNED.mark, 0, _banned),
    *FRAMING,
    (Tag.STANCE, 0, _stance),
    (say.OUTRIGHT.mark, 0, _outright),
    (say.FIRM.mark | say.WISHED.mark, 0, _hoped),
    (say.RESULT.mark, 0, _result),
    (say.FOR_OTHERS.mark, 0, _for_others),
    (say.OUTCOME.mark, 0, _outcome),
    (say.HEADING_FOR.mark, 0, _heading_for),
    (Tag.WEAK_STANCE, 0, _weak_stance),
    (say.CONDUCT.mark, Tag.CONDUCT, _conduct),
    (say.REGARDED.mark, 0, _regarded),
    (say.AT_LARGE.mark, 0, _at_large),
    (Mark.ASKED, 0, _required),
    (say.JUDGED.mark, 0, _judged),
    (say.FACT.mark, Mark.VERBLESS, _fact),
)
_MORE: Final = frozenset(["不断", "持续", "进一"])  # 不断提振投资信心、激发投资活力: two steps, not one hope
# What no clause that is not a measure is without, but where it ``heads`` its strand.
ANY_RULE: Final = reduce(or_, (some for some, _, _ in RULES))
_LOOKED_AT: Final = reduce(or_, (some | all_ for some, all_, _ in RULES))


@lru_cache(maxsize=8192)
def _asked(marks: int) -> tuple[Rule, ...]:
    """The rules that may answer for a clause with ``marks``."""
    return tuple(rule for some, all_, rule in RULES if marks & some and marks & all_ == all_)


def role_of(clause: View, place: Place) -> Role:
    """The role of a clause of plain body text."""
    marks = clause.marks | Mark.HEAD if place.heads else clause.marks
    for rule in _asked(marks & _LOOKED_AT):
        if role := rule(clause, place):
            return role
    return "measure"


def met_role(clause: View, weight: int, standing: Standing, said: Role) -> Role:
    """The role in the report of a meeting, where the rules have ``said`` one; ``weight`` is that of its words."""
    plain = clause.marks & Mark.VERBLESS and not clause.marks & Tag.THING
    if said == "measure" and plain and say.FOURS.fullmatch(clause.text):
        return "stance"
    return weighed(weight, clause.text, standing, said, sure=_sure(clause, standing, said))


def _sure(clause: View, standing: Standing, said: Role) -> bool:
    """Told by more than place and the want of a rule: a theme in a form of its own, an act on a thing, or two acts."""
    if said == "theme":
        return any(clause.says(form) for form in _OWN_FORMS)
    if said != "measure":
        return False
    opens = standing.spoken and not standing.nth
    if clause.marks & Tag.THING and clause.verb & (ACTING if opens or _ends_in_thing(clause) else Tag.CONCRETE):
        return True
    return bool(standing.nth) and clause.text[:2] in _MORE and len(parallel_measures(clause)) > 1


def _ends_in_thing(clause: View) -> bool:
    return bool(TAGS[clause.words[-1]] & Tag.THING) and clause.text.endswith(clause.words[-1])


def goal_role(clause: View, place: Place) -> Role:
    """Under 发展目标 an indicator with a number is a measure, as is an action on a thing; an outcome is a stance."""
    if clause.text.startswith("——"):
        return "theme"
    if _framed(clause, place):
        return "frame"
    acts = clause.verb & ACTING and clause.marks & Tag.THING and not clause.says(say.OUTCOME)
    counted = say.COUNT.search(say.YEARS.sub("", clause.text)) or say.FOLD.search(clause.text)
    return "measure" if counted or (acts and not _hopes(clause)) else "stance"


def principle_role(clause: View, place: Place) -> Role:
    """Under 总体要求 nothing is asked of anyone yet."""
    return "frame" if _framed(clause, place) else "stance"


def _framed(clause: View, place: Place) -> bool:
    return any(clause.marks & some and rule(clause, place) == "frame" for some, _, rule in FRAMING)
