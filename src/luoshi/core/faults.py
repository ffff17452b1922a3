"""What is wrong with a form that was sent, in words."""

from __future__ import annotations

from typing import Any

from django import forms

from luoshi.core.refusal import Refused


def first_error(form: forms.Form) -> str:
    name, messages = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}：{messages[0]}" if label else str(messages[0])


def given(form: forms.Form) -> dict[str, Any]:
    """What the form says; refused with its first fault."""
    if not form.is_valid():
        raise Refused(first_error(form))
    return form.cleaned_data
