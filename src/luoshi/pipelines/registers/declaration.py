"""How a register is declared. List, forms, sheet, permissions and trace read nothing but this and its model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from luoshi.org.models import Post
from luoshi.org.roles import EVERYONE, Role
from luoshi.pipelines.registers.rows import Row
from luoshi.records.columns import Column, model_columns


@dataclass(frozen=True, slots=True)
class Register:
    """Labels, kinds and choices are the model's own; ``name`` in addresses is the model's name in small letters.

    ``edited`` are the columns that are asked for, in the form's order; ``listed`` those of list and sheet, the first of
    which opens the row; ``searched`` those a keyword is looked for in; ``filters`` those that lists are narrowed by.
    ``personal`` are personal data: in no list and no sheet, shown on asking only, to ``personal_to``, and the look is
    noted. ``bar`` says why a post of the right role may not edit a row after all (None: it may).
    ``same`` are the columns by which a row of a sheet is known to be there already, the first of them that are given
    deciding; ``key`` makes of a name what tells it from others, however people write it. ``section`` is the
    template of what only this register's row page shows, ``above`` that of what stands over its list, each with what
    ``context`` or ``list_context`` gives it.
    """

    model: type[Row]
    edited: tuple[str, ...]
    listed: tuple[str, ...]
    searched: tuple[str, ...]
    filters: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()
    readers: frozenset[Role] = EVERYONE
    editors: frozenset[Role] = frozenset({Role.SUPERVISOR})
    personal_to: frozenset[Role] = frozenset()
    bar: Callable[[Any, Post], str | None] | None = None
    same: tuple[tuple[str, ...], ...] = (("name",),)
    key: Callable[[str], str] | None = None
    note: str = ""
    section: str = ""
    context: Callable[[Any, Post], dict[str, Any]] | None = None
    above: str = ""
    list_context: Callable[[Post], dict[str, Any]] | None = None

    @property
    def name(self) -> str:
        return str(self.model._meta.model_name)

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def columns(self) -> list[Column]:
        """Those that a row's page shows to every reader."""
        return model_columns(self.model, [name for name in self.edited if name not in self.personal])

    def may_edit(self, post: Post) -> bool:
        return post.role in self.editors

    def may_see_personal(self, post: Post) -> bool:
        return bool(self.personal) and post.role in (self.personal_to or self.editors)


_REGISTERS: dict[str, Register] = {}


def declare(register: Register) -> Register:
    _REGISTERS[register.name] = register
    return register


def register_named(name: str) -> Register | None:
    return _REGISTERS.get(name)


def registers(post: Post) -> list[Register]:
    """Those that ``post`` may read."""
    return [register for register in _REGISTERS.values() if post.role in register.readers]
