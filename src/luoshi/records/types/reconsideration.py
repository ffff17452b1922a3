"""复核: a unit objects to a conclusion; somebody who had no hand in it upholds it or has the matter done again.

政府督查工作条例第十七条: asked for within 30 days of the conclusion, decided within 30 days; whoever had a part in the
conclusion stays out of it. Until it is decided the conclusion stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.org.roles import OF_A_UNIT, Role
from luoshi.records.declaration import Answers, Effect, Field, Transition
from luoshi.records.evidence import show_evidence
from luoshi.records.models import Record
from luoshi.records.reconsidered import Reconsidered
from luoshi.records.registry import type_of
from luoshi.records.standing_in import day_told

SPAN = dt.timedelta(days=30)  # to ask, and to decide
ASK, UPHOLD, OVERTURN = "ask_reconsideration", "uphold", "overturn"
CONCLUDING = ("verify", "close", "conclude")  # whoever took one of these had a hand in the conclusion
DECIDING = frozenset({Role.SUPERVISOR, Role.CHARGE})
TOPIC = "复核"
# What it changes of a detail's own columns, and taking back restores.
COLUMNS = ("reconsider_due", "reconsider_reason", "reconsidered_on")
FIELDS = (
    Field("decision", "复核决定", help="复核了什么、凭什么"),
    Field("redo_due", "重办时限", "date", help="原时限已过的须填写；原时限一直保留"),
)


def steps(concluded: str, reopened: str, reopen: Effect, also: tuple[str, ...] = ()) -> tuple[Transition, ...]:
    """The three steps of a type whose conclusion is the state ``concluded``; overturned it goes to ``reopened``.

    ``reopen`` takes back what the conclusion set; ``also`` are answers it may use.
    """
    asking = frozenset({Role.SUPERVISOR})
    return (
        Transition(
            ASK, "申请复核", (concluded,), None, OF_A_UNIT, stand_in=asking, requires=("reason",),
            optional=("evidence", "evidence_link"), bar=may_not_ask, guard=was_concluded, effect=ask, topic=TOPIC,
        ),
        Transition(
            UPHOLD, "维持结论", (concluded,), None, DECIDING, requires=("decision",),
            bar=may_not_decide, effect=uphold, can_take_back=False,
        ),
        Transition(
            OVERTURN, "撤销结论，退回重办", (concluded,), reopened, DECIDING, requires=("decision",),
            optional=("redo_due", *also), bar=may_not_decide, guard=has_time, effect=overturning(reopen),
            can_take_back=False,
        ),
    )  # fmt: skip


def detail(record: Record) -> Reconsidered:
    found: Reconsidered = getattr(record, type_of(record).detail)
    return found


def hands_in(record: Record) -> set[int]:
    """The persons who had a hand in the conclusion that stands; in a post's name or for its holder alike."""
    overturned = record.events.filter(transition=OVERTURN).order_by("-seq").values_list("seq", flat=True).first() or 0
    taken = record.events.filter(transition__in=CONCLUDING, seq__gt=overturned)
    return {person for pair in taken.values_list("post__person", "signature__person") for person in pair if person}


def may_not_ask(record: Record, _post: Post) -> str | None:
    of = detail(record)
    told: dict[str, Any] = {"title": record.title}
    if of.reconsider_due:
        return _("“%(title)s”已申请复核，%(due)s 前作出决定。") % {**told, "due": of.reconsider_due}
    if of.reconsidered_on:
        return _("“%(title)s”的结论已于 %(day)s 复核维持，不再复核。") % {**told, "day": of.reconsidered_on}
    if of.concluded_on is None or clock.today() > of.concluded_on + SPAN:
        return _("“%(title)s”作出结论已满三十日，不能再申请复核。") % told
    return None


def may_not_decide(record: Record, post: Post) -> str | None:
    if not detail(record).reconsider_due:
        return _("“%(title)s”没有待决定的复核申请。") % {"title": record.title}
    if {post.person_id, post.acting.pk} & hands_in(record):
        return _("您参与了“%(title)s”的结论，复核须回避，请由其他督查员或分管领导决定。") % {"title": record.title}
    return None


def was_concluded(record: Record, _post: Post, answers: Answers) -> None:
    of = detail(record)
    if of.concluded_on and day_told(answers) < of.concluded_on:
        raise Refused(_("发生日期不能早于作出结论的 %(day)s。") % {"day": of.concluded_on})


def has_time(record: Record, _post: Post, answers: Answers) -> None:
    """What is to be done again has a day ahead."""
    given: dt.date | None = answers.get("redo_due")
    if given and given <= clock.today():
        raise Refused(_("重办时限须在今天以后。"))
    if not given and (record.due is None or record.due < clock.today()):
        raise Refused(
            _("“%(title)s”的时限 %(due)s 已过，请填写重办时限。") % {"title": record.title, "due": record.due}
        )


def ask(record: Record, post: Post, answers: Answers) -> None:
    show_evidence(record, post, answers)
    of = detail(record)
    of.reconsider_due, of.reconsider_reason = day_told(answers) + SPAN, answers["reason"]


def uphold(record: Record, _post: Post, _answers: Answers) -> None:
    _settle(record, clock.today())


def overturning(reopen: Effect) -> Effect:
    def overturn(record: Record, post: Post, answers: Answers) -> Answers | None:
        told = reopen(record, post, answers)
        _settle(record, None)
        return told

    return overturn


def _settle(record: Record, upheld: dt.date | None) -> None:
    of = detail(record)
    of.reconsider_due, of.reconsider_reason, of.reconsidered_on = None, "", upheld
