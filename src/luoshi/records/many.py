"""One step on many records of a type: foreseen for each before anything is done, answered once or line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.declaration import Field, Transition
from luoshi.records.forms import made_for
from luoshi.records.models import Part, Record
from luoshi.records.registry import type_of

WORDS = frozenset({"text", "line"})
# What one answer can say of many tasks. A part, a milestone, a tie, a file is one task's own.
SERVE_MANY = WORDS | {"date", "unit", "units", "person", "percent", "document", "task", "choice", "row", "flag"}
FILLER = "…"  # words not written yet, where a guard is asked beforehand
ADDED = {"support": gettext_lazy("增加责任单位")}  # these join those that are there


@dataclass(frozen=True, slots=True)
class Offer:
    """A step with the picked tasks that allow it, and those that do not with the reason."""

    transition: Transition
    allowed: Sequence[Record]
    refused: Sequence[tuple[Record, str]]


def offers(picked: Sequence[Record], post: Post) -> list[Offer]:
    """Every step that at least one of the tasks allows, in the declaration's order."""
    steps = type_of(picked[0]).transitions
    found = (offer(picked, step, post) for step in steps if can_serve_many(picked[0], step, post))
    return [one for one in found if one.allowed]


def offer(picked: Sequence[Record], transition: Transition, post: Post) -> Offer:
    reasons = [(record, foreseen(record, transition, post)) for record in picked]
    allowed = [record for record, reason in reasons if reason is None]
    return Offer(transition, allowed, [(record, reason) for record, reason in reasons if reason])


def can_serve_many(record: Record, transition: Transition, post: Post) -> bool:
    kind = type_of(record)
    if not transition.offered or transition.page:
        return False
    required = transition.required_of(post)
    does_something = transition.target or required or transition.together or not transition.optional
    return bool(does_something) and {kind.field(name).kind for name in required} <= SERVE_MANY


def foreseen(record: Record, transition: Transition, post: Post) -> str | None:
    """Why the step would be refused, or None. A guard that looks at more than words is asked once they are in."""
    reason = flow.refusal(record, transition, post)
    asked = transition.asked_of(post)
    kind = type_of(record)
    if reason or not transition.guard or not all(are_words(kind.field(name)) for name in asked):
        return reason
    try:
        transition.guard(record, post, dict.fromkeys(asked, FILLER))
    except Refused as refusal:
        return refusal.reason
    return None


def are_words(field: Field) -> bool:
    """Whether any text would do; one with a form field of its own may want something else."""
    return field.kind in WORDS and field.make is None


class ManyForm(forms.Form):
    """The answers that serve all. What differs from task to task may stay empty here and be said in the line."""

    def __init__(self, one: Offer, post: Post, data: Any = None) -> None:
        super().__init__(data, prefix=one.transition.name)
        self.offer, self.post = one, post
        self.each = each_of(one.transition, post)
        required = one.transition.required_of(post)
        for name in asked_together(one.transition, post):
            made = field_of(one.allowed[0], name, post)
            made.required = name in required and name not in self.each
            self.fields[name] = made
        for name in self.each:
            self.fields[name].help_text = _("填在这里的用于全部；下面各行另填的，以各行为准")
        self.rows = [RowForm(record, self.each, post, data) for record in one.allowed] if self.each else []

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)]) and self._says_something()

    def _says_something(self) -> bool:
        """A task's own answer that is required stands in its line or above."""
        given = {name for name, value in self.cleaned_data.items() if is_said(value)}
        if self.fields and not self.offer.transition.required_of(self.post) and not given and not self._rows_say():
            self.add_error(None, _("没有填写要改的内容。"))
        for name in self.each:
            if name in self.offer.transition.required_of(self.post) and name not in given:
                self._demand_in_rows(name)
        return not self.errors and not any(row.errors for row in self.rows)

    def _rows_say(self) -> bool:
        return any(is_said(value) for row in self.rows for value in row.cleaned_data.values())

    def _demand_in_rows(self, name: str) -> None:
        for row in self.rows:
            if not is_said(row.cleaned_data.get(name)):
                row.add_error(name, _("请填写，或在上面统一填写。"))

    def answers_of(self, record: Record) -> dict[str, Any]:
        """What this task is answered with: the common answers, overlaid with its own; blanks change nothing."""
        own = next((row.cleaned_data for row in self.rows if row.record.pk == record.pk), {})
        both = [*self.cleaned_data.items(), *own.items()]
        said = {name: value for name, value in both if is_said(value)}
        if "support" in said:
            said["support"] = [*_support_of(record), *said["support"]]
        return said


class RowForm(forms.Form):
    """One task's own answers."""

    def __init__(self, record: Record, names: Sequence[str], post: Post, data: Any = None) -> None:
        super().__init__(data, prefix=f"row-{record.pk}")
        self.record = record
        for name in names:
            made = field_of(record, name, post)
            made.required = False
            if isinstance(made.widget, forms.Textarea):
                made.widget.attrs["rows"] = 2
            self.fields[name] = made


def field_of(record: Record, name: str, post: Post) -> forms.Field:
    field = type_of(record).field(name)
    made = made_for(field, record, post)
    made.label = ADDED.get(name, made.label)
    if isinstance(made, forms.ModelChoiceField) and not isinstance(made, forms.ModelMultipleChoiceField):
        made.empty_label = _("不变")
    return made


def asked_together(transition: Transition, post: Post) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*transition.required_of(post), *transition.together)))


def each_of(transition: Transition, post: Post) -> list[str]:
    return [name for name in asked_together(transition, post) if name in transition.each]


def is_said(value: Any) -> bool:
    return value is not None and value != "" and (not hasattr(value, "__len__") or len(value) > 0)


def _support_of(record: Record) -> Iterator[Any]:
    return (part.unit for part in record.assignments.all() if part.part == Part.SUPPORT)


def act(records: Sequence[Record], form: ManyForm) -> flow.Outcome:
    """The step on each of ``records``; a refusal on one leaves the others done."""
    name = form.offer.transition.name
    return flow.to_each(
        records, lambda record: flow.apply_transition(record, name, form.post, **form.answers_of(record))
    )
