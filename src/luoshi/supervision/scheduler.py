"""The scheduler: what is due is run once, by whichever process writes its row first.

One loop in the ordinary process serves one machine; `luoshi worker` on each of many share the same rows.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from threading import Event as Signal
from threading import Thread

from django.db import IntegrityError, close_old_connections, transaction
from django.utils import timezone

from luoshi.core import clock
from luoshi.supervision.jobs import JOBS, Job
from luoshi.supervision.models import JobRun, Outcome

EVERY = 60  # seconds between two looks at the table
MOST_MISSED = 60  # moments that are caught up; older ones are past helping
MOST_ATTEMPTS = 5
PATIENCE = dt.timedelta(minutes=5)  # before the second attempt, twice that before the third …
LEASE = dt.timedelta(hours=1)  # a run that has not ended by then died with its process
ONE_DAY = dt.timedelta(days=1)

log = logging.getLogger("luoshi.scheduler")


def tick(jobs: Iterable[Job] = JOBS) -> list[JobRun]:
    """Run whatever is due now, job by job; returns the runs of this call. A failing job leaves the others alone."""
    return [run for job in jobs for run in _run_due(job)]


def _run_due(job: Job) -> Iterator[JobRun]:
    for moment in due_moments(job, clock.now()):
        run = claim(job, moment)
        if run is None:
            return  # someone else is at it, or it waits for its next attempt: the later ones come after it
        yield _attempt(job, run)
        if run.outcome == Outcome.FAILED:
            return


def _attempt(job: Job, run: JobRun) -> JobRun:
    with Survived(run) as survived, clock.at(run.due) if job.catches_up else nullcontext():
        run.told = job.run()
    if survived.error:
        run.told = f"{type(survived.error).__name__}: {survived.error}"
    run.told = run.told[:500]
    run.outcome = Outcome.FAILED if survived.error else Outcome.DONE
    run.ended_at = clock.now()
    run.save()
    return run


def due_moments(job: Job, now: dt.datetime) -> Sequence[dt.datetime]:
    """The moments up to ``now`` that are not settled, oldest first. A new job begins with the latest one."""
    latest = latest_moment(job, now)
    settled = {run.due for run in JobRun.objects.filter(job=job.name).order_by("-due")[: 2 * MOST_MISSED] if over(run)}
    if not job.catches_up or not JobRun.objects.filter(job=job.name).exists():
        return [] if latest in settled else [latest]
    first = JobRun.objects.filter(job=job.name).earliest("due").due
    days = (timezone.localdate(latest) - ONE_DAY * n for n in range(MOST_MISSED))
    moments = [_moment(job, day) for day in days]
    return [moment for moment in reversed(moments) if moment >= first and moment not in settled]


def latest_moment(job: Job, now: dt.datetime) -> dt.datetime:
    moment = _moment(job, timezone.localdate(now))
    return moment if moment <= now else _moment(job, timezone.localdate(now) - ONE_DAY)


def _moment(job: Job, day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, job.at))


def over(run: JobRun) -> bool:
    """Done, or tried so often that the later ones need not wait for it any longer."""
    return run.outcome == Outcome.DONE or (run.outcome == Outcome.FAILED and run.attempt >= MOST_ATTEMPTS)


def next_attempt(run: JobRun) -> dt.datetime:
    """When a run that failed, or whose process died, may be taken up again."""
    if run.outcome == Outcome.RUNNING or run.ended_at is None:
        return run.started_at + LEASE
    return run.ended_at + PATIENCE * 2 ** (run.attempt - 1)


def claim(job: Job, moment: dt.datetime) -> JobRun | None:
    """This process's right to run ``job`` for ``moment``: the row it wrote first, or took up from a failed attempt."""
    now = clock.now()
    try:
        with transaction.atomic():
            return JobRun.objects.create(job=job.name, due=moment, started_at=now)
    except IntegrityError:
        run = JobRun.objects.get(job=job.name, due=moment)
    if over(run) or next_attempt(run) > now:
        return None
    taken = JobRun.objects.filter(pk=run.pk, attempt=run.attempt, outcome=run.outcome)
    mine = {"attempt": run.attempt + 1, "outcome": Outcome.RUNNING, "started_at": now, "ended_at": None}
    if not taken.update(**mine):
        return None
    run.refresh_from_db()
    return run


class Survived:
    """What is done inside may fail in any way: it is logged and kept, and goes no further."""

    def __init__(self, what: object) -> None:
        self.what = what
        self.error: Exception | None = None

    def __enter__(self) -> Survived:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Exception):
            self.error = error
            log.error("%s failed", self.what, exc_info=error)
        return self.error is not None


class Scheduler:
    """Looks at the table once a minute until it is stopped."""

    def __init__(self, every: float = EVERY) -> None:
        self.every = every
        self.stopped = Signal()

    def run(self) -> None:
        while not self.stopped.is_set():
            with Survived("The scheduler's look at its table"):
                tick()
            close_old_connections()
            self.stopped.wait(self.every)

    def start(self) -> Thread:
        """In a thread of this process, which it does not keep alive."""
        thread = Thread(target=self.run, name="luoshi-scheduler", daemon=True)
        thread.start()
        return thread
