"""Numbers as documents write them: 3.5, 1,200, 三亿五千万, 1.2万亿, 二〇二六; full-width digits too. 若干 is none."""

import re
from decimal import Decimal
from functools import lru_cache

_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}
_HAN_DIGIT = "".join(_DIGITS)

# What `parse` takes; composed into the patterns of dates and amounts.
ARABIC = r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?"
SCALE = "[十百千万亿兆]"
HAN = f"[{_HAN_DIGIT}十百千万亿兆]+"
_TOKEN = re.compile(f"{ARABIC}|[{_HAN_DIGIT}]+|[十百千万亿兆]|[点.]")
_PLAIN = str.maketrans({",": None, "，": None, "．": "."})


@lru_cache(maxsize=4096)
def parse(text: str) -> Decimal | None:
    """The number ``text`` says, or None where it is not one number."""
    if text.isascii() and text.isdigit():
        return Decimal(text)
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    tokens = _TOKEN.findall(text)
    return _value(tokens) if tokens and "".join(tokens) == text else None


def plain(number: Decimal) -> str:
    """Without exponent or trailing zeros: 3500000000, 4.2."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_fraction(whole: str, fraction: str) -> Decimal | None:
    before = parse(whole)
    digits = [_DIGITS.get(char) for char in fraction]
    if before is None or not digits or None in digits:
        return None
    return before + Decimal("0." + "".join(map(str, digits)))


def _value(tokens: list[str]) -> Decimal | None:
    total, section, current, last = Decimal(0), Decimal(0), None, 0
    for token in tokens:
        if token in _SMALL:
            section += (1 if current is None else current) * _SMALL[token]
            current, last = None, _SMALL[token]
        elif token in _LARGE:
            total, section = _raised(total, section, current, _LARGE[token])
            current, last = None, _LARGE[token]
        elif current is not None or (number := _digits(token)) is None:
            return None
        else:
            current = number
            last = 0 if token[0] in "零〇○" else last
    return total + section + _tail(tokens[-1], current, last)


def _raised(total: Decimal, section: Decimal, current: Decimal | None, by: int) -> tuple[Decimal, Decimal]:
    """万 and 亿 raise what stands before them: all of 1.2万 in 1.2万亿, only 五千 in 三亿五千万."""
    here = section + (current or 0)
    if total and total < by:
        return (total + here) * by, Decimal(0)
    return total + (here or 1) * by, Decimal(0)


def _tail(token: str, current: Decimal | None, last: int) -> Decimal:
    """一万二 is 12000; 一万零二 is 10002; 一百二十五 ends in plain 5."""
    if current is None:
        return Decimal(0)
    return current * last / 10 if last > 10 and len(token) == 1 and token in _DIGITS else current


def _digits(token: str) -> Decimal | None:
    if token[0].isdigit():
        return Decimal(token.translate(_PLAIN))
    if token[0] in _DIGITS:
        # 〇二 in 一万〇二 and the year 二〇二六 alike: digits in a row.
        return Decimal("".join(str(_DIGITS[char]) for char in token))
    return None
