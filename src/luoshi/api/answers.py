"""Answers sent as JSON, checked by the same form as the page's: what is refused there is refused here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from luoshi.api.errors import Invalid
from luoshi.org.models import Post
from luoshi.records.declaration import Transition
from luoshi.records.forms import TARGET_PREFIX, TransitionForm
from luoshi.records.models import Record

FILES = "evidence"


def checked(
    record: Record,
    transition: Transition,
    post: Post,
    version: int,
    answers: Mapping[str, Any],
    files: Iterable[UploadedFile] = (),
) -> dict[str, Any]:
    """The answers as apply_transition takes them. Raises Invalid, naming each field by the name it was sent under."""
    data = MultiValueDict({_name(transition, key): _values(value) for key, value in _flat(answers).items()})
    data[_name(transition, "version")] = version
    form = TransitionForm(record, transition, post, data, MultiValueDict({_name(transition, FILES): list(files)}))
    unknown = [name for name in _flat(answers) if name not in form.fields or name == FILES]
    if unknown:
        raise Invalid({name: [_("%(step)s没有这一项。") % {"step": transition.label}] for name in unknown})
    if not form.is_valid():
        raise Invalid(form.errors)
    return form.answers()


def _flat(answers: Mapping[str, Any]) -> dict[str, Any]:
    """``{"reached": {"7": 12}}`` as the form names it: ``target-7``."""
    out = {name: value for name, value in answers.items() if name != "reached"}
    reached = answers.get("reached")
    if isinstance(reached, Mapping):
        out |= {f"{TARGET_PREFIX}{pk}": number for pk, number in reached.items()}
    elif reached is not None:
        raise Invalid({"reached": [_("写成 {目标编号: 完成数}。")]})
    return out


def _name(transition: Transition, field: str) -> str:
    return f"{transition.name}-{field}"


def _values(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
