"""What the steps of an opinion ask for, refuse and change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.opinion.models import Category, Content, Opinion, Procedure, Raiser
from luoshi.pipelines.opinion.procedures import way_to_go
from luoshi.records.deadlines import in_working_days
from luoshi.records.declaration import Answers
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.standing_in import day_told

TO_ANSWER, TO_REDO = 15, 5  # working days, where none are said
OVER = ("closed", "refused", "joined")
SAID = ("answered", "told", "closed", "refused")


def register(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """Refused at once where a procedure is under way, classified at once where the category is said."""
    opinion = Opinion.of(record)
    if post.speaks_for_unit:
        opinion.received_by = post.unit
    if opinion.procedure != Procedure.NONE:
        record.state, opinion.refused_because = "refusing", way_to_go(opinion.procedure)
    elif opinion.category:
        record.state = "classified"
    return Raiser.keep(record, post, answers)


def transfer(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """To the unit that answers; who registered it goes on seeing it, for it tells the person."""
    opinion, lead = Opinion.of(record), answers["lead"]
    due = answers.get("due") or in_working_days(TO_ANSWER)
    support = [opinion.received_by] if opinion.received_by and opinion.received_by != lead else []
    keep(record, post, {**answers, "due": due, "support": support})
    return {"due": due}


def reply(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, answers)
    Opinion.of(record).answered_on = day_told(answers)


def return_it(record: Record, _post: Post, _answers: Answers) -> None:
    record.due = None


def tell(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    told_on = answers.get("told_on") or clock.today()
    keep(record, post, {**answers, "told_on": told_on})
    return {"told_on": told_on}


def is_not_told_ahead(record: Record, _post: Post, answers: Answers) -> None:
    day = answers.get("told_on")
    if day and day > clock.today():
        raise Refused(_("反馈日期 %(day)s 还没有到，请填写实际反馈的日期。") % {"day": day})


def redo(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    due = answers.get("due") or in_working_days(TO_REDO)
    keep(record, post, {**answers, "due": due, "redone": True, "satisfaction": Content.NOT})
    return {"due": due}


def end_unsatisfied(record: Record, post: Post, answers: Answers) -> None:
    keep(record, post, {**answers, "satisfaction": Content.NOT})


def answered_itself(record: Record, post: Post) -> str | None:
    """Whether the person is content is not asked by the unit that answered."""
    if post.speaks_for_unit and Opinion.of(record).received_by_id != post.unit_id:
        return _("“%(title)s”由督查员或登记单位回访，承办单位不记自己的满意度。") % {"title": record.title}
    return None


def redone_already(record: Record, post: Post) -> str | None:
    if Opinion.of(record).redone:
        return _("“%(title)s”已退回重办过一次，仍不满意的办“仍不满意，说明后办结”。") % {"title": record.title}
    return answered_itself(record, post)


def not_redone_yet(record: Record, _post: Post) -> str | None:
    if Opinion.of(record).redone:
        return None
    return _("“%(title)s”还没有重办过，请先办“不满意，退回重办”。") % {"title": record.title}


def may_be_joined(record: Record, _post: Post, answers: Answers) -> None:
    main: Record = answers["main"]
    if main.pk == record.pk or main.state in OVER:
        raise Refused(
            _("不能并入 %(code)s：它就是本件，或已经办结、并入他件。请填在办的那一件的编号。") % {"code": main.code}
        )
    if record.joined_opinions.exists():
        raise Refused(_("已有意见并入本件，请反过来把 %(code)s 并入本件。") % {"code": main.code})


def join(record: Record, post: Post, answers: Answers) -> None:
    main = Opinion.of(answers["main"])
    keep(record, post, {**answers, "category": Opinion.of(record).category or main.category or Category.OTHER})


def main_is_unanswered(record: Record, _post: Post) -> str | None:
    """What the main one was told, an answer or a refusal, is told here; one that is answered anew is waited for."""
    main = Opinion.of(record).main
    if main is None or main.state in SAID:
        return None
    return _("所并入的 %(code)s 还没有答复，答复后再一并反馈。") % {"code": main.code}
