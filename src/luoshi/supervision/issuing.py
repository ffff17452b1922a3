"""Issuing notices: one a unit, each task under one open notice at most, numbers without gap or double."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.counters import next_number
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post, Unit
from luoshi.org.roles import Role
from luoshi.records import flow
from luoshi.records.assignments import first_assignments
from luoshi.records.events import first_events
from luoshi.records.models import Assignment, Record
from luoshi.records.types.task import HANDED_OUT
from luoshi.supervision.models import Level, Matter, NoticeDetail
from luoshi.supervision.notice import NEXT_LEVEL, WAITING, named
from luoshi.supervision.reminding import remind_of

SERIES = "区督"  # 发文机关代字
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What every notice of one issue says; ``days`` are the working days the units have to reply."""

    level: str
    grounds: str
    scope: str
    demand: str
    days: int


def issue(tasks: Iterable[Record], new: NewNotice, post: Post) -> list[Record]:
    """One notice for each lead unit, all of them or none, in the units' order."""
    _demand(new, post)
    by_unit: dict[Unit, list[Record]] = defaultdict(list)
    for task in tasks:
        reason, lead = flow.of_another_zone(task, _("发督办"), post) or obstacle(task), task.task.lead
        if reason or lead is None:
            raise Refused(reason or _("“%(title)s”没有牵头单位。") % {"title": task.title})
        by_unit[lead].append(task)
    if not by_unit:
        raise Refused(_("没有选中任务。请先在台账里勾选，再发督办。"))
    with _one_open_notice_a_matter():
        units = sorted(by_unit, key=lambda unit: (unit.position, unit.pk))
        return [_issued(unit, by_unit[unit], new, post) for unit in units]


def escalate(before: Record, new: NewNotice, post: Post) -> Record:
    """The next graver notice in the place of one whose reply is overdue; a supervisor's act, never a job's."""
    _demand(new, post)
    reason = not_to_be_raised(before, post)
    if reason:
        raise Refused(reason)
    if new.level != NEXT_LEVEL[Level(before.notice.level)]:
        raise Refused(_("只能逐级升级：%(now)s之后是%(next)s。") % _levels(before))
    tasks = [matter.task for matter in before.matters.select_related("task__task__lead")]
    with _one_open_notice_a_matter():
        code = _next_code(post.zone)
        flow.follow(before, "raise", post, code=code[2])
        return _issued(before.notice.lead, tasks, new, post, code, before)


def not_to_be_raised(notice: Record, post: Post) -> str | None:
    """Why ``notice`` may not give way to a graver one of ``post`` now, or None."""
    from_elsewhere = flow.of_another_zone(notice, _("升级"), post)
    if from_elsewhere:
        return from_elsewhere
    if notice.state not in WAITING:
        return _("%(notice)s已有回复或已办结，不能升级。") % {"notice": named(notice)}
    if notice.due is None or notice.due >= clock.today():
        return _("%(notice)s的回复期限是%(due)s，未到期不能升级。") % {"notice": named(notice), "due": notice.due}
    if Level(notice.notice.level) not in NEXT_LEVEL:
        return _("%(notice)s已是最高一级，请约谈或报请领导批示。") % {"notice": named(notice)}
    return None


def obstacle(task: Record) -> str | None:
    """Why no notice may be issued about ``task`` now, or None (政府督查工作条例第十五条：严禁重复督查、多头督查)."""
    if not is_in_hand(task):
        return _("“%(title)s”不在办，不能发督办。") % {"title": task.title}
    standing = Matter.objects.filter(task=task, is_open=True).select_related("notice__notice").first()
    if standing:
        return _("“%(title)s”已有未办结的%(notice)s，一事一办，不重复督查。请在那一件上退回、撤回或升级。") % {
            "title": task.title,
            "notice": named(standing.notice),
        }
    return None


def is_in_hand(task: Record) -> bool:
    return task.state in HANDED_OUT and task.task.lead is not None


def _levels(notice: Record) -> dict[str, object]:
    level = Level(notice.notice.level)
    return {"now": level.label, "next": NEXT_LEVEL[level].label}


def _demand(new: NewNotice, post: Post) -> None:
    if post.role != Role.SUPERVISOR:
        raise Refused(_("督办由督查员发出。"))
    words = ((_("督查事由"), new.grounds), (_("督查范围"), new.scope), (_("办理要求"), new.demand))
    missing = [label for label, text in words if not text.strip()]
    if missing:
        raise Refused(_("发督办前须写明：%(fields)s。") % {"fields": "、".join(missing)})
    if new.level not in Level.values or not 1 <= new.days <= MOST_DAYS:
        raise Refused(_("回复期限应在 1 到 %(most)d 个工作日之间。") % {"most": MOST_DAYS})


@contextmanager
def _one_open_notice_a_matter() -> Iterator[None]:
    """A transaction in which a second open notice, issued at the same moment, is a refusal and not an error."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(_("所选任务刚刚已由他人发出督办，请刷新后再看。")) from error


def _next_code(zone: Unit) -> tuple[int, int, str]:
    """Year, number, code. The counter's row is held until the commit: a refused issue gives its number back."""
    year = clock.today().year
    number = next_number(f"notice/{zone.pk}/{year}")
    return year, number, f"{SERIES}〔{year}〕{number}号"


def _issued(
    unit: Unit,
    tasks: Sequence[Record],
    new: NewNotice,
    post: Post,
    code: tuple[int, int, str] | None = None,
    before: Record | None = None,
) -> Record:
    year, number, text = code or _next_code(post.zone)
    today = clock.today()
    notice = Record.objects.create(
        zone=post.zone,
        type="notice",
        code=text,
        state="issued",
        title=title_of(tasks, new.level),
        wording=new.demand.strip(),
        due=Calendar.load().working_day_after(today, new.days),
        is_handed_out=True,
    )
    NoticeDetail.objects.create(
        record=notice,
        level=new.level,
        year=year,
        number=number,
        lead=unit,
        grounds=new.grounds.strip(),
        scope=new.scope.strip(),
        issued_on=today,
        before=before,
    )
    Assignment.objects.bulk_create(first_assignments(notice, unit, [], [], None))
    Matter.objects.bulk_create(Matter(notice=notice, task=task) for task in tasks)
    _tell(notice, tasks, new, post)
    remind_of(notice)
    return notice


def _tell(notice: Record, tasks: Sequence[Record], new: NewNotice, post: Post) -> None:
    said = {
        "level": Level(new.level).label,
        "grounds": new.grounds,
        "scope": new.scope,
        "wording": notice.wording,
        "due": notice.due,
        "matters": [task.code for task in tasks],
    }
    first_events([(notice, said)], post, _("发出"))
    for task in tasks:
        flow.follow(task, "notice_issued", post, notice=named(notice), reason=new.grounds, due=_day(notice.due))


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def title_of(tasks: Sequence[Record], level: str) -> str:
    first = tasks[0].title
    if len(tasks) > 1:
        first = _("%(title)s等%(count)d项任务") % {"title": first, "count": len(tasks)}
    return _("关于%(matter)s的%(level)s") % {"matter": first[:270], "level": Level(level).label}
