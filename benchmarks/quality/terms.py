"""How shorthand is read, and whether what changes who must do what stays in the words of a task.

`score(page, gold, reading)` compares like facts.py, for pages on which such things were marked.

    slogans  shorthand, each once a page, with the words of the page that say what it stands for, or with none
    kept     an actor that is no unit, a condition or a ban, in the text, the steps or the units of its task
"""

from collections import Counter
from typing import Any

from benchmarks.quality.facts import Tally, squash
from gongwen.mentions.slogans import slogan_words

Json = dict[str, Any]
FIGURES = ("slogans", "kept")


def score(page: str, gold: Json, reading: Json) -> dict[str, Tally]:
    """Tallies by figure; nothing is counted where nothing was marked."""
    return {"slogans": _slogans(page, gold, reading), "kept": _kept(page, gold, reading)}


def _slogans(page: str, gold: Json, reading: Json) -> Tally:
    """Names in marks that say nothing of themselves and were not marked are no inventions."""
    wanted = {_said(page, one["words"]): _said(page, one["meaning"]) for one in gold.get("slogans", ())}
    if not wanted:
        return Tally()
    found: dict[str, str] = {}
    for mention in reading["mentions"]:
        if mention["kind"] == "slogan":
            words, value = squash(slogan_words(mention["text"])), mention["value"]
            if value or words in wanted or mention["rule"] != "quoted":
                found[words] = squash(value["meaning"]) if value else ""
    want, got = Counter(wanted.items()), Counter(found.items())
    errors = [f"missed {key}" for key in want - got] + [f"invented {key}" for key in got - want]
    return Tally(sum((want & got).values()), len(wanted), len(found), errors)


def _said(page: str, place: list[int] | None) -> str:
    return squash(page[slice(*place)]) if place else ""


def _kept(page: str, gold: Json, reading: Json) -> Tally:
    """Nothing can be kept that was not there: what is got is what was wanted."""
    marked = [pieces for task in gold.get("tasks", ()) for pieces in task.get("kept", ())]
    missed = [words for pieces in marked if not _stands(words := _words(page, pieces), pieces, reading)]
    return Tally(len(marked) - len(missed), len(marked), len(marked), [f"left out: {words}" for words in missed])


def _words(page: str, pieces: list[list[int]]) -> str:
    return squash("".join(page[start:end] for start, end in pieces))


def _stands(words: str, pieces: list[list[int]], reading: Json) -> bool:
    """Whether a task that holds the place says the words."""
    at = pieces[0][0]
    held = {span["id"] for span in reading["spans"] if any(start <= at < end for start, end in span["pieces"])}
    return any(
        words in squash("".join((task["text"], *task["steps"], *task["lead"], *task["support"])))
        for task in reading["tasks"]
        if held.intersection(task["span_ids"])
    )
