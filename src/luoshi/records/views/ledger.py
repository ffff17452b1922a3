"""任务台账: the list, its filters, and actions on many of its lines at once."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.daily import start_the_day
from luoshi.records.declaration import Transition
from luoshi.records.flow import Outcome, apply_to_many, available
from luoshi.records.forms import TransitionForm, as_seen, for_many
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.queries import SCOPES, LedgerFilter, tasks_of
from luoshi.records.rows import rows_of

PER_PAGE = 50
COUNT_CAP = 10_000
MOST_AT_ONCE = 200


class CappedPaginator(Paginator):
    """Counts no further than anyone would turn pages; a page number out of range is the nearest page."""

    @cached_property
    def count(self) -> int:
        rows = cast(RecordQuerySet, self.object_list)
        return rows.order_by()[:COUNT_CAP].count()


@require_safe
@allow(*EVERYONE)
def ledger(request: PostRequest) -> HttpResponse:
    start_the_day()
    asked = LedgerFilter(request.GET, request.post)
    page = CappedPaginator(asked.queryset(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": asked,
        "page": page,
        "is_capped": page.paginator.count >= COUNT_CAP,
        "rows": rows_of(page.object_list, asked.standings),
        "all_query": asked.query(scope=None, page=None),
        "export_query": asked.query(page=None),
        "quick": [asked[name] for name in QUICK],
        "more": [asked[name] for name in MORE],
        "more_open": any(name in asked.given for name in MORE),
        "scopes": [(scope, asked.query(scope=scope.name, page=None)) for scope in SCOPES],
        "columns": columns(asked),
    }
    return render(request, "records/ledger.html", context)


QUICK = ("q", "lead", "due_from", "due_to")
MORE = ("light", "state", "unit", "owner", "document")
SORTABLE = ("code", "light", "lead", "due", "state")


def columns(asked: LedgerFilter) -> dict[str, dict[str, Any]]:
    """Each sortable column's link: ascending first, then descending; ``sorted`` says which way it stands."""
    found = {}
    for name in SORTABLE:
        down = asked.sort == name
        found[name] = {
            "query": asked.query(sort=f"-{name}" if down else name, page=None),
            "sorted": {name: "up", f"-{name}": "down"}.get(asked.sort, ""),
        }
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def act_on_many(request: PostRequest) -> HttpResponse:
    """GET shows what can be done to the lines that were ticked, POST does it to those that allow it."""
    picked = picked_records(request)
    if not picked:
        raise Refused(_("没有选中任务。请先在台账里勾选，再选择操作。"))
    offered = offered_for(picked, request)
    name, back = request.POST.get("action", ""), ledger_query(request)
    form = next((form for form in offered if form.transition.name == name), None)
    if form and form.is_valid():
        outcome = apply_to_many(picked, name, request.post, **form.answers())
        tell(request, form.transition, outcome)
        return redirect(f"{reverse('ledger')}?{back}")
    if request.method == "POST" and not form:
        raise Refused(_("这项操作不能用于所选任务，请返回台账重新选择。"))
    return render(
        request,
        "records/act_on_many.html",
        {"picked": picked, "rows": rows_of(picked), "offered": offered, "back": back},
    )


def ledger_query(request: HttpRequest) -> str:
    """The list the person came from (``back``, an address's query), to return to; built anew, so that it is no more."""
    given = request.POST if request.method == "POST" else request.GET
    return QueryDict(given.get("back", "")).urlencode()


def picked_records(request: HttpRequest) -> list[Record]:
    """The ticked lines (``pick``, once for each, as id or id:version) as far as the post sees them."""
    given = (request.POST if request.method == "POST" else request.GET).getlist("pick")[:MOST_AT_ONCE]
    pairs = [part.partition(":") for part in given]
    versions = {int(pk): version for pk, _colon, version in pairs if pk.isdecimal() and len(pk) < 19}
    records = tasks_of(request.post).filter(pk__in=versions).prefetch_related("assignments").order_by("code")  # type: ignore[attr-defined]
    return [as_seen(record, versions[record.pk]) for record in records]


def offered_for(picked: list[Record], request: PostRequest) -> list[TransitionForm]:
    """One form for each transition that every picked record allows."""
    allowed = [{transition.name for transition in available(record, request.post)} for record in picked]
    common = set.intersection(*allowed)
    first = picked[0]
    candidates = [for_many(t, first, request.post) for t in available(first, request.post) if t.name in common]
    data = request.POST if request.method == "POST" else None
    chosen = request.POST.get("action")
    return [
        TransitionForm(first, t, request.post, data if t.name == chosen else None) for t in candidates if t is not None
    ]


def tell(request: HttpRequest, transition: Transition, outcome: Outcome) -> None:
    if outcome.done:
        done = _("%(action)s：%(count)d 项已办理。") % {"action": transition.label, "count": len(outcome.done)}
        messages.success(request, done)
    if outcome.refused:
        head = _("%(count)d 项未办理：") % {"count": len(outcome.refused)}
        lines = [f"{record.code} {reason}" for record, reason in outcome.refused]
        messages.warning(request, "\n".join([head, *lines]))
