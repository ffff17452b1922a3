"""A voice: one of several that speak on the same occasion, and what it announces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongwen.alignment.sentences import reviews
from gongwen.model import BODY, Reading, Role, Span

# 名词解释: what stands under it explains words, however it is worded.
_GLOSSARY = re.compile(r"(?m)^[ \t\u3000]*(?:有关|附件?[：:]?|部分)?(?:名词|术语|用语)(?:术语)?(?:解释|说明|注释)")

_ANNOUNCING: frozenset[Role] = frozenset({"measure", "theme"})


class Voice(NamedTuple):
    """A whole document, or the entry numbered ``entry`` of a round-up page."""

    reading: Reading
    entry: int | None = None

    @property
    def name(self) -> str:
        """The zone of the entry; of a document its title, or the name of its file."""
        if self.entry is not None:
            return self.reading.entries[self.entry].zone
        return self.reading.title or self.reading.page.source

    @property
    def date(self) -> str | None:
        """When it spoke: YYYY-MM-DD, --MM-DD where no year is known, None where nothing is said."""
        if self.entry is not None:
            meeting = self.reading.entries[self.entry].meeting
            return meeting.date if meeting else None
        day = self.reading.date or self.reading.published
        return day.isoformat() if day else None


def voices(reading: Reading) -> list[Voice]:
    """The voices of a reading: its entries where it has two or more, else itself."""
    if len(reading.entries) < 2:
        return [Voice(reading)]
    return [Voice(reading, number) for number in range(len(reading.entries))]


def labels(names: Sequence[str]) -> list[str]:
    """Names without what all of them begin and end with, where two characters of each are left and tell them apart."""
    if len(names) < 2:
        return list(names)
    start = _alike(names)
    end = _alike([name[start:][::-1] for name in names])
    short = [name[start : len(name) - end] for name in names]
    return short if len(set(short)) == len(names) and min(map(len, short)) > 1 else list(names)


def _alike(names: Sequence[str]) -> int:
    """With how many characters all of them begin."""
    columns = enumerate(zip(*names, strict=False))
    return next((at for at, chars in columns if len(set(chars)) > 1), min(map(len, names)))


def announced(voice: Voice) -> Iterator[Span]:
    """The measures of a voice and the themes they stand under, in reading order."""
    return _of_now(voice, _ANNOUNCING)


def beside(voice: Voice) -> Iterator[Span]:
    """What a voice says besides, of now: attitudes, frames and facts, in which it may speak of a theme all the same."""
    return _of_now(voice, BODY - _ANNOUNCING)


def _of_now(voice: Voice, roles: frozenset[Role]) -> Iterator[Span]:
    """Without what looks back, and without glossaries."""
    past = reviews(voice.reading)
    glossary = _GLOSSARY.search(voice.reading.text)
    end = glossary.start() if glossary else len(voice.reading.text)
    for span in voice.reading.spans:
        speaks = span.role in roles and voice.entry in (None, span.entry)
        if speaks and span.section not in past and span.pieces[0][0] < end:
            yield span
