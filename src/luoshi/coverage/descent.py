"""One clause followed down: 中央 → 省 → 市 → 区 → 部门, where one comparison ends the next goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from luoshi.coverage.matrix import Answer, Line, Matrix, overlap
from luoshi.coverage.models import Comparison
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.records.rows import Row

DEEPEST = 6


@dataclass(slots=True)
class Step:
    """What one document says of the clause above, the tasks made of it, and what the level below makes of it."""

    document: Document
    words: str
    pieces: str
    verdict: str
    tasks: list[Row] = field(default_factory=list)
    below: list[Step] = field(default_factory=list)


def descend(line: Line, post: Post) -> list[Step]:
    """The steps below a clause, as far as the zone's comparisons reach. A document is met once on a way."""
    return list(_steps(line.answers, post, (), 0))


def _steps(answers: Sequence[Answer], post: Post, above: tuple[int, ...], depth: int) -> Iterator[Step]:
    for answer in answers:
        if answer.own.pk not in above and depth < DEEPEST:
            yield _step(answer, post, (*above, answer.own.pk), depth)


def _step(answer: Answer, post: Post, above: tuple[int, ...], depth: int) -> Step:
    made = Step(answer.own, answer.row["text"], answer.address, answer.verdict)
    comparison = Comparison.objects.visible_to(post).filter(superior=answer.own).first()
    if comparison:
        lines = [
            line for line in Matrix(comparison, post).lines if overlap(line.clause["pieces"], answer.row["pieces"])
        ]
        made.tasks = [task for line in lines for task in line.tasks if line.is_adopted]
        made.below = [step for line in lines for step in _steps(line.answers, post, above, depth + 1)]
    return made
