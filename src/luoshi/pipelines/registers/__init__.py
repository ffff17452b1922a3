"""Registers (名册): plain rows without a workflow, such as firms, grids, stations, deputies, each declared once.

``Row`` is what their models extend, ``Register`` the declaration, ``declare`` makes its pages, sheet and way known.
"""

from luoshi.pipelines.registers.declaration import Register, declare, register_named, registers
from luoshi.pipelines.registers.rows import Row, RowQuerySet

__all__ = ["Register", "Row", "RowQuerySet", "declare", "register_named", "registers"]
