"""Two rounds of consultation in the demo zone, over drafts of its own (stories/pipelines/consultations.toml)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from luoshi.demo.happening import Happening
from luoshi.demo.zone import Cast
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.org.roles import Role
from luoshi.pipelines.consultation.models import Remark
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

FOLDER = Path(__file__).parent
BY = "何静"
YESTERDAY = -1
TO_ANSWER = 5  # days from an opinion to what becomes of it


def consultations(cast: Cast, today: dt.date) -> Iterator[Happening]:
    path = FOLDER / "stories" / "pipelines" / "consultations.toml"
    for told in tomllib.loads(path.read_text(encoding="utf-8"))["round"]:
        yield from _Round(cast, today, told).happenings()


class _Round:
    record: Record
    draft: Document

    def __init__(self, cast: Cast, today: dt.date, told: Mapping[str, Any]) -> None:
        self.cast, self.today, self.told = cast, today, told
        self.drafter = self._of(told["lead"])

    def happenings(self) -> Iterator[Happening]:
        yield Happening(self.told["begins"], self._begin)
        for unit, day in self.told["nothing"].items():
            yield Happening(day, partial(self._take, "nothing", self._of(unit)))
        for told in self.told["remark"]:
            yield Happening(told["day"], partial(self._remark, told))
            if "verdict" in told:
                yield Happening(min(told["day"] + TO_ANSWER, YESTERDAY), partial(self._weigh, told))
        if "closed" in self.told:
            conclusion = self.told["conclusion"]
            yield Happening(self.told["collected"], partial(self._take, "collect", self.drafter))
            yield Happening(self.told["closed"], partial(self._take, "close", self.drafter, conclusion=conclusion))

    def _of(self, unit: str) -> Post:
        return self.cast.of_unit(self.cast.units[unit], Role.LIAISON)

    def _take(self, name: str, by: Post, **answers: Any) -> None:
        apply_transition(self.record, name, by, **answers)

    def _begin(self) -> None:
        text, by = (FOLDER / "documents" / self.told["document"]).read_text(encoding="utf-8"), self.cast.posts[BY]
        self.draft = store(text, by, name=self.told["document"]).document
        self.record = bring_in(
            record_type("consultation"),
            by,
            title=self.told["title"],
            document=self.draft,
            lead=self.cast.units[self.told["lead"]],
            support=[self.cast.units[name] for name in self.told["asked"]],
            due=self.today + dt.timedelta(days=self.told["due"]),
            focus=self.told["focus"],
            others=self.told["others"],
        )

    def _remark(self, told: Mapping[str, Any]) -> None:
        said = {"proposal": told["proposal"], "reason": told.get("reason", ""), "pieces": self._pieces(told)}
        if "by" in told:
            self._take("remark", self._of(told["by"]), **said)
        else:
            self._take("enter", self.drafter, who=told["who"], **said)

    def _weigh(self, told: Mapping[str, Any]) -> None:
        row = Remark.objects.get(record=self.record, proposal=told["proposal"])
        self._take("weigh", self.drafter, remark=row, verdict=told["verdict"], because=told["because"])

    def _pieces(self, told: Mapping[str, Any]) -> str:
        if "words" not in told:
            return ""
        start = self.draft.text.index(told["words"])
        return f"{start}-{start + len(told['words'])}"
