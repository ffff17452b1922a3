"""That nothing runs by itself is said where it is so, and nowhere else."""

import datetime as dt

import pytest
from django.utils import timezone
from people import People, browser_of

from luoshi.core import clock
from luoshi.supervision.jobs import JOBS
from luoshi.supervision.models import JobRun, Outcome
from luoshi.supervision.scheduler import claim, latest_moment, tick
from luoshi.supervision.standstill import standstill

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime(2026, 6, day, hour, minute))


def still_at(moment: dt.datetime) -> list[str] | None:
    with clock.at(moment):
        found = standstill()
    return found.labels if found else None


def test_a_scheduler_anywhere_keeps_the_warning_away_from_one_due_moment_to_the_next() -> None:
    with clock.at(at(8)):
        tick()
    assert still_at(at(8)) is still_at(at(8, 23, 59)) is still_at(at(9, 0, 10)) is None
    with clock.at(at(9, 0, 6)):
        tick()  # a worker on another machine: only its rows are seen here
    assert still_at(at(9, 0, 39)) is None
    assert still_at(at(9, 1, 10)) == ["封存留痕"]


def test_without_one_it_says_what_was_not_done_and_since_when() -> None:
    assert still_at(at(8)) == [job.label for job in JOBS]
    with clock.at(at(8)):
        tick()
    with clock.at(at(10)):
        found = standstill()
        assert found is not None
        assert found.last == at(8)
    assert still_at(at(10)) == [job.label for job in JOBS]


def test_a_run_that_takes_long_or_fails_is_no_standstill() -> None:
    with clock.at(at(8)):
        tick()
    lights, _seal, reminders = JOBS
    with clock.at(at(9, 0, 5)):
        assert claim(lights, latest_moment(lights, clock.now()))
    assert still_at(at(9, 0, 55)) is None  # the seal waits behind it
    with clock.at(at(9, 7, 30)):
        tick()
    JobRun.objects.filter(job=reminders.name).update(outcome=Outcome.FAILED)
    assert still_at(at(9, 20)) is None


def test_it_is_told_to_whoever_may_open_the_jobs_and_to_nobody_else(people: People) -> None:
    said = "定时任务从未运行"
    for who, page in (("wang", "/"), ("wang", "/jobs/"), ("system", "/organisation/"), ("system", "/jobs/")):
        assert said in browser_of(getattr(people, who)).get(page).content.decode()
    for who, page in (("zhao", "/"), ("li", "/"), ("security", "/organisation/")):
        assert said not in browser_of(getattr(people, who)).get(page).content.decode()
    tick()
    assert said not in browser_of(people.wang).get("/").content.decode()
