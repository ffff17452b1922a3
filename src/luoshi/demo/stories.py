"""What happens to each task of the demo, as the files in stories/ tell it. Days count from today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("stories")
SECOND = FOLDER / "second"
DOCUMENTS = Path(__file__).with_name("documents")
# The answers that a step's words stand for, in their order.
ANSWERS: Mapping[str, Sequence[str]] = {
    "plan": ("milestone_title", "milestone_due", "milestone_weight"),
    "reach": ("milestone", "evidence", "progress_note"),
    "report": ("progress_note", "percent", "problem", "next_step", "reached"),
    "nest": ("parent", "weight"),
    "ask_extension": ("new_due", "reason"),
    "refuse_extension": ("reason",),
    "submit": ("summary", "evidence"),
    "close": ("conclusion",),
    "return": ("reason",),
    "revise": ("reason",),
    "suspend": ("reason",),
    "resume": ("reason",),
    "withdraw": ("reason",),
    "instruct": ("words",),
}


@dataclass(frozen=True, slots=True)
class Step:
    """On ``day``, the transition ``name`` (or take_back) with its answers as they are written.

    ``by`` is a person's name where it is not the one whose move it usually is.
    """

    day: int
    name: str
    by: str
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """One task: where it comes from, what is filled in, and every step it takes.

    ``words`` stand in the sentence of the document it comes from; a task typed by hand has none but has ``fields``
    of its own.
    """

    words: str
    fields: dict[str, Any]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its stories, or (``document`` empty) the tasks typed by hand.

    ``drops`` pairs words of a sentence with the reason why it is no task; ``rest`` is the reason for all others.
    A review that stays open confirms only its stories and drops only ``drops``.
    """

    day: int
    by: str
    document: str = ""
    drops: tuple[tuple[str, str], ...] = ()
    rest: str = ""
    stories: tuple[Story, ...] = field(default=())

    @property
    def text(self) -> str:
        return (DOCUMENTS / self.document).read_text(encoding="utf-8")


def sources(folder: Path = FOLDER) -> list[Source]:
    """Every source of a zone, oldest first."""
    told = [_source(tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.toml"))]
    return sorted(told, key=lambda source: source.day)


def _source(told: dict[str, Any]) -> Source:
    return Source(
        day=told["day"],
        by=told["by"],
        document=told.get("document", ""),
        drops=tuple((words, reason) for words, reason in told.get("drops", [])),
        rest=told.get("rest", ""),
        stories=tuple(_story(task, told) for task in told["task"]),
    )


def _story(task: dict[str, Any], told: dict[str, Any]) -> Story:
    opening = task.pop("opening", told.get("opening", []))
    milestones = task.pop("milestones", [])
    steps = [*opening, *_planned(opening, milestones), *task.pop("steps", [])]
    # Sorting is stable: what is told first on a day happens first.
    ordered = sorted((_step(*step) for step in steps), key=lambda step: step.day)
    return Story(task.pop("words", ""), task, tuple(ordered))


def _planned(opening: Sequence[Any], milestones: Sequence[Any]) -> Iterator[list[Any]]:
    """Milestones, planned once the task is opened. Each: title, day, weight and, when reached, day and file."""
    for title, due, weight, *reached in milestones:
        yield [opening[-1][0], "plan", title, due, weight]
        if reached:
            day, evidence = reached
            yield [day, "reach", title, evidence, f"{title}已完成，佐证见附件。"]


def _step(day: int, name: str, *words: Any) -> Step:
    by, _colon, name = name.rpartition(":")
    return Step(day, name, by, dict(zip(ANSWERS.get(name, ()), words, strict=False)))
