"""总览: what is due, what is late, whose move it is."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from luoshi.core.workdays import Calendar
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import ANYONE, Role
from luoshi.records.comparison import Comparison
from luoshi.records.months import Cell, is_far, month_rows
from luoshi.records.overview import Overview, UnitOverview

# How far ahead people look for days that are due.
AHEAD = dt.timedelta(days=45)
# Where the three officers begin: they see no business data.
OFFICES: dict[str, str] = {Role.SYSTEM: "organisation", Role.SECURITY: "grants", Role.AUDITOR: "audit_log"}


@require_safe
@allow(*ANYONE)
def home(request: PostRequest) -> HttpResponse:
    if request.post.is_officer:
        return redirect(OFFICES[request.post.role])
    if request.post.speaks_for_unit:
        return render(request, "records/home_unit.html", {"overview": UnitOverview(request.post)})
    if request.post.overseen:
        return render(request, "records/home_overseer.html", {"overview": Comparison(request.post)})
    overview = Overview(request.post)
    context = {
        "overview": overview,
        "months": month_rows(overview),
        "unknown_years": Calendar.load().unknown([overview.today, overview.today + AHEAD]),
        "month_names": [Cell(month, is_far(overview, month)) for month in range(1, 13)],
    }
    return render(request, "records/home_zone.html", context)
