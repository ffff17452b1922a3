"""本级新增举措: what our documents ask that no clause of the superior document does.

By the item, as tasks are made: where one measure of a sentence answers a clause, the others say how it is done here
(开展促销200场 under 落实以旧换新), and are no measures added to what was asked. Where a clause comes near without
answering, a person is to look. Of sixty lines drawn from a State Council's report against four cities' and two pages
22 were truly our own when every clause unanswered was listed; of sixty of ``OWN``, drawn afresh, 36; of ``NEAR`` one in
four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoshi.coverage.models import Aligned, Judgement, Verdict
from luoshi.documents.models import Document
from luoshi.documents.showing import address

Kept = dict[str, Any]
NEAR = 0.25  # of align's score, which is 0.31 where a clause is answered


class Kind(models.TextChoices):
    """Nothing comes near; a clause does; another measure of the item answers one."""

    OWN = "own", _("上级没有要求的")
    NEAR = "near", _("接近上级条款的")
    WAYS = "ways", _("上级条款下的具体做法")


@dataclass(frozen=True, slots=True)
class Added:
    """Measures of one item that answer no clause."""

    own: Document
    rows: list[Kept]
    kind: Kind

    @property
    def text(self) -> str:
        return "".join(row["text"] for row in self.rows)

    @property
    def address(self) -> str:
        return address([piece for row in self.rows for piece in row["pieces"]])

    @property
    def nearest(self) -> str:
        """The clause of the superior document that comes nearest, for a person to see that it is another matter."""
        return str(_nearest(self.rows)["text"])


def added_of(aligned: Iterable[Aligned], judgements: Iterable[Judgement]) -> list[Added]:
    """Of every own document, in reading order. What people named as an answer to a clause is none."""
    named = [(one.own_id, one.words) for one in judgements if one.own_id and one.words]
    return [
        added for one in aligned for added in _of_document(one, [words for own, words in named if own == one.own_id])
    ]


def _of_document(one: Aligned, named: list[str]) -> Iterator[Added]:
    # Rows made before items were kept stand for themselves.
    numbered = [(row.get("item", -place), row) for place, row in enumerate(one.rows, 1)]
    for _number, group in groupby(numbered, key=lambda pair: pair[0]):
        rows = [row for _place, row in group]
        left = [row for row in rows if row["verdict"] == Verdict.NONE and not _is_named(row["text"], named)]
        if left:
            near = Kind.NEAR if _nearest(left)["score"] >= NEAR else Kind.OWN
            yield Added(one.own, left, Kind.WAYS if len(left) < len(rows) else near)


def _nearest(rows: list[Kept]) -> Kept:
    matches = [match for row in rows for match in row["matches"]]
    return max(matches, key=lambda match: float(match["score"]), default={"text": "", "score": 0})


def _is_named(text: str, named: Iterable[str]) -> bool:
    said = text.strip("，。；：、")
    return any(said in words or words in said for words in named)
