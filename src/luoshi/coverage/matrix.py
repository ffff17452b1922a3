"""The matrix: superior clauses by chapter down, own words, tasks and results across. What people judged comes first."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from luoshi.coverage.actions import key_of
from luoshi.coverage.added import Added, Kind, added_of
from luoshi.coverage.facts import Pieces, beyond, overlap
from luoshi.coverage.models import Aligned, Comparison, Judgement, Verdict
from luoshi.documents.models import Document, Replacement
from luoshi.documents.showing import address, asked_pieces
from luoshi.org.models import Post
from luoshi.records.models import Citation
from luoshi.records.queries import tasks_of
from luoshi.records.rows import Row, rows_of

Kept = dict[str, Any]
# The best verdict of a clause's answers stands for it.
ORDER = (Verdict.COVERED, Verdict.PARTIAL, Verdict.NONE)
LONG_CHAPTER = 40  # clauses
# The score from which a second clause answered by the same measure counts: under it one in four is rightly one (the
# marked pairs of benchmarks/quality/aligned), and a clause said to be answered is not looked at again.
STANDS = 0.45


@dataclass(frozen=True, slots=True)
class Answer:
    """An own measure that answers a clause: where it stands, how well, and by which words on both sides."""

    own: Document
    row: Kept
    verdict: str
    match: Kept

    @property
    def address(self) -> str:
        return address(self.row["pieces"])

    @property
    def because(self) -> list[Kept]:
        return [tie for tie in self.match["because"] if tie["tie"] not in DIFFERS]

    @property
    def differs(self) -> list[str]:
        return [tie["text"] for tie in self.match["because"] if tie["tie"] in DIFFERS]


DIFFERS = frozenset({"number", "negation", "place", "date"})


@dataclass(slots=True)
class Line:
    """A clause with its answers and tasks; ``is_adopted``: a task was made of the clause itself. ``judged`` outranks
    what the machine found."""

    clause: Kept
    answers: list[Answer] = field(default_factory=list)
    tasks: list[Row] = field(default_factory=list)
    judged: Judgement | None = None
    is_adopted: bool = False

    @property
    def key(self) -> str:
        return key_of(self.clause)

    @property
    def verdict(self) -> str:
        if self.judged:
            return self.judged.verdict
        if self.is_adopted:
            return Verdict.COVERED
        found = {answer.verdict for answer in self.answers}
        return next((verdict for verdict in ORDER if verdict in found), Verdict.NONE)

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)

    @property
    def beyond(self) -> list[str]:
        """Where we ask more than the superior document does (加码)."""
        pairs = dict.fromkeys(pair for answer in self.answers for pair in beyond(answer.row, self.clause))
        return [_("本级%(ours)s，上级%(theirs)s") % {"ours": ours, "theirs": theirs} for ours, theirs in pairs]

    @property
    def lacking(self) -> list[str]:
        """Elements nobody has given: a day, a unit, a number where the clause has one. Nothing of what is not done."""
        if self.verdict in (Verdict.NONE, Verdict.ASIDE):
            return []
        rows, tasks = [answer.row for answer in self.answers], [task.record for task in self.tasks]
        has_goal = any(task.task.goal for task in tasks)
        given = {
            _("时限"): any(row["dates"] for row in rows) or any(task.due for task in tasks),
            _("责任单位"): any(task.task.lead_id for task in tasks),
            _("量化"): not self.clause["amounts"] or any(row["amounts"] for row in rows) or has_goal,
        }
        return [name for name, is_given in given.items() if not is_given]


@dataclass(frozen=True, slots=True)
class Chapter:
    name: str
    lines: list[Line]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        return counted(self.lines)


def counted(lines: Iterable[Line]) -> list[tuple[str, str, int]]:
    """Verdict, label and number, the empty ones first."""
    found = Counter(line.verdict for line in lines)
    return [(name, str(Verdict(name).label), found[name]) for name in ("none", "partial", "covered", "aside")]


class Matrix:
    """All of a comparison as ``post`` sees it. A handful of queries, whatever its size."""

    def __init__(self, comparison: Comparison, post: Post) -> None:
        self.comparison, self.post = comparison, post
        kept = comparison.clauses.first()
        self.clauses: list[Kept] = kept.rows if kept else []

    @cached_property
    def aligned(self) -> list[Aligned]:
        """The latest of each own document, in the order they were added; of two versions the newer alone."""
        latest = {one.own_id: one for one in self.comparison.aligned.select_related("own")}
        replaced = Replacement.objects.filter(older__in=latest, newer__in=latest).values_list("older", flat=True)
        older = set(replaced)
        return [one for own, one in latest.items() if own not in older]

    @cached_property
    def lines(self) -> list[Line]:
        lines = {key_of(clause): Line(clause) for clause in self.clauses}
        for one in self.aligned:
            for row in one.rows:
                for match, verdict in answered(row):
                    if line := self._line_at(lines, match["pieces"]):
                        line.answers.append(Answer(one.own, row, verdict, match))
        for judgement in self.comparison.judgements.select_related("own", "made_by__person"):
            # By its place: a later reading may cut the clause otherwise.
            if line := self._line_at(lines, asked_pieces(judgement.clause)):
                line.judged = judgement
        for line in lines.values():
            self._find_tasks(line)
            line.answers.sort(key=lambda answer: (ORDER.index(Verdict(answer.verdict)), -answer.match["score"]))
        return list(lines.values())

    @cached_property
    def starts(self) -> list[tuple[int, str]]:
        """Where every piece of a clause begins, with the clause's key."""
        return sorted((start, key_of(clause)) for clause in self.clauses for start, _end in clause["pieces"])

    def _line_at(self, lines: Mapping[str, Line], pieces: Pieces) -> Line | None:
        """The clause that a match lies in."""
        place = bisect_right(self.starts, (pieces[0][0], "~"))
        line = lines[self.starts[place - 1][1]] if place else None
        return line if line and overlap(line.clause["pieces"], pieces) else None

    @cached_property
    def chapters(self) -> list[Chapter]:
        """By chapter; where chapters are long, as in a 政府工作报告, by what stands under them."""
        names = {clause["chapter"] for clause in self.clauses}
        are_long = len(self.clauses) > LONG_CHAPTER * len(names)
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.lines:
            heading = line.clause["heading"] if are_long else ""
            found[heading or line.clause["chapter"]].append(line)
        return [Chapter(name, lines) for name, lines in found.items()]

    @cached_property
    def added(self) -> list[Added]:
        """What was added of one's own, and how what was asked is done here."""
        return added_of(self.aligned, self.comparison.judgements.all())

    @property
    def added_own(self) -> list[Added]:
        """Items to which no clause comes near."""
        return [one for one in self.added if one.kind == Kind.OWN]

    @cached_property
    def cited(self) -> dict[int, list[tuple[Pieces, int]]]:
        """Document id → pieces that tasks cite there, with the task's id."""
        documents = [one.own_id for one in self.aligned] + [self.comparison.superior_id]
        rows = Citation.objects.visible_to(self.post).filter(document__in=documents, record__type="task")
        standing = rows.exclude(record__state="withdrawn").values_list("document", "pieces", "record")
        found: dict[int, list[tuple[Pieces, int]]] = defaultdict(list)
        for document, pieces, record in standing:
            found[document].append((pieces, record))
        return found

    @cached_property
    def rows(self) -> Mapping[int, Row]:
        ids = {record for pairs in self.cited.values() for _pieces, record in pairs}
        return {row.record.pk: row for row in rows_of(tasks_of(self.post).filter(pk__in=ids).order_by("code"))}

    def _find_tasks(self, line: Line) -> None:
        """Tasks made of the clause itself, then those made of our words that answer it."""
        direct = set(self._citing(self.comparison.superior_id, line.clause["pieces"]))
        through = {pk for answer in line.answers for pk in self._citing(answer.own.pk, answer.row["pieces"])}
        line.tasks = [self.rows[pk] for pk in sorted(direct) + sorted(through - direct) if pk in self.rows]
        line.is_adopted = bool(direct)

    def _citing(self, document: int, pieces: Pieces) -> Iterator[int]:
        return (record for cited, record in self.cited[document] if overlap(cited, pieces))


def answered(row: Kept) -> Iterator[tuple[Kept, str]]:
    """The clauses a measure answers: its best match by the row's verdict, further ones no better than partly."""
    if row["verdict"] == Verdict.NONE or not row["matches"]:
        return
    first, *others = row["matches"]
    yield first, row["verdict"]
    for match in others:
        if match["score"] >= STANDS and not any(tie["tie"] in DIFFERS for tie in match["because"]):
            yield match, Verdict.PARTIAL
