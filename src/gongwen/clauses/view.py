"""A clause looked at once: what stands before its verb, which verb leads it, which listed words it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from gongwen.clauses.lexicon import EDGE, TAGS, Tag, Word, placed, words_of
from gongwen.clauses.marks import Mark, Phrase, guards

ACTING: Final = Tag.VERB | Tag.SHARED
_LEADS: Final = ACTING | Tag.LOOKING
# The verbs that lead a clause they open, and their tags.
_OUTRIGHT: Final = {word: tags for word, tags in TAGS.items() if tags & _LEADS and not tags & Tag.ADVERB}
_BEFORE_VERB: Final = Tag.ADVERB | Tag.LINK | Tag.MODAL
_OWN: Final = re.compile(r"[^，]{0,14}(?:区|园|城|上下|全区|全市)要|我们要|同时要|还要|也要")
_ISH: Final = re.compile(r"[\u4e00-\u9fff]{1,2}化(?=[\u4e00-\u9fff]{3})")
_ENDS: Final = frozenset("。！？")
_CLOSED: Final = frozenset("，；。：！？”’」）》")
_ENDED: Final = re.compile("[。！？]")
LONGEST_FIELD: Final = 8  # 战略性新兴产业
_MODAL_WITHIN: Final = 24
_STOPS: Final = "，；。：！？ \n"


class View:
    """A clause ``[start, end)`` of the flow, what its words say, and where it stands.

    ``text`` is without its end punctuation. ``verb`` are the tags of the word that leads it, past subject, 要 and
    adverbs, and ``after`` is where in ``text`` that ends; ``modal``: it opens with 要. ``words`` are its listed ones,
    ``marks`` the tags of all of them and what else marks.py knows, ``phrases`` those that it may be.

    It is the ``nth`` clause between two full stops or semicolons, with so many ``following``; ``spelled_out``: by the
    text after it. The sentence fills these in where a role is asked.

    Slots filled one by one: of the tens of thousands of a document each takes half the time of a tuple.
    """

    __slots__ = (
        *("start", "end", "text", "marks", "phrases", "verb", "after", "modal"),
        *("nth", "following", "spelled_out", "words"),
    )
    start: int
    end: int
    text: str
    marks: int
    phrases: int
    verb: int
    after: int
    modal: bool
    nth: int
    following: int
    spelled_out: bool
    words: list[str]

    def placed(self) -> list[Word]:
        """The listed words and where they stand in ``text``."""
        return placed(self.words, self.text)

    def says(self, phrase: Phrase) -> bool:
        """Whether the whole clause is ``phrase``."""
        return bool(self.phrases & phrase.mark) and phrase.fullmatch(self.text) is not None


def ends_sentence(clause: str) -> bool:
    """Whether a sentence ends with ``clause``, quotes and brackets closed."""
    return clause[-1] in _ENDS or (
        clause[-2:-1] in _CLOSED and _ENDED.search(clause, max(0, len(clause) - 3)) is not None
    )


def body(clause: str) -> str:
    """The words of a clause without its end punctuation."""
    return clause.rstrip(_STOPS)


class Looker:
    """Looks at ``clauses`` of one flow, in order; ``held`` are its literal words (``Guards.held``)."""

    def __init__(self, text: str, held: list[tuple[int, int]], clauses: Iterable[str]) -> None:
        self._bodies = [clause.rstrip(_STOPS) for clause in clauses]
        self._words = words_of(self._bodies)
        self._any_held, self._admitted = guards().any_held, guards().admitted(self._bodies)
        self._held = [*held, (len(text) + 1, 0)]
        self._clause = self._word = self._cue = 0  # the next of each

    def sentences(self, start: int, clauses: list[str]) -> tuple[list[list[View]], int]:
        """The next ``clauses``, which are the paragraph from ``start`` on, by sentence, and the phrases of all."""
        bodies, words, held, admitted = self._bodies, self._words, self._held, self._admitted
        number, at, cue, any_held = self._clause, self._word, self._cue, self._any_held
        out: list[list[View]] = []
        sentence: list[View] = []
        seen = 0
        while held[cue][0] <= start:
            cue += 1
        until, held_here = held[cue]
        for clause in clauses:
            view = View()
            view.start = start
            view.end = start = start + len(clause)
            view.text = bodies[number]
            phrases = any_held
            while until <= start:
                phrases |= held_here
                cue += 1
                until, held_here = held[cue]
            view.phrases = phrases = phrases & admitted[number]
            seen |= phrases
            number += 1
            edge = words.index(EDGE, at)
            view.words = words[at:edge]
            at = edge + 1
            _look(view)
            sentence.append(view)
            if clause[-1] in _ENDS or (clause[-2:-1] in _CLOSED and ends_sentence(clause)):
                out.append(sentence)
                sentence = []
        self._clause, self._word, self._cue = number, at, cue
        return [*out, sentence] if sentence else out, seen


def _look(view: View) -> None:
    """See which word leads a clause, and what all its words say."""
    text, words, tags = view.text, view.words, 0
    for word in words:
        tags |= TAGS[word]
    first = words[0] if words else ""
    verb = _OUTRIGHT.get(first, 0)
    if verb and not tags & Tag.MODAL and text.startswith(first):
        view.verb, view.after, view.modal = verb, len(first), False
        view.marks = tags | Mark.LOOKS if verb & Tag.LOOKING else tags
        return
    verb, after, modal = 0, 0, False
    if tags & Tag.MODAL:
        after, modal, asked = _required(text, words)
        tags |= asked and Mark.ASKED
    if first and text.find(first) <= after + 3:  # else too far behind for …化 to stand before it
        _, verb, after = leading(text, after, words)
    if not verb & _LEADS:
        tags |= Mark.VERBLESS | (Mark.TOPIC if len(text) <= LONGEST_FIELD or "的" in text else 0)
    elif verb & Tag.LOOKING:
        tags |= Mark.LOOKS
    view.marks, view.verb, view.after, view.modal = tags, verb, after, modal


def _required(text: str, words: list[str]) -> tuple[int, bool, bool]:
    """The end of a modal near the start; whether there is one; and whether it is 要 with nobody before it."""
    for word, first, last in placed(words, text):
        if TAGS[word] & Tag.MODAL and first <= _MODAL_WITHIN:
            # 要…… with nobody, or only the meeting's own zone, before it.
            return last, True, text[last - 1] == "要" and (last <= 2 or bool(_OWN.match(text, 0, last)))
    return 0, False, False


def leading(text: str, at: int, words: list[str]) -> tuple[int, int, int]:
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
