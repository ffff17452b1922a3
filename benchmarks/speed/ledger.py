"""Server time of the ledger's and the home page as the ledger grows: python -m benchmarks.speed.ledger [sizes].

Prints milliseconds (median of some requests through the whole stack, on a fresh SQLite) and the growth exponent: 1 is
proportional to the number of tasks, 0 is constant. "first home" is the one after a start, which makes the lights of
the past months.
"""

import datetime as dt
import math
import os
import random
import statistics
import sys
import tempfile
import time

DATA = tempfile.TemporaryDirectory(prefix="luoshi-bench-")
os.environ["LUOSHI_DATA"] = DATA.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"

import django  # noqa: E402 - where the data lies must be said first

django.setup()

from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from luoshi.core import chain, clock  # noqa: E402
from luoshi.core.holidays import seed_holidays  # noqa: E402
from luoshi.org.actions import add_unit, found_zone, give_post  # noqa: E402
from luoshi.org.models import Person, Post, Unit  # noqa: E402
from luoshi.org.roles import Role  # noqa: E402
from luoshi.records import lights, search  # noqa: E402
from luoshi.records.models import Assignment, Event, Record, Signature  # noqa: E402
from luoshi.records.types.task import TASK, TaskDetail  # noqa: E402

SIZES = (1_000, 5_000, 20_000)
REQUESTS = 9
PAGES = {
    "ledger": "/ledger/",
    "ledger, searched": "/ledger/?q=平台建设",
    "ledger, late, by light": "/ledger/?scope=late&sort=light",
    "ledger, last page": "/ledger/?page=100000",
    "home": "/",
}
TITLES = ("推进算力平台建设", "新增授信", "标准地出让", "建立诉求限时办结机制", "建设概念验证中心", "发布应用场景清单")
STATES = ("draft", "assigned", "working", "working", "submitted", "closed")
EVENTS_A_TASK = 6


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    call_command("migrate", verbosity=0)
    seed_holidays()
    post = settle()
    found = {}
    for size in sizes:
        grow_to(size, post)
        found[size] = measure(post)
    show(sizes, found)


def show(sizes: list[int], found: dict[int, dict[str, float]]) -> None:
    print(f"{'milliseconds, tasks:':<26}" + "".join(f"{size:>10,}" for size in sizes) + "   exponent")
    for page in found[sizes[0]]:
        figures = [found[size][page] for size in sizes]
        growth = math.log(figures[-1] / figures[0]) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0
        print(f"{page:<26}" + "".join(f"{figure:>10.1f}" for figure in figures) + f"   {growth:8.2f}")


def settle() -> Post:
    zone = found_zone("测试高新区")
    for n in range(1, 13):
        add_unit(zone, f"第{n}局", position=n)
    person = Person.objects.create_user("bench", name="测试")
    return give_post(person, zone, Role.SUPERVISOR, starts=dt.date(2020, 1, 1))


def grow_to(size: int, post: Post) -> None:
    """Bring the ledger to ``size`` tasks of every age and state, with events. Rows only, not through the flow."""
    chance, today = random.Random(size), clock.today()  # noqa: S311 - rows, not secrets
    units = list(Unit.objects.filter(zone=post.zone))
    records = [
        Record(
            zone=post.zone, type="task", code=f"B-{n:06d}", state=STATES[n % len(STATES)], version=EVENTS_A_TASK - 1,
            title=f"{TITLES[n % len(TITLES)]}（{n}）", wording="加快推进，年底前见到成效。",
            due=today + dt.timedelta(days=chance.randrange(-100, 300)), is_handed_out=n % len(STATES) > 0,
        )
        for n in range(Record.objects.count(), size)
    ]  # fmt: skip
    records = Record.objects.bulk_create(records, batch_size=500)
    leads = [chance.choice(units) for _record in records]
    pairs = list(zip(records, leads, strict=True))
    TaskDetail.objects.bulk_create([TaskDetail(record=r, lead=lead) for r, lead in pairs], batch_size=500)
    Assignment.objects.bulk_create([Assignment(record=r, unit=u, part="lead") for r, u in pairs], batch_size=500)
    events = [event for r, lead in pairs for event in events_of(r, lead, post, chance)]
    events = Event.objects.bulk_create(events, batch_size=500)
    Signature.objects.bulk_create(
        [Signature(event=e, person_name="测试", unit_name="督查室", role_name="督查员") for e in events], batch_size=500
    )
    for record in records:
        search.index(record)
    lights.refresh(today)


def events_of(record: Record, lead: Unit, post: Post, chance: random.Random) -> list[Event]:
    born = clock.now() - dt.timedelta(days=chance.randrange(60, 330))
    phase = TASK.state(record.state).phase
    values = {
        "state": record.state, "phase": phase, "due": str(record.due), "lead": lead.pk,
        "progress": chance.randrange(100),
        "basis": "word", "plan": [], "handed_out": str(born.date()) if record.is_handed_out else None,
    }  # fmt: skip
    moments = [born + dt.timedelta(days=9 * n) for n in range(EVENTS_A_TASK)]
    return [
        Event(
            record=record, seq=n, transition="report", label="报送进展", values=values, post=post, happened_at=moment,
            entered_at=moment, algorithm="sha256", text="{}" * 300, hash=chain.new_salt(),
        )
        for n, moment in enumerate(moments, 1)
    ]  # fmt: skip


def measure(post: Post) -> dict[str, float]:
    """Page → milliseconds."""
    browser = Client(headers={"Host": "localhost"})
    browser.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    browser.get("/ledger/")
    cache.clear()
    first = timed(browser, "/")
    usual = {page: statistics.median(timed(browser, url) for _n in range(REQUESTS)) for page, url in PAGES.items()}
    return {**usual, "first home": first}


def timed(browser: Client, url: str) -> float:
    begun = time.perf_counter()
    response = browser.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}")
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
