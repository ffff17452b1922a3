"""任务时间图: the tasks that the ledger's filter finds, over time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.core import clock
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.gantt import pictures
from luoshi.records.queries import LedgerFilter
from luoshi.records.timelines import bars_of_tasks
from luoshi.records.week_filter import PAPERS

MOST = 72


@require_safe
@allow(*EVERYONE)
def gantt(request: PostRequest) -> HttpResponse:
    asked, today = LedgerFilter(request.GET, request.post), clock.today()
    found = list(asked.queryset().exclude(due=None)[: MOST + 1])
    paper = request.GET.get("paper", "")
    context = {
        "pictures": pictures(bars_of_tasks(found[:MOST], today), today),
        "shown": min(len(found), MOST),
        "is_cut": len(found) > MOST,
        "most": MOST,
        "today": today,
        "back": asked.query(paper=None),
        "paper": paper if paper in dict(PAPERS) else "",
        "papers": [(label, asked.query(paper=name)) for name, label in PAPERS],
    }
    return render(request, "records/gantt.html", context)
