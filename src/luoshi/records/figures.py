"""Numbers as an office writes them: 35亿元, 30万平方米, 57.5%."""

from decimal import Decimal

SCALES = ((8, "亿"), (4, "万"))
# A figure is scaled only where that makes it shorter to read: at most so many digits after the point.
MOST_DECIMALS = 4


def figure(value: Decimal, unit: str = "") -> str:
    """``value`` in base units with its unit; exact, without trailing zeros or an exponent."""
    for power, word in SCALES:
        scaled = value.scaleb(-power).normalize()
        if abs(scaled) >= 1 and _decimals(scaled) <= MOST_DECIMALS - (0 if word == "亿" else 2):
            return f"{scaled:f}{word}{unit}"
    return f"{value.normalize():f}{unit}"


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
