"""The form of a register's row, made from its model's columns."""

from __future__ import annotations

from copy import copy
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from luoshi.org.models import Post
from luoshi.pipelines.registers.declaration import Register
from luoshi.pipelines.registers.keeping import kept, put
from luoshi.pipelines.registers.rows import Row
from luoshi.records.columns import asked
from luoshi.records.forms import made_for


class RowForm(forms.Form):
    def __init__(self, register: Register, row: Row, post: Post, data: Any = None) -> None:
        super().__init__(data)
        self.register, self.row = register, row
        for field in asked(register.model, *register.edited):
            column: Any = register.model._meta.get_field(field.name)
            made = made_for(field, cast(Any, row), post)
            made.required = not column.blank and field.kind != "flag"
            made.initial = getattr(row, field.name, None)
            self.fields[field.name] = made

    def clean(self) -> dict[str, Any]:
        """What the model refuses is said beside its field: lengths, check digits, what there is already."""
        given = dict(self.cleaned_data)
        trial = copy(self.row)
        put(trial, given)
        try:
            trial.full_clean(exclude={name for name in self.fields if not self._says_new(trial, name)})
        except ValidationError as error:
            for name, told in error.error_dict.items():
                self.add_error(name if name in self.fields else None, ValidationError(told))
        return given

    def _says_new(self, trial: Row, name: str) -> bool:
        is_known = self.row.pk and kept(self.row, name) == kept(trial, name)
        return name in self.cleaned_data and not is_known
