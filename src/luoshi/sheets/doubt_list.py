"""What was doubtful or refused, by cell, as a sheet that can lie beside the ledger while it is put right."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from luoshi.sheets.cells import Doubt

COLUMNS = (("单元格", 10), ("栏目", 18), ("原内容", 60), ("疑点或不导入的原因", 50))


def write(doubts: Sequence[Doubt]) -> bytes:
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("疑点清单")
        head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "valign": "vcenter"})
        body = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
        for place, (title, width) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, title, head)
        for row, doubt in enumerate(doubts, 1):
            for place, text in enumerate((doubt.address, doubt.column, doubt.text, doubt.said)):
                sheet.write_string(row, place, text, body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(doubts)), len(COLUMNS) - 1)
    return buffer.getvalue()
