"""What a clause of the body does: theme, measure, stance, frame or context.

The first rule of ``RULES`` that answers decides; a clause no rule knows is a measure, since a measure lost is worse
than one too many.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, reduce
from operator import or_
from typing import Final

from gongwen.clauses import phrases as say
from gongwen.clauses.lexicon import TAGS, Tag
from gongwen.clauses.marks import Mark, any_of
from gongwen.clauses.parallel import parallel_measures
from gongwen.clauses.view import ACTING, LONGEST_FIELD, View
from gongwen.clauses.weighing import Standing, weighed
from gongwen.model import Role

Rule = Callable[[View], Role | None]

_FOUR: Final = 4  # characters
_LONG_STRAND: Final = 3  # clauses after the first
LONGEST_HEAD: Final = 20  # characters
_PROSE_CLAUSE: Final = 14
_PROSE_HEAD: Final = 8
_ENDS_OBJECT: Final = frozenset(
    ["领域", "方向", "目标", "机遇", "需求", "重点", "环节", "平台", "优势", "场景", "行业", "特点", "实际"]
)


def _slogan(clause: View) -> Role | None:
    """坚持“……”: at its head it names the strand."""
    if not clause.says(say.SLOGAN):
        return None
    return "frame" if clause.nth else "theme"


def _theme(clause: View) -> Role | None:
    """The first clause of a strand that the clauses after it spell out."""
    if clause.nth or not (clause.following or clause.spelled_out):
        return None
    if clause.following and (clause.says(say.HEAD_OF_STRAND) or clause.says(say.POINTED_HEAD)):
        return "theme"
    if clause.following > 1 and clause.says(say.GENERAL_WORK):
        return "theme"
    return "theme" if clause.says(say.COMBINED) or clause.says(say.NUMBERED) else None


def _heads(clause: View) -> Role | None:
    """The same where only its place says so."""
    if clause.marks & Mark.ECHO and clause.following > 1 and clause.verb & ACTING:
        return "theme"
    return "theme" if clause.marks & Mark.PROSE and _opens_prose(clause) else None


def _opens_prose(clause: View) -> bool:
    """积极扩大有效投资。 alone before its sentences, or 优化产业布局， before its clauses."""
    text = clause.text
    if clause.spelled_out and len(text) <= _PROSE_HEAD and not say.COUNT.search(text):
        return True
    if not clause.verb & ACTING or clause.modal or clause.marks & Tag.STANCE:
        return False
    if not clause.spelled_out and (len(text) > _PROSE_CLAUSE or text[-2:] not in say.GENERAL_ENDS):
        return False
    return not say.COUNT.search(text)


def _required(clause: View) -> Role | None:
    """要…… at the head, spelled out by what follows; an action on one named thing stays a measure."""
    if clause.nth or clause.marks & Tag.STANCE or say.COUNTED.search(clause.text):
        return None
    # 要开展……，编印……: the first of a few steps. A longer strand has a head.
    if clause.verb & Tag.CONCRETE and clause.following < _LONG_STRAND:
        return None
    return "theme" if clause.following or clause.spelled_out else None


def _frame(clause: View) -> Role | None:
    """Means, conditions, places."""
    if clause.says(say.MEANS) or (clause.following and clause.says(say.ASIDE)):
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
    return "frame" if tied and clause.following else None


def _looks(clause: View) -> Role | None:
    """聚焦……, 瞄准……: a looking verb whose clause ends at its object."""
    if not clause.following or clause.marks & Tag.STANCE:
        return None
    return "frame" if clause.says(say.ENUMERATED) or not _acts_after(clause, clause.after) else None


def _topic(clause: View) -> Role | None:
    """A noun phrase put first: 综合保税区内新设的研发企业, 新材料产业, 对……的企业."""
    if not clause.following or clause.modal or clause.marks & Tag.STANCE:
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


def _stance(clause: View) -> Role | None:
    return "stance"


def _outright(clause: View) -> Role | None:
    return "stance" if clause.says(say.OUTRIGHT) else None


def _hoped(clause: View) -> Role | None:
    return "stance" if _hopes(clause) else None


def _for_others(clause: View) -> Role | None:
    told = clause.says(say.FOR_OTHERS) and not say.FOR_SOMEONE.search(clause.text)
    return "stance" if told and not say.COUNT.search(clause.text) else None


def _outcome(clause: View) -> Role | None:
    on_thing = clause.marks & Tag.THING
    return "stance" if not on_thing and clause.says(say.OUTCOME) and not say.COUNT.search(clause.text) else None


def _heading_for(clause: View) -> Role | None:
    return "stance" if not clause.modal and clause.says(say.HEADING_FOR) else None


def _weak_stance(clause: View) -> Role | None:
    """A word of attitude, unless a thing is acted on or counted."""
    text = clause.text
    on_thing = clause.marks & Tag.THING and (clause.verb & ACTING or "纳入" in text or "列入" in text)
    return None if on_thing or say.COUNT.search(text) else "stance"


def _hopes(clause: View) -> bool:
    """What one would like to be, and how firmly one goes about it; one act on a named thing can be asked about."""
    if clause.says(say.WISHED) and not clause.modal:
        return True
    return clause.says(say.FIRM) and not (clause.marks & Tag.THING and clause.verb & Tag.CONCRETE)


def _result(clause: View) -> Role | None:
    """Where a meeting's strand of measures leads, in its last clause; in a plan such a clause is a task."""
    return "stance" if clause.says(say.RESULT) else None


def _conduct(clause: View) -> Role | None:
    """Working method with nothing to hand in."""
    return "stance" if clause.says(say.CONDUCT) and not say.COUNTED.search(clause.text) else None


