"""Official Word files (GB/T 9704-2012): margins 37/35/28/26 mm, title 2号小标宋 centred, body 3号仿宋, 28 pt lines,
page numbers —1— 4号, odd right and even left. Fonts are named, never shipped: an office has them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TITLE, BODY, HEADING, SUB, DIGITS = "方正小标宋简体", "仿宋", "黑体", "楷体", "Times New Roman"
NO2, NO3, NO4, NO5 = 22.0, 16.0, 14.0, 10.5  # points of 2号, 3号, 4号, 5号
LINE = 28.0  # points between lines: 22 of them on a page
TWO = 2 * NO3  # two characters' indent
LONG, SHORT = 297, 210  # mm of A4


class WordFile:
    """One document, written from top to bottom; ``save`` gives its bytes."""

    def __init__(self, *, landscape: bool = False) -> None:
        self.docx = Document()
        self.section = self.docx.sections[0]
        self._page(landscape)
        self._number_pages()

    def title(self, text: str) -> None:
        self._line(text, TITLE, NO2, align=WD_ALIGN_PARAGRAPH.CENTER)

    def subtitle(self, text: str) -> None:
        self._line(text, SUB, NO3, align=WD_ALIGN_PARAGRAPH.CENTER)
        self._line("", BODY, NO3)

    def heading(self, text: str) -> None:
        """一、…"""
        self._line(text, HEADING, NO3, indent=TWO)

    def subheading(self, text: str) -> None:
        """（一）…"""
        self._line(text, SUB, NO3, indent=TWO)

    def paragraph(self, text: str) -> None:
        self._line(text, BODY, NO3, indent=TWO)

    def table(self, head: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[str]]) -> None:
        """``widths`` in mm. The head is repeated on every page, a row is never torn between two."""
        table = self.docx.add_table(rows=1, cols=len(head))
        table.style, table.autofit = "Table Grid", False
        for place, width in enumerate(widths):
            table.columns[place].width = Mm(width)
        self._fill(table.rows[0], head, widths, HEADING)
        _property(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for cells in rows:
            self._fill(table.add_row(), cells, widths, BODY)

    def save(self) -> bytes:
        buffer = io.BytesIO()
        self.docx.save(buffer)
        return buffer.getvalue()

    def _page(self, landscape: bool) -> None:
        wide, high = (LONG, SHORT) if landscape else (SHORT, LONG)
        section = self.section
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        margins = (28, 26, 37, 35) if landscape else (37, 35, 28, 26)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, margins)
        section.footer_distance = Mm(28)

    def _number_pages(self) -> None:
        self.docx.settings.odd_and_even_pages_header_footer = True
        for footer, align in (
            (self.section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (self.section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            for kind, text in (("", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("", " —")):
                _field(_styled(paragraph.add_run(text if not kind else ""), BODY, NO4), kind, text)

    def _line(self, text: str, font: str, size: float, *, indent: float = 0, align: Any = None) -> None:
        paragraph = self.docx.add_paragraph()
        paragraph.alignment = align
        shape = paragraph.paragraph_format
        shape.line_spacing, shape.space_after, shape.first_line_indent = Pt(LINE), Pt(0), Pt(indent)
        shape.keep_with_next = font in (HEADING, SUB)  # a heading never ends a page
        _styled(paragraph.add_run(text), font, size)

    def _fill(self, row: Any, cells: Sequence[str], widths: Sequence[float], font: str) -> None:
        _property(row._tr.get_or_add_trPr(), "w:cantSplit")
        for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
            cell = row.cells[place]
            cell.width = Mm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _property(paragraph._p.get_or_add_pPr(), "w:snapToGrid", "0")
            _styled(paragraph.add_run(text), font, NO5)


def _styled(run: Any, font: str, size: float) -> Any:
    """Chinese in ``font``, digits and letters in the one offices use beside it."""
    run.font.size, run.font.name = Pt(size), DIGITS
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _field(run: Any, kind: str, text: str) -> None:
    if kind == "code":
        code = OxmlElement("w:instrText")
        code.text = text
        run._r.append(code)
    elif kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)


def _property(parent: Any, name: str, value: str = "1") -> None:
    made = OxmlElement(name)
    made.set(qn("w:val"), value)
    parent.append(made)
