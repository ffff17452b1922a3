"""总览: what is due, what is late, whose move it is."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.daily import start_the_day
from luoshi.records.months import Cell, is_far, month_rows
from luoshi.records.overview import Overview, UnitOverview


@require_safe
@allow(*EVERYONE)
def home(request: PostRequest) -> HttpResponse:
    start_the_day()
    if request.post.speaks_for_unit:
        return render(request, "records/home_unit.html", {"overview": UnitOverview(request.post)})
    overview = Overview(request.post)
    context = {
        "overview": overview,
        "months": month_rows(overview),
        "month_names": [Cell(month, is_far(overview, month)) for month in range(1, 13)],
    }
    return render(request, "records/home_zone.html", context)
