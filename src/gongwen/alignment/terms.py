"""What a clause is about, as weighted terms: pairs of characters, and single ones for words that share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from gongwen.clauses.lexicon import Tag, scan
from gongwen.words import rows

# 推进, 建设, 要 say what is done, not to what; a noun-like verb may be either.
_ACTS = Tag.VERB | Tag.SHARED | Tag.LOOKING | Tag.MODAL
_SINGLE, _FORM, _SAID_HOW = 0.4, 0.6, 0.2
# 行动, 体系, 水平 name the form of work; what it is about stands beside them.
_FORMS = AhoCorasick(
    [row[0] for row in rows("work_forms")], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
# Digits are left out: numbers are compared outright (outright.py), and so are days.
_DAY = re.compile(r"\d+(?:年|月|日|季度)(?:[底末初]|[上中下]旬)?(?:以?前|之前)?|年(?:[底末]前?|内)")
_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+|[A-Za-z]+")

Terms = dict[str, float]


def terms(text: str) -> Terms:
    """The terms of a clause or sentence of folded text; a term said twice weighs twice."""
    about = about_only(text)
    out: Terms = {}
    for run in _RUN.findall(_without_forms(about)):
        if run[0] <= "z":
            out[run.lower()] = out.get(run.lower(), 0) + 1
            continue
        for one in run:
            out[one] = out.get(one, 0) + _SINGLE
        for pair in _pairs(run):
            out[pair] = out.get(pair, 0) + 1
    for weight, words in ((_FORM, about), (_SAID_HOW, text)):
        for run in _RUN.findall(words):
            for pair in _pairs(run):
                out.setdefault(pair, weight)
    return out


def _pairs(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


def acts(text: str) -> bool:
    """Whether a heading says what to do (大力提振消费), not only what it is about (主要任务)."""
    return any(tags & _ACTS for *_, tags in scan(text))


def about_only(text: str) -> str:
    """``text`` with the words that only say how and when blanked out, one for one."""
    text = _DAY.sub(lambda day: " " * len(day[0]), text)
    out, last = [], 0
    words = scan(text)
    for (start, end, tags), (following, *_) in zip_longest(words, words[1:], fillvalue=(-1, -1, 0)):
        # 一体推进, but not 一体化: an adverb stands right before another listed word.
        if (tags & _ACTS and not tags & Tag.NOUNLIKE) or (tags & Tag.ADVERB and following == end):
            out += [text[last:start], " " * (end - start)]
            last = end
    return "".join([*out, text[last:]])


def _without_forms(text: str) -> str:
    out, last = [], 0
    for _, start, end in _FORMS.find_matches_as_indexes(text):
        out += [text[last:start], " " * (end - start)]
        last = end
    return "".join([*out, text[last:]])
