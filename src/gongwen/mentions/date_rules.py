"""What a rule for dates is made of, and what it makes."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from gongwen.mentions import broken
from gongwen.model import Found

HAN_NUMBER: Final = "[一二三四五六七八九十]"
TO: Final = r"[—–\-－~～至到]+"


class DateRule(NamedTuple):
    """``hints``: a clause with such a date holds one of them, few others do. Each opens with one character, so that it
    is found ten times as fast as a choice of them would be."""

    hints: tuple[re.Pattern[str], ...]
    pattern: re.Pattern[str]
    read: Callable[[str, re.Match[str], date | None], Found | None]


def any_of(*hints: str) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, hints))


def value_of(first: str | None, last: str | None, **more: str) -> dict[str, str | None]:
    """A mention's value: YYYY-MM-DD or --MM-DD, None where open; ``more``: ``within`` or ``recurring`` in words."""
    return {"from": first, "to": last, **more}


def made(text: str, match: re.Match[str], value: dict[str, str | None] | None, rule: str, *doubt: str) -> Found:
    """The date that ``match`` says, without a value where its number is broken."""
    if broken.is_broken(text, *match.span()):
        return Found(*match.span(), "date", None, rule, (broken.DOUBT,))
    return Found(*match.span(), "date", value, rule, doubt)
