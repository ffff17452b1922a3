"""Any exporter as an Excel workbook made the way an office makes one: merged title, frozen and repeated header,
borders, A3 landscape fitted to one page across, lists to choose from, and a sheet of explanations."""

import datetime as dt
import math
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from luoshi.core import clock
from luoshi.reports.exporter import Cell, Column, Exporter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The faces of GB/T 9704-2012, named only: they lie on the office's machines and are never shipped.
TITLE_FACE, HEAD_FACE, BODY_FACE = "方正小标宋简体", "黑体", "仿宋"
BODY_SIZE = 10.5
LINE_HEIGHT = 15.0  # points, of one line at BODY_SIZE
MOST_HEIGHT = 400.0  # Excel's own limit is 409
MOST_TEXT = 32_000  # Excel's own limit is 32,767
HEADER_ROW = 2
FIRST_ROW = HEADER_ROW + 1
FROZEN_COLUMNS = 3
NOTE_WIDTH = 80
DAY, AMOUNT = "yyyy-mm-dd", "#,##0.00"
# A cell that begins so could be taken for a formula once the sheet is saved as CSV and opened again.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def write(exporter: Exporter) -> bytes:
    """The workbook's bytes."""
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": exporter.title, "created": clock.now().replace(tzinfo=None)})
        styles = Styles(book)
        sheet = book.add_worksheet(exporter.sheet)
        notes = book.add_worksheet(_("说明"))
        last = _write_body(sheet, styles, exporter)
        _write_head(sheet, styles, exporter)
        _offer_choices(book, sheet, exporter.columns, last + exporter.room)
        _tint(book, sheet, exporter, last)
        _set_page(sheet, len(exporter.columns), last)
        _lock(sheet, exporter.columns)
        _write_notes(notes, styles, exporter)
    return buffer.getvalue()


class Styles:
    """The formats of one workbook; cells that differ only in alignment or kind share the rest."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.title = self._make(font_name=TITLE_FACE, font_size=22, align="center")
        self.subtitle = self._make(font_name="楷体", font_size=12, align="center")
        self.head = self._make(
            font_name=HEAD_FACE, font_size=11, align="center", border=1, text_wrap=True, bg_color="#E8EEF7"
        )
        self.section = self._make(font_name=HEAD_FACE, font_size=12)
        self.fill_head = self._make(
            font_name=HEAD_FACE, font_size=11, align="center", border=1, text_wrap=True, bg_color="#FFF3CD"
        )
        self.fill = self._make(
            font_name=BODY_FACE, font_size=BODY_SIZE, border=1, text_wrap=True, bg_color="#FFFDF3", locked=False
        )
        self._cells: dict[tuple[str, str, bool], Format] = {}

    def _make(self, **properties: object) -> Format:
        return self.book.add_format({"valign": "vcenter", **properties})

    def cell(self, align: str, *, form: str = "General", is_quoted: bool = False) -> Format:
        """``form`` is Excel's format of numbers and days; only text is wrapped."""
        key = (align, form, is_quoted)
        if key not in self._cells:
            self._cells[key] = self._make(
                font_name=BODY_FACE,
                font_size=BODY_SIZE,
                align=align,
                border=1,
                text_wrap=form == "General",
                num_format=form,
                quote_prefix=is_quoted,
            )
        return self._cells[key]


def _write_head(sheet: Worksheet, styles: Styles, exporter: Exporter) -> None:
    end = len(exporter.columns) - 1
    sheet.merge_range(0, 0, 0, end, exporter.title, styles.title)
    sheet.merge_range(1, 0, 1, end, exporter.subtitle, styles.subtitle)
    for place, column in enumerate(exporter.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEADER_ROW, place, column.title, styles.fill_head if column.fill else styles.head)
    for row, height in ((0, 42), (1, 22), (HEADER_ROW, 34)):
        sheet.set_row(row, height)


def _write_body(sheet: Worksheet, styles: Styles, exporter: Exporter) -> int:
    """The last row written, or the empty one below the header."""
    last = FIRST_ROW
    for last, row in enumerate(exporter.rows(), FIRST_ROW):
        sheet.set_row(last, row_height(row, exporter.columns))
        for place, (cell, column) in enumerate(zip(row, exporter.columns, strict=True)):
            if column.fill:
                sheet.write_blank(last, place, None, styles.fill)
            else:
                _write_cell(sheet, styles, last, place, cell, column.align)
    return last


