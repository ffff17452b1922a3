"""What the steps of a campaign ask for, refuse and change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.campaign.counting import countable, counts
from luoshi.pipelines.campaign.models import Campaign, CampaignTarget
from luoshi.pipelines.campaign.page import measured_in
from luoshi.pipelines.campaign.picture import plainly
from luoshi.records.columns import columns
from luoshi.records.declaration import Answers, RecordType
from luoshi.records.items.asking import SCOPES, ItemFilter
from luoshi.records.keeping import keep
from luoshi.records.models import Record
from luoshi.records.registry import pipelines, record_type

OWN = "campaign"
DYNAMIC = ("state", "scope", "reached", "light", "page", "sort", "born_from", "born_to")


def kinds() -> list[RecordType]:
    """The types whose records a campaign may count."""
    return [record_type("task"), *(kind for kind in pipelines() if kind.name != OWN)]


def what(_record: Record, _post: Post) -> forms.Field:
    groups = [(kind.label, [(value, f"{kind.label}·{label}") for value, label in countable(kind)]) for kind in kinds()]
    return forms.ChoiceField(choices=[("", gettext_lazy("未定")), *groups])


def measure(_record: Record, _post: Post) -> forms.Field:
    sums = [
        (f"{kind.name}:{one.name}", f"{kind.label}·{one.label}")
        for kind in kinds()
        for one in columns(kind, kind.totals)
    ]
    return forms.ChoiceField(choices=[("", gettext_lazy("件数")), *sums])


def types(_record: Record, _post: Post) -> forms.Field:
    return forms.ChoiceField(choices=[(kind.name, kind.label) for kind in kinds()])


def of_the_campaign(record: Record, _post: Post) -> forms.Field:
    return forms.ModelChoiceField(CampaignTarget.objects.filter(record=record, dropped_on=None), empty_label=None)


def is_in_order(record: Record, _post: Post, answers: Answers) -> None:
    starts = answers.get("starts") or Campaign.of(record).starts
    ends = answers.get("due") or record.due
    if starts and ends and ends < starts:
        raise Refused(_("结束日期 %(ends)s 早于开始日期 %(starts)s，请核对。") % {"ends": ends, "starts": starts})


def makes_sense(_record: Record, post: Post, answers: Answers) -> None:
    """A sum is of the type that is counted; a query is one that the type's list understands."""
    kind = record_type(answers["what"].partition(":")[0])
    summed = answers.get("measure") or ""
    if summed and not summed.startswith(f"{kind.name}:"):
        raise Refused(_("合计的是别的业务。数%(kind)s的，请选“件数”或%(kind)s的合计。") % {"kind": kind.label})
    if answers["target_value"] <= 0:
        raise Refused(_("目标数须大于零。"))
    asked = ItemFilter(kind, QueryDict(query_of(answers)), post)
    unknown = set(asked.pairs) - set(asked.fields)
    if asked.errors or unknown:
        told = "、".join(sorted(unknown | set(asked.errors)))
        raise Refused(
            _("“更多条件”里的 %(which)s 不是%(kind)s清单的筛选条件，请从清单地址栏重新复制。")
            % {"which": told, "kind": kind.label}
        )
    if asked.given.get("scope") in SCOPES:
        raise Refused(_("“更多条件”里不要带范围和阶段，阶段在“数什么”里选。"))


def query_of(answers: Answers) -> str:
    """What stands behind the ? of an address, without what changes from day to day: that the events say."""
    asked = QueryDict((answers.get("query") or "").strip().rpartition("?")[2], mutable=True)
    for name in [name for name in asked if name in DYNAMIC or not any(asked.getlist(name))]:
        del asked[name]
    return asked.urlencode()


def add_target(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    kind, _colon, where = answers["what"].partition(":")
    CampaignTarget.objects.create(
        record=record,
        name=answers["target_name"],
        type=kind,
        state="" if where.startswith("@") else where,
        day=where.removeprefix("@") if where.startswith("@") else "",
        column=(answers.get("measure") or "").partition(":")[2],
        query=query_of(answers),
        tied=bool(answers.get("tied")),
        value=answers["target_value"],
        set_on=None if record.state == "draft" else clock.today(),
    )
    said = {"what": what(record, post), "measure": measure(record, post)}
    return {name: _said(field, answers.get(name) or "") for name, field in said.items()}


def _said(field: Any, value: str) -> str:
    """A choice in the words it was offered in."""
    plain = [pair for one in field.choices for pair in (one[1] if isinstance(one[1], list) else [one])]
    return str(dict(plain).get(value, value))


def drop_target(_record: Record, _post: Post, answers: Answers) -> None:
    target: CampaignTarget = answers["target"]
    target.dropped_on = clock.today()
    target.save()


def no_target(record: Record, _post: Post) -> str | None:
    if record.campaign_targets.filter(dropped_on=None).exists():
        return None
    return _("“%(title)s”还没有目标，请先办“增加目标”。") % {"title": record.title}


def tie(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """By the number people say; also what the campaign's office alone may see."""
    code, kind = answers["number"].strip(), record_type(answers["kind"])
    own = Record.objects.visible_to(post).filter(zone=record.zone_id, type=kind.name)
    other = own.filter(code=code).first()
    if other is None:
        raise Refused(_("没有编号为 %(code)s 的%(kind)s，或它不在您的范围内。") % {"code": code, "kind": kind.label})
    if record.ties.filter(other=other).exists():
        raise Refused(_("%(other)s已经关联过了。") % {"other": other})
    record.ties.create(other=other, note=_("纳入攻坚"))
    return {"kind": kind.label, "number": str(other)}


def no_tie(record: Record, _post: Post) -> str | None:
    return None if record.ties.exists() else _("“%(title)s”没有关联的事项。") % {"title": record.title}


def untie(_record: Record, _post: Post, answers: Answers) -> dict[str, Any]:
    other = str(answers["tie"].other)
    answers["tie"].delete()
    return {"tie": other}


def close(record: Record, post: Post, answers: Answers) -> dict[str, Any]:
    """What was reached is written down with the end, so that it is read without counting."""
    keep(record, post, answers)
    told = (
        f"{one.target.name} {plainly(one.now)}/{plainly(one.target.value)}{measured_in(one.target)}"
        for one in counts(record, clock.today())
    )
    return {"result": "；".join(told)}
