"""The slogans of many documents as a table: how often, in how many of them, and what those say they stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongwen.mentions.slogans import slogan_words
from gongwen.model import Mention, Reading
from gongwen.render.markdown import plain, table_head, table_row
from gongwen.render.rows import name_of
from gongwen.render.table import csv_line

COLUMNS = ("口号", "类别", "次数", "文件数", "文件", "指什么", "出处")
RULES: dict[str, str] = {"sum": "数字加合", "count": "数字简称", "parallel": "并列短语", "quoted": "引号词语"}


@dataclass(slots=True)
class Slogan:
    """One slogan over all documents.

    ``words`` are without marks, ``rule`` is that of its first mention (sum, count, parallel, quoted), ``count`` is how
    often it is said, ``documents`` are the names of those that say it, by their number from 0, ``meanings`` what they
    write out, each with the places where they do (方案.txt 第3行).
    """

    words: str
    rule: str
    count: int = 0
    documents: dict[int, str] = field(default_factory=dict)
    meanings: dict[str, list[str]] = field(default_factory=dict)

    def cells(self) -> tuple[str, ...]:
        places = ("、".join(places) for places in self.meanings.values())
        return (
            *(self.words, RULES[self.rule], str(self.count), str(len(self.documents))),
            *map("；".join, (self.documents.values(), self.meanings, places)),
        )


def slogans(readings: Iterable[Reading], *, every: bool = False) -> list[Slogan]:
    """The slogans of ``readings``, those of most documents first.

    Words merely in quotation marks are left out unless a document says what they stand for, or ``every`` is set.
    """
    rows: dict[str, Slogan] = {}
    for number, reading in enumerate(readings):
        for mention in reading.mentions:
            if mention.kind == "slogan":
                words = slogan_words(mention.text)
                _count(rows.setdefault(words, Slogan(words, mention.rule)), number, reading, mention)
    kept = (row for row in rows.values() if every or row.rule != "quoted" or row.meanings)
    return sorted(kept, key=lambda row: (-len(row.documents), -row.count))


def render_slogans_csv(rows: Iterable[Slogan]) -> Iterator[str]:
    yield "\ufeff" + csv_line(COLUMNS)
    yield from (csv_line(row.cells()) for row in rows)


def render_slogans_markdown(rows: Iterable[Slogan]) -> Iterator[str]:
    yield table_head(COLUMNS)
    for row in rows:
        yield table_row([plain(cell) or "—" for cell in row.cells()])


def _count(row: Slogan, number: int, reading: Reading, mention: Mention) -> None:
    row.count += 1
    row.documents[number] = name_of(reading)
    if mention.value:
        line = reading.text.count("\n", 0, mention.value["pieces"][0][0]) + 1
        places = row.meanings.setdefault(mention.value["meaning"], [])
        if (place := f"{reading.page.source} 第{line}行") not in places:
            places.append(place)
