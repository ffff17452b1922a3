"""Handing out a piece of evidence to those who may see its task."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind
from luoshi.org.roles import EVERYONE
from luoshi.records.models import Evidence


@require_safe
@allow(*EVERYONE)
def evidence(request: PostRequest, pk: int) -> FileResponse:
    return download(request, get_object_or_404(Evidence.objects.visible_to(request.post), pk=pk))


def download(request: HttpRequest, row: Evidence) -> FileResponse:
    """The file, always as a download and never as something the browser would show or run."""
    if not row.file:
        raise Http404
    note_request(request, Kind.DOWNLOAD, what=str(row.record.code), rows=1, sha256=row.sha256)
    answer = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
