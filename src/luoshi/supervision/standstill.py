"""Whether anything still runs by itself, on whichever machine: asked of the runs, which all of them share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max

from luoshi.core import clock
from luoshi.supervision.jobs import JOBS
from luoshi.supervision.models import JobRun
from luoshi.supervision.scheduler import LEASE, latest_moment

# A scheduler looks once a minute: what was due before that and has no row was taken up by nobody.
GRACE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Standstill:
    """Nothing has been taken up since ``last``, the beginning of the latest run; None where there never was one."""

    last: dt.datetime | None
    labels: list[str]  # of what is due and was not taken up


def standstill() -> Standstill | None:
    """None while something runs, be it slow (one run holds up those after it) or failing: then a row says so."""
    now = clock.now()
    last = JobRun.objects.aggregate(last=Max("started_at"))["last"]
    if last and last > now - LEASE:
        return None
    due = {job: latest_moment(job, now - GRACE) for job in JOBS}
    taken = set(JobRun.objects.filter(due__in=due.values()).values_list("job", "due"))
    left = [str(job.label) for job, moment in due.items() if (job.name, moment) not in taken]
    return Standstill(last, left) if left else None
