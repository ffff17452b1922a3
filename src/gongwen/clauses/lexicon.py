"""One scan of the flow for every word the roles look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.words import rows


class Tag:
    """What a word may be, as bits; one word may be several. Plain integers: this is asked for every clause."""

    VERB: Final = 1
    NOUNLIKE: Final = 2
    SHARED: Final = 4
    ADVERB: Final = 8
    LOOKING: Final = 16
    STANCE: Final = 32
    WEAK_STANCE: Final = 64
    THING: Final = 128
    MODAL: Final = 256
    LINK: Final = 512
    CONDUCT: Final = 1024
    CONCRETE: Final = 2048


_MODALS = ("要", "必须", "应当", "应该", "务必")
# Words that hold 要 without its being a modal: the scan takes the longest word, so these hide it.
_NOT_MODAL = (
    "重要 主要 需要 要素 要求 要点 要件 要害 首要 必要 只要 既要 纲要 摘要 紧要 险要 概要 要道 要塞 要地 要务 要闻 "
    "要职 政要 若要 次要"
)
_LINKS = (
    "并 并且 也 还 同时 此外 特别是 尤其是 其中 另外 进而 从而 以及 及时 首先 其次 再次 最后 "
    "一是 二是 三是 四是 五是 六是 七是 八是 一要 二要 三要 四要 五要 六要"
)
_EXTRA: dict[int, tuple[str, ...]] = {
    Tag.MODAL: _MODALS,
    Tag.LINK: tuple(_LINKS.split()),
    0: tuple(_NOT_MODAL.split()),
}
Word = tuple[str, int, int]  # the word, start, end


def _tags() -> dict[str, int]:
    tags: dict[str, int] = {}

    def add(word: str, tag: int) -> None:
        tags[word] = tags.get(word, 0) | tag

    for word, kind in rows("acting_verbs"):
        add(word, Tag.VERB | (Tag.NOUNLIKE if kind == "nounlike" else 0))
    for word, strength in rows("stance_words"):
        add(word, Tag.WEAK_STANCE if strength == "weak" else Tag.STANCE)
    lists = (
        ("shared_verbs", Tag.SHARED),
        ("adverbs", Tag.ADVERB),
        ("looking_verbs", Tag.LOOKING),
        ("things", Tag.THING),
        ("conduct_verbs", Tag.CONDUCT),
        ("concrete_verbs", Tag.CONCRETE),
    )
    for name, tag in lists:
        for row in rows(name):
            add(row[0], tag)
    for tag, words in _EXTRA.items():
        for word in words:
            add(word, tag)
    return tags


TAGS: Final = _tags()
EDGE: Final = "\0"
_LISTED = [*TAGS, EDGE]
# Storing the patterns, it tells a word by the very string listed here, whose hash is known.
_SCAN = AhoCorasick(
    _LISTED, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA, store_patterns=True
)


def words_of(clauses: Sequence[str]) -> list[str]:
    """The listed words of each clause, leftmost and longest, in order and apart; after those of each an ``EDGE``.

    One scan of all of them. Only the words are told: to tell where each of 75,000 stands takes three times as long.
    """
    whole = EDGE.join([*clauses, ""])
    if whole.count(EDGE) > len(clauses):
        whole = EDGE.join([*(clause.replace(EDGE, " ") for clause in clauses), ""])
    words: list[str] = _SCAN.find_matches_as_strings(whole)
    return words


def placed(words: Iterable[str], text: str) -> list[Word]:
    """Where the ``words`` that ``words_of`` tells of the clause ``text`` stand in it.

    A word is the first of its kind past the word before it: an earlier one would have been told instead.
    """
    out: list[Word] = []
    last = 0
    for word in words:
        first = text.find(word, last)
        last = first + len(word)
        out.append((word, first, last))
    return out


def scan(text: str) -> list[tuple[int, int, int]]:
    """The listed words of ``text`` as ``(start, end, tags)``, leftmost and longest, in order and apart."""
    found = _SCAN.find_matches_as_indexes(text)
    return [(start, end, TAGS.get(_LISTED[number], 0)) for number, start, end in found]
