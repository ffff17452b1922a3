"""A sheet that an office filled in: its cells, its header, the names and days in them, and doubts told by the cell.

What becomes of the rows is the importer's: intake.ledger_import, intake.progress_sheet, pipelines.importing.
"""
