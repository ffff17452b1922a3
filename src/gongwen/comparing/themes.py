"""What a measure is about: the standing themes of zones' official text, by the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.comparing.voices import Voice, announced
from gongwen.fold import fold
from gongwen.model import Piece
from gongwen.words import rows

Basis = Literal["clause", "sentence", "section", "none"]
_NO_THEME = "-"
THEMES = tuple([row[0] for row in rows("themes") if row[0] != _NO_THEME])


class Themed(NamedTuple):
    """A measure, or the clause it stands under (要深化改革, …), and its themes; ``basis`` says whose words name them.

    It may have several themes, or none (basis ``none``). ``sentence`` numbers the sentence it stands in.
    """

    text: str
    pieces: tuple[Piece, ...]
    sentence: int
    themes: tuple[str, ...]
    basis: Basis


def themes(voice: Voice) -> tuple[Themed, ...]:
    """What a voice announces with its themes, in reading order.

    Its own words count; where they name no theme, those of the nearest clause of its sentence that do, before it or
    else after it; where none does, those of the heading it stands under.
    """
    over = {section.id: themes_of(section.heading) for section in voice.reading.sections}
    out = []
    for _, sentence in groupby(announced(voice), key=lambda span: span.item):
        spans = list(sentence)
        own = [themes_of(span.text) for span in spans]
        for at, span in enumerate(spans):
            found = _found(own, at, over.get(span.section or "", ()))
            out.append(Themed(span.text, span.pieces, span.item, *found))
    return tuple(out)


def themes_of(text: str) -> tuple[str, ...]:
    """The themes that ``text`` itself names, in the order of ``THEMES``; without those of words inside longer words."""
    find, known = _words()
    found = {theme for number, *_ in find.find_matches_as_indexes(fold(text)) for theme in known[number]}
    return tuple([theme for theme in THEMES if theme in found]) if found else ()


def _found(own: Sequence[tuple[str, ...]], at: int, heading: tuple[str, ...]) -> tuple[tuple[str, ...], Basis]:
    if own[at]:
        return own[at], "clause"
    near = [*own[:at][::-1], *own[at + 1 :]]
    if said := next(filter(None, near), ()):
        return said, "sentence"
    return heading, "section" if heading else "none"


@cache
def _words() -> tuple[AhoCorasick, list[tuple[str, ...]]]:
    """The finder of all words, and by number the themes each stands under."""
    known: dict[str, list[str]] = defaultdict(list)
    for theme, words in rows("themes"):
        for word in words.split("、"):
            known[fold(word)].append(theme)
    find = AhoCorasick(list(known), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return find, [tuple(under) for under in known.values()]
