"""The lines of a page: outer blanks, Markdown marks and page numbers told apart, table rows cut into cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongwen.headings import HEADLINE, ZONE, ends_sentence
from gongwen.model import Piece
from gongwen.spans import BLANK_CLASS, solid_pieces
from gongwen.table_rows import RULE_OF_BARS, rows_of

_SOLID = re.compile(rf"[^{BLANK_CLASS}](?:.*[^{BLANK_CLASS}])?", re.DOTALL)
# A heading's or a list's mark; the blanks that a web page's source writes out.
_MARKDOWN = re.compile(
    r"(?P<hashes>#{1,6})(?=[^#]|$)|[-*+·](?=\s)|[•●■◆◇▲▶►▪]|>(?=\s)|(?:&(?:nbsp|ensp|emsp|#160|#12288)[;；]\s*)+|(?P<row>\S)(?P=row){8,}"
)
# **一、主要目标** whole, or **（一）加强统筹。** before the words of its paragraph.
_BOLD = re.compile(rf"\*\*(?=[^*{BLANK_CLASS}])(?P<words>[^*]+)\*\*(?P<rest>[^*].*)?", re.DOTALL)
# What either opens with, unless the same character comes again and again.
_ORNAMENTS = frozenset("|#-*+•●■◆◇▲▶►▪>=_—~·.<&")
_RULE = re.compile(
    rf"{RULE_OF_BARS.pattern}|[-=*_—~·.]{{3,}}"
    r"|(?:&(?:nbsp|ensp|emsp|#160|#12288)[;；]\s*)+|<[!！]--.*-->|(.)\1{7,}|[#>*+-]+"
)
_PAGE_NUMBER_OPENS = frozenset("—–―-第")
_PAGE_NUMBER = re.compile(r"[—–―-]{1,2}\s*\d{1,3}\s*[—–―-]{1,2}|第\s*\d{1,3}\s*页(?:\s*共\s*\d{1,3}\s*页)?")
# A heading and the first words of its article on one line.
_RUN_ON_HEADING = re.compile(rf"((?:{ZONE})\s+{HEADLINE})\s+(?=\d{{1,2}}月\d{{1,2}}日)")
# A line that opens with none of these and holds no blank is words alone.
_SIGNS = _ORNAMENTS | _PAGE_NUMBER_OPENS

_new = tuple.__new__  # half the time of a call by name


class PageLine(NamedTuple):
    """A line of the page without outer blanks and Markdown mark; ``level`` is the mark's, 0 for none.

    ``number`` counts lines from 0. ``pieces`` are its own, without the blanks that joining drops. ``ends``: a sentence
    or a clause group ends with it. ``cell``: one cell of a table's row, in ``column``. ``rule``: a line drawn, or a
    comment.
    ``furniture`` are page numbers standing between this line and the next; they may part a sentence in two.
    ``ornament``: the mark is a row of one character.
    ``bars``: those between the cells of a row, with its last cell.
    """

    number: int
    start: int
    end: int
    text: str
    pieces: Sequence[Piece]
    ends: bool
    mark: Piece | None = None
    level: int = 0
    cell: bool = False
    rule: bool = False
    furniture: tuple[Piece, ...] = ()
    ornament: bool = False
    bars: tuple[Piece, ...] = ()
    column: int = 0


_UNMARKED = tuple(PageLine._field_defaults.values())


def split_lines(page_text: str, folded: str) -> list[PageLine]:
    """The lines of the page that hold anything; ``folded`` is the page folded by ``fold_page``."""
    out: list[PageLine] = []
    lines = list(_solid_lines(folded))
    rows = rows_of(folded, lines)
    for number, (start, words) in enumerate(lines):
        end, first = start + len(words), words[0]
        if number in rows:
            for column, (here, there) in rows[number].cells:
                out.append(_line(page_text, folded, len(out), here, there)._replace(cell=True, column=column))
            if rows[number].bars:
                out[-1] = out[-1]._replace(bars=rows[number].bars)
        elif first not in _SIGNS and " " not in words and "\t" not in words and first != words[1:2]:
            line = len(out), start, end, words, ((start, end),), ends_sentence(words), *_UNMARKED
            out.append(_new(PageLine, line))
        elif out and first in _PAGE_NUMBER_OPENS and _PAGE_NUMBER.fullmatch(folded, start, end):
            out[-1] = out[-1]._replace(furniture=(*out[-1].furniture, (start, end)))
        else:
            bold = _BOLD.fullmatch(folded, start, end) if first == "*" else None
            if bold and (bold["rest"] is None or ends_sentence(bold["words"])):
                out += _bold(page_text, folded, len(out), bold)
                continue
            for here, there in _run_on(folded, start, end):
                out.append(_line(page_text, folded, len(out), here, there))
    return out


def _solid_lines(folded: str) -> Iterator[tuple[int, str]]:
    """Every line's start and its words without outer blanks."""
    at = 0
    for line in folded.split("\n"):
        if words := line.strip():
            yield at + line.index(words[0]), words
        at += len(line) + 1


def _run_on(folded: str, start: int, end: int) -> list[Piece]:
    """The line, or a heading and the first line of its article."""
    match = _RUN_ON_HEADING.match(folded, start, end) if "月" in folded[start:end] else None
    return [match.span(1), (match.end(), end)] if match else [(start, end)]


def _may_be_marked(text: str) -> bool:
    return text[0] in _ORNAMENTS or text[0] == text[1:2]


def _line(page_text: str, folded: str, index: int, start: int, end: int) -> PageLine:
    mark = _MARKDOWN.match(folded, start, end) if _may_be_marked(folded[start:end]) else None
    rest = _SOLID.search(folded, mark.end(), end) if mark else None
    found, level = (mark.span(), len(mark["hashes"] or "")) if mark and rest else (None, 0)
    start = rest.start() if rest else start
    text = folded[start:end]
    pieces, ends, rule = solid_pieces(page_text, start, end), ends_sentence(text), is_rule(text)
    ornament = mark is not None and mark["row"] is not None
    return PageLine(index, start, end, text, pieces, ends, found, level, rule=rule, ornament=ornament)


def _bold(page_text: str, folded: str, index: int, bold: re.Match[str]) -> Iterator[PageLine]:
    """The words set in bold, their marks beside them, and what follows on the line."""
    start, end = bold.span("words")
    line = _line(page_text, folded, index, start, end)
    # The words may have a mark of their own: **- 主要目标**.
    yield line._replace(mark=(bold.start(), line.start), bars=((end, end + 2),))
    if bold["rest"] is not None:
        rest = _SOLID.search(folded, *bold.span("rest"))
        if rest:
            yield _line(page_text, folded, index + 1, *rest.span())


def is_rule(text: str) -> bool:
    """Whether a line is no text but a line drawn, or a comment."""
    return _may_be_marked(text) and _RULE.fullmatch(text) is not None