def _regarded(clause: View) -> Role | None:
    """A matter regarded, a manner."""
    return "stance" if clause.says(say.REGARDED) and not say.COUNTED.search(clause.text) else None


def _at_large(clause: View) -> Role | None:
    """What people at large are told, unless it is one step to take with a thing."""
    told = clause.says(say.AT_LARGE) and not clause.marks & (Tag.THING | Tag.CONCRETE)
    return "stance" if told and not say.COUNT.search(clause.text) else None


def _banned(clause: View) -> Role | None:
    return "measure" if clause.says(say.BANNED) and not clause.text.startswith("除") else None


def _judged(clause: View) -> Role | None:
    return "context" if not clause.modal and clause.says(say.JUDGED) else None


def _fact(clause: View) -> Role | None:
    """A fact with its own subject."""
    if clause.modal or clause.text.startswith(("把", "将", "对")):
        return None
    return "context" if clause.says(say.FACT) else None


_HEADS = (say.HEAD_OF_STRAND, say.POINTED_HEAD, say.GENERAL_WORK, say.COMBINED, say.NUMBERED)
_OWN_FORMS: Final = (say.SLOGAN, *_HEADS)  # of a theme, wherever it stands
_FRAMES = any_of(say.MEANS, say.ASIDE, say.WHERE, say.PLACE, say.ROLE_OF, say.BY_WAY_OF, say.COMBINED, say.CONDITION)
# The rules in order; each has no answer without one of the marks or phrases, nor without all of the last marks.
FRAMING: Final[tuple[tuple[int, int, int, Rule], ...]] = (
    (0, _FRAMES, 0, _frame),
    (Mark.LOOKS, 0, 0, _looks),
    (Mark.TOPIC, say.ABOUT.mark, 0, _topic),
)
RULES: Final[tuple[tuple[int, int, int, Rule], ...]] = (
    (0, say.SLOGAN.mark, 0, _slogan),
    (0, any_of(*_HEADS), 0, _theme),
    (Mark.PROSE | Mark.ECHO, 0, 0, _heads),
    (0, say.BANNED.mark, 0, _banned),
    *FRAMING,
    (Tag.STANCE, 0, 0, _stance),
    (0, say.OUTRIGHT.mark, 0, _outright),
    (0, say.FIRM.mark | say.WISHED.mark, 0, _hoped),
    (0, say.RESULT.mark, Mark.LANDS, _result),
    (0, say.FOR_OTHERS.mark, 0, _for_others),
    (0, say.OUTCOME.mark, 0, _outcome),
    (0, say.HEADING_FOR.mark, 0, _heading_for),
    (Tag.WEAK_STANCE, 0, 0, _weak_stance),
    (0, say.CONDUCT.mark, Tag.CONDUCT, _conduct),
    (0, say.REGARDED.mark, 0, _regarded),
    (0, say.AT_LARGE.mark, 0, _at_large),
    (Mark.ASKED, 0, 0, _required),
    (0, say.JUDGED.mark, 0, _judged),
    (0, say.FACT.mark, Mark.VERBLESS, _fact),
)
_MORE: Final = frozenset(["不断", "持续", "进一"])  # 不断提振投资信心、激发投资活力: two steps, not one hope
# What no clause that is not a measure is without.
ANY_MARK: Final = reduce(or_, (marks for marks, _, _, _ in RULES))
ANY_PHRASE: Final = reduce(or_, (phrases for _, phrases, _, _ in RULES))
_LOOKED_AT: Final = reduce(or_, (marks | all_ for marks, _, all_, _ in RULES))


@lru_cache(maxsize=8192)
def _asked(marks: int, phrases: int) -> tuple[Rule, ...]:
    """The rules that may answer for a clause with ``marks`` that may be one of ``phrases``."""
    return tuple(
        rule for some, one_of, all_, rule in RULES if (marks & some or phrases & one_of) and marks & all_ == all_
    )


def role_of(clause: View) -> Role:
    """The role of a clause of plain body text."""
    for rule in _asked(clause.marks & _LOOKED_AT, clause.phrases & ANY_PHRASE):
        if role := rule(clause):
            return role
    return "measure"


def met_role(clause: View, weight: int, standing: Standing, said: Role) -> Role:
    """The role in the report of a meeting, where the rules have ``said`` one; ``weight`` is that of its words."""
    if said == "measure" and not clause.marks & Tag.THING and _in_fours(clause, standing):
        return "stance"
    return weighed(weight, clause.text, standing, said, sure=_sure(clause, standing, said))


def _in_fours(clause: View, standing: Standing) -> bool:
    """责任到人 in a strand; 应统尽统、不重不漏: words in fours that name nothing, led by no verb."""
    if not clause.marks & Mark.VERBLESS:
        return False
    if len(clause.text) == _FOUR:
        return standing.nth + standing.following > 0
    return say.FOURS.fullmatch(clause.text) is not None


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


def goal_role(clause: View) -> Role:
    """Under 发展目标 an indicator with a number is a measure, as is an action on a thing; an outcome is a stance."""
    if clause.text.startswith("——"):
        return "theme"
    if _framed(clause):
        return "frame"
    acts = clause.verb & ACTING and clause.marks & Tag.THING and not clause.says(say.OUTCOME)
    counted = say.COUNT.search(say.YEARS.sub("", clause.text)) or say.FOLD.search(clause.text)
    return "measure" if counted or (acts and not _hopes(clause)) else "stance"


def principle_role(clause: View) -> Role:
    """Under 总体要求 nothing is asked of anyone yet."""
    return "frame" if _framed(clause) else "stance"


def _framed(clause: View) -> bool:
    # No generator: this is asked for every clause under an aim or a principle.
    for marks, phrases, _, rule in FRAMING:
        if (clause.marks & marks or clause.phrases & phrases) and rule(clause) == "frame":
            return True
    return False
