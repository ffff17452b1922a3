"""What the steps of a service case ask for, refuse and change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.core.workdays import Calendar
from luoshi.org.models import Post
from luoshi.pipelines.service.cases.model import Category, Rating, ServiceCase
from luoshi.pipelines.service.cases.topics import DAYS, category_of
from luoshi.records import flow
from luoshi.records.deadlines import in_working_days
from luoshi.records.declaration import Answers
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.standing_in import day_told

TO_REDO = 5  # working days, where none are said
OVER = ("closed", "joined")
JOINABLE = ("registered", "handling")


def enter(record: Record, post: Post, _answers: Answers) -> dict[str, Any] | None:
    """A category that was not said is proposed from the words, and the event tells it."""
    case = ServiceCase.of(record)
    case.received_by = post.unit
    if case.category:
        return None
    case.category = category_of(f"{record.title} {record.wording}")
    return {"category": case.category}


def dispatch_by(created: dt.datetime) -> dt.datetime:
    """Twenty-four hours, the days off left out: the same minute of the next working day."""
    local = timezone.localtime(created)
    day = Calendar.load().working_day_after(local.date(), 1)
    return timezone.make_aware(dt.datetime.combine(day, local.time()))


def dispatch(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """To the unit that handles it; who registered it goes on seeing it, for it asks the firm afterwards."""
    case = ServiceCase.of(record)
    category = Category(answers.get("category") or case.category or Category.OTHER)
    due = answers.get("due") or in_working_days(DAYS[category])
    support = [case.received_by] if case.received_by and case.received_by != answers["lead"] else []
    keep(record, post, {**answers, "category": category, "due": due, "support": support})
    if case.dispatched_late is None:
        case.dispatched_late = clock.now() > dispatch_by(record.created_at)
    return {"due": due, "category": category}


def reply(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    ServiceCase.of(record).answered_on = day_told(answers)


def return_it(record: Record, post: Post, _answers: Answers) -> None:
    """Back to whoever registered it; without one, to the 督查室."""
    record.due = None
    keep(record, post, {"lead": ServiceCase.of(record).received_by, "support": []})


def redo(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    due = answers.get("due") or in_working_days(TO_REDO)
    keep(record, post, {**answers, "due": due, "redone": True, "rating": Rating.NOT})
    return {"due": due}


def rate_not(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, {**answers, "rating": Rating.NOT})


def relapse(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """What the firm said before no longer holds: it is asked again once this is done."""
    due = answers.get("due") or in_working_days(TO_REDO)
    keep(record, post, {**answers, "due": due, "rating": ""})
    return {"due": due}


def end(record: Record, post: Post, answers: Answers) -> None:
    """With the case end those that were joined to it."""
    keep(record, post, answers)
    for joined in Record.objects.filter(servicecase__main=record, state="joined").select_related("servicecase"):
        flow.follow(joined, "close_joined", post, reply=ServiceCase.of(record).reply)


def close_joined(record: Record, _post: Post, answers: Answers) -> None:
    case = ServiceCase.of(record)
    case.reply, case.answered_on = answers["reply"], clock.today()


# Bars: why a post may not take a step now.


def answered_itself(record: Record, post: Post) -> str | None:
    """Whether the firm is content is not asked by the unit that answered."""
    case = ServiceCase.of(record)
    asks = post.unit_id == case.received_by_id and post.unit_id != case.lead_id
    if post.speaks_for_unit and not asks:
        told = _("“%(title)s”由督查员或登记单位请企业评价、回访，承办单位不记自己的评价。")
        return told % {"title": record.title}
    return None


def redone_already(record: Record, post: Post) -> str | None:
    if ServiceCase.of(record).redone:
        return _("“%(title)s”已退回重办过一次，仍不满意的办“仍不满意”。") % {"title": record.title}
    return answered_itself(record, post)


def not_redone_yet(record: Record, post: Post) -> str | None:
    if not ServiceCase.of(record).redone:
        return _("“%(title)s”还没有重办过，请先办“不满意，退回重办”。") % {"title": record.title}
    return answered_itself(record, post)


def may_be_joined(record: Record, _post: Post, answers: Answers) -> None:
    main: Record = answers["main"]
    if main.pk == record.pk or main.state in OVER:
        told = _("不能并入 %(code)s：它就是本件，或已经办结、并入他件。请填在办的那一件的编号。")
        raise Refused(told % {"code": main.code})
    if ServiceCase.objects.filter(main=record).exists():
        raise Refused(_("已有诉求并入本件，请反过来把 %(code)s 并入本件。") % {"code": main.code})


def explains(record: Record, _post: Post, answers: Answers) -> None:
    """A firm that is still not content is told why nothing more can be done."""
    if ServiceCase.of(record).rating == Rating.NOT and not answers.get("conclusion"):
        raise Refused(_("企业仍不满意，办结须写明“办结说明”：为什么不能再办、怎样向企业解释的。"))
