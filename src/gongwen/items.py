"""Which clauses make one task: body clauses by item, each bracket of units given to what it speaks of."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from gongwen.clauses.apart import says_when
from gongwen.model import BODY, Clause, Piece
from gongwen.parties import only_supports

_CLOSED: Final = -1
_NONE: Final = -2
# A remark's cell may stand between the work and its units.
_WITH_UNITS: Final = BODY | {"parties", "other"}
_LINES_OF_UNITS: Final = 4  # leads, supports, 责任领导, 完成时限


class Item:
    """The clauses, by index, that make one task: a heading over them, the body, the brackets that name units.

    The body is ``[first, end)`` but for ``gaps``, and has so many ``measures``. ``theme`` is the first of its themes,
    or the heading where that stands over this item alone. ``number`` is that of its clauses; None where the next
    clause, whatever its number, goes on. No dataclass: compiled, those are made five times as slowly.
    """

    __slots__ = ("end", "first", "gaps", "heading", "measures", "number", "parties", "theme")

    def __init__(
        self,
        heading: int | None,
        first: int,
        end: int,
        number: int | None,
        parties: tuple[int, ...] = (),
        theme: int | None = None,
    ) -> None:
        self.heading, self.first, self.end, self.number = heading, first, end, number
        self.parties, self.theme = parties, theme
        self.gaps: tuple[int, ...] = ()
        self.measures = 0

    @property
    def is_heading(self) -> bool:
        """Whether the heading is all there is: 1. 建设中试基地。（区科技局负责）"""
        return self.theme is not None and self.theme == self.heading

    @property
    def body(self) -> Sequence[int]:
        inside = range(self.first, self.end)
        return [at for at in inside if at not in self.gaps] if self.gaps else inside


def group(text: str, clauses: list[Clause], paragraphs: Sequence[Piece]) -> list[Item]:
    """Body clauses by item, cut again where units are named, each naming given to what it stands for.

    Items that ask nothing of anyone are left out.
    """
    groups = _Groups(text, clauses, paragraphs)
    item, running = Item(None, 0, 0, _CLOSED), None
    for at, (start, _, role, _, _, number) in enumerate(clauses):
        if role in BODY:
            if number != running:
                item, running = groups.item_of(at, start, number), number
            item.end = at + 1
            if role == "measure":
                item.measures += 1
            elif role == "theme" and item.theme is None:
                item.theme = at
            continue
        running = None
        if role == "parties":
            groups.name(at)
        elif role in ("heading", "zone", "title"):
            groups.head(at)
    items = _handed_down([item for item in groups.items if item.measures or item.is_heading], clauses)
    under = Counter([item.heading for item in items])
    for item in items:
        if item.theme is None and item.heading is not None and under[item.heading] == 1:
            item.theme = item.heading
    return items


def _below(items: list[Item], number: int, clauses: list[Clause]) -> Iterator[Item]:
    """The items after ``number`` in the section its heading opens."""
    section = clauses[items[number].first].section
    for at in range(number + 1, len(items)):
        if clauses[items[at].first].section != section:
            return
        yield items[at]


def _handed_down(items: list[Item], clauses: list[Clause]) -> list[Item]:
    """``items`` without headings whose units are those of the work below: 一、工业提质（区经信局） over 1.……, 2.……."""
    dropped: set[int] = set()
    for number, item in enumerate(items):
        if not item.parties or not item.is_heading:
            continue
        bare = [later for later in _below(items, number, clauses) if not later.parties]
        for later in bare:
            later.parties = item.parties
        if bare:
            dropped.add(number)
    return [item for number, item in enumerate(items) if number not in dropped] if dropped else items


class _Groups:
    """The items so far, and the heading and units that wait for theirs."""

    def __init__(self, text: str, clauses: list[Clause], paragraphs: Sequence[Piece]) -> None:
        self.items: list[Item] = []
        self._last = Item(None, 0, 0, _NONE)
        self._text, self._clauses = text, clauses
        self._starts = [start for start, _ in paragraphs]
        self._heading, self._run_in_until = -1, 0
        self._ahead: tuple[int, ...] = ()
        self._unassigned = 0

    def item_of(self, at: int, start: int, number: int) -> Item:
        """The item of the body clause ``at``: the last one where that was only interrupted, else a new one."""
        last = self._last
        if (last.number == number or last.number is None) and not self._ahead:
            last.gaps += tuple(range(last.end, at))
            last.number = number
            return last
        if last.number == _CLOSED:
            self._unassigned = len(self.items)
        heading = self._heading if start < self._run_in_until else None
        self._last = item = Item(heading, at, at, number, self._ahead)
        self.items.append(item)
        self._ahead = ()
        return item

    def head(self, at: int) -> None:
        """A heading begins a section; what follows in its paragraph stands under it as run-in."""
        self._heading, self._unassigned = at, len(self.items)
        paragraph = self._paragraph(at)
        self._run_in_until = self._starts[paragraph] if paragraph < len(self._starts) else len(self._text)

    def name(self, at: int) -> None:
        """Hand out the units at ``at``; named in mid-sentence, the last item goes on after them."""
        if self._announces(at):
            self._ahead += (at,)
            return
        if self._heading == at - 1 and self._clauses[at].start < self._run_in_until:
            self._last = Item(at - 1, at - 1, at, _CLOSED, theme=at - 1)
            self.items.append(self._last)
        items = self.items[self._unassigned :]
        if items and self._goes_on(at):
            self._last.parties += (at,)
            self._last.number = _CLOSED if self._last.number == _CLOSED else None
            return
        for item in items:
            if self._stands_for(at, item):
                item.parties += (at,)
                item.number = _CLOSED

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._starts, self._clauses[at].start)

    def _announces(self, at: int) -> bool:
        """由X牵头，Y配合，… goes on with what they are to do: the units stand before it, not after."""
        following = at + 1 < len(self._clauses) and self._clauses[at + 1].role in BODY | {"parties"}
        comma = following and self._ends_open(at) and self._paragraph(at + 1) == self._paragraph(at)
        return comma and not self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """X负责…，Y配合，…: who supports what the sentence before began; …，由X牵头，6月底前完成: who leads it."""
        before = at > 0 and self._clauses[at - 1].role in BODY and self._ends_open(at - 1)
        within = before and self._paragraph(at - 1) == self._paragraph(at)
        return within and (
            only_supports(self._words(at)) or (at + 1 < len(self._clauses) and says_when(self._words(at + 1)))
        )

    def _ends_open(self, at: int) -> bool:
        return self._words(at).rstrip()[-1:] in "，,"

    def _words(self, at: int) -> str:
        return self._text[self._clauses[at].start : self._clauses[at].end]

    def _stands_for(self, at: int, item: Item) -> bool:
        """A bracket at a paragraph's end speaks of that paragraph, one on a line of its own of the section above it."""
        body, paragraph = item.end - 1, self._paragraph(at)
        above = self._paragraph(body)
        if above == paragraph:
            return True
        if paragraph and self._starts[paragraph - 1] < self._clauses[at].start:
            return False
        section = self._clauses[at].section
        near = paragraph - above <= _LINES_OF_UNITS if section is None else self._clauses[body].section == section
        return near and all(self._clauses[between].role in _WITH_UNITS for between in range(body, at))
