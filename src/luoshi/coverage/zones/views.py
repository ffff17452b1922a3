"""各区对比: the zone's occasions, one as a heat table with its parts, and the sentences behind a cell."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.coverage.zones import actions
from luoshi.coverage.zones.forms import OccasionForm
from luoshi.coverage.zones.models import Occasion, SideBySide
from luoshi.coverage.zones.table import Line, Table, Zone
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role

PER_PAGE = 40
PARTS = (
    ("", gettext_lazy("主题")),
    ("shared", gettext_lazy("共同举措")),
    ("unique", gettext_lazy("独有举措")),
    ("words", gettext_lazy("表述相近")),
    ("targets", gettext_lazy("指标并列")),
)


def seen(request: PostRequest, pk: int) -> tuple[Occasion, Table]:
    """The occasion and what was found in it last."""
    occasion = get_object_or_404(Occasion.objects.visible_to(request.post).select_related("superior", "zone"), pk=pk)
    found = occasion.found.first()
    if found is None:
        raise Http404
    return occasion, Table(found)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, Role.LEADER)
def occasions(request: PostRequest) -> HttpResponse:
    """All of them; 督查员 begins another."""
    may_begin = request.post.role == Role.SUPERVISOR
    data = request.POST if request.method == "POST" and may_begin else None
    form = OccasionForm(request.post, data)
    if data is not None and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.begin(
                list(given["documents"]), request.post, title=given["title"], superior=given["superior"]
            )
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            return redirect("occasion", made.pk)
    found = Prefetch("found", SideBySide.objects.defer("payload"))
    rows = Occasion.objects.visible_to(request.post).select_related("created_by__person").prefetch_related(found)
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("各区对比"), "page": shown, "form": form, "may_begin": may_begin}
    return render(request, "coverage/zones/occasions.html", context, status=422 if form.errors else 200)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def occasion(request: PostRequest, pk: int) -> HttpResponse:
    """``?part=`` chooses what is shown of it, ``?zone=`` whose own measures."""
    found, table = seen(request, pk)
    part = request.GET.get("part", "")
    part = part if part in dict(PARTS) else ""
    zone = _zone(table, request.GET.get("zone", "")) or table.zones[0]
    rows: Any = {"shared": table.shared, "words": table.borrowed, "targets": table.targets}.get(part, ())
    context = {
        "occasion": found,
        "table": table,
        "part": part,
        "parts": PARTS,
        "zone": zone,
        "page": Paginator(table.unique(zone) if part == "unique" else rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_change": request.post.role == Role.SUPERVISOR,
    }
    return render(request, "coverage/zones/occasion.html", context)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def occasion_theme(request: PostRequest, pk: int) -> HttpResponse:
    """``?theme=人才&zone=2``: how much each zone says of a theme, and the sentences, of one zone or all."""
    found, table = seen(request, pk)
    line = table.line(request.GET.get("theme", ""))
    if line is None:
        raise Http404
    zone = _zone(table, request.GET.get("zone", ""))
    context = {"title": line.theme, "occasion": found, "line": line, "zone": zone, "cells": _cells(line, zone)}
    return render(request, "coverage/zones/theme.html", context)


@require_POST
@allow(Role.SUPERVISOR)
def find_again(request: PostRequest, pk: int) -> HttpResponse:
    found, _table = seen(request, pk)
    actions.find(found)
    messages.success(request, _("已按现在的读法重新对比。"))
    return redirect("occasion", pk)


def _cells(line: Line, zone: Zone | None) -> list[Any]:
    return [cell for cell in line.cells if (cell.said or cell.mentions) and zone in (None, cell.zone)]


def _zone(table: Table, asked: str) -> Zone | None:
    """``asked`` is a zone's place, from 1; anything else is none."""
    place = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 5 else 0
    return table.zones[place - 1] if 0 < place <= len(table.zones) else None
