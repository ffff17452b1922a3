"""The scheduler: each moment once, missed ones in order, a failing job tried again while the others go on."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from luoshi.core import clock
from luoshi.supervision import scheduler
from luoshi.supervision.jobs import JOBS, Job
from luoshi.supervision.models import JobRun, Outcome
from luoshi.supervision.scheduler import Scheduler, claim, tick

MONDAY = dt.date(2026, 6, 8)


def at(day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    return timezone.make_aware(dt.datetime(2026, 6, day, hour, minute))


class Worker:
    """A job that writes down at which moments it ran, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.moments: list[dt.datetime] = []

    def __call__(self) -> str:
        if self.failures:
            self.failures -= 1
            raise OSError("没有空间")
        self.moments.append(timezone.localtime(clock.now()))
        return "好"


def job(worker: Worker, **more: Any) -> Job:
    return Job("test", "测试", dt.time(7, 30), worker, **more)


@pytest.mark.django_db
def test_a_tick_runs_once_however_often_one_looks() -> None:
    worker = Worker()
    with clock.at(at(8)):
        assert [run.outcome for run in tick([job(worker)])] == [Outcome.DONE]
        assert tick([job(worker)]) == []
    run = JobRun.objects.get()
    assert (run.due, run.attempt, run.told) == (at(8, 7, 30), 1, "好")
    assert run.started_at == run.ended_at == at(8)


@pytest.mark.django_db
def test_nothing_runs_before_its_time() -> None:
    worker = Worker()
    with clock.at(at(8)):
        tick([job(worker)])
    with clock.at(at(9, 7, 29)):
        assert tick([job(worker)]) == []
    with clock.at(at(9, 7, 30)):
        assert len(tick([job(worker)])) == 1


@pytest.mark.django_db
def test_missed_moments_are_caught_up_in_order_once_each_as_of_then() -> None:
    worker = Worker()
    daily = job(worker, catches_up=True)
    with clock.at(at(8)):
        tick([daily])
    with clock.at(at(12)):  # the machine was off for three mornings
        tick([daily])
        tick([daily])
    assert worker.moments == [at(day, 7, 30) for day in (8, 9, 10, 11, 12)]
    assert JobRun.objects.filter(outcome=Outcome.DONE).count() == 5


@pytest.mark.django_db
def test_a_job_that_need_not_catch_up_runs_once_for_the_latest_moment_and_at_the_time_it_is() -> None:
    worker = Worker()
    with clock.at(at(8)):
        tick([job(worker)])
    with clock.at(at(12)):
        tick([job(worker)])
    assert worker.moments == [at(8), at(12)]


@pytest.mark.django_db
def test_a_failing_job_is_shown_and_tried_again_and_the_others_go_on() -> None:
    failing, sound = Worker(failures=2), Worker()
    jobs = [job(failing), Job("sound", "好的", dt.time(7), sound)]
    with clock.at(at(8)):
        tick(jobs)
        assert tick(jobs) == []
    run = JobRun.objects.get(job="test")
    assert (run.outcome, run.told) == (Outcome.FAILED, "OSError: 没有空间")
    assert sound.moments == [at(8)]
    with clock.at(at(8, 9, 4)):
        assert tick(jobs) == []
    with clock.at(at(8, 9, 5)):
        tick(jobs)
    with clock.at(at(8, 9, 20)):
        tick(jobs)
    run.refresh_from_db()
    assert (run.outcome, run.attempt, run.told) == (Outcome.DONE, 3, "好")


@pytest.mark.django_db
def test_later_moments_wait_for_a_failed_one_until_it_is_given_up() -> None:
    worker = Worker(failures=scheduler.MOST_ATTEMPTS)
    daily = job(worker, catches_up=True)
    with clock.at(at(8)):
        tick([daily])
    for hour in range(10, 10 + scheduler.MOST_ATTEMPTS):
        with clock.at(at(9, hour)):
            tick([daily])
    assert worker.moments == [at(9, 7, 30)]
    assert JobRun.objects.get(due=at(8, 7, 30)).outcome == Outcome.FAILED


@pytest.mark.django_db
def test_a_run_whose_process_died_is_taken_up_after_an_hour() -> None:
    worker = Worker()
    with clock.at(at(8)):
        assert claim(job(worker), at(8, 7, 30))
        assert tick([job(worker)]) == []
    with clock.at(at(8, 10)):
        tick([job(worker)])
    assert JobRun.objects.get().attempt == 2
    assert worker.moments == [at(8, 10)]


@pytest.mark.django_db(transaction=True)
def test_many_processes_never_run_one_tick_twice() -> None:
    worker, together = Worker(), Barrier(4)

    def process(_number: int) -> int:
        together.wait()
        try:
            with clock.at(at(8)):
                return len(tick([job(worker)]))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(process, range(4))) == 1
    assert len(worker.moments) == 1


@pytest.mark.django_db
def test_the_loop_outlives_a_table_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    loop = Scheduler(every=0)

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            loop.stopped.set()
        raise OSError("gone")

    monkeypatch.setattr(scheduler, "tick", look)
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    loop.run()
    assert len(looks) == 3


@pytest.mark.django_db
def test_what_is_declared_runs_and_says_what_it_did() -> None:
    with clock.at(at(8)):
        runs = tick()
    assert [(run.job, run.outcome) for run in runs] == [(job.name, Outcome.DONE) for job in JOBS]
    assert [run.told for run in runs] == ["变灯 0 项", "尚无封存密钥，没有封存；运行 luoshi seal 生成", "新提醒 0 条"]
