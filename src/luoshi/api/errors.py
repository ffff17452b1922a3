"""The one shape of every error: ``{"error": {"code", "message", "fields"}}``, its words Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from luoshi.api.words import in_words
from luoshi.core.refusal import Refused
from luoshi.documents.secrecy import Marked
from luoshi.org.audit_log import note_marked


class Problem(Schema):
    """``fields`` names what to mend, by the name it was sent under."""

    code: str
    message: str
    fields: dict[str, list[str]] = {}


class Failure(Schema):
    error: Problem


class Invalid(Exception):  # noqa: N818 - what was sent does not hold, told field by field
    """Answers that do not hold."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__()
        told = {"body" if name == NON_FIELD_ERRORS else name: words for name, words in fields.items()}
        self.fields = {name: [str(word) for word in words] for name, words in told.items()}


CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    411: "length_required",
    413: "too_large",
    422: "invalid",
    500: "broken",
}

FAILS = frozenset(CODES)  # what any operation may answer


def is_program(request: HttpRequest) -> bool:
    """Whether a refusal before any operation is reached is to be told in this shape, and not as a page."""
    return request.path.startswith("/api/")


def failure(status: int, message: str, fields: Mapping[str, Sequence[str]] | None = None) -> JsonResponse:
    told = {"code": CODES.get(status, "refused"), "message": message, "fields": dict(fields or {})}
    return JsonResponse({"error": told}, status=status, json_dumps_params={"ensure_ascii": False})


def install(api: NinjaAPI) -> None:
    """Every way a request can fail, answered in the one shape."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, problem: Refused) -> HttpResponse:
        if isinstance(problem, Marked):
            note_marked(request)
        return failure(409, problem.reason)

    @api.exception_handler(Invalid)
    def invalid(_request: HttpRequest, problem: Invalid) -> HttpResponse:
        return failure(422, _("有内容不合要求，请按提示更正后再试。"), problem.fields)

    @api.exception_handler(ValidationError)
    def malformed(_request: HttpRequest, problem: ValidationError) -> HttpResponse:
        fields: dict[str, list[str]] = {}
        for error in problem.errors:
            fields.setdefault(_name(error), []).append(in_words(error))
        return failure(422, _("请求的格式不对，请对照接口说明更正。"), fields)

    @api.exception_handler(AuthenticationError)
    def unknown(_request: HttpRequest, _problem: AuthenticationError) -> HttpResponse:
        return failure(401, _("没有有效的令牌。请在请求头写明 Authorization: Bearer 令牌。"))

    @api.exception_handler(Http404)
    def missing(_request: HttpRequest, _problem: Http404) -> HttpResponse:
        return failure(404, _("没有这个对象，或它不在您的范围内。"))

    @api.exception_handler(HttpError)
    def other(_request: HttpRequest, problem: HttpError) -> HttpResponse:
        # 400 is the framework's own, in English: a body that is no JSON.
        is_ours = problem.status_code != 400
        return failure(problem.status_code, problem.message if is_ours else _("请求的内容不是正确的 JSON。"))


def _name(error: Any) -> str:
    """Where in the request: the path without the place it was sent in (body, query)."""
    return ".".join(str(part) for part in error["loc"][1:]) or "body"
