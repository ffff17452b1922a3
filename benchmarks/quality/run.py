"""How well pages are read, against readings made by hand, with floors that are never lowered in silence.

usage: python -m benchmarks.quality.run      exit status 1 where a figure is under its floor

Pages in ``own`` are our writing; those in ``gold`` are named by their readings and lie beside the checkout (skipped
where they do not).
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gongwen.reader import read
from gongwen.score import score

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FIRST_PAGE = "000_3d2442566e5eaca6"
# What issue 2 asks of the first page, and what the mean of all pages has reached.
PAGE_FLOORS = {
    "lossless": 1.0, "entries": 1.0, "entry": 1.0, "order": 1.0,
    "outline": 0.98, "items": 0.97, "units": 0.97, "roles": 0.95,
}  # fmt: skip
MEAN_FLOORS = {"lossless": 1.0, "entry": 1.0, "outline": 0.97, "items": 0.98, "units": 0.97, "roles": 0.93}


class Marked(NamedTuple):
    """A page and its reading made by hand."""

    name: str
    page: Path
    gold: dict[str, Any]


def marked_pages() -> Iterator[Marked]:
    """Every reading made by hand whose page is at hand."""
    beside = {path.name: path for path in SHARED.rglob("*.txt")}
    for path in (SHARED / "gold" / f"{FIRST_PAGE}.json", *sorted(HERE.glob("gold/*.json"))):
        if path.exists():
            gold = json.loads(path.read_text(encoding="utf-8"))
            if gold["source"] in beside:
                yield Marked(path.stem, beside[gold["source"]], gold)
    for path in sorted(HERE.glob("own/*.json")):
        yield Marked(path.stem, path.with_suffix(".txt"), json.loads(path.read_text(encoding="utf-8")))


def figures(marked: Marked) -> dict[str, float]:
    reading = read(marked.page)
    return score(reading.text, marked.gold, reading.to_dict())


def mean(tables: list[dict[str, float]]) -> dict[str, float]:
    return {name: sum(table[name] for table in tables) / len(tables) for name in tables[0]}


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What is under its floor, to three places."""
    return [f"{name} {found[name]:.3f} < {floor:.3f}" for name, floor in floors.items() if found[name] < floor - 5e-4]


def main() -> int:
    table = {marked.name: figures(marked) for marked in marked_pages()}
    names = list(next(iter(table.values())))
    print(f"{'':28}" + "".join(f"{name:>10}" for name in names))
    total = mean(list(table.values()))
    for name, row in [*table.items(), ("mean", total), ("floor of the mean", MEAN_FLOORS)]:
        print(f"{name:28}" + "".join(f"{row[key]:10.3f}" if key in row else f"{'':10}" for key in names))
    missed = below(total, MEAN_FLOORS) + (below(table[FIRST_PAGE], PAGE_FLOORS) if FIRST_PAGE in table else [])
    print("\n".join(f"under its floor: {what}" for what in missed) or "every figure at or over its floor")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
