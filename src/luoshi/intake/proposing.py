"""What to propose from a reading: pure, from its payload to drafts. Every measure is in exactly one draft.

By default one draft a task of gongwen; finer, one a measure; coarser, one a section, or a paragraph where a page has
no sections. A measure that gongwen left in no task is proposed by its item, so that nothing is lost whatever it does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gongwen import in_full
from luoshi.intake.doubts import Doubt, doubts_of, visible
from luoshi.intake.models import Grain
from luoshi.intake.payload import Payload, bare

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A task before it has units of the zone: ``lead`` and ``support`` are names as the document writes them."""

    span_ids: list[str]
    title: str
    theme: str
    steps: list[str]
    entry: int | None
    section: str
    lead: list[str]
    support: list[str]
    due: dt.date | None
    due_text: str
    goal: str
    goals: list[Json]
    doubts: list[Doubt]


def drafts(page: Payload, grain: str = Grain.ITEM) -> list[Draft]:
    """In reading order."""
    return [_draft(page, task) for task in GRAINS[Grain(grain)](page)]


def by_item(page: Payload) -> list[Json]:
    """gongwen's tasks, and one for each item of measures that are in none."""
    left = [span for span in page.spans if span["role"] == "measure" and span["id"] not in page.task_of]
    rest = [_task_of_item(page, list(spans)) for _item, spans in groupby(left, key=lambda span: span["item"])]
    return sorted([*page.tasks, *rest], key=lambda task: _first_place(page, task))


def by_measure(page: Payload) -> Iterator[Json]:
    """One a measure, with the units of the task it stands in, and those dates and numbers that stand in it."""
    for task in by_item(page):
        for span in page.measures(task["span_ids"]):
            yield {
                **task,
                "text": span["text"],
                "theme": bare(task["text"]) if bare(task["text"]) != bare(span["text"]) else None,
                "steps": [],
                "span_ids": [span["id"]],
                **{
                    kind: [one for one in task[kind] if page.mentions[one["mention"]]["span"] == span["id"]]
                    for kind in ("deadlines", "targets")
                },
                "mention_ids": [name for name in task["mention_ids"] if page.mentions[name]["span"] == span["id"]],
            }


def by_section(page: Payload) -> Iterator[Json]:
    """The tasks of one section together; on a page without sections, of one paragraph."""
    paragraph = _paragraphs(page)

    def place(task: Json) -> tuple[Any, ...]:
        span = page.in_order(task["span_ids"])[0]
        return (span["entry"], span["section"]) if span["section"] else (span["entry"], paragraph[span["id"]])

    for _place, together in groupby(by_item(page), key=place):
        tasks = list(together)
        yield tasks[0] if len(tasks) == 1 else _joined(page, tasks)


GRAINS: Mapping[Grain, Callable[[Payload], Iterable[Json]]] = {
    Grain.ITEM: by_item,
    Grain.MEASURE: by_measure,
    Grain.SECTION: by_section,
}


def _task_of_item(page: Payload, measures: list[Json]) -> Json:
    first, *others = measures
    empty: Json = {name: [] for name in ("lead", "support", "doubt", "deadlines", "targets", "mention_ids")}
    return {
        **empty,
        "text": first["text"],
        "theme": None,
        "steps": [span["text"] for span in others],
        "span_ids": [span["id"] for span in measures],
    }


def _joined(page: Payload, tasks: list[Json]) -> Json:
    section = page.sections.get(page.in_order(tasks[0]["span_ids"])[0]["section"])
    title = section["heading"] if section else tasks[0]["text"]
    lists = ("span_ids", "lead", "support", "deadlines", "targets", "mention_ids")
    steps = [step for task in tasks for step in dict.fromkeys([task["text"], *task["steps"]])]
    doubts = _distinct(code for task in tasks for code in task["doubt"])
    differ = len({tuple(task["lead"]) for task in tasks if task["lead"]}) > 1
    return {
        **{name: _distinct(one for task in tasks for one in task[name]) for name in lists},
        "text": title,
        "theme": None,
        "steps": [step for step in steps if bare(step) != bare(title)],
        "doubt": doubts + (["leads_differ"] if differ else []),
    }


def _distinct(values: Iterable[Any]) -> list[Any]:
    seen: list[Any] = []
    for value in values:
        if value not in seen:
            seen.append(value)
    return seen


def _paragraphs(page: Payload) -> dict[str, int]:
    """Span id → number of its paragraph: a new one begins on a new line after a full stop, or with a new entry.

    A line that ends otherwise was broken by the page's layout.
    """
    numbers: dict[str, int] = {}
    number, ended, entry = 0, True, None
    for span in page.spans:
        start = span["pieces"][0][0]
        line = page.text[page.text.rfind("\n", 0, start) + 1 : start]
        if (ended and not line.strip()) or span["entry"] != entry:
            number += 1
        numbers[span["id"]] = number
        ended, entry = span["text"].rstrip().endswith(("。", "！", "？")), span["entry"]
    return numbers


def _first_place(page: Payload, task: Json) -> int:
    return min(page.place[span["id"]] for span in page.in_order(task["span_ids"]))


def _draft(page: Payload, task: Json) -> Draft:
    spans = page.in_order(task["span_ids"])
    first = spans[0]
    used = {one["mention"] for one in (*task["deadlines"], *task["targets"])}
    mentions = [page.mentions[name] for name in task["mention_ids"] if name in used or _is_broken(page.mentions[name])]
    return Draft(
        span_ids=[span["id"] for span in spans],
        title=bare(visible(task["text"]))[:300],
        theme=bare(visible(task["theme"] or ""))[:300],
        steps=[bare(visible(step)) for step in task["steps"]],
        entry=first["entry"],
        section=first["section"] or "",
        lead=task["lead"],
        support=task["support"],
        due=_first_due(task["deadlines"]),
        due_text="；".join(_distinct(_due_words(page, one) for one in task["deadlines"]))[:200],
        goal="；".join(_distinct(_goal_words(page, one) for one in task["targets"]))[:300],
        goals=task["targets"],
        doubts=doubts_of(task["doubt"], mentions),
    )


def _is_broken(mention: Json) -> bool:
    return "broken_number" in mention["doubt"]


def _first_due(deadlines: list[Json]) -> dt.date | None:
    return next((dt.date.fromisoformat(one["due"]) for one in deadlines if one["due"]), None)


def _due_words(page: Payload, deadline: Json) -> str:
    words, label = page.mentions[deadline["mention"]]["text"], deadline["label"]
    return f"{words}{label}" if label and label not in words else words


def _goal_words(page: Payload, target: Json) -> str:
    words, name, unit = visible(page.mentions[target["mention"]]["text"]), target["name"], target["unit"]
    words = in_full(words, target["value"], unit, target["op"])
    return words if name in words else f"{name}{words}"
