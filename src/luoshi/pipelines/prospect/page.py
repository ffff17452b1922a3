"""What only a prospect's page shows: whom to reach, funds against intention, what was merged into it."""

from __future__ import annotations

from typing import Any

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.pipelines.prospect.detail import Fund, Prospect, ProspectContact, arrived
from luoshi.pipelines.prospect.steps import project_of
from luoshi.records.detail import money, money_about
from luoshi.records.models import Record
from luoshi.records.record_page import RecordPage


def context(record: Record, post: Post) -> dict[str, Any]:
    prospect = Prospect.of(record)
    percent = round(100 * prospect.funds / prospect.intended) if prospect.intended else None
    contact = ProspectContact.shown_to(post, record)
    funds = Fund.objects.standing().filter(record=record)
    return {
        "prospect": prospect,
        "contact": contact.said if contact else "",
        "followed_days": (clock.today() - prospect.followed_on).days if prospect.followed_on else None,
        "funds": [(row.day, money(row.amount), row.note) for row in funds],
        "funds_sum": money(prospect.funds),
        "funds_planned": money(prospect.intended) if prospect.intended else "",
        "funds_percent": percent,
        "became": visible(post, [project_of(record)]),
        "survivor": visible(post, [prospect.merged_into]),
        "histories": histories(post, visible(post, record_and_below(record))),
    }


def record_and_below(record: Record) -> list[Record]:
    """Every prospect that was merged into ``record``, or into one that was."""
    found: list[Record] = []
    waiting = [record]
    while waiting:
        merged = Record.objects.filter(prospect__merged_into=waiting.pop()).order_by("code")
        waiting += (new := [other for other in merged if other not in found])
        found += new
    return found


def visible(post: Post, records: list[Record | None] | list[Record]) -> list[Record]:
    pks = [record.pk for record in records if record]
    return list(Record.objects.visible_to(post).filter(pk__in=pks).order_by("code")) if pks else []


def histories(post: Post, records: list[Record]) -> list[RecordPage]:
    return [RecordPage(record, post) for record in records]


def sum_of_year(records: Any) -> str:
    """The tile: what arrived in the current year for the prospects found."""
    return money_about(arrived(records.values("pk"), clock.today().year))
