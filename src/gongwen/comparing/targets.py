"""Targets side by side: the same thing counted in the same kind of unit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from gongwen.comparing.result import Aim, Quote, TargetRow
from gongwen.comparing.voices import Voice, announced
from gongwen.fold import fold
from gongwen.model import Mention

# Whose it is, of when and how it is reached say nothing of what is counted.
_BEFORE = re.compile(
    "^(?:全社会|全市|全区|全省|全县|市级|地方|本地|本级|年内|全年|当年|各类|各级|有效|新增|净增|新建|建成|新认定|国家级|国家|省级|新|市|区)+(?=..)"
)
_AFTER = re.compile("(?:总数|总量|数量|总额|增长|增速|增幅|规模|建设|改造|培育|户数|家数)+$")
_MARKS = re.compile('[“”"（）()\\s]|[^（]*、(?=[^、]+$)')
# Other names of the same.
_ALSO = (
    ("规上", "规模以上"),
    ("交易额", "成交额"),
    ("交易规模", "成交额"),
    ("中小学幼儿园", "学校"),
    ("基础教育学校", "学校"),
    ("地区生产总值增长", "地区生产总值"),
    ("GDP", "地区生产总值"),
    ("社零总额", "社会消费品零售总额"),
    ("固投", "固定资产投资"),
    ("研发经费", "研发"),
    ("老旧院落", "老旧小区"),
    ("每万人口", "万人"),
    ("每万人", "万人"),
    ("率达", "率"),
)
_COUNTED = frozenset("个家户座所处条项名人台套件种次场支批间栋宗")


def target_rows(voices: Sequence[Voice]) -> tuple[TargetRow, ...]:
    """The rows, those of most voices first, else in the order of the first voice that has them."""
    rows: dict[tuple[str, str], list[tuple[str, Aim]]] = defaultdict(list)
    for number, voice in enumerate(voices):
        for name, aim in _aims(number, voice):
            rows[_thing(name), _kind(aim.unit)].append((name, aim))
    made = [TargetRow(row[0][0], _once(row)) for (thing, _), row in rows.items() if thing]
    return tuple(sorted(made, key=lambda row: -len({aim.voice for aim in row.aims})))


def _aims(number: int, voice: Voice) -> Iterator[tuple[str, Aim]]:
    spans = {span.id: span for span in announced(voice)}
    mentions: dict[str, Mention] = {one.id: one for one in voice.reading.mentions}
    for task in voice.reading.tasks:
        for target in task.targets:
            mention = mentions[target.mention]
            span = spans.get(mention.span)
            if span and _core(target.name) in fold(span.text):
                quote = Quote(number, span.text, span.pieces)
                yield target.name, Aim(number, target.op, target.base, target.value, target.unit, mention.text, quote)


def _core(name: str) -> str:
    """The end of a name: where the clause itself does not say it, the reader took it from elsewhere, and may err."""
    return _AFTER.sub("", fold(name))[-2:]


def _once(row: Sequence[tuple[str, Aim]]) -> tuple[Aim, ...]:
    """What a voice says twice in the same words counts once."""
    return tuple({(aim.voice, aim.op, aim.value): aim for _, aim in reversed(row)}.values())[::-1]


def _thing(name: str) -> str:
    """What is counted, under one name."""
    thing = _MARKS.sub("", fold(name))
    for also, name_of_all in _ALSO:
        thing = thing.replace(also, name_of_all)
    bare = _BEFORE.sub("", thing)
    return _AFTER.sub("", bare) or bare


def _kind(unit: str) -> str:
    """Counted things are counted in whatever measure word: 80户 beside 30家."""
    return "个" if unit in _COUNTED or unit == "场次" else unit
