"""Records of every pipeline: the list, one record, its history, bringing one in, every step. Tasks have their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Schema, Status
from ninja.files import UploadedFile

from luoshi.api.answers import checked
from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure, Invalid
from luoshi.api.models import Scope
from luoshi.api.paging import Page, Paging, paged
from luoshi.api.schemas.records import NewRecordIn, RecordDetailOut, RecordOut
from luoshi.api.schemas.tasks import EventOut, StepIn, StepWithFilesIn
from luoshi.api.showing import citation_out, event_out, named
from luoshi.api.steps import take
from luoshi.core.refusal import Refused
from luoshi.records import births, flow
from luoshi.records.columns import Column, listed, own_columns
from luoshi.records.declaration import RecordType
from luoshi.records.detail import FEN, WAN
from luoshi.records.items.asking import ItemFilter, records_of
from luoshi.records.models import Record
from luoshi.records.record_page import RecordPage
from luoshi.records.stages import stage_due
from luoshi.records.views.items import pipeline

LOOK, ACT = May(Scope.READ), May(Scope.WRITE)
router = Router(tags=["业务"])


class Asked(Schema):
    """The filter of the type's pages, by their names; besides, each column that /types names under ``filters``."""

    q: str | None = None
    scope: str | None = None
    state: list[str] = []
    light: list[str] = []
    zone: int | None = None
    lead: int | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    born_from: dt.date | None = None
    born_to: dt.date | None = None
    reached: str | None = None
    sort: str = ""


def type_of(request: Caller, kind: str) -> RecordType:
    return pipeline(kind, request.post.zone.pk)


def seen(request: Caller, kind: str, pk: int) -> tuple[RecordType, Record]:
    """The record, or 404 for whoever may not know of it."""
    record = get_object_or_404(Record.objects.visible_to(request.post).filter(type=kind), pk=pk)
    shown = pipeline(kind, record.zone_id)
    return shown, records_of(shown, request.post).prefetch_related("assignments__unit").get(pk=pk)


@router.get("/records/{kind}", response={200: Page[RecordOut], FAILS: Failure}, auth=LOOK, url_name="records")
def records(request: Caller, kind: str, asked: Query[Asked], paging: Query[Paging]) -> dict[str, Any]:
    """The records of a type, filtered and sorted as its table is."""
    chosen = ItemFilter(type_of(request, kind), request.GET, request.post)
    if chosen.errors:
        raise Invalid(chosen.errors)
    return paged(chosen.queryset(), paging, lambda found: _lines(chosen.kind, found))


@router.post("/records/{kind}", response={201: RecordDetailOut, FAILS: Failure}, auth=ACT, url_name="new_record")
def new_record(request: Caller, kind: str, body: NewRecordIn) -> Status[dict[str, Any]]:
    """Bring a record in, by the type's ``birth``; who leads it is the token's unit unless another is named."""
    shown = type_of(request, kind)
    if shown.birth is None or not births.may_bring_in(shown, request.post):
        raise Refused(_("您的岗位不能新建%(kind)s。") % {"kind": shown.label})
    answers = checked(births.blank(shown, request.post), shown.birth, request.post, 0, body.answers)
    record = births.bring_in(shown, request.post, **answers)
    return Status(201, _whole(request, kind, record.pk))


@router.get("/records/{kind}/{int:pk}", response={200: RecordDetailOut, FAILS: Failure}, auth=LOOK, url_name="record")
def record(request: Caller, kind: str, pk: int) -> dict[str, Any]:
    """One record with all its columns, evidence, the words it stands on and what may be done now."""
    return _whole(request, kind, pk)


@router.get(
    "/records/{kind}/{int:pk}/events",
    response={200: Page[EventOut], FAILS: Failure},
    auth=LOOK,
    url_name="record_events",
)
def events(request: Caller, kind: str, pk: int, paging: Query[Paging]) -> dict[str, Any]:
    """What was done, first to last, with the hashes of the chain."""
    rows = seen(request, kind, pk)[1].events.select_related("signature").order_by("seq")
    return paged(rows, paging, lambda found: [event_out(event) for event in found])


@router.post(
    "/records/{kind}/{int:pk}/steps/{name}",
    response={200: RecordDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="record_step",
)
def step(request: Caller, kind: str, pk: int, name: str, body: StepIn) -> dict[str, Any]:
    """Take one step; what it asks for is in the declaration (/types)."""
    take(seen(request, kind, pk)[1], name, request.post, body)
    return _whole(request, kind, pk)


@router.post(
    "/records/{kind}/{int:pk}/steps/{name}/with-files",
    response={200: RecordDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="record_step_with_files",
)
def step_with_files(
    request: Caller, kind: str, pk: int, name: str, body: Form[StepWithFilesIn], evidence: File[list[UploadedFile]]
) -> dict[str, Any]:
    """The same, with files as evidence: multipart, ``answers`` as JSON."""
    take(seen(request, kind, pk)[1], name, request.post, body, evidence)
    return _whole(request, kind, pk)


@router.post(
    "/records/{kind}/{int:pk}/take-back",
    response={200: RecordDetailOut, FAILS: Failure},
    auth=ACT,
    url_name="record_back",
)
def take_back(request: Caller, kind: str, pk: int, body: StepIn) -> dict[str, Any]:
    """Undo the last step, by whoever took it, until someone acts on it."""
    found = seen(request, kind, pk)[1]
    found.version = body.version
    flow.take_back(found, request.post)
    return _whole(request, kind, pk)


def _lines(kind: RecordType, found: Iterable[Record]) -> list[dict[str, Any]]:
    shown = listed(kind)
    return [_line(kind, one, shown) for one in found]


def _line(kind: RecordType, record: Record, shown: list[Column]) -> dict[str, Any]:
    spine = ("version", "type", "code", "title", "state", "since", "light", "light_label", "due")
    return {name: getattr(record, name) for name in spine} | {
        "id": record.pk,
        "zone": record.zone_id,
        "state_label": str(kind.state(record.state).label),
        "lead": named(getattr(record, kind.detail).lead),
        "values": {column.name: plain(column, column.value(record)) for column in shown},
        "words": {column.name: column.shown(record) for column in shown},
    }


def plain(column: Column, value: Any) -> Any:
    """A column's value as JSON says it: money in 万元."""
    if value is None:
        return None
    if column.kind == "row":
        return {"id": value.pk, "name": str(value)}
    if column.kind == "money":
        return f"{(Decimal(value) / FEN / WAN).normalize():f}"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _whole(request: Caller, kind: str, pk: int) -> dict[str, Any]:
    shown, record = seen(request, kind, pk)
    page = RecordPage(record, request.post)
    own = [column for column in own_columns(shown) if column.name != "lead"]
    return _line(shown, record, own) | {
        "wording": record.wording,
        "stage_due": stage_due(record, shown),
        "evidence": page.evidence,
        "citations": [citation_out(quote.citation) for quote in page.quotes],
        "ties": [tied.record.pk for tied in page.ties],
        "open_steps": [transition.name for transition in page.open],
    }
