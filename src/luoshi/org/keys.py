"""What opens the site beside a password, and ends with it: a new password or a locked account ends all of it for good.

What is given out lies in the apps above this one; each registers how it is taken back when it is loaded (api/apps.py).
"""

from __future__ import annotations

from collections.abc import Callable

from luoshi.org.models import Person, Post

# (Whose, why, by whom where it is not the person's own doing) → how many ended. Each is noted in the audit log.
TakeBack = Callable[[Person, str, Post | None], int]
_TAKING_BACK: list[TakeBack] = []


def register(take_back: TakeBack) -> None:
    _TAKING_BACK.append(take_back)


def end_all(person: Person, why: str, by: Post | None = None) -> int:
    return sum(take_back(person, why, by) for take_back in _TAKING_BACK)
