"""What a pipeline looks like besides a table: board, calendar, funnel under the table's filter; what it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.items import about
from luoshi.records.items.asking import ItemFilter
from luoshi.records.items.board import board
from luoshi.records.items.diagram import diagram
from luoshi.records.items.funnel import funnel, ways_to_group
from luoshi.records.items.month import month, month_of
from luoshi.records.items.periods import periods
from luoshi.records.light_rules import in_force
from luoshi.records.views.items import around, pipeline


@require_safe
@allow(*EVERYONE)
def items_board(request: PostRequest, kind: str) -> HttpResponse:
    shown = pipeline(kind, request.post.zone.pk)
    asked = ItemFilter(shown, request.GET, request.post)
    return render(request, "records/items/board.html", around(request, shown, asked) | {"board": board(asked)})


@require_safe
@allow(*EVERYONE)
def items_calendar(request: PostRequest, kind: str) -> HttpResponse:
    """``?month=2026-11``, without it the present one; ``day`` is looked at by itself below."""
    shown = pipeline(kind, request.post.zone.pk)
    asked = ItemFilter(shown, request.GET, request.post)
    found = month(asked, month_of(request.GET.get("month", "")))
    context = {
        "month": found,
        "day": found.day(request.GET.get("day", "")),
        "before": asked.query(month=found.before, day=None, page=None),
        "after": asked.query(month=found.after, day=None, page=None),
        "now": asked.query(month=None, day=None, page=None),
        "this": asked.query(month=f"{found.first:%Y-%m}", day=None, page=None),
    }
    return render(request, "records/items/calendar.html", around(request, shown, asked) | context)


@require_safe
@allow(*EVERYONE)
def items_funnel(request: PostRequest, kind: str) -> HttpResponse:
    """``?group=`` names the column it is split by."""
    shown = pipeline(kind, request.post.zone.pk)
    asked = ItemFilter(shown, request.GET, request.post)
    ways = ways_to_group(shown)
    by = next((one for one in ways if one.name == request.GET.get("group")), None)
    context = {
        "funnel": funnel(asked, by),
        "by": by,
        "ways": [(one, asked.query(group=one.name, page=None)) for one in ways],
        "ungrouped": asked.query(group=None, page=None),
        "periods": periods(asked),
    }
    return render(request, "records/items/funnel.html", around(request, shown, asked) | context)


@require_safe
@allow(*EVERYONE)
def items_about(request: PostRequest, kind: str) -> HttpResponse:
    """说明: the type's states, steps, limits and lights as the zone has them, with a diagram."""
    shown = pipeline(kind, request.post.zone.pk)
    context = {
        "kind": shown,
        "diagram": diagram(shown, about.under(shown)),
        "states": about.states_told(shown),
        "steps": about.steps_told(shown),
        "rules": about.rules_told(shown, in_force(request.post, shown.name)),
        "columns": about.columns_told(shown),
    }
    return render(request, "records/items/about.html", context)
