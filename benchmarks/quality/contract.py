"""A reading made by hand in the shape of the JSON contract of ``gongwen read``, to be compared as one."""

from benchmarks.quality.facts import BODY
from benchmarks.quality.gold_facts import Json
from benchmarks.quality.page import Piece


def contract(reading: Json, text: str) -> Json:
    """Spans with ids, tasks in words and amounts as mentions: what facts.score asks of a reading."""
    spans = [{**span, "id": number} for number, span in enumerate(reading["spans"])]
    return {
        "spans": spans,
        "tasks": [_task(task, spans, text) for task in reading["tasks"]],
        "mentions": [mention for task in reading["tasks"] for mention in _mentions(task, spans, text)],
    }


def _task(task: Json, spans: list[Json], text: str) -> Json:
    own = _body(task, spans)
    return {
        "span_ids": [span["id"] for span in own],
        "text": "".join(_words(span["pieces"], text) for span in own),
        "lead": [_words(unit, text) for unit in task["lead"]],
        "support": [_words(unit, text) for unit in task["support"]],
        "deadlines": [_deadline(deadline, text) for deadline in task["deadlines"]],
        "targets": [
            {**target, "name": _words(target["name"], text), "unit": _words(target["unit"], text)}
            for target in task["targets"]
        ],
    }


def _deadline(deadline: Json, text: str) -> Json:
    return {kind: value if kind == "due" else _words(value, text) for kind, value in deadline.items()}


def _mentions(task: Json, spans: list[Json], text: str) -> list[Json]:
    """The amounts of a task, those of its targets too. By hand only the item is marked, so its first span stands in.

    The pieces of the unit tell its words, not where the number is: 列 may be found in 班列, of a heading even.
    """
    place = _body(task, spans)[0]["pieces"]
    found = [(one["op"], one["value"], one["unit"]) for one in task["targets"] + task["amounts"]]
    found += [("=", target["base"], target["unit"]) for target in task["targets"] if target["base"]]
    return [
        {
            "kind": "amount",
            "pieces": place,
            "value": {"op": op, "value": value, "unit": _words(unit, text)},
        }
        for op, value, unit in found
    ]


def _body(task: Json, spans: list[Json]) -> list[Json]:
    return [span for span in spans if span["item"] == task["item"] and span["role"] in BODY]


def _words(pieces: list[Piece] | None, text: str) -> str:
    return "".join(text[a:b] for a, b in pieces or [])
