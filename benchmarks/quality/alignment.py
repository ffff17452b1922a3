"""How well measures find the clause they answer: ``align`` beside TF-IDF over pairs of characters, on the same pairs.

usage: python -m benchmarks.quality.alignment [-v]      exit status 1 where a figure is under its floor

A match is right where it lies inside a sentence that a person accepted (aligned/README.md says how they were marked).
*some*: what has an answer told from what has none, balanced over the two. *verdict*: covered, partial and none,
balanced over the three. Thresholds are set on one pair and tested on the others; the one TF-IDF needs is set here, on
the same pair. Intervals are 95 %, Wilson's for recall and the bootstrap's for the others. ``align`` is also given the
other documents of the superior level that lie beside it (*with others*).
Gold: ../shared/gold/align_*.json, labelled from candidates that pairs of characters proposed, so that it flatters the
plain method, and says only some or none; aligned/*.json, ours.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.quality.intervals import Interval, bootstrap, wilson
from benchmarks.quality.page import canonical
from benchmarks.quality.plain import Place, tf_idf
from gongwen import Alignment, Reading, Row, align, read

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
AT = (1, 5)
VERDICTS = ("covered", "partial", "none")
SET_ON, HELD = "suzhou_decision_2024", "hefei_report_2025"
# Reached, less about what two rows weigh.
FLOORS = {
    "align_000_政府工作报告2025": {"recall@1": 0.86, "recall@5": 0.97},
    "suzhou_decision_2024": {"recall@1": 0.71, "recall@5": 0.90, "some": 0.73},
    "yinchuan_report_2025": {"recall@1": 0.81, "recall@5": 0.93, "some": 0.65},
    "hefei_proposal_2025": {"recall@1": 0.66, "recall@5": 0.89, "some": 0.70},
    "hefei_report_2025": {"recall@1": 0.74, "recall@5": 0.90, "some": 0.71},
}


class Marked(NamedTuple):
    """A measure marked by a person: where it stands, the sentences accepted for it, and the verdict.

    ``verdict`` is some where only that was marked.
    """

    pieces: list[Place]
    accept: list[Place]
    verdict: str


class Pair(NamedTuple):
    name: str
    own: Reading
    superior: Reading
    rows: list[Marked]


class Answer(NamedTuple):
    """What a method makes of a marked measure: places, best first, how sure it is of the first, and a verdict."""

    marked: Marked
    words: str
    found: list[Place]
    score: float
    verdict: str

    @property
    def rank(self) -> int:
        inside = (
            at
            for at, (start, end) in enumerate(self.found)
            if any(first <= start and end <= last for first, last in self.marked.accept)
        )
        return next(inside, max(AT))


def main() -> None:
    at_hand = {pair.name: pair for pair in pairs()}
    cut = cut_at([*by_words(at_hand[SET_ON])]) if SET_ON in at_hand else 0.0
    low = False
    for pair in at_hand.values():
        counts = Counter(row.verdict for row in pair.rows)
        print(f"{pair.name}: {len(pair.rows)} measures, {', '.join(f'{n} {name}' for name, n in counts.items())}")
        ours = [*aligned(pair, align(pair.own, pair.superior))]
        reached = tell("align", ours)
        tell("with others", [*aligned(pair, align(pair.own, pair.superior, context=others(pair)))])
        tell("tf-idf", [*by_words(pair, cut)])
        if pair.name == SET_ON:
            print(f"  set here: none under {cut_at(ours):.2f}, covered from {covered_from(ours):.2f}; tf-idf {cut:.2f}")
        if "-v" in sys.argv[1:] and pair.name != HELD:
            show_missed(ours)
        low = below(pair.name, reached) or low
    sys.exit(low)


def pairs() -> Iterator[Pair]:
    """Every pair marked by a person whose documents are at hand and are the ones that were marked."""
    for path in (*sorted(SHARED.glob("gold/align_*.json")), *sorted(HERE.glob("aligned/*.json"))):
        gold = json.loads(path.read_text(encoding="utf-8"))
        own, superior = (_the_one(gold, side) for side in ("page", "superior"))
        if own and superior:
            yield Pair(path.stem, reading(own), reading(superior), [_marked(row) for row in gold["rows"]])


def _the_one(gold: dict[str, Any], side: str) -> Path | None:
    path = next(SHARED.rglob(gold[side]), None)
    if path is None:
        return None
    data = path.read_bytes()
    wanted = gold.get(f"{side}_sha256")
    return path if wanted in (None, hashed(data), hashed(canonical(data).encode())) else None


def hashed(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def reading(path: Path) -> Reading:
    return read(path)


def others(pair: Pair) -> list[Reading]:
    """The other documents of the superior level."""
    of_pair = {pair.own.page.source, pair.superior.page.source}
    return [reading(path) for path in sorted(SHARED.glob("documents/superior/*.txt")) if path.name not in of_pair]


def _marked(row: dict[str, Any]) -> Marked:
    accept = [(one["start"], one["end"]) if isinstance(one, dict) else tuple(one) for one in row["accept"]]
    return Marked([tuple(piece) for piece in row["pieces"]], accept, row.get("verdict", "some" if accept else "none"))


def aligned(pair: Pair, alignment: Alignment) -> Iterator[Answer]:
    """The rows of the alignment that are the measures marked; one the reader does not see is never found."""
    for marked in pair.rows:
        wanted = set(_characters(marked.pieces))
        row = max(alignment.rows, key=lambda one: len(wanted & set(_characters(one.pieces))))
        if not wanted & set(_characters(row.pieces)):
            row = Row("", (), "none", ())
        places = [(match.pieces[0][0], match.pieces[-1][1]) for match in row.matches]
        yield Answer(marked, row.text, places, row.matches[0].score if row.matches else 0.0, row.verdict)


def by_words(pair: Pair, cut: float = 0.0) -> Iterator[Answer]:
    """What TF-IDF makes of the same words; it knows no partial."""
    find = tf_idf(pair.superior.text)
    for marked in pair.rows:
        words = "".join(pair.own.text[start:end] for start, end in marked.pieces)
        found = find(words)
        score = found[0][0] if found else 0.0
        yield Answer(marked, words, [place for _, place in found], score, "covered" if score >= cut else "none")


def _characters(pieces: Iterable[Place]) -> Iterator[int]:
    return (at for start, end in pieces for at in range(start, end))


def tell(name: str, answers: Sequence[Answer]) -> dict[str, float]:
    """The figures of one method on one pair, printed with their intervals and returned."""
    figures: dict[str, tuple[float, Interval]] = {}
    ranks = [one.rank for one in answers if one.marked.accept]
    for most in AT:
        hits = sum(rank < most for rank in ranks)
        figures[f"recall@{most}"] = hits / max(1, len(ranks)), wilson(hits, len(ranks))
    figures["some"] = some(answers), bootstrap(some, answers)
    if any(one.marked.verdict == "partial" for one in answers) and name != "tf-idf":
        figures["verdict"] = verdicts(answers), bootstrap(verdicts, answers)
    told = (f"{figure} {value:.3f} ({low:.2f} to {high:.2f})" for figure, (value, (low, high)) in figures.items())
    print(f"  {name:<12}{'   '.join(told)}")
    return {figure: value for figure, (value, _) in figures.items()}


def some(answers: Sequence[Answer]) -> float:
    """Some told from none, balanced."""
    return _balanced((bool(one.marked.accept), one.verdict != "none") for one in answers)


def verdicts(answers: Sequence[Answer]) -> float:
    """The three verdicts, balanced."""
    return _balanced((one.marked.verdict, one.verdict) for one in answers)


def _balanced(pairs: Iterable[tuple[Any, Any]]) -> float:
    """The mean over the kinds of the share that was told rightly."""
    right: Counter[Any] = Counter()
    total: Counter[Any] = Counter()
    for marked, told in pairs:
        total[marked] += 1
        right[marked] += marked == told
    return sum(right[kind] / total[kind] for kind in total) / max(1, len(total))


def cut_at(answers: Sequence[Answer]) -> float:
    """The score from which most is told rightly as some."""
    marks = [(one.score, bool(one.marked.accept)) for one in answers]
    return max(_cuts(), key=lambda cut: _balanced((some, score >= cut) for score, some in marks))


def covered_from(answers: Sequence[Answer]) -> float:
    """The score from which most of what has an answer is told rightly as covered."""
    marks = [(one.score, one.marked.verdict == "covered") for one in answers if one.marked.accept]
    return max(_cuts(), key=lambda cut: _balanced((covered, score >= cut) for score, covered in marks))


def _cuts() -> list[float]:
    return [at / 100 for at in range(1, 100)]


def show_missed(answers: Sequence[Answer]) -> None:
    for one in answers:
        if one.marked.accept and one.rank:
            print(f"    {'later' if one.rank < max(AT) else 'lost'}: {one.words}")


def below(name: str, reached: dict[str, float]) -> bool:
    """Whether a figure is under its floor; told where one is."""
    missed = [
        f"{figure} {reached[figure]:.3f} < {floor}"
        for figure, floor in FLOORS.get(name, {}).items()
        if reached[figure] < floor
    ]
    print("".join(f"  under its floor: {what}\n" for what in missed), end="")
    return bool(missed)


if __name__ == "__main__":
    main()
