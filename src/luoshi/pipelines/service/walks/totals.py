"""A walk in figures: what the applicant had to bring, how long to wait, where to go; before and after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from luoshi.pipelines.service.walks.model import Channel, WalkStep


@dataclass(frozen=True, slots=True)
class Total:
    """``after`` is None as long as it was not walked again."""

    label: str
    before: int
    after: int | None

    @property
    def saved(self) -> int | None:
        return None if self.after is None else self.before - self.after


def totals(steps: Iterable[WalkStep]) -> list[Total]:
    steps = list(steps)
    before = _counted([step for step in steps if not step.again])
    again = [step for step in steps if step.again]
    after = _counted(again) if again else {}
    return [Total(label, figure, after.get(label)) for label, figure in before.items()]


def _counted(steps: list[WalkStep]) -> dict[str, int]:
    """A paper asked for twice is brought twice; a window gone to twice is one place."""
    return {
        _("步骤"): len(steps),
        _("跑的地方"): len({step.place for step in steps if step.channel == Channel.WINDOW}),
        _("材料"): sum(len(step.papers) for step in steps),
        _("分钟"): sum(step.waited for step in steps),
        _("被退回"): sum(step.sent_back for step in steps),
    }
