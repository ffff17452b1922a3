"""A target that is counted, not typed: of the records tied to a task (关联), those that reached a state.

“年底前再开工5个项目” is as far as the tied projects are started. A change of one of them is told in the task's own
history, so that past days are counted as they were (docs/decisions/0016).
"""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.declaration import Answers, RecordType
from luoshi.records.models import Record, RecordQuerySet, Target, Tie
from luoshi.records.registry import pipelines, record_type, type_of

STEP = "count"


def countable() -> list[tuple[str, str]]:
    """What a target may count: ``project:started`` → 项目开工."""
    return [
        (f"{kind.name}:{name}", f"{kind.label}{kind.state(name).label}") for kind in pipelines() for name in kind.path
    ]


def came_to(kind: RecordType, state: str) -> Q:
    """Of records: those that reached ``state`` and were not stopped since; by its day, where the type keeps one."""
    stopped = Q(state__in=[one.name for one in kind.states if one.phase == "halted"])
    column = kind.reached.get(state)
    if column:
        return ~stopped & Q(**{f"{kind.detail}__{column}__isnull": False})
    return Q(state__in=kind.path[kind.path.index(state) :])


def counted_by(target: Target) -> RecordQuerySet:
    """The records that make up the number reached."""
    kind = record_type(target.counted_type)
    tied = Q(ties__other=target.record_id) | Q(tied_from__record=target.record_id)
    return Record.objects.filter(tied, came_to(kind, target.counted_state), type=kind.name).distinct().order_by("code")


def recount_tied(record: Record, post: Post) -> None:
    """After a change of ``record``: the tasks it is tied to count anew (flow.TOLD)."""
    if not type_of(record).path:
        return
    # By their ids: nearly every record is tied to none, and every change of one comes by here.
    ends = Tie.objects.filter(Q(record=record) | Q(other=record)).values_list("record", "other")
    tied = {pk for pair in ends for pk in pair} - {record.pk}
    if tied:
        for task in Record.objects.filter(pk__in=tied, targets__counted_type=record.type).distinct():
            recount(task, post)


def recount(task: Record, post: Post) -> None:
    """Write the number down where it changed; a task that is over keeps the one it was closed with."""
    step = type_of(task).transition(STEP)
    changed = [target for target in task.targets.exclude(counted_type="") if target.reached != number(target)]
    if step and task.state in step.sources and changed:
        told = "；".join(f"{target.name} {said(target.reached)} → {number(target)}" for target in changed)
        flow.follow(task, STEP, post, counted_now=told)


def number(target: Target) -> Decimal:
    return Decimal(counted_by(target).count())


def said(reached: Decimal | None) -> str:
    return f"{(reached or Decimal(0)).normalize():f}"


def keep_count(task: Record, _post: Post, _answers: Answers) -> None:
    """The effect of counting."""
    for target in task.targets.exclude(counted_type=""):
        Target.objects.filter(pk=target.pk).update(reached=number(target))


# 督查室 says what a task's target counts.


def what_counts(_task: Record, _post: Post) -> forms.Field:
    return forms.ChoiceField(choices=[("", _("请选择")), *countable()])


def own_targets(task: Record, _post: Post) -> forms.Field:
    return forms.ModelChoiceField(task.targets.all(), empty_label=_("另立一个"))


def counts_something(task: Record, _post: Post, answers: Answers) -> None:
    if answers["counted"] not in dict(countable()):
        raise Refused(_("没有“%(what)s”这样可计的阶段。") % {"what": answers["counted"]})
    target = answers.get("counted_target")
    if target is None and not answers.get("count_goal"):
        raise Refused(_("请选择由哪个量化目标计数；没有合适的，填写目标数，另立一个。"))
    if target and target.record_id != task.pk:
        raise Refused(_("这个量化目标不属于该任务，请刷新后再选。"))


def count_tied(task: Record, post: Post, answers: Answers) -> Answers:
    kind, _colon, state = str(answers["counted"]).partition(":")
    label = dict(countable())[answers["counted"]]
    target = answers.get("counted_target") or Target(record=task, name=label, op=">=", unit=str(_("个")))
    target.value = answers.get("count_goal") or target.value
    target.counted_type, target.counted_state = kind, state
    target.save()
    keep_count(task, post, answers)
    return {"counted": label}


def is_typed(task: Record, answers: Answers) -> None:
    """Raises Refused for a figure of a target that is counted."""
    asked = [int(pk) for pk in answers.get("reached") or {}]
    counted = task.targets.exclude(counted_type="").filter(pk__in=asked).first() if asked else None
    if counted:
        raise Refused(_("“%(name)s”由关联事项计数，不用填报。") % {"name": counted.name})
