"""Pages that hold one message: why something is refused, and the way back."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def message_page(request: HttpRequest, title: str, reason: str, status: int) -> HttpResponse:
    context = {"title": title, "reason": reason, "back": way_back(request)}
    return render(request, "message_page.html", context, status=status)


def way_back(request: HttpRequest) -> str | None:
    """Path and query of the page the request came from, when that is another page of this site."""
    referrer = request.headers.get("Referer", "")
    if not referrer or not url_has_allowed_host_and_scheme(referrer, {request.get_host()}, request.is_secure()):
        return None
    parts = urlsplit(referrer)
    back = parts._replace(scheme="", netloc="").geturl()
    return back if back != request.get_full_path() else None
