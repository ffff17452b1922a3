"""What may be settled on the preview, each doubt with what may be chosen for it."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext as _

from luoshi.pipelines.importing.analysis import Analysis
from luoshi.pipelines.importing.known import folded
from luoshi.pipelines.importing.register_rows import RegisterRows
from luoshi.sheets.names import NOBODY
from luoshi.sheets.pages import Choices
from luoshi.sheets.settling import Question, column_of

MOST_OFFERED = 300  # rows; of longer registers those that are called most like it
NEAREST = 20


def choices_for(analysis: Analysis, question: Question) -> Choices:
    reader, kind = analysis.rows.reader, question.kind
    if kind == "day":
        return []
    if kind == "same":
        rows = analysis.rows
        alike = rows.alike(question.words) if isinstance(rows, RegisterRows) else []
        return [
            *((str(row.pk), _("就是“%(row)s”") % {"row": row}) for row in alike),
            (NOBODY, _("不是同一个，另行登记")),
        ]
    if kind == "unit":
        own: Choices = [(pk, str(unit)) for pk, unit in reader.names.units_by_id.items()]
    elif kind == "person":
        own = [(pk, f"{person}（{_unit(analysis, pk)}）") for pk, person in reader.names.people_by_id.items()]
    else:
        own = _nearest(question.words, reader.choices(analysis.target.by_name[column_of(question.key)]))
    return [(NOBODY, _("都不是，留空")), *own]


def _unit(analysis: Analysis, pk: str) -> str:
    return next(str(post.unit) for person, post in analysis.rows.reader.names.posts if str(person.pk) == pk)


def _nearest(words: str, choices: Choices) -> Choices:
    if len(choices) <= MOST_OFFERED:
        return choices
    by_name = {folded(label): (value, label) for value, label in choices}
    return [by_name[name] for name in get_close_matches(folded(words), by_name, n=NEAREST, cutoff=0.3)]
