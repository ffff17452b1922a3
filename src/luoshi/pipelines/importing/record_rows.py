"""Rows of a sheet into a pipeline: records that are born where they stand, and what may be amended of those there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.importing.columns import CODE, SINCE, STATE, SheetColumn, of_type
from luoshi.pipelines.importing.known import folded
from luoshi.pipelines.importing.lines import EMPTY, Change, Kind, Line, NotTaken, Options, Rows, Target, is_same, said
from luoshi.pipelines.importing.reading import Reader
from luoshi.pipelines.importing.standing import stand
from luoshi.records import births
from luoshi.records.births import Newcomer
from luoshi.records.declaration import RecordType, Transition
from luoshi.records.flow import apply_transition, refusal
from luoshi.records.items.asking import records_of
from luoshi.records.keeping import SPINE
from luoshi.records.models import Record
from luoshi.sheets.cells import Cells
from luoshi.sheets.names import NOBODY

TITLE = "title"
NOT_ANSWERS = (CODE, STATE, SINCE)


@dataclass(frozen=True, slots=True)
class Amendment:
    """Steps that one record takes, each with what it changes."""

    record: Record
    steps: Sequence[tuple[str, Mapping[str, Any]]]


class TypeTarget(Target):
    def __init__(self, kind: RecordType) -> None:
        self.kind = kind
        self.about = f"type/{kind.name}"
        self.label = kind.label
        self.columns = of_type(kind)
        self.title = TITLE

    def refusal(self, post: Post) -> str | None:
        if self.kind.sheet and births.may_bring_in(self.kind, post):
            return None
        return _("您的岗位（%(role)s）不能导入%(kind)s。") % {"role": post.get_role_display(), "kind": self.label}

    def begin(self, reader: Reader, options: Options) -> Rows:
        return RecordRows(self, reader, options, kind=self.kind).known()

    def bring_in(self, lines: Sequence[Line], post: Post) -> tuple[int, int]:
        new = [line.payload for line in lines if isinstance(line.payload, Newcomer)]
        amended = [line.payload for line in lines if isinstance(line.payload, Amendment)]
        if new:
            births.bring_in_all(self.kind, post, new)
        for one in amended:
            for step, answers in one.steps:
                apply_transition(one.record, step, post, **answers)
        return len(new), len(amended)

    def address(self, found: Any) -> str:
        return reverse("item", args=[found.pk])

    @property
    def home(self) -> str:
        return reverse("items", args=[self.kind.name])


@dataclass
class RecordRows(Rows):
    kind: RecordType = field(kw_only=True)
    by_code: dict[str, Record] = field(default_factory=dict)
    by_title: dict[str, Record] = field(default_factory=dict)

    def known(self) -> RecordRows:
        own = records_of(self.kind, self.reader.post).filter(zone=self.reader.post.zone_id).order_by("-pk")
        named = [one.name for one in self.target.columns if one.related and not one.is_counted]
        for record in own.select_related(*(f"{self.kind.detail}__{name}" for name in {*named, "lead"})):
            self.by_code[record.code] = record
            self.by_title[folded(record.title)] = record
        return self

    def read(self, cells: Cells, given: dict[str, Any]) -> Line:
        given = {name: value for name, value in given.items() if name in self.target.by_name}
        record = self._found(cells, given)
        if record is not None:
            self.once(cells, [("id", record.pk)])
            return self._amended(cells, record, given)
        self.demand(given)
        self.once(cells, [folded(str(given.get(TITLE, "")))])
        newcomer = self._newcomer(cells, given)
        kind: Kind = "doubtful" if cells.doubts else "new"
        told = [*self._stage(newcomer), *self.told({n: v for n, v in given.items() if n not in (CODE, STATE)})]
        return Line(cells.row + 1, kind, str(given[TITLE]), tuple(cells.doubts), told, payload=newcomer)

    def _found(self, cells: Cells, given: Mapping[str, Any]) -> Record | None:
        code = cells.text(CODE)
        if code in self.by_code:
            return self.by_code[code]
        return self.by_title.get(folded(str(given.get(TITLE, ""))))

    def _stage(self, newcomer: Newcomer) -> list[Change]:
        state = newcomer.state or births.first_state(self.kind)
        return [Change(_("阶段"), "", str(self.kind.state(state).label))]

    def _newcomer(self, cells: Cells, given: Mapping[str, Any]) -> Newcomer:
        stood = stand(self.kind, given, cells, self.options.stood_on)
        counted = {one.name for one in self.target.columns if one.is_counted}
        days = set() if stood.state else set(self.kind.reached.values())
        answers = {name: value for name, value in given.items() if name not in {*NOT_ANSWERS, *counted, *days}}
        told = _("自%(source)s第%(row)d行导入；此前的办理经过不在本系统。")
        told = told % {"source": self.options.source, "row": cells.row + 1}
        newcomer = Newcomer(answers, state=stood.state, since=stood.since, told=told)
        try:
            births.checked(self.kind, self.reader.post, newcomer)
        except Refused as refused:
            raise NotTaken(TITLE, refused.reason) from refused
        return self._alone(newcomer)

    def _alone(self, newcomer: Newcomer) -> Newcomer:
        """Raises NotTaken for what is likely there already, until somebody says that it is another."""
        others = births.likely(self.kind, self.reader.post, newcomer)
        if not others:
            return newcomer
        title = str(newcomer.answers[TITLE])
        key = f"same:{title}"
        if self.reader.settled.get(key) != NOBODY:
            told = _("可能已登记过：%(others)s；确认不是同一个的，请当场选定“另行登记”")
            raise NotTaken(TITLE, told % {"others": "、".join(f"{one.code} {one.title}" for one in others[:3])}, key)
        return Newcomer(newcomer.answers, True, newcomer.state, newcomer.since, newcomer.told)

    def _amended(self, cells: Cells, record: Record, given: Mapping[str, Any]) -> Line:
        changes: list[Change] = []
        steps: dict[str, dict[str, Any]] = {}
        for name, value in given.items():
            column, old = self.target.by_name[name], self._now(record, name)
            if name == CODE or column.is_personal or is_same(old, value):
                continue
            step = self._step(record, name)
            taken = step is not None and (old in EMPTY or self.options.overrides)
            changes.append(Change(column.label, said(column, old), said(column, value), taken))
            if taken and step is not None:
                steps.setdefault(step.name, {})[name] = value
            elif step is None:
                cells.doubt(name, self._remedy(column))
        kind: Kind = ("doubtful" if cells.doubts else "amended") if steps else "existing"
        payload = Amendment(record, list(steps.items())) if steps else None
        return Line(
            cells.row + 1,
            kind,
            record.title,
            tuple(cells.doubts),
            changes,
            record,
            payload,
            self.target.address(record),
        )

    def _now(self, record: Record, name: str) -> Any:
        if name in (STATE, SINCE, *SPINE):
            return getattr(record, name.removeprefix("record_"))
        detail = getattr(record, self.kind.detail)
        return getattr(detail, name) if hasattr(detail, name) else record.extra.get(name)

    def _step(self, record: Record, name: str) -> Transition | None:
        """The step that changes this column and asks for nothing else, if the post may take it now."""
        for step in self.kind.transitions:
            is_amendment = step.target is None and not step.requires and step.offered and name in step.optional
            if is_amendment and refusal(record, step, self.reader.post) is None:
                return step
        return None

    def _remedy(self, column: SheetColumn) -> str:
        if column.is_counted:
            return _("由办理情况生成，不由导入改")
        step = next((one for one in self.kind.transitions if column.name in (*one.requires, *one.optional)), None)
        if column.name == STATE or step is None:
            return _("与台账不同；阶段请在该记录里办理") if column.name == STATE else _("与台账不同，不由导入改")
        return _("与台账不同；要改请在该记录里办“%(step)s”") % {"step": step.label}
