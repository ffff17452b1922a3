"""Terms over time: how often dated documents say one, who says it first, who takes it up, and what became of it.

Documents become texts of a day (statements.py); without terms asked for, what they set in quotation marks and phrases
they repeat are tried (phrases.py); each is counted in every text (courses.py), and what is said of its way is tested
(changing.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongwen.collecting import no_collecting
from gongwen.model import Reading
from gongwen.trends.choosing import telling
from gongwen.trends.courses import Said
from gongwen.trends.phrases import candidates
from gongwen.trends.result import Adoption, Change, Course, Kind, Point, Saying, Text, Told, Trend, Undated
from gongwen.trends.statements import occasion_names, statements

__all__ = [
    "Adoption", "Change", "Course", "Kind", "Point", "Saying", "Text", "Told", "Trend", "Undated", "trend",
]  # fmt: skip


def trend(readings: Iterable[Reading], terms: Sequence[str] = ()) -> Trend:
    """The courses of ``terms`` through ``readings``; without terms, of those found there that something became of.

    A term alone may stand for ``terms``: a ``str`` is not taken letter by letter.

    A reading's day is its own date, else the day it was published; without either it is told in ``undated`` and left
    out. Found are, of each kind of change, those least likely by chance (choosing.py).
    """
    with no_collecting():
        made, undated = statements(list(readings))
        said = Said(made)
        given = [terms] if isinstance(terms, str) else terms
        asked = list(dict.fromkeys([word for term in given if (word := term.strip())]))
        changes = said.changes(asked) if asked else telling(said.changes(candidates(made)))
        courses = tuple([said.course(term, change) for term, (change, _) in changes.items()])
    texts = tuple([one.text for one in made])
    return Trend(texts, tuple(undated), occasion_names(texts), courses)
