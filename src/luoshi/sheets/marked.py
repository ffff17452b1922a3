"""Rows that a column 密级 marks: refused one by one, as marked documents are."""

from luoshi.documents.secrecy import refuse_marked
from luoshi.sheets.header import Header
from luoshi.sheets.workbook import Raw


def refuse_marked_rows(header: Header, sheet: Raw) -> None:
    """Raises Marked for the first such row."""
    places = [place for place, column in enumerate(header.columns) if "密级" in column.title]
    for row in sheet["rows"][header.last + 1 :]:
        for place in places:
            refuse_marked(str(row[place] or ""))
