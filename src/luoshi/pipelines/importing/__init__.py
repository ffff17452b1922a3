"""An office's own list in Excel brought into a register or a pipeline: uploaded, shown row by row, settled, confirmed.

Everything is read off the declaration of the register or the type; what a sheet is, ``luoshi.sheets`` knows.
"""

from luoshi.pipelines.importing.model import SheetImport

__all__ = ["SheetImport"]
