"""周计划: milestones week by week."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.week_filter import PAPERS
from luoshi.records.weeks import Weeks


@require_safe
@allow(*EVERYONE)
def weeks(request: PostRequest) -> HttpResponse:
    shown = Weeks(request.post, request.GET)
    context = {
        "weeks": shown,
        "filters": [shown.asked[name] for name in shown.choices],
        "rows": shown.rows,
        "before": shown.step(-1),
        "following": shown.step(1),
        "now": shown.asked.query(week=None),
        "papers": [(label, shown.asked.query(paper=name)) for name, label in PAPERS],
        "paper": shown.asked.given.get("paper", ""),
        "unknown_years": shown.unknown_years,
    }
    return render(request, "records/weeks.html", context)
