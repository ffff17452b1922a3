"""Forms made from the declaration: one maker a field kind, so that a new transition needs no form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.choosing import RowsField
from luoshi.documents.models import Document
from luoshi.org.models import Post, Unit
from luoshi.records.choices import PersonChoice, date_field, people_of, posts_of, units_of
from luoshi.records.declaration import Field, Transition
from luoshi.records.detail import MoneyInput
from luoshi.records.milestone_forms import PlanField
from luoshi.records.models import Part, Record
from luoshi.records.parts import besides_lead
from luoshi.records.registry import record_type, type_of
from luoshi.records.settled import is_extra

TARGET_PREFIX = "target-"
PARTS = {"joint": Part.JOINT_LEAD, "support": Part.SUPPORT}


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if files else []


class FilesField(forms.FileField):
    """Any number of files; an empty list where none was chosen."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in data or [] if super(FilesField, self).clean(file, initial)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)


class NumberedField(forms.CharField):
    """A record of the post's zone by its number, as far as the post sees it; zones number theirs alike."""

    def __init__(self, post: Post, kind: str) -> None:
        super().__init__(max_length=20)
        self.post, self.kind = post, kind

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Record) else value

    def clean(self, value: Any) -> Record | None:
        code = super().clean(value)
        own = Record.objects.visible_to(self.post).filter(type=self.kind, zone=self.post.zone_id)
        found = own.filter(code=code).first() if code else None
        if code and found is None:
            told = {"code": code, "kind": record_type(self.kind).label}
            raise forms.ValidationError(_("没有编号为 %(code)s 的%(kind)s，或它不在您的范围内。") % told)
        return found


class TieField(forms.ModelChoiceField):
    def label_from_instance(self, tie: Any) -> str:
        return str(tie.other)


def _text(rows: int = 3) -> forms.CharField:
    return forms.CharField(max_length=4000, widget=forms.Textarea({"rows": rows}))


def _units_besides_lead(record: Record) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=[part.unit_id for part in besides_lead(record)])


Maker = Callable[[Record, Post], forms.Field]
MAKERS: dict[str, Maker] = {
    "text": lambda _record, _post: _text(),
    "line": lambda _record, _post: forms.CharField(max_length=200),
    "date": lambda _record, _post: date_field(),
    "percent": lambda _record, _post: forms.IntegerField(min_value=0, max_value=100),
    "whole": lambda _record, _post: forms.IntegerField(min_value=0, max_value=2**31 - 1),
    "decimal": lambda _record, _post: forms.DecimalField(max_digits=20, decimal_places=4),
    "money": lambda _record, _post: MoneyInput(),
    "flag": lambda _record, _post: forms.BooleanField(),
    "number": lambda _record, _post: forms.IntegerField(min_value=1, max_value=1000),
    "unit": lambda _record, post: forms.ModelChoiceField(units_of(post), empty_label=_("未定")),
    "units": lambda _record, post: RowsField(
        units_of(post), widget=forms.CheckboxSelectMultiple
    ),
    "part": lambda record, _post: forms.ModelChoiceField(_units_besides_lead(record)),
    "parts": lambda record, _post: RowsField(
        _units_besides_lead(record), widget=forms.CheckboxSelectMultiple
    ),
    "task": lambda _record, post: NumberedField(post, "task"),
    "tie": lambda record, _post: TieField(record.ties.select_related("other"), empty_label=None),
    "person": lambda _record, post: PersonChoice(people_of(post), empty_label=_("未定")),
    "post": lambda _record, post: forms.ModelChoiceField(posts_of(post), empty_label=_("未定")),
    "files": lambda _record, _post: FilesField(),
    "plan": lambda _record, post: PlanField(post),
    "document": lambda _record, post: forms.ModelChoiceField(
        Document.objects.visible_to(post).defer("text"), empty_label=_("未定")
    ),
    "milestone": lambda record, _post: forms.ModelChoiceField(record.milestones.all(), empty_label=None),
}  # fmt: skip


def made_for(field: Field, record: Record, post: Post) -> forms.Field:
    """The form field that asks for ``field``: its own, else that of its kind."""
    made = (field.make or MAKERS[field.kind])(record, post)
    made.label, made.help_text = field.label, field.help
    if field.kind == "money":
        made.label = _("%(label)s（万元）") % {"label": field.label}
    return made


class TransitionForm(forms.Form):
    """The answers of one transition. ``version`` is the record's as the person saw it: a stale page is refused."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, record: Record, transition: Transition, post: Post, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, prefix=transition.name, initial={"version": record.version})
        self.record, self.transition, self.post = record, transition, post
        kind = type_of(record)
        self.stands_in = transition.is_stood_in_by(post)
        required = transition.required_of(post)
        for name in transition.asked_of(post):
            self._add(kind.field(name), required=name in required)

    def _add(self, field: Field, *, required: bool) -> None:
        if field.kind == "targets":
            self._add_targets()
            return
        if field.kind == "parts" and not besides_lead(self.record):
            return
        made = made_for(field, self.record, self.post)
        made.required = required and field.kind != "flag"
        made.initial = self._now(field)
        self.fields[field.name] = made

    def _add_targets(self) -> None:
        for target in self.record.targets.filter(counted_type=""):
            self.fields[f"{TARGET_PREFIX}{target.pk}"] = forms.DecimalField(
                label=f"{target.name}（{target.unit}）" if target.unit else target.name,
                required=False,
                max_digits=20,
                decimal_places=4,
                initial=target.reached,
            )

    def _now(self, field: Field) -> Any:
        """What the record says already, so that an amendment starts from it. Accounts of progress start empty."""
        if field.name in ("progress_note", "conclusion"):
            return None
        if field.name in PARTS:
            return self.record.pk and [
                part.unit_id for part in self.record.assignments.all() if part.part == PARTS[field.name]
            ]
        if is_extra(field.name):
            return self.record.extra.get(field.name)
        if field.name == "happened_on":
            return clock.today()
        detail = getattr(self.record, type_of(self.record).detail)
        for row in (self.record, detail):
            if field.name in {column.name for column in row._meta.concrete_fields}:
                return getattr(row, field.name, None)  # a row that must be named is not, before the first time
        return None

    def answers(self) -> dict[str, Any]:
        """What apply_transition takes; blank optional files and links stay out."""
        asked = self.transition.asked_of(self.post)
        given = {name: value for name, value in self.cleaned_data.items() if name in asked}
        reached = {
            name.removeprefix(TARGET_PREFIX): value
            for name, value in self.cleaned_data.items()
            if name.startswith(TARGET_PREFIX) and value is not None
        }
        return {**given, "reached": reached} if reached else given


def as_seen(record: Record, version: str) -> Record:
    """``record`` at the version its page showed, as the page sends it back; what changed since is then refused."""
    if version.isdecimal() and len(version) < 10:
        record.version = int(version)
    return record


def asks_nothing(form: TransitionForm) -> bool:
    return not form.transition.asked_of(form.post)