def _write_cell(sheet: Worksheet, styles: Styles, row: int, place: int, cell: Cell, align: str) -> None:
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, place, cell, styles.cell("center", form=DAY))
    elif isinstance(cell, Decimal):
        sheet.write_number(row, place, cell, styles.cell(align, form=AMOUNT))
    elif isinstance(cell, int):
        sheet.write_number(row, place, cell, styles.cell("right" if align == "right" else "center"))
    elif cell:
        style = styles.cell(align, is_quoted=cell.startswith(FORMULA_MARKS))
        sheet.write_string(row, place, shortened(cell), style)
    else:
        sheet.write_blank(row, place, None, styles.cell(align))


def shortened(text: str) -> str:
    """``text`` within what a cell can hold; a longer one says that it was cut."""
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + _("……（过长，余下见系统）")


def row_height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Points. Excel does not fit rows of a file it has not opened yet, so the wrapped lines are counted here."""
    lines = max(lines_in(cell, column.width) for cell, column in zip(row, columns, strict=True))
    return min(MOST_HEIGHT, lines * LINE_HEIGHT + 6)


def lines_in(cell: Cell, width: int) -> int:
    if not isinstance(cell, str):
        return 1
    # One character less a line than the width says: a mark that may not begin a line pulls its neighbour down.
    room = max(2, width - 2)
    return sum(max(1, math.ceil(text_width(line) / room)) for line in cell.split("\n"))


def text_width(text: str) -> int:
    """In half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _offer_choices(book: Workbook, sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
    """Lists to choose from. They stand on a hidden sheet, for a list inside a cell's rule ends at 255 characters."""
    offered = [(place, column) for place, column in enumerate(columns) if column.choices]
    if not offered:
        return
    lists = book.add_worksheet(_("选项"))
    lists.hide()
    for at, (place, column) in enumerate(offered):
        for row, choice in enumerate(column.choices):
            lists.write_string(row, at, choice)
        letter = xl_col_to_name(at, col_abs=True)
        rule = {
            "validate": "list",
            "source": f"={lists.get_name()}!{letter}$1:{letter}${len(column.choices)}",
            "error_type": "warning",
            "error_title": column.title,
            "error_message": _("不在列表中，请从下拉列表选择。"),
        }
        sheet.data_validation(FIRST_ROW, place, last, place, rule)


def _tint(book: Workbook, sheet: Worksheet, exporter: Exporter, last: int) -> None:
    places = {column.title: place for place, column in enumerate(exporter.columns)}
    for tint in exporter.tints:
        look = book.add_format({"font_color": tint.text, "bg_color": tint.ground, "bold": True})
        rule = {"type": "text", "criteria": "containing", "value": tint.word, "format": look}
        place = places[tint.column]
        sheet.conditional_format(FIRST_ROW, place, last, place, rule)


def _set_page(sheet: Worksheet, columns: int, last: int) -> None:
    sheet.freeze_panes(FIRST_ROW, min(FROZEN_COLUMNS, columns))
    sheet.autofilter(HEADER_ROW, 0, last, columns - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.center_horizontally()
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, columns - 1)
    sheet.set_footer(f"&C&{BODY_SIZE:.0f}" + _("第 %(page)s 页  共 %(pages)s 页") % {"page": "&P", "pages": "&N"})


def _lock(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """Without a password: it keeps a hand from slipping, and what was altered all the same is found on the way in."""
    if any(column.fill for column in columns):
        sheet.protect(options={"format_rows": True, "format_columns": True, "autofilter": True})


def _write_notes(sheet: Worksheet, styles: Styles, exporter: Exporter) -> None:
    parts = {_("各栏的来源"): [(column.title, column.source) for column in exporter.columns], **exporter.notes()}
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, NOTE_WIDTH)
    row = 0
    for heading, pairs in parts.items():
        sheet.write_string(row, 0, heading, styles.section)
        for below, pair in enumerate(pairs, 1):
            _write_note(sheet, styles, row + below, *pair)
        row += len(pairs) + 2
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_note(sheet: Worksheet, styles: Styles, row: int, term: str, explanation: str) -> None:
    sheet.set_row(row, lines_in(explanation, NOTE_WIDTH) * LINE_HEIGHT + 6)
    sheet.write_string(row, 0, term, styles.cell("center"))
    sheet.write_string(row, 1, explanation, styles.cell("left"))
