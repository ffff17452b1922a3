"""What waits for a post: its standing reminders by matter, few columns each, however many there are."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from luoshi.org.models import Post
from luoshi.supervision.reminder_rules import BY_NAME, RANK
from luoshi.supervision.reminding import standing
from luoshi.supervision.rule import Rule

COLOURS = ("red", "yellow", "blue")


class Waiting(NamedTuple):
    """One matter: ``pk`` is its gravest reminder, ``others`` the rules of the rest."""

    pk: int
    rule: Rule
    about: dt.date
    others: tuple[Rule, ...]


def waiting_for(post: Post) -> list[Waiting]:
    """Every matter by itself: gravest first, then the oldest day."""
    rows = standing(post).order_by("record_id", "milestone_id", "pk")
    told = rows.values_list("record_id", "milestone_id", "pk", "rule", "about")
    matters = [_matter([row[2:] for row in group]) for _, group in groupby(told, itemgetter(0, 1))]
    return sorted(matters, key=lambda one: (COLOURS.index(one.rule.colour), one.about, one.pk))


def _matter(rows: list[tuple[int, str, dt.date]]) -> Waiting:
    first, *others = sorted(rows, key=lambda row: -RANK[row[1]])
    return Waiting(first[0], BY_NAME[first[1]], first[2], tuple(BY_NAME[row[1]] for row in others))
