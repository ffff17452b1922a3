"""The paragraphs of a document's body → clauses, each with its role and the item it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from gongwen.clauses.cutting import Cutter, places
from gongwen.clauses.marks import guards
from gongwen.clauses.meeting import Article, meeting
from gongwen.clauses.sentences import MET, Mode, Paragraph, whole
from gongwen.clauses.told import Told
from gongwen.clauses.view import Looker, body
from gongwen.clauses.weighing import weights_of
from gongwen.model import BODY, Clause, Role


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


# Paragraphs whose sentences all have one role.
_WHOLE: Final[dict[Mode, Role]] = {"intro": "intro", "review": "context", "head": "theme"}
_ITEM_END: Final = "。！？；"
_new: Final = tuple.__new__  # half the time of a named tuple's own


def read_body(text: str, stretches: Sequence[Stretch]) -> list[Clause]:
    """The clauses of ``stretches`` (in order) of the folded flow ``text``."""
    held = guards().held(text)
    cutter = Cutter(text, held)
    paragraphs = [(stretch, cutter.cut(stretch.start, stretch.end)) for stretch in stretches]
    looker = Looker(text, held, [one for stretch, cut in paragraphs if stretch.mode not in _WHOLE for one in cut])
    told = next((stretch.start for stretch in stretches if stretch.mode == "opening" and stretch.entry is None), None)
    article = None if told is None else Article(text, told)
    weights = _weights([(stretch.start, cut) for stretch, cut in paragraphs if stretch.mode in MET])
    out: list[Clause] = []
    item, due = 0, True  # a new item begins with the first body clause after a boundary
    for stretch, clauses in paragraphs:
        _, _, entry, section, _, _, numbered, continued = stretch
        due = due or not continued
        one = numbered or continued
        for start, end, role in _roles(text, stretch, clauses, looker, weights, article):
            if role in BODY:
                if due:
                    item, due = item + 1, False
                out.append(_new(Clause, (start, end, role, entry, section, item)))
                due = not one and text[end - 1] in _ITEM_END
            else:
                due = due or role == "parties" or (role == "attribution" and not one)
                out.append(_new(Clause, (start, end, role, entry, section, item)))
    return out


def _weights(paragraphs: list[tuple[int, list[str]]]) -> dict[int, int]:
    """The weights of the clauses of a meeting's report, by where they start; ``paragraphs`` with their starts."""
    starts = [at for start, clauses in paragraphs for at, _ in places(start, clauses)]
    return dict(zip(starts, weights_of([body(one) for _, clauses in paragraphs for one in clauses]), strict=True))


def _roles(
    text: str, stretch: Stretch, clauses: list[str], looker: Looker, weights: dict[int, int], article: Article | None
) -> list[Told]:
    start, end, entry, _, mode, _, numbered, _ = stretch
    if mode in _WHOLE:
        return whole(start, clauses, _WHOLE[mode])
    sentences, phrases = looker.sentences(start, clauses)
    met = mode in MET
    paragraph = Paragraph(text, start, end, phrases, mode, weights, prose=not met and not numbered)
    below = [following[0] if len(following) > 1 else None for following in sentences[1:]]
    below.append(None)
    out: list[Told] = []
    if not met and mode != "minutes":
        for sentence, under in zip(sentences, below, strict=False):
            out += paragraph.read(sentence, under)
        return out
    read = paragraph.read_met if met else paragraph.read
    alone = mode == "opening" and entry is None
    for number, (sentence, under) in enumerate(zip(sentences, below, strict=True)):
        told = meeting(text, sentence, opening=alone or (mode == "opening" and number == 0))
        if told:
            out.append((sentence[0].start, sentence[told - 1].end, "meeting"))
        if not told and alone and article and article.tells(sentence[0].start, sentence[-1].end):
            out.append((sentence[0].start, sentence[-1].end, "context"))
        elif told < len(sentence):
            out += read(sentence[told:], under)
    return out
