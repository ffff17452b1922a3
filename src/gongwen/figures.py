"""Numbers as an office writes them: 35亿元, 30万平方米, 57.5%, ≥25家."""

import re
from decimal import Decimal
from typing import Final

_SCALES: Final = ((8, "亿"), (4, "万"))
# A figure is scaled only where that makes it shorter to read: at most so many digits after the point.
_MOST_DECIMALS: Final = 4
# 1300, ≥95, 〔13〕, 9.0以上: in a table whose units stand in a column of their own.
_BARE: Final = re.compile(r"[^\w%％]*\d[\d.,]*(?:以[上内下]|左右)?[^\w%％]*")
_SIGNS: Final[dict[str, str]] = {">=": "≥", "<=": "≤", "=": "", "~": "约"}


def figure(value: Decimal, unit: str = "", op: str = "=") -> str:
    """``value`` in base units with its unit; exact, without trailing zeros or an exponent. ``op`` is a Target's."""
    sign = _SIGNS.get(op, op)
    for power, word in _SCALES:
        scaled = value.scaleb(-power).normalize()
        if abs(scaled) >= 1 and _decimals(scaled) <= _MOST_DECIMALS - (0 if word == "亿" else 2):
            return f"{sign}{scaled:f}{word}{unit}"
    return f"{sign}{value.normalize():f}{unit}"


def in_full(words: str, value: str | None, unit: str, op: str) -> str:
    """The ``words`` of an amount, or what they say where their unit stands elsewhere: 1300 in a column of 亿元."""
    return figure(Decimal(value), unit, op) if value and _BARE.fullmatch(words) else words


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
