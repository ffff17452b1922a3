"""定时任务: what runs by itself, how it went last, and what failed."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role
from luoshi.supervision.jobs import JOBS, Job
from luoshi.supervision.models import JobRun, Outcome

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Line:
    job: Job
    last: JobRun | None


@require_safe
@allow(Role.SUPERVISOR, Role.SYSTEM)
def jobs(request: PostRequest) -> HttpResponse:
    runs = list(JobRun.objects.visible_to(request.post)[:SHOWN])
    context = {
        "lines": [Line(job, next((run for run in runs if run.job == job.name), None)) for job in JOBS],
        "runs": runs,
        "labels": {job.name: job.label for job in JOBS},
        "failed": [run for run in runs if run.outcome == Outcome.FAILED],
    }
    return render(request, "supervision/jobs.html", context)
