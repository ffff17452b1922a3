"""The pages of a pipeline's records: the table, one record with every step, a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records import births, flow
from luoshi.records.columns import columns, listed, own_columns
from luoshi.records.declaration import RecordType
from luoshi.records.filter_words import in_words
from luoshi.records.forms import TransitionForm, as_seen, asks_nothing
from luoshi.records.items.asking import ItemFilter, records_of, ways
from luoshi.records.items.lines import lines_of
from luoshi.records.items.path import path_of
from luoshi.records.items.summing import sums, tiles
from luoshi.records.models import Record
from luoshi.records.picking import MOST_AT_ONCE
from luoshi.records.record_page import RecordPage
from luoshi.records.registry import pipelines
from luoshi.records.settled import settled
from luoshi.records.stages import stage_due
from luoshi.records.stepping import step_form, take_step
from luoshi.records.type_settings import SETTLING
from luoshi.records.views.ledger import CappedPaginator, sorting

PER_PAGE = 50
MORE = ("state", "light", "reached", "due_from", "due_to", "born_from", "born_to")
TABS = (
    ("items", gettext_lazy("表格")),
    ("items_board", gettext_lazy("看板")),
    ("items_calendar", gettext_lazy("日历")),
    ("items_funnel", gettext_lazy("漏斗")),
)
OWN = ("month", "day", "group")  # what one of them is asked besides the filter
UNTOLD = ("lead",)  # stands at the head of the page


def pipeline(name: str, zone: int) -> RecordType:
    """The pipeline of that name as the zone has it, or 404."""
    found = next((kind for kind in pipelines() if kind.name == name), None)
    if found is None:
        raise Http404
    return settled(found, zone)


def seen(request: PostRequest, pk: int) -> tuple[RecordType, Record]:
    """The record with its type, or 404 for whoever may not know of it."""
    found = get_object_or_404(Record.objects.visible_to(request.post), pk=pk)
    kind = pipeline(found.type, found.zone_id)
    return kind, records_of(kind, request.post).prefetch_related("assignments__unit").get(pk=pk)


@require_safe
@allow(*EVERYONE)
def overview(request: PostRequest) -> HttpResponse:
    """业务总览: every pipeline with its figures."""
    post = request.post
    kinds = [settled(kind, post.zone.pk) for kind in pipelines()]
    shown = [(kind, tiles(kind, post), births.may_bring_in(kind, post)) for kind in kinds]
    return render(request, "records/items/overview.html", {"kinds": shown})


@require_safe
@allow(*EVERYONE)
def items(request: PostRequest, kind: str) -> HttpResponse:
    shown = pipeline(kind, request.post.zone.pk)
    asked = ItemFilter(shown, request.GET, request.post)
    page = CappedPaginator(asked.queryset(), PER_PAGE).get_page(request.GET.get("page"))
    context = around(request, shown, asked) | {
        "page": page,
        "lines": lines_of(shown, page.object_list),
        "listed": listed(shown),
        "columns": sorting(asked, sortable(shown)),
        "can_take_all": page.paginator.count <= MOST_AT_ONCE,
        "sums": sums(shown, asked.queryset(), shown.totals) if shown.totals else [],
    }
    return render(request, "records/items/table.html", context)


def sortable(kind: RecordType) -> list[str]:
    own = [column.name for column in columns(kind, kind.listed) if column.kind != "row"]
    return ["code", "light", "state", "lead", "due", *own]


def around(request: PostRequest, kind: RecordType, asked: ItemFilter) -> dict[str, Any]:
    """What table, board, calendar and funnel of a pipeline share: figures, filter, ways."""
    plain = asked.query(page=None, **dict.fromkeys(OWN))
    return {
        "kind": kind,
        "filter": asked,
        "filter_words": in_words(asked),
        "tiles": tiles(kind, request.post),
        "tabs": [(route, label, f"{reverse(route, args=[kind.name])}?{plain}") for route, label in TABS],
        "kept": [(name, request.GET[name]) for name in OWN if request.GET.get(name)],
        "scopes": [(name, label, asked.query(scope=name, page=None)) for name, label in ways(kind)],
        "all_query": asked.query(scope=None, page=None),
        "query": asked.query(page=None),
        "quick": [asked[name] for name in ("q", "zone", "lead", *kind.filters) if name in asked.fields],
        "more": [asked[name] for name in MORE],
        "more_open": any(name in asked.given for name in MORE),
        "may_bring_in": births.may_bring_in(kind, request.post),
        **(kind.list_context(request.post) if kind.list_context else {}),
        "may_settle": request.post.role in SETTLING,
    }


@require_safe
@allow(*EVERYONE)
def item(request: PostRequest, pk: int) -> HttpResponse:
    shown, record = seen(request, pk)
    apart = {*UNTOLD, *shown.apart, *shown.reached.values()}
    told = [(column, column.shown(record)) for column in own_columns(shown) if column.name not in apart]
    context = {
        "kind": shown,
        "record": record,
        "page": RecordPage(record, request.post),
        "lead": getattr(record, shown.detail).lead,
        "facts": [(column.label, words) for column, words in told if words],
        "stage_due": stage_due(record, shown),
        "path": path_of(shown, record),
    }
    own = shown.context(record, request.post) if shown.context else {}
    return render(request, "records/items/item.html", context | own)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def new_item(request: PostRequest, kind: str) -> HttpResponse:
    """The form of the type's birth; ``?column=value`` fills in what the page before knows already."""
    shown = pipeline(kind, request.post.zone.pk)
    if not births.may_bring_in(shown, request.post) or shown.birth is None:
        raise Refused(_("您的岗位不能新建%(kind)s。") % {"kind": shown.label})
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TransitionForm(births.blank(shown, request.post), shown.birth, request.post, *posted)
    form.initial.update({name: request.GET[name] for name in form.fields if name in request.GET})
    alike = None
    if form.is_valid():
        try:
            record = births.bring_in(shown, request.post, even_so="even_so" in request.POST, **form.answers())
        except births.LikelyTwice as twice:
            form.add_error(None, twice.reason)
            alike = Record.objects.visible_to(request.post).filter(pk__in=[record.pk for record in twice.records])
        except Refused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, _("已登记 %(code)s。") % {"code": record.code})
            return redirect("item", record.pk)
    context = {"kind": shown, "form": form, "alike": alike}
    return render(request, "records/items/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def item_act(request: PostRequest, pk: int, name: str) -> HttpResponse:
    """One step: GET shows its form alone, POST takes it."""
    shown, record = seen(request, pk)
    form = step_form(request, record, name)
    if form.transition.page:
        return redirect(form.transition.page, pk)
    if take_step(request, form):
        return redirect("item", pk)
    context = {"kind": shown, "record": record, "form": form, "bare": asks_nothing(form)}
    return render(request, "records/items/step.html", context, status=422 if form.errors else 200)


@require_POST
@allow(*EVERYONE)
def item_take_back(request: PostRequest, pk: int) -> HttpResponse:
    _kind, found = seen(request, pk)
    record = as_seen(found, request.POST.get("version", ""))
    event = flow.take_back(record, request.post)
    messages.success(request, _("已%(step)s。") % {"step": event.label})
    return redirect("item", pk)
