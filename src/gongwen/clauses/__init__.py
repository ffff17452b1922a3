"""Body text → clauses, each with a role. The rules of cutting and of roles are those of ../gold/GUIDELINES.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongwen.clauses.cutting import Cutter
from gongwen.clauses.marks import guards
from gongwen.clauses.sentences import Mode, Told, meeting, read_sentence, whole
from gongwen.clauses.view import Looker, Sentence
from gongwen.model import BODY, Clause, Role

__all__ = ["Mode", "Stretch", "read_body"]


class Stretch(NamedTuple):
    """A paragraph of body text, ``[start, end)`` of the flow.

    ``mode`` is what the paragraph is about as a whole. ``run_in``: after a number (and heading) on the same line.
    ``numbered`` paragraphs are one item each, ``continued`` ones go on with the item before.
    """

    start: int
    end: int
    entry: int | None
    section: str | None
    mode: Mode = "plain"
    run_in: bool = False
    numbered: bool = False
    continued: bool = False


_ITEM_END = "。！？；"
_new = tuple.__new__  # half the time of a named tuple's own


def read_body(text: str, stretches: Iterable[Stretch]) -> list[Clause]:
    """The clauses of ``stretches`` (in order) of the folded flow ``text``."""
    held = guards().held(text)
    cutter, looker = Cutter(text, held), Looker(text, held)
    out, item, due = list[Clause](), 0, True  # a new item begins with the first body clause after a boundary
    for stretch in stretches:
        first, last, entry, section, _, _, numbered, continued = stretch
        due = due or not continued
        one = numbered or continued
        for start, end, role in _roles(text, stretch, looker.sentences(cutter.cut(first, last))):
            if role in BODY:
                if due:
                    item, due = item + 1, False
                out.append(_new(Clause, (start, end, role, entry, section, item)))
                due = not one and text[end - 1] in _ITEM_END
            else:
                due = due or role == "parties" or (role == "attribution" and not one)
                out.append(_new(Clause, (start, end, role, entry, section, item)))
    return out


def _roles(text: str, stretch: Stretch, sentences: Sequence[Sentence]) -> list[Told]:
    mode, entry = stretch.mode, stretch.entry
    if mode in ("intro", "review"):
        role: Role = "intro" if mode == "intro" else "context"
        return [told for sentence in sentences for told in whole(text, sentence, role)]
    met = entry is not None or mode == "opening"
    prose = not met and not stretch.numbered
    out: list[Told] = []
    for number, (marks, clauses) in enumerate(sentences):
        opens = mode == "opening" and (number == 0 or entry is None)
        told = meeting(text, clauses, opening=opens) if opens or (met and clauses[0].text.startswith("会议")) else 0
        if told:
            out.append((clauses[0].start, clauses[told - 1].end, "meeting"))
        if told < len(clauses):
            below = sentences[number + 1].clauses if number + 1 < len(sentences) else []
            under = below[0] if len(below) > 1 else None
            out += read_sentence(text, marks, clauses[told:], mode, under, prose=prose, met=met)
    return out
