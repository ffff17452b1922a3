"""Verify, seal, backup and restore as the history grows: python -m benchmarks.speed.audit [numbers of events].

Prints seconds and the peak of the process's memory so far, in MB, on a fresh SQLite or on the empty database that
LUOSHI_DATABASE names.
"""

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

DATA = tempfile.TemporaryDirectory(prefix="luoshi-bench-")
os.environ["LUOSHI_DATA"] = DATA.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"

import django  # noqa: E402 - where the data lies must be said first

django.setup()

from django.core.management import call_command  # noqa: E402

from luoshi.config.backup import back_up  # noqa: E402
from luoshi.config.restore import restore  # noqa: E402
from luoshi.core import chain, clock  # noqa: E402
from luoshi.org.actions import found_zone, give_post  # noqa: E402
from luoshi.org.models import Person, Post  # noqa: E402
from luoshi.org.roles import Role  # noqa: E402
from luoshi.records.audit import Count, verify  # noqa: E402
from luoshi.records.events import chained_content  # noqa: E402
from luoshi.records.models import Event, Record, Signature  # noqa: E402
from luoshi.records.seals import make_key, seal  # noqa: E402

SIZES = (10_000, 100_000)
EVENTS_A_TASK = 10
NOTE = "已完成选址和方案比选，正在办理用地手续；与三家高校签订共建协议，设备采购进入招标。"


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    call_command("migrate", verbosity=0)
    make_key()
    zone = found_zone("测试高新区")
    post = give_post(Person.objects.create_user("bench", name="测试"), zone, Role.SUPERVISOR)
    for size in sizes:
        for first in range(Record.objects.count(), size // EVENTS_A_TASK, 1000):
            grow(first, min(first + 1000, size // EVENTS_A_TASK), post)
        measure(size)
    path = archive_of(sizes[-1])
    call_command("flush", interactive=False, verbosity=0)
    timed("restore", lambda: restore(path))


def archive_of(size: int) -> Path:
    return Path(DATA.name) / f"{size}.zip"


def grow(first: int, last: int, post: Post) -> None:
    """Tasks number ``first`` to ``last`` with a true history each: rows only, not through the flow."""
    records = Record.objects.bulk_create(
        Record(zone=post.zone, type="task", code=f"B-{n:06d}", state="working", title="建设概念验证中心",
               wording="年底前见到成效。", version=EVENTS_A_TASK - 1)
        for n in range(first, last)
    )  # fmt: skip
    signed = [pair for record in records for pair in history(record, post)]
    Event.objects.bulk_create([event for event, _signature in signed], batch_size=500)
    for event, signature in signed:
        signature.event = event
    Signature.objects.bulk_create([signature for _event, signature in signed], batch_size=500)


def history(record: Record, post: Post) -> list[tuple[Event, Signature]]:
    """As flow.py writes it."""
    made: list[tuple[Event, Signature]] = []
    previous, values = "", {"state": record.state, "title": record.title, "due": None, "plan": [], "lead": None}
    for n in range(EVENTS_A_TASK):
        moment = clock.now() - dt.timedelta(days=EVENTS_A_TASK - n)
        event = Event(
            record=record, seq=n + 1, transition="report", label="报送进展", values=values, post=post,
            answers={"progress_note": NOTE, "percent": n, "wording": record.wording}, happened_at=moment,
            entered_at=moment, algorithm="sha256", previous=previous,
        )  # fmt: skip
        signature = Signature(person_name="测试", unit_name="督查室", role_name="督查员", salt=chain.new_salt())
        signed = chain.salted(signature.text, signature.salt, event.algorithm)
        event.text = chain.canonical(chained_content(event, signed, []))
        event.hash = previous = chain.link(previous, event.text, event.algorithm)
        made.append((event, signature))
    return made


def measure(size: int) -> None:
    path = archive_of(size)
    print(f"{Record.objects.count():,} tasks, {Event.objects.count():,} events")
    timed("seal", seal)
    timed("verify", verified)
    timed("backup", lambda: back_up(path))
    print(f"  {'archive':<10}{path.stat().st_size / 1e6:8.1f} MB")


def verified() -> None:
    broken = [str(found) for found in verify(Count())]
    if broken:
        raise SystemExit(broken[0])


def timed(name: str, do: Callable[[], object]) -> None:
    begun = time.perf_counter()
    do()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {name:<10}{time.perf_counter() - begun:8.1f} s   {peak:6.0f} MB")


if __name__ == "__main__":
    main()
