"""Rows of a sheet into a register: new ones, and what is filled in or amended of those that are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.pipelines.importing.columns import of_register
from luoshi.pipelines.importing.known import folded
from luoshi.pipelines.importing.lines import EMPTY, Change, Kind, Line, NotTaken, Options, Rows, Target, is_same, said
from luoshi.pipelines.importing.reading import Reader
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.registers.declaration import Register
from luoshi.sheets.cells import Cells

Key = tuple[Any, ...]


class RegisterTarget(Target):
    def __init__(self, register: Register) -> None:
        self.register = register
        self.about = f"register/{register.name}"
        self.label = register.label
        self.columns = of_register(register)
        self.title = register.edited[0]

    def refusal(self, post: Post) -> str | None:
        if self.register.may_edit(post):
            return None
        told = {"role": post.get_role_display(), "label": self.label}
        return _("您的岗位（%(role)s）不能修改%(label)s名册。") % told

    def begin(self, reader: Reader, options: Options) -> Rows:
        return RegisterRows(self, reader, options, register=self.register).known()

    def bring_in(self, lines: Sequence[Line], post: Post) -> tuple[int, int]:
        return keeping.put_all(self.register, post, [line.payload for line in lines])

    def address(self, found: Any) -> str:
        return reverse("register_row", args=[self.register.name, found.pk])

    @property
    def home(self) -> str:
        return reverse("register", args=[self.register.name])


@dataclass
class RegisterRows(Rows):
    """``by_same``: what makes a row the same (Register.same) → the row; ``by_key``: its name as people write it."""

    register: Register = field(kw_only=True)
    by_same: dict[tuple[tuple[str, ...], Key], Any] = field(default_factory=dict)
    by_key: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    def known(self) -> RegisterRows:
        """With every row of the zone, those out of use too."""
        post = self.reader.post
        joined = [one.name for one in self.target.columns if one.related]
        rows = self.register.model.objects.visible_to(post).filter(zone=post.zone_id).select_related("zone", *joined)
        for row in rows:
            self.by_same |= dict.fromkeys(self._keys(vars_of(row, self.register)), row)
            if self.register.key:
                self.by_key[self.register.key(str(row))].append(row)
        return self

    def _keys(self, given: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Key]]:
        for names in self.register.same:
            values = [given.get(name) for name in names]
            if all(value not in EMPTY for value in values):
                yield names, tuple(_plain(value) for value in values)

    def read(self, cells: Cells, given: dict[str, Any]) -> Line:
        keys = list(self._keys(given))
        row = self._found(cells, given, keys)
        if row is None:
            self.demand(given)
        self.once(cells, [*keys, *([("id", row.pk)] if row is not None else [])])
        if row is not None:
            return self._amended(cells, row, given)
        fresh = keeping.blank(self.register, self.reader.post)
        given = self._sound(cells, fresh, given)
        self._doubt_near(cells, given)
        kind: Kind = "doubtful" if cells.doubts else "new"
        put = keeping.Put(fresh, given)
        return Line(cells.row + 1, kind, self._title(cells), tuple(cells.doubts), self.told(given), payload=put)

    def _title(self, cells: Cells) -> str:
        return " ".join(cells.text(self.target.title).split())

    def _found(self, cells: Cells, given: Mapping[str, Any], keys: Sequence[Any]) -> Any:
        found = {row.pk: row for key in keys if (row := self.by_same.get(key))}
        if len(found) > 1:
            names = "、".join(f"“{row}”" for row in found.values())
            raise NotTaken(self.target.title, _("分别与名册里的%(rows)s相同，请核对这一行") % {"rows": names})
        row = next(iter(found.values()), None) or self._near(cells, given)
        if row is not None and row.retired_on:
            told = {"row": row, "day": row.retired_on}
            raise NotTaken(self.target.title, _("“%(row)s”已于 %(day)s 停用；先在名册里恢复，再导入") % told)
        return row

    def _near(self, cells: Cells, given: Mapping[str, Any]) -> Any:
        """A row whose name is the same but for its legal form, unless both say codes that differ."""
        name = str(given.get(self.target.title) or "")
        rows = self.by_key.get(self.register.key(name), []) if self.register.key and name else []
        others = [row for row in rows if not _tells_apart(self.register, row, given)]
        if not others:
            return None
        key = f"same:{name}"
        chosen = self.reader.settled.get(key, "")
        if chosen:
            return next((row for row in others if str(row.pk) == chosen), None)
        told = _("名册里有写法相近的“%(row)s”；是同一个还是另一个，请当场选定") % {"row": others[0]}
        raise NotTaken(self.target.title, told, key)

    def _doubt_near(self, cells: Cells, given: Mapping[str, Any]) -> None:
        """Of two new rows whose names differ in their legal form alone the second is doubted."""
        name = self._title(cells)
        if self.register.key and name:
            row = self.seen.setdefault(("near", self.register.key(name)), cells.row + 1)
            if row != cells.row + 1 and not given.get(self.register.same[0][0]):
                cells.doubt(self.target.title, _("与第 %(row)d 行写法相近，是同一个的请删去一行") % {"row": row})

    def alike(self, name: str) -> list[Any]:
        """What a doubt ``same:`` may be settled by, besides a row of its own."""
        return self.by_key.get(self.register.key(name), []) if self.register.key else []

    def _amended(self, cells: Cells, row: Any, given: dict[str, Any]) -> Line:
        given = self._sound(cells, row, given)
        changes, answers = [], {}
        for name, value in given.items():
            column, old = self.target.by_name[name], getattr(row, name)
            if is_same(old, value):
                continue
            taken = old in EMPTY or self.options.overrides
            changes.append(Change(column.label, said(column, old), said(column, value), taken))
            if taken:
                answers[name] = value
        kind: Kind = ("doubtful" if cells.doubts else "amended") if answers else "existing"
        put = keeping.Put(row, answers) if answers else None
        return Line(cells.row + 1, kind, str(row), tuple(cells.doubts), changes, row, put, self.target.address(row))

    def _sound(self, cells: Cells, row: Any, given: dict[str, Any]) -> dict[str, Any]:
        """Without the cells that the model refuses, each told; raises NotTaken where one is needed."""
        wrong = self._wrong(row, given)
        for name, told in wrong.items():
            column = self.target.by_name.get(name)
            if column is None or column.is_required or name not in given:
                raise NotTaken(name if column else self.target.title, told)
            cells.doubt(name, _("%(told)s此格不导入") % {"told": told})
        kept = {name: value for name, value in given.items() if name not in wrong}
        if wrong and (again := self._wrong(row, kept)):
            raise NotTaken(self.target.title, "；".join(again.values()))
        return kept

    def _wrong(self, row: Any, given: Mapping[str, Any]) -> dict[str, str]:
        trial = copy(row)
        keeping.put(trial, given)
        try:
            keeping.check(self.register, trial)
        except ValidationError as error:
            return {name: "".join(told) for name, told in error.message_dict.items()}
        return {}


def vars_of(row: Any, register: Register) -> dict[str, Any]:
    return {name: getattr(row, name) for names in register.same for name in names}


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else folded(str(value))


def _tells_apart(register: Register, row: Any, given: Mapping[str, Any]) -> bool:
    """By another column that both give, such as the credit code: were it the same, the row would have been found."""
    first = register.same[0]
    both = all(given.get(name) not in EMPTY and getattr(row, name) not in EMPTY for name in first)
    return len(register.same) > 1 and both
