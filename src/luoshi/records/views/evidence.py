"""Handing out a piece of evidence to those who may see its task."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.models import Evidence


@require_safe
@allow(*EVERYONE)
def evidence(request: PostRequest, pk: int) -> FileResponse:
    return download(get_object_or_404(Evidence.objects.visible_to(request.post), pk=pk))


def download(row: Evidence) -> FileResponse:
    """The file, always as a download and never as something the browser would show or run."""
    if not row.file:
        raise Http404
    answer = FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
