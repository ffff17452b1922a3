from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from luoshi.api.errors import failure, is_program
from luoshi.config.pages import message_page
from luoshi.core.refusal import Refused
from luoshi.core.ways import way_back

Next = Callable[[HttpRequest], HttpResponse]


class UploadLimit:
    """Refuses a request too large to be kept in memory by its announced length, before a byte of it is read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length") or ""
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            return self.refuse(request, _("请求没有写明大小，不能接收。请用浏览器重新上传。"), 411)
        if length.isdecimal() and int(length) > settings.UPLOAD_LIMIT:
            limit = settings.UPLOAD_LIMIT // 1024**2
            reason = _("文件超过 %(limit)s MB，没有接收。请拆分或压缩后再上传。") % {"limit": limit}
            return self.refuse(request, reason, 413)
        return self.get_response(request)

    @staticmethod
    def refuse(request: HttpRequest, reason: str, status: int) -> HttpResponse:
        if is_program(request):
            return failure(status, reason)
        # Nobody is signed in yet at this point of the chain: rendered without the request, the page has no bar.
        context = {"title": _("没有接收"), "reason": reason, "back": way_back(request)}
        return render(None, "bare_message.html", context, status=status)


class Refusals:
    """Turns a Refused raised by a view into one message in the way the request asks for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """What is sent with U+0000 in it is refused before a view meets it: no text has one, PostgreSQL keeps none."""
        if request.method != "POST" or not has_null(request):
            return None
        reason = _("内容里有空字符（U+0000），不能接收。请删去后再交。")
        return failure(400, reason) if is_program(request) else self.process_exception(request, Refused(reason))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.headers.get("HX-Request"):
            return self.fragment(request, exception)
        back = way_back(request)
        if request.method != "POST" or back is None:
            return message_page(request, _("不能办理"), exception.reason, 403 if request.method == "GET" else 400)
        messages.error(request, exception.reason)
        return redirect(back)

    @staticmethod
    def fragment(request: HttpRequest, refused: Refused) -> HttpResponse:
        """For htmx: the message replaces the page's message area, whatever the request aimed at."""
        messages.error(request, refused.reason)
        response = render(request, "partials/messages.html", status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#messages", "outerHTML show:window:top"
        return response


def has_null(request: HttpRequest) -> bool:
    if request.content_type == "application/json":
        return rb"\u0000" in request.body
    return any("\0" in str(value) for _name, values in request.POST.lists() for value in values)
