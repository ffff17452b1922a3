"""An office's own Excel ledger coming in: read, told row by row, confirmed once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import File, Router, Status
from ninja.files import UploadedFile

from luoshi.api.auth import Caller, May
from luoshi.api.errors import FAILS, Failure
from luoshi.api.models import Scope
from luoshi.api.schemas.imports import ConfirmImportIn, ImportOut
from luoshi.core.refusal import Refused
from luoshi.intake.ledger_import import actions
from luoshi.intake.ledger_import.analysis import Line, analyse
from luoshi.intake.models import LedgerImport
from luoshi.org.roles import Role

INTAKE = May(Scope.INTAKE)
router = Router(tags=["导入"])


def seen(request: Caller, pk: int) -> LedgerImport:
    return get_object_or_404(LedgerImport.objects.visible_to(request.post), pk=pk)


@router.post("/imports", response={201: ImportOut, FAILS: Failure}, auth=INTAKE, url_name="import_ledger")
def take_in(request: Caller, file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Read a ledger and say what would become of each row; nothing enters before it is confirmed. Only 督查员."""
    if request.post.role != Role.SUPERVISOR:
        raise Refused(_("您的岗位（%(role)s）不能导入台账。") % {"role": request.post.get_role_display()})
    brought = actions.take_in(file.read(), Path(file.name or "").name, request.post)
    return Status(201, _shown(brought, request))


@router.get("/imports/{int:pk}", response={200: ImportOut, FAILS: Failure}, auth=INTAKE, url_name="ledger_import")
def one(request: Caller, pk: int) -> dict[str, Any]:
    """What would become of each row, or what became of the whole; doubts by cell."""
    return _shown(seen(request, pk), request)


@router.post(
    "/imports/{int:pk}/confirm", response={200: ImportOut, FAILS: Failure}, auth=INTAKE, url_name="confirm_import"
)
def confirm(request: Caller, pk: int, body: ConfirmImportIn) -> dict[str, Any]:
    """Every row that is neither refused nor there already becomes a task; all or none."""
    brought = seen(request, pk)
    actions.confirm(brought, body.version, request.post, leave_doubtful=body.leave_doubtful)
    return _shown(brought, request)


def _shown(brought: LedgerImport, request: Caller) -> dict[str, Any]:
    lines = analyse(brought, request.post).lines if brought.is_open else ()
    return {
        "id": brought.pk,
        "version": brought.version,
        "name": brought.name,
        "as_of": brought.as_of,
        "is_open": brought.is_open,
        "brought": brought.outcome["brought"] if brought.outcome else 0,
        "rows": [_row(line) for line in lines],
        "doubts": actions.doubts_of(brought, request.post),
    }


def _row(line: Line) -> dict[str, Any]:
    return {
        "row": line.row,
        "kind": line.kind,
        "title": line.title,
        "record": line.record.pk if line.record else None,
    }
