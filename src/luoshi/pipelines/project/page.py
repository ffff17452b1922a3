"""What only a project's page shows: its clocks, its investment by month, what blocked it, whom it was won from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, Sum

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.pipelines.project.detail import Investment, Obstacle, Project, invested, months_of
from luoshi.records.detail import money, money_about
from luoshi.records.models import Event, Record
from luoshi.records.record_page import RecordPage
from luoshi.records.standing_events import standing_events

# (what it is called, from which column, to which): the clocks offices publish first.
CLOCKS = (
    ("签约到开工", "signed_on", "started_on"),
    ("开工到入库", "started_on", "entered_on"),
    ("开工到竣工", "started_on", "finished_on"),
    ("竣工到投产", "finished_on", "producing_on"),
    ("投产到达效", "producing_on", "effective_on"),
)
SHOWN = 12  # months in the picture
WIDTH, BAR, HEIGHT = 40, 26, 90  # a month's place in it, its column, the highest one; user units


@dataclass(frozen=True, slots=True)
class StageClock:
    label: str
    days: int
    runs: bool


@dataclass(frozen=True, slots=True)
class MonthBar:
    """A month's column in the picture; ``x`` and ``y`` are its upper left corner."""

    month: dt.date
    words: str
    note: str
    x: int
    y: float
    height: float

    @property
    def middle(self) -> int:
        return self.x + BAR // 2


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a plan; ``percent`` is None where nothing is planned."""

    label: str
    done: str
    planned: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class Blocked:
    """``until`` is None as long as it lasts."""

    what: str
    unit: str
    note: str
    since: dt.date
    until: dt.date | None
    resolution: str

    @property
    def days(self) -> int:
        return ((self.until or clock.today()) - self.since).days


def context(record: Record, post: Post) -> dict[str, Any]:
    months = list(months_of([record]))
    return {
        "project": Project.of(record),
        "clocks": list(clocks(Project.of(record))),
        "shares": shares(record),
        "bars": list(bars(months[-SHOWN:])),
        "lines": list(bars(months))[::-1],
        "blocked": list(blocked(record)),
        "histories": [RecordPage(prospect, post) for prospect in won_from(record, post)],
    }


def won_from(record: Record, post: Post) -> QuerySet[Record]:
    """The prospects it was made of, as far as the post may see them."""
    return Record.objects.visible_to(post).filter(type="prospect", tied_from__record=record).order_by("code")


def clocks(project: Project) -> Iterator[StageClock]:
    for label, first, last in CLOCKS:
        began, ended = getattr(project, first), getattr(project, last)
        if began:
            yield StageClock(label, ((ended or clock.today()) - began).days, ended is None)


def shares(record: Record) -> list[Share]:
    project, year = Project.of(record), clock.today().year
    plan = project.year_plan if project.plan_year == year else None
    return [
        _share(f"{year}年", invested([record], year), plan),
        _share("累计", project.invested, project.investment),
    ]


def _share(label: str, done: int, planned: int | None) -> Share:
    percent = round(100 * done / planned) if planned else None
    return Share(label, money(done), money(planned) if planned else "", percent)


def bars(months: list[Investment]) -> Iterator[MonthBar]:
    most = max((row.amount for row in months), default=0) or 1
    for place, row in enumerate(months):
        height = round(HEIGHT * row.amount / most, 1)
        yield MonthBar(row.month, money(row.amount), row.note, place * WIDTH, HEIGHT - height, height)


def blocked(record: Record) -> Iterator[Blocked]:
    """What blocked it, latest first, as its events tell: every 受阻 with its end."""
    ended: Event | None = None
    for event in reversed(standing_events(record, ("block", "unblock"))):
        if event.transition == "unblock":
            ended = event
            continue
        yield _blocked(event, ended)
        ended = None


def _blocked(event: Event, ended: Event | None) -> Blocked:
    said = event.answers
    over = ended.answers if ended else {}
    unit = said.get("blocked_unit")
    return Blocked(
        what=str(Obstacle(said["blocked_by"]).label),
        unit=unit["name"] if unit else "",
        note=said.get("blocked_note") or "",
        since=_day(said.get("blocked_on"), event),
        until=_day(over.get("resolved_on"), ended) if ended else None,
        resolution=over.get("resolution") or "",
    )


def _day(said: str | None, event: Event) -> dt.date:
    return dt.date.fromisoformat(said) if said else event.happened_at.astimezone().date()


def sum_of_year(records: Any) -> str:
    """The tile: what the projects found have invested in the current year."""
    sum_ = months_of(records.values("pk")).filter(month__year=clock.today().year).aggregate(sum=Sum("amount"))["sum"]
    return money_about(sum_ or 0)
