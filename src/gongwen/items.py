"""Which clauses make one task: body clauses by item, each bracket of units given to what it speaks of."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongwen.model import BODY, Clause, Piece
from gongwen.parties import only_supports


@dataclass(slots=True)
class Item:
    """The clauses, by index, that make one task: a heading over them, the body, the brackets that name units."""

    heading: int | None = None
    body: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    is_closed: bool = False
    number: int | None = None  # that of its clauses; None until the next clause says

    @property
    def is_heading(self) -> bool:
        """Whether the heading is all there is: 1. 建设中试基地。（区科技局负责）"""
        return self.body == [self.heading]


def group(text: str, clauses: Sequence[Clause], paragraphs: Sequence[Piece]) -> list[Item]:
    """Body clauses by item, cut again where units are named, each naming given to what it stands for."""
    starts = [start for start, _ in paragraphs]
    paragraph = [bisect_right(starts, clause.start) for clause in clauses]
    items: list[Item] = []
    heading, unassigned = None, 0
    ahead: list[int] = []
    for at, clause in enumerate(clauses):
        if clause.role in BODY:
            if ahead or not items or items[-1].is_closed or items[-1].number not in (None, clause.item):
                unassigned = len(items) if items and items[-1].is_closed else unassigned
                run_in = heading is not None and paragraph[heading] == paragraph[at]
                items.append(Item(heading if run_in else None, parties=ahead))
                ahead = []
            items[-1].body.append(at)
            items[-1].number = clause.item
        elif clause.role == "parties" and _announces(at, text, clauses, paragraph):
            ahead.append(at)
        elif clause.role == "parties":
            if heading is not None and heading == at - 1 and paragraph[heading] == paragraph[at]:
                items.append(Item(heading, [heading]))
            _hand_out(at, items[unassigned:], text, clauses, paragraph)
        elif clause.role in ("heading", "zone", "title"):
            heading, unassigned = at, len(items)
    return items


def asks_something(item: Item, clauses: Sequence[Clause]) -> bool:
    return item.is_heading or any(clauses[at].role == "measure" for at in item.body)


def _hand_out(at: int, items: Sequence[Item], text: str, clauses: Sequence[Clause], paragraph: Sequence[int]) -> None:
    """Give the units at ``at`` to the items they speak of; named in mid-sentence, the last item goes on after them."""
    if items and _goes_on(at, text, clauses, paragraph):
        items[-1].parties.append(at)
        items[-1].number = None
        return
    for item in items:
        if _stands_for(at, item, clauses, paragraph):
            item.parties.append(at)
            item.is_closed = True


def _announces(at: int, text: str, clauses: Sequence[Clause], paragraph: Sequence[int]) -> bool:
    """由X牵头，Y配合，… goes on with what they are to do: the units stand before it, not after."""
    following = at + 1 < len(clauses) and paragraph[at + 1] == paragraph[at]
    comma = following and clauses[at + 1].role in BODY | {"parties"} and _ends_open(text, clauses[at])
    return comma and not _goes_on(at, text, clauses, paragraph)


def _goes_on(at: int, text: str, clauses: Sequence[Clause], paragraph: Sequence[int]) -> bool:
    """X负责…，Y配合，…: who supports what the sentence before began."""
    before = at > 0 and paragraph[at - 1] == paragraph[at] and clauses[at - 1].role in BODY
    within = before and _ends_open(text, clauses[at - 1])
    return within and only_supports(text[clauses[at].start : clauses[at].end])


def _ends_open(text: str, clause: Clause) -> bool:
    return text[clause.start : clause.end].rstrip()[-1:] in "，,"


def _stands_for(at: int, item: Item, clauses: Sequence[Clause], paragraph: Sequence[int]) -> bool:
    """A bracket at a paragraph's end speaks of that paragraph, one on a line of its own of the section above it."""
    body = item.body[-1]
    if paragraph[body] == paragraph[at]:
        return True
    section = clauses[at].section
    near = paragraph[at] - paragraph[body] <= 2 if section is None else clauses[body].section == section
    return near and all(clauses[between].role in BODY | {"parties"} for between in range(body, at))
