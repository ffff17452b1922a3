"""Which themes a voice stresses and which it leaves out, and whether chance alone might have made it so.

Shares are of measures, since that is what a reader counts. Chance is reckoned over sentences: the measures of one
sentence speak of one thing, so twelve of them are not twelve choices. Fisher's exact test asks whether the voice's
sentences fall otherwise than those of all other voices together; a cell is called stressed or less where they would so
fall by chance in at most 1 case of 100. Fewer than six sentences are too few to call anything of them. Of the 120
cells of four cities' reports 5 are; with their sentences dealt out at random it is 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongwen.comparing.result import Cell, Measure, Quote, Stress, ThemeRow
from gongwen.comparing.themes import THEMES

_UNLIKELY, _FEWEST = 0.01, 6
_NOTHING = 1e-12
_NO_THEME = ""


class _Count(NamedTuple):
    """Of a voice and a theme: its measures, the chance that its sentences fall so, and how many it has in all."""

    measures: list[int]
    share: float
    others: float
    chance: float
    sentences: int


Mentions = Sequence[Mapping[str, list[Quote]]]  # by voice and theme


def theme_rows(measures: Sequence[Measure], speakers: int, mentions: Mentions) -> tuple[ThemeRow, ...]:
    """The themes that any voice announces, the widest spread first, the measures without a theme last."""
    table = _Table(measures, speakers)
    counts = {theme: [table.count(theme, voice) for voice in range(speakers)] for theme in table.themes}
    made = [_row(theme, row, mentions) for theme, row in counts.items()]
    return tuple(sorted(made, key=lambda row: (row.theme == _NO_THEME, -row.spread)))


class _Table:
    """Measures by theme and voice, and how many sentences there are of each."""

    def __init__(self, measures: Sequence[Measure], speakers: int) -> None:
        self._by: dict[str, list[list[int]]] = defaultdict(lambda: [[] for _ in range(speakers)])
        self._measures = measures
        said: list[set[int]] = [set() for _ in range(speakers)]
        self._whole = [0] * speakers
        for number, one in enumerate(measures):
            self._whole[one.voice] += 1
            said[one.voice].add(one.sentence)
            for theme in one.themes or (_NO_THEME,):
                self._by[theme][one.voice].append(number)
        self._sentences = [len(one) for one in said]
        self.themes = [theme for theme in (*THEMES, _NO_THEME) if theme in self._by]

    def count(self, theme: str, voice: int) -> _Count:
        row = self._by[theme]
        share = _ratio(len(row[voice]), self._whole[voice])
        others = _ratio(sum(map(len, row)) - len(row[voice]), len(self._measures) - self._whole[voice])
        speaking = [len({self._measures[number].sentence for number in cell}) for cell in row]
        drawn, whole = self._sentences[voice], sum(self._sentences)
        return _Count(row[voice], share, others, _chance(speaking[voice], drawn, sum(speaking), whole), drawn)


def _row(theme: str, counts: Sequence[_Count], mentions: Mentions) -> ThemeRow:
    cells = tuple([_cell(theme, voice, *one) for voice, one in enumerate(zip(counts, mentions, strict=True))])
    shares = [cell.share for cell in cells]
    return ThemeRow(theme, cells, round(max(shares) - min(shares), 4))


def _cell(theme: str, voice: int, count: _Count, mentions: Mapping[str, list[Quote]]) -> Cell:
    beside = () if count.measures else tuple(mentions.get(theme, ()))
    stress = _stress(theme, count, is_mentioned=bool(beside))
    return Cell(voice, tuple(count.measures), round(count.share, 4), stress, round(count.chance, 4), beside)


def _stress(theme: str, count: _Count, *, is_mentioned: bool) -> Stress:
    if theme == _NO_THEME:
        return "usual"
    if not count.measures and count.others:
        return "mentioned" if is_mentioned else "absent"
    if count.chance > _UNLIKELY or count.sentences < _FEWEST:
        return "usual"
    return "stressed" if count.share > count.others else "less"


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _chance(found: int, drawn: int, marked: int, whole: int) -> float:
    """Fisher's exact test: how likely ``found`` of ``drawn``, or anything less so, if ``marked`` of ``whole`` are."""
    likelihoods = _likelihoods(drawn, marked, whole)
    limit = likelihoods.get(found, 0.0) * (1 + 1e-7)  # equal ones may differ in the last digits
    return sum([one for one in likelihoods.values() if one <= limit]) / sum(likelihoods.values())


def _likelihoods(drawn: int, marked: int, whole: int) -> dict[int, float]:
    """The hypergeometric distribution, as multiples of its likeliest value and as far as they count for anything."""
    rest = whole - marked - drawn
    likeliest = (drawn + 1) * (marked + 1) // (whole + 2)
    out = {likeliest: 1.0}
    one = 1.0
    for at in range(likeliest, min(drawn, marked)):
        one *= (marked - at) * (drawn - at) / ((at + 1) * (rest + at + 1))
        out[at + 1] = one
        if one < _NOTHING:
            break
    one = 1.0
    for at in range(likeliest, max(0, -rest), -1):
        one *= at * (rest + at) / ((marked - at + 1) * (drawn - at + 1))
        out[at - 1] = one
        if one < _NOTHING:
            break
    return out
