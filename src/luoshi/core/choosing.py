"""Choosing several rows in a form."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST_ID = 18  # digits that fit the database's integers


class RowsField(forms.ModelMultipleChoiceField):
    """Django asks the database for whatever ids were sent, and that fails on a number no row can have."""

    def clean(self, value: Any) -> Any:
        for one in value if isinstance(value, (list, tuple)) else ():
            if len(str(one)) > LONGEST_ID:
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(one)[:LONGEST_ID]},
                )
        return super().clean(value)
