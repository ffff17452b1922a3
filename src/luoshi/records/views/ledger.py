"""任务台账: the list and its filters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.picking import MOST_AT_ONCE
from luoshi.records.queries import SCOPES, LedgerFilter
from luoshi.records.rows import rows_of

PER_PAGE = 50
COUNT_CAP = 10_000


class CappedPaginator(Paginator):
    """Counts no further than anyone would turn pages; a page number out of range is the nearest page."""

    cap = COUNT_CAP

    @cached_property
    def count(self) -> int:
        rows = cast("QuerySet[Any]", self.object_list)
        return rows.order_by()[: self.cap].count()


@require_safe
@allow(*EVERYONE)
def ledger(request: PostRequest) -> HttpResponse:
    asked = LedgerFilter(request.GET, request.post)
    page = CappedPaginator(asked.queryset(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": asked,
        "page": page,
        "is_capped": page.paginator.count >= COUNT_CAP,
        "rows": rows_of(page.object_list, asked.standings),
        "all_query": asked.query(scope=None, page=None),
        "export_query": asked.query(page=None),
        "quick": [asked[name] for name in QUICK if name in asked.fields],
        "more": [asked[name] for name in MORE],
        "more_open": any(name in asked.given for name in MORE),
        "scopes": [(scope, asked.query(scope=scope.name, page=None)) for scope in SCOPES],
        "columns": sorting(asked, SORTABLE),
        "can_take_all": page.paginator.count <= MOST_AT_ONCE,
    }
    return render(request, "records/ledger.html", context)


QUICK = ("q", "zone", "lead", "due_from", "due_to")
MORE = ("light", "state", "unit", "owner", "document", "year")
SORTABLE = ("code", "light", "lead", "due", "state")


class Sorted(Protocol):
    """A filter that knows how its list stands and makes the links of its columns."""

    sort: str

    def query(self, **changes: Any) -> str: ...


def sorting(asked: Sorted, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Each sortable column's link: ascending first, then descending; ``sorted`` says which way it stands."""
    found = {}
    for name in names:
        down = asked.sort == name
        found[name] = {
            "query": asked.query(sort=f"-{name}" if down else name, page=None),
            "sorted": {name: "up", f"-{name}": "down"}.get(asked.sort, ""),
        }
    return found
