"""What a project's steps ask of it (bars, guards) and what they change (effects)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.project.detail import REACHED, Investment, Project, invested, months_of
from luoshi.records.assignments import let_in
from luoshi.records.columns import column
from luoshi.records.declaration import Answers
from luoshi.records.detail import money
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.registry import type_of
from luoshi.records.tying import tie_at_birth

MONTHS_BACK = 24
BEFORE = {"started_on": "signed_on", "finished_on": "started_on", "entered_on": "started_on"}
BEFORE |= {"producing_on": "finished_on", "effective_on": "producing_on"}


# Stages


def comes_after(record: Record, _post: Post, answers: Answers) -> None:
    """A stage is not reached in the future, nor before the one it follows."""
    project, kind = Project.of(record), type_of(record)
    for name in answers.keys() & set(REACHED.values()):
        day, word = answers[name], column(kind, name).label
        if day is None:
            continue
        if day > clock.today():
            raise Refused(_("%(word)s %(day)s 还没有到，请填写实际日期。") % {"word": word, "day": day})
        before = BEFORE.get(name, "")
        earliest = answers.get(before) or (getattr(project, before) if before else None)
        if earliest and day < earliest:
            told = {"word": word, "day": day, "before": column(kind, before).label, "earliest": earliest}
            raise Refused(_("%(word)s %(day)s 早于%(before)s %(earliest)s，请核对。") % told)


def is_entered(record: Record, _post: Post) -> str | None:
    entered = Project.of(record).entered_on
    return _("“%(title)s”已于 %(day)s 入库。") % {"title": record.title, "day": entered} if entered else None


def is_not_entered(record: Record, post: Post) -> str | None:
    return None if is_entered(record, post) else _("“%(title)s”还没有入库。") % {"title": record.title}


def tie_it(record: Record, _post: Post, answers: Answers) -> None:
    """Tied from the first to the task it delivers."""
    tie_at_birth(record, answers)


def sign(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    Project.of(record).signed_on = answers.get("signed_on") or clock.today()


# Plans


def replan(record: Record, post: Post, answers: Answers) -> None:
    """The month first planned stays readable, however often it is moved."""
    project = Project.of(record)
    planned, before = answers.get("planned_start"), project.planned_start
    if planned and before and planned != before and project.original_start is None:
        project.original_start = before
    keep(record, post, {name: value for name, value in answers.items() if value not in (None, "")})


def changes_something(_record: Record, _post: Post, answers: Answers) -> None:
    if not any(answers.get(name) for name in ("planned_start", "due", "investment")):
        raise Refused(_("请填写要调整的项：计划开工、计划竣工或总投资。"))


# Investment by month


def month_choice(reported: bool) -> Any:
    """The months one may choose: not reported yet, or (to be corrected) reported; latest first."""

    def make(record: Record, _post: Post) -> forms.Field:
        known = {row.month for row in months_of([record])}
        months = [month for month in recent_months() if (month in known) == reported]
        choices = [(f"{month:%Y-%m}", f"{month:%Y-%m}") for month in months]
        return forms.ChoiceField(choices=[("", _("请选择")), *choices])

    return make


def recent_months() -> list[dt.date]:
    first = clock.today().replace(day=1)
    months = [first]
    while len(months) < MONTHS_BACK:
        months.append((months[-1] - dt.timedelta(days=1)).replace(day=1))
    return months


def month_of(answers: Answers, name: str) -> dt.date:
    """``2026-03`` → its first day. Raises Refused for anything else, and for months still to come."""
    try:
        month = dt.datetime.strptime(str(answers[name]), "%Y-%m").date()
    except ValueError:
        raise Refused(_("月份“%(month)s”不对，请写成 2026-03 这样。") % {"month": answers[name]}) from None
    if month > clock.today():
        raise Refused(_("%(month)s 还没有到，不能报投资。") % {"month": answers[name]})
    return month


def is_reported_once(record: Record, _post: Post, answers: Answers) -> None:
    month = month_of(answers, "month")
    row = months_of([record]).filter(month=month).first()
    if row:
        told = {"title": record.title, "month": f"{month:%Y-%m}", "amount": money(row.amount)}
        raise Refused(_("“%(title)s”%(month)s 已报 %(amount)s，不用再报；要改请办“更正月度投资”。") % told)
    fits_the_total(record, answers["amount"])


def is_a_correction(record: Record, _post: Post, answers: Answers) -> None:
    row = months_of([record]).filter(month=month_of(answers, "reported_month")).first()
    if row is None:
        raise Refused(_("%(month)s 还没有报过，请办“报月度投资”。") % {"month": answers["reported_month"]})
    fits_the_total(record, answers["amount"] - row.amount)


def fits_the_total(record: Record, more: int) -> None:
    """More than the whole is nearly always 元 typed for 万元."""
    total, now = Project.of(record).investment, Project.of(record).invested + more
    if total is not None and now > total:
        told = {"title": record.title, "now": money(now), "total": money(total)}
        raise Refused(
            _("“%(title)s”累计完成投资将达 %(now)s，超过总投资 %(total)s。请核对单位是否为万元，或先调整总投资。")
            % told
        )


def report_month(record: Record, post: Post, answers: Answers) -> None:
    month = month_of(answers, "month" if "month" in answers else "reported_month")
    note = answers.get("progress_note") or ""
    Investment.objects.create(record=record, month=month, amount=answers["amount"], note=note)
    Project.of(record).invested = invested([record])
    keep(record, post, answers)


# Obstacles


def is_blocked(record: Record, _post: Post) -> str | None:
    return _("“%(title)s”已报受阻，请办“更新受阻情况”。") % {"title": record.title} if _blocked(record) else None


def is_not_blocked(record: Record, _post: Post) -> str | None:
    return None if _blocked(record) else _("“%(title)s”没有受阻。") % {"title": record.title}


def is_not_ours(record: Record, post: Post) -> str | None:
    """The unit whose move it is, the lead unit, and who sees the zone say that it is resolved."""
    project = Project.of(record)
    if not post.speaks_for_unit or post.unit in (project.lead, project.blocked_unit):
        return is_not_blocked(record, post)
    return _("“%(title)s”的受阻不由%(unit)s解决。") % {"title": record.title, "unit": post.unit}


def _blocked(record: Record) -> bool:
    return Project.of(record).blocked_on is not None


def has_begun(_record: Record, _post: Post, answers: Answers) -> None:
    day = answers.get("blocked_on")
    if day and day > clock.today():
        raise Refused(_("受阻日期 %(day)s 还没有到，请核对。") % {"day": day})


def is_over(record: Record, _post: Post, answers: Answers) -> None:
    """An obstacle ends after it began and not in the future."""
    day, since = answers.get("resolved_on"), Project.of(record).blocked_on
    if day and (day > clock.today() or (since and day < since)):
        raise Refused(_("解除日期 %(day)s 应在受阻日期 %(since)s 之后、今天之前。") % {"day": day, "since": since})


def block(record: Record, post: Post, answers: Answers) -> None:
    """The unit whose move it is comes to see the project."""
    project = Project.of(record)
    keep(record, post, {name: value for name, value in answers.items() if value not in (None, "")})
    project.blocked_on = project.blocked_on or clock.today()
    if project.blocked_unit:
        let_in(record, project.blocked_unit)


def unblock(record: Record, post: Post, answers: Answers) -> None:
    project = Project.of(record)
    project.blocked_by, project.blocked_unit, project.blocked_on, project.blocked_note = "", None, None, ""
    keep(record, post, answers)
