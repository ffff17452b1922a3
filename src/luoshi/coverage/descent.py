"""One clause followed down: 中央 → 省 → 市 → 区 → 部门, where one comparison ends the next goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.coverage.facts import overlap
from luoshi.coverage.matrix import Answer, Line, Matrix
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
    tasks: list[Row]
    below: list[Step]


def descend(line: Line, post: Post) -> list[Step]:
    """The steps below a clause, as far as the zone's comparisons reach. A document is met once on a way."""
    return list(_Descent(post).steps(line.answers, ()))


class _Descent:
    """One way down; each comparison on it is laid out once."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.below = {one.superior_id: one for one in Comparison.objects.visible_to(post).select_related("superior")}
        self.laid_out: dict[int, list[Line]] = {}

    def steps(self, answers: Sequence[Answer], above: tuple[int, ...]) -> Iterator[Step]:
        for answer in answers:
            if answer.own.pk not in above and len(above) < DEEPEST:
                yield self._step(answer, (*above, answer.own.pk))

    def _step(self, answer: Answer, above: tuple[int, ...]) -> Step:
        lines = [line for line in self._lines(answer.own) if overlap(line.clause["pieces"], answer.row["pieces"])]
        return Step(
            answer.own,
            answer.row["text"],
            answer.address,
            answer.verdict,
            [task for line in lines if line.is_adopted for task in line.tasks],
            [step for line in lines for step in self.steps(line.answers, above)],
        )

    def _lines(self, document: Document) -> list[Line]:
        """The clauses of a document that was itself set against those below it."""
        if document.pk not in self.laid_out:
            comparison = self.below.get(document.pk)
            self.laid_out[document.pk] = Matrix(comparison, self.post).lines if comparison else []
        return self.laid_out[document.pk]
