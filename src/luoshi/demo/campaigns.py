"""Two campaigns of the demo zone (stories/pipelines). Their numbers are those of the other stories."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

STORIES = Path(__file__).with_name("stories") / "pipelines" / "campaigns.toml"
BY = "何静"


def campaigns(cast: Cast, today: dt.date) -> Iterator[Happening]:
    for told in tomllib.loads(STORIES.read_text(encoding="utf-8"))["campaign"]:
        yield from _Campaign(cast, today, told).happenings()


class _Campaign:
    record: Record

    def __init__(self, cast: Cast, today: dt.date, told: Mapping[str, Any]) -> None:
        self.cast, self.today, self.told = cast, today, told

    def happenings(self) -> Iterator[Happening]:
        yield Happening(self.told["planned"], self._plan)
        yield Happening(self.told["begins"], partial(self._take, "begin"))
        if "closed" in self.told:
            yield Happening(self.told["summed"], partial(self._take, "sum_up"))
            yield Happening(self.told["closed"], partial(self._take, "close", summary=self.told["summary"]))

    def _plan(self) -> None:
        self.record = bring_in(
            record_type("campaign"),
            self.cast.posts[BY],
            title=self.told["title"],
            purpose=self.told["purpose"],
            starts=self._day(self.told["begins"]),
            due=self._day(self.told["ends"]),
            lead=self.cast.units[self.told["lead"]],
            support=[self.cast.units[name] for name in self.told["support"]],
        )
        for name, what, value in self.told["targets"]:
            self._take("add_target", target_name=name, what=what, target_value=Decimal(value))

    def _day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(days=offset)

    def _take(self, name: str, **answers: Any) -> None:
        apply_transition(self.record, name, self.cast.posts[BY], **answers)
