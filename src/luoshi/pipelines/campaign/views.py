"""A campaign as it stood on the evening of a past day."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.core import clock
from luoshi.core.workdays import ONE_DAY
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.pipelines.campaign.models import Campaign
from luoshi.pipelines.campaign.page import standing
from luoshi.records.views.items import seen


@require_safe
@allow(*EVERYONE)
def campaign_day(request: PostRequest, pk: int) -> HttpResponse:
    """``?day=2026-10-08``; a day that is none, or lies ahead, is today."""
    kind, record = seen(request, pk)
    if kind.name != "campaign":
        raise Http404
    day = min(asked_day(request.GET.get("day", "")), clock.today())
    first = Campaign.of(record).starts
    context = {
        "kind": kind,
        "record": record,
        "day": day,
        "before": day - ONE_DAY if first and day > first else None,
        "after": day + ONE_DAY if day < clock.today() else None,
        "past_page": True,
    }
    return render(request, "pipelines/campaign_day.html", context | standing(record, request.post, day))


def asked_day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return clock.today()
