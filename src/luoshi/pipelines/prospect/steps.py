"""What a prospect's steps ask of it (bars, guards) and what they change (effects)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.firm_names import firm_key
from luoshi.pipelines.project import PROJECT
from luoshi.pipelines.prospect.detail import Fund, Prospect, ProspectContact, arrived
from luoshi.records.assignments import let_in
from luoshi.records.births import bring_in
from luoshi.records.declaration import Answers
from luoshi.records.detail import money
from luoshi.records.flow import follow
from luoshi.records.keeping import keep
from luoshi.records.models import Record, Tie

DAYS = {"signed_on": "签约日期", "landed_on": "落地日期", "fund_on": "到资日期"}


def has_happened(_record: Record, _post: Post, answers: Answers) -> None:
    for name in answers.keys() & DAYS.keys():
        if answers[name] and answers[name] > clock.today():
            raise Refused(_("%(word)s %(day)s 还没有到，请填写实际日期。") % {"word": DAYS[name], "day": answers[name]})
    next_on = answers.get("next_on")
    if next_on and next_on < clock.today():
        raise Refused(_("下次跟进 %(day)s 已经过去，请填写今天以后的日期。") % {"day": next_on})


def register_firm(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """The birth: what tells the firm apart, and its contact apart from the history."""
    prospect = Prospect.of(record)
    prospect.firm_key, prospect.followed_on = firm_key(record.title), clock.today()
    return ProspectContact.keep(record, post, answers)


def amend(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    Prospect.of(record).firm_key = firm_key(record.title)


def move_on(record: Record, post: Post, answers: Answers) -> None:
    """Whoever moves on has spoken with the firm. What was agreed for the next time is over unless it is said anew."""
    prospect = Prospect.of(record)
    prospect.next_step, prospect.next_on = "", None
    keep(record, post, answers)
    prospect.followed_on = clock.today()


# Funds


def is_an_amount(record: Record, post: Post, answers: Answers) -> None:
    has_happened(record, post, answers)
    if answers["fund_amount"] <= 0:
        raise Refused(_("金额应大于零；资金退回请办“冲减到资”。"))


def fund(record: Record, post: Post, answers: Answers) -> None:
    _book(record, post, answers, answers["fund_amount"])


def is_there(record: Record, post: Post, answers: Answers) -> None:
    has_happened(record, post, answers)
    if not 0 < answers["fund_amount"] <= arrived([record]):
        told = {"title": record.title, "sum": money(arrived([record]))}
        raise Refused(_("“%(title)s”已到资 %(sum)s，冲减的金额应大于零、不超过这个数。") % told)


def reduce(record: Record, post: Post, answers: Answers) -> None:
    _book(record, post, answers, -answers["fund_amount"])


def _book(record: Record, post: Post, answers: Answers, amount: int) -> None:
    note = answers.get("fund_note") or answers.get("reason") or ""
    Fund.objects.create(record=record, day=answers["fund_on"], amount=amount, note=note[:200])
    prospect = Prospect.of(record)
    prospect.funds, prospect.followed_on = arrived([record]), clock.today()
    prospect.funded_on = prospect.funded_on or answers["fund_on"]
    keep(record, post, answers)


# One firm found twice


def may_stand_for(record: Record, _post: Post, answers: Answers) -> None:
    survivor: Record = answers["survivor"]
    if survivor.pk == record.pk:
        raise Refused(_("线索不能合并到自己。"))
    if survivor.state in ("merged", "dropped"):
        raise Refused(_("%(code)s 已合并或放弃，请合并到仍在跟进的线索。") % {"code": survivor.code})
    if Prospect.of(record).funds or project_of(record):
        told = _("“%(title)s”已到资或已转为项目，不能并入别的线索；请把另一条并入本条。")
        raise Refused(told % {"title": record.title})


def merge(record: Record, post: Post, answers: Answers) -> None:
    """Nothing is moved or deleted: one key says where it goes on (docs/decisions/0005)."""
    survivor: Record = answers["survivor"]
    Prospect.of(record).merged_into = survivor
    _see_each_other(record, survivor)
    follow(survivor, "absorb", post, merged=str(record))


def split(record: Record, post: Post, answers: Answers) -> None:
    prospect = Prospect.of(record)
    survivor, prospect.merged_into = prospect.merged_into, None
    prospect.followed_on = clock.today()
    if survivor:
        follow(survivor, "release", post, merged=str(record), reason=answers["reason"])


def _see_each_other(*both: Record) -> None:
    leads = [Prospect.of(record).lead for record in both]
    for record in both:
        let_in(record, *(unit for unit in leads if unit))


# A won one becomes a project


def project_of(record: Record) -> Record | None:
    tie = record.tied_from.filter(record__type="project").select_related("record").first()
    return tie.record if tie else None


def is_a_project(record: Record, _post: Post) -> str | None:
    project = project_of(record)
    if project is None:
        return None
    return _("“%(title)s”已转为项目 %(code)s。") % {"title": record.title, "code": project.code}


def become_project(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """The project begins as signed, with the facts known here; both pages lead to the other."""
    prospect = Prospect.of(record)
    project = bring_in(
        PROJECT,
        post,
        title=answers["project_title"],
        lead=answers["project_lead"],
        planned_start=answers["planned_start"],
        investor=record.title[:120],
        industry=prospect.industry,
        content=prospect.content,
        investment=prospect.intended,
        signed_on=prospect.signed_on,
    )
    Tie.objects.create(record=project, other=record, note=_("招商线索转来"))
    let_in(record, answers["project_lead"])
    return {"project": str(project)}


def is_ahead(_record: Record, _post: Post, answers: Answers) -> None:
    """A plan made today is for this month or a later one."""
    planned: dt.date = answers["planned_start"]
    if planned < clock.today().replace(day=1):
        raise Refused(_("计划开工 %(day)s 已经过去，请填写本月或以后的日期。") % {"day": planned})
