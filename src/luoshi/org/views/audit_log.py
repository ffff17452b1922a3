"""审计日志: for 审计员 alone."""

from __future__ import annotations

from typing import cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.log_filter import LogFilter, actor, told
from luoshi.org.roles import Role

PER_PAGE = 100
COUNT_CAP = 10_000


class CappedPaginator(Paginator):
    """Counts no further than anyone would turn pages: the filter goes further back."""

    @cached_property
    def count(self) -> int:
        return cast("QuerySet", self.object_list).order_by()[:COUNT_CAP].count()


@require_safe
@allow(Role.AUDITOR)
def audit_log(request: PostRequest) -> HttpResponse:
    asked = LogFilter(request.GET, request.post)
    page = CappedPaginator(asked.entries(), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "title": _("审计日志"),
        "filter": asked,
        "page": page,
        "is_capped": page.paginator.count >= COUNT_CAP,
        "lines": [(entry, actor(entry), told(entry)) for entry in page],
        "query": query.urlencode(),
    }
    return render(request, "org/audit_log.html", context)
