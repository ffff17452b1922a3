"""Every change of a register's row: checked, kept, and written into the audit log with who, when and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.collecting import no_collecting
from luoshi.core.refusal import Refused
from luoshi.org.audit_log import AT_ONCE, note, note_all
from luoshi.org.log_filter import actor
from luoshi.org.models import AuditEntry, Kind, Post
from luoshi.pipelines.registers.declaration import Register
from luoshi.pipelines.registers.rows import Row
from luoshi.records.columns import Column, model_columns
from luoshi.records.events import plain


def refusal(register: Register, row: Row, post: Post) -> str | None:
    """Why ``post`` may not change ``row``, or None."""
    if not register.may_edit(post):
        told = {"role": post.get_role_display(), "label": register.label}
        return _("您的岗位（%(role)s）不能修改%(label)s名册。") % told
    if row.zone_id != post.zone_id:
        return _("%(label)s“%(row)s”属于%(zone)s，您的岗位只能查看。") % {
            "label": register.label,
            "row": row,
            "zone": row.zone,
        }
    return register.bar(row, post) if register.bar else None


def demand(register: Register, row: Row, post: Post) -> None:
    refused = refusal(register, row, post)
    if refused:
        raise Refused(refused)


def blank(register: Register, post: Post) -> Row:
    return register.model(zone=post.zone)


def add(register: Register, post: Post, **answers: Any) -> Row:
    """A new row. Raises Refused for a post that may not, and for what the model does not allow."""
    return _change(register, blank(register, post), post, answers, _("登记"))


def amend(register: Register, row: Row, post: Post, **answers: Any) -> Row:
    """``answers`` by column; one that says nothing new writes nothing."""
    return _change(register, row, post, answers, _("修改"))


def retire(register: Register, row: Row, post: Post, reason: str) -> Row:
    """Out of use from today: it stays in all that refers to it, and is offered no more."""
    demand(register, row, post)
    if not reason.strip():
        raise Refused(_("停用须写明原因。"))
    return _change(register, row, post, {"retired_on": clock.today()}, _("停用"), reason.strip())


def restore(register: Register, row: Row, post: Post) -> Row:
    return _change(register, row, post, {"retired_on": None}, _("恢复"))


@dataclass(frozen=True, slots=True)
class Put:
    """``answers`` by column for ``row``, which is new where it has no id."""

    row: Row
    answers: Mapping[str, Any]


@no_collecting()
@transaction.atomic
def put_all(register: Register, post: Post, rows: Sequence[Put]) -> tuple[int, int]:
    """Many rows at once, checked as one by one: how many are new, and how many were amended.

    What their columns refer to must have been chosen among what may be, as a form or a sheet does it. Queries grow by
    the batch. Raises Refused with the row's name.
    """
    changed = [(one.row, changes, one.row.pk is None) for one in rows if (changes := _put(register, one, post))]
    new = [row for row, _changes, is_new in changed if is_new]
    old = [row for row, _changes, is_new in changed if not is_new]
    names = sorted({name for _row, changes, is_new in changed if not is_new for name in changes})
    try:
        with transaction.atomic():
            register.model._default_manager.bulk_create(new, batch_size=AT_ONCE)
            if names:
                register.model._default_manager.bulk_update(old, names, batch_size=AT_ONCE)
    except IntegrityError as error:
        raise Refused(_already_there(register)) from error
    told = [
        _told_of(register, row, _("登记") if is_new else _("修改"), changes, "") for row, changes, is_new in changed
    ]
    note_all(Kind.REGISTER, post=post, lines=told)
    return len(new), len(old)


def _put(register: Register, one: Put, post: Post) -> dict[str, tuple[Any, Any]]:
    demand(register, one.row, post)
    before = {name: kept(one.row, name) for name in one.answers}
    put(one.row, one.answers)
    try:
        check(register, one.row)
    except ValidationError as error:
        raise Refused(f"{one.row}：{'；'.join(error.messages)}") from error
    return _changes(one.row, before)


def check(register: Register, row: Row) -> None:
    """What the row says by itself; raises ValidationError. That it is the only one, and what it refers to, is not."""
    row.clean_fields(exclude=[column.name for column in register.model._meta.concrete_fields if column.is_relation])
    row.clean()


def _changes(row: Row, before: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    now = {name: kept(row, name) for name in before}
    return {name: (before[name], now[name]) for name in before if row.pk is None or before[name] != now[name]}


@transaction.atomic
def _change(register: Register, row: Row, post: Post, answers: Mapping[str, Any], action: str, reason: str = "") -> Row:
    demand(register, row, post)
    before = {name: kept(row, name) for name in answers}
    put(row, answers)
    changes = _changes(row, before)
    try:
        # What a row says already may stand: a grid that was retired since stays where it is named.
        row.full_clean(exclude=before.keys() - changes.keys())
    except ValidationError as error:
        raise Refused("；".join(error.messages)) from error
    if changes:
        _save(register, row)
        note(Kind.REGISTER, post=post, zone=row.zone, **_told_of(register, row, action, changes, reason))
    return row


def _save(register: Register, row: Row) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # what is unique came in between
        raise Refused(_already_there(register)) from error


def _already_there(register: Register) -> str:
    return _("%(label)s名册里刚刚登记了相同的，请先查看。") % {"label": register.label}


def put(row: Row, answers: Mapping[str, Any]) -> None:
    """Each answer in the column of its name; nothing in one that cannot be null is its empty value."""
    for name, value in answers.items():
        column: Any = row._meta.get_field(name)
        setattr(row, name, column.get_default() if value is None and not column.null else value)


def kept(row: Row, name: str) -> Any:
    return plain(row.serializable_value(name))


def _told_of(
    register: Register, row: Row, action: str, changes: Mapping[str, tuple[Any, Any]], reason: str
) -> dict[str, Any]:
    """The log keeps no personal data: of such a column only that it changed. Rows are told by id, people are rows."""
    told = {name: [] if name in register.personal else list(pair) for name, pair in changes.items() if any(pair)}
    labels = [column.label for column in model_columns(register.model, told)]
    what = _("%(label)s第 %(row)d 行%(action)s") % {"label": register.label, "row": row.pk, "action": action}
    return {
        "what": f"{what}：{'、'.join(labels)}" if labels else what,
        "reason": reason,
        "register": register.name,
        "row": row.pk,
        "action": action,
        "changes": told,
    }


@dataclass(frozen=True, slots=True)
class Change:
    """A line of a row's history: ``parts`` are label, before, after; both empty where it is personal data."""

    at: datetime
    who: str
    action: str
    reason: str
    parts: list[tuple[str, str, str]]


def history(register: Register, row: Row) -> list[Change]:
    """What became of a row, latest first."""
    entries = AuditEntry.objects.filter(
        zone=row.zone_id, kind=Kind.REGISTER, details__register=register.name, details__row=row.pk
    ).select_related("person", "post__unit")
    return [_told(register, entry) for entry in entries]


def _told(register: Register, entry: AuditEntry) -> Change:
    changes: dict[str, list[Any]] = entry.details["changes"]
    columns = model_columns(register.model, changes)
    parts = [
        (column.label, *(_said(column, value) for value in changes[column.name] or ("", ""))) for column in columns
    ]
    return Change(entry.at, actor(entry), entry.details["action"], entry.details["reason"], parts)  # type: ignore[arg-type]


def _said(column: Column, value: Any) -> str:
    if column.kind == "row" and value:
        return str(column.model_field.related_model._default_manager.filter(pk=value).first() or value)
    return column.said(value)
