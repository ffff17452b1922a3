"""The ledger an office already keeps in Excel, row by row into ours: read, matched, shown, confirmed."""
