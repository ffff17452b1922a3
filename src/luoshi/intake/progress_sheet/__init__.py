"""A unit's 进展报送表 (reports/unit_sheet.py), filled in and brought back: the same one progress entry, row by row."""
