from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def way_back(request: HttpRequest) -> str | None:
    """Path and query of the page the request came from, when that is another page of this site."""
    referrer = request.headers.get("Referer", "")
    if not referrer or not url_has_allowed_host_and_scheme(referrer, {request.get_host()}, request.is_secure()):
        return None
    back = urlsplit(referrer)._replace(scheme="", netloc="").geturl()
    return back if back != request.get_full_path() else None
