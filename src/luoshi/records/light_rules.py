"""Revising a zone's decision table: a new version, in force from now on, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import RecordType
from luoshi.records.light_tables import Rules, Tables, rows_of
from luoshi.records.lights import relit, show
from luoshi.records.models import LightTable, Record
from luoshi.records.rag import FIXED, Light, Rule, framed
from luoshi.records.registry import record_type
from luoshi.records.rule_words import words_of
from luoshi.records.settled import settled

MOST = 20
COLOURS = ("red", "yellow", "green")
# What a zone's own rules may ask about; the rest of the table stands as it is.
BY_DUE = ("days_late", "days_left", "working_days_left")
BY_STAGE = ("stage_days_late", "stage_months_late", "stage_days_left", "stage_working_days_left")
ANYTHING = "always"  # whatever is in the rule's stage


def asked_of(kind: RecordType) -> tuple[str, ...]:
    """The measures that say something of records of ``kind``, as the zone has it."""
    by_progress = ("behind",) if any(rule.measure == "behind" for rule in kind.table) else ()
    own = [f"since_{name}" for name in kind.clocks]
    return (*BY_DUE, *by_progress, *(BY_STAGE if kind.is_clocked else ()), *own, ANYTHING)


def in_force(post: Post, kind: str) -> Rules:
    """The table that lights the records of ``kind`` in the post's zone."""
    return Tables.load().of(post.zone.pk, kind)


def own_part(rules: Rules) -> Rules:
    """What a zone sets for itself: between the three that say what is lit at all and the last, which takes the rest."""
    return rules[FIXED:-1]


def changes(post: Post, kind: str, own: Sequence[Rule]) -> list[tuple[Record, Light]]:
    """The records that would be lit otherwise from now on, with their new light."""
    tables = Tables({(post.zone.pk, kind): framed(*_sound(own, _type(post, kind)))})
    return list(relit(Record.objects.filter(zone=post.zone, type=kind), clock.today(), tables))


@transaction.atomic
def revise(post: Post, kind: str, own: Sequence[Rule], reason: str) -> LightTable:
    """A new version of the table, and the lights by it at once; past days keep theirs.

    Raises Refused without a reason, for rules that do not hold, or where nothing would change.
    """
    if not reason.strip():
        raise Refused(_("请写明修改理由。"))
    rules = framed(*_sound(own, _type(post, kind)))
    if rules == in_force(post, kind):
        raise Refused(_("规则没有变化，不用保存。"))
    lit = changes(post, kind, own)
    made = LightTable.objects.create(
        zone=post.zone, type=kind, rules=rows_of(rules), reason=reason.strip()[:200], made_by=post
    )
    show(lit)
    return made


def _type(post: Post, kind: str) -> RecordType:
    return settled(record_type(kind), post.zone.pk)


def _sound(own: Sequence[Rule], kind: RecordType) -> Sequence[Rule]:
    """The rules as they are. Raises Refused for the first that no record could ever meet, or every record would."""
    if len(own) > MOST:
        raise Refused(_("规则不能超过%(most)d条。") % {"most": MOST})
    for number, rule in enumerate(own, FIXED + 1):
        problem = _problem(rule, kind)
        if problem:
            raise Refused(_("第%(number)d条：%(problem)s") % {"number": number, "problem": problem})
    return own


def _problem(rule: Rule, kind: RecordType) -> str:
    if rule.colour not in COLOURS or rule.measure not in asked_of(kind):
        return _("请选择灯色和依据。")
    if rule.stage and rule.stage not in {state.name for state in kind.states}:
        return _("没有这个阶段，请重新选择。")
    return _problem_of_bounds(rule) or ("" if rule.label.strip() else _("请填写显示的文字。"))


def _problem_of_bounds(rule: Rule) -> str:
    bounds = (rule.above, rule.at_least, rule.at_most)
    low = max((bound for bound in bounds[:2] if bound is not None), default=None)
    if low is None and rule.at_most is None and not (rule.stage and rule.measure == ANYTHING):
        return _("“%(measure)s”没有界限，每件都会亮这种灯，请填写。") % {"measure": words_of(rule.measure)}
    if low is not None and rule.at_most is not None and low > rule.at_most:
        return _("下限大于上限，永远不会亮，请更正。")
    return ""
