"""A clause looked at once: what stands before its verb, which verb leads it, which listed words it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from gongwen.clauses.lexicon import TAGS, Tag, Word, placed, words_of
from gongwen.clauses.marks import Mark, Phrase, guards

ACTING: Final = Tag.VERB | Tag.SHARED
_LEADS: Final = ACTING | Tag.LOOKING
# The verbs that lead a clause they open, and their tags.
_OUTRIGHT: Final = {word: tags for word, tags in TAGS.items() if tags & _LEADS and not tags & Tag.ADVERB}
_BEFORE_VERB: Final = Tag.ADVERB | Tag.LINK | Tag.MODAL
_OWN = re.compile(r"[^，]{0,14}(?:区|园|城|上下|全区|全市)要|我们要|同时要|还要|也要")
_ISH = re.compile(r"[\u4e00-\u9fff]{1,2}化(?=[\u4e00-\u9fff]{3})")
_ENDS, _CLOSED = frozenset("。！？"), frozenset("，；。：！？”’」）》")
_ENDED = re.compile("[。！？]")
LONGEST_FIELD: Final = 8  # 战略性新兴产业
_MODAL_WITHIN = 24
_STOPS = "，；。：！？ \n"
_new = tuple.__new__  # half the time of a named tuple's own


class View(NamedTuple):
    """A clause ``[start, end)`` of the flow, and what its words say; ``text`` is without its end punctuation.

    ``verb`` are the tags of the word that leads it, past subject, 要 and adverbs, and ``after`` is where in ``text``
    that ends; ``marks`` those of all ``words`` listed, and what else marks.py knows; ``modal``: it opens with 要.
    """

    start: int
    end: int
    text: str
    marks: int
    verb: int
    after: int
    modal: bool
    words: list[str]

    def placed(self) -> Iterator[Word]:
        """The listed words and where they stand in ``text``."""
        return placed(self.words, self.text)

    def says(self, phrase: Phrase) -> bool:
        """Whether the whole clause is ``phrase``."""
        return bool(self.marks & phrase.mark) and phrase.fullmatch(self.text) is not None


def ends_sentence(clause: str) -> bool:
    """Whether a sentence ends with ``clause``, quotes and brackets closed."""
    return clause[-1] in _ENDS or (
        len(clause) > 1 and clause[-2] in _CLOSED and _ENDED.search(clause, max(0, len(clause) - 3)) is not None
    )


def body(clause: str) -> str:
    """The words of a clause without its end punctuation."""
    return clause.rstrip(_STOPS)


class Looker:
    """Looks at ``clauses`` of one flow, in order; ``held`` are its literal words (``Guards.held``)."""

    def __init__(self, text: str, held: Sequence[tuple[int, int]], clauses: Iterable[str]) -> None:
        self._guards = guards()
        bodies = [clause.rstrip(_STOPS) for clause in clauses]
        self._bodies = zip(bodies, words_of(bodies), strict=True)
        self._held, self._cue = [*held, (len(text) + 1, 0)], 0

    def sentences(self, start: int, clauses: Sequence[str]) -> tuple[list[list[View]], int]:
        """The next ``clauses``, which are the paragraph from ``start`` on, by sentence, and the marks of all."""
        held, cue, end = self._held, self._cue, start
        while held[cue][0] <= start:
            cue += 1
        admits, any_held = self._guards.admits, self._guards.any_held
        out, sentence, seen = list[list[View]](), list[View](), 0
        for clause, (body, words) in zip(clauses, self._bodies, strict=False):
            start, end = end, end + len(clause)
            phrases, tags = any_held, 0
            while held[cue][0] <= end:
                phrases |= held[cue][1]
                cue += 1
            for word in words:
                tags |= TAGS[word]
            view = _view(start, end, body, words, tags, admits(body, phrases))
            sentence.append(view)
            seen |= view[3]
            if clause[-1] in _ENDS or ends_sentence(clause):
                out.append(sentence)
                sentence = []
        self._cue = cue
        return [*out, sentence] if sentence else out, seen


def _view(start: int, end: int, text: str, words: list[str], tags: int, phrases: int) -> View:
    word = words[0] if words else ""
    verb = _OUTRIGHT.get(word, 0)
    if verb and not tags & Tag.MODAL and text.startswith(word):
        marks = phrases | tags | Mark.LOOKS if verb & Tag.LOOKING else phrases | tags
        return _new(View, (start, end, text, marks, verb, len(word), False, words))
    verb, after, modal = 0, 0, False
    if tags & Tag.MODAL:
        after, modal, asked = _required(text, words)
        tags |= asked and Mark.ASKED
    if words and text.find(word) <= after + 3:  # else too far behind for …化 to stand before it
        _, verb, after = leading(text, after, words)
    if not verb & _LEADS:
        tags |= Mark.VERBLESS | (Mark.TOPIC if len(text) <= LONGEST_FIELD or "的" in text else 0)
    elif verb & Tag.LOOKING:
        tags |= Mark.LOOKS
    return _new(View, (start, end, text, phrases | tags, verb, after, modal, words))


def _required(text: str, words: Iterable[str]) -> tuple[int, bool, bool]:
    """The end of a modal near the start; whether there is one; and whether it is 要 with nobody before it."""
    for word, first, last in placed(words, text):
        if TAGS[word] & Tag.MODAL and first <= _MODAL_WITHIN:
            # 要…… with nobody, or only the meeting's own zone, before it.
            return last, True, text[last - 1] == "要" and (last <= 2 or bool(_OWN.match(text, 0, last)))
    return 0, False, False


def leading(text: str, at: int, words: Iterable[str]) -> tuple[int, int, int]:
    """Past connectives and adverbs from ``at`` to the word that leads ``text``: its start, tags and end.

    ``words`` are the listed words of ``text``.
    """
    lead, verb, after, last = at, 0, at, 0
    for word in words:
        first = text.find(word, last)
        last = first + len(word)
        if first < at:
            continue
        if first > at and not (first - at <= 3 and _ISH.match(text, at, first + 3)):
            break
        tags = TAGS[word]
        if tags & _LEADS or not tags & _BEFORE_VERB:
            if tags & _LEADS or not verb:
                lead, verb, after = first, tags, last
            if not tags & Tag.ADVERB:
                break
        # 科学地确定: 地 belongs to the adverb.
        at = last + 1 if tags & Tag.ADVERB and text.startswith("地", last) else last
        if not verb:
            lead = after = at
    return lead, verb, after
