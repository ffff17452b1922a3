"""The one door through which a file leaves: every export and download is written into the audit log."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind


def exported(
    request: HttpRequest, name: str, content: bytes, content_type: str, *, what: str, rows: int, asked: str = ""
) -> HttpResponse:
    """``content`` as an attachment called ``name``.

    The log keeps ``what`` it is, the filter in words (``asked``), how many ``rows`` it holds and the file's SHA-256.
    """
    digest = hashlib.sha256(content).hexdigest()
    note_request(request, Kind.EXPORT, what=what, asked=asked, rows=rows, sha256=digest)
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type=content_type, headers=headers)
