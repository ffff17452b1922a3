"""Who a request speaks for: the post of its token."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from luoshi.api.models import Scope, Token
from luoshi.api.tokens import token_of
from luoshi.org.models import Post


class Caller(HttpRequest):
    """A request behind ``May``."""

    auth: Token
    post: Post


class May(HttpBearer):
    """Lets a token in that has ``scope``; ``request.post`` is then its post, as behind a page."""

    openapi_name = "token"

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        found = known(request, token)
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise HttpError(403, _("这个令牌没有“%(scope)s”的权限。") % {"scope": self.scope.label})
        cast("Caller", request).post = found.post
        return found


def known(request: HttpRequest, secret: str) -> Token | None:
    """The token of the request, looked up once."""
    if not hasattr(request, "known_token"):
        request.known_token = token_of(secret)  # type: ignore[attr-defined]
    return cast("Token | None", request.known_token)  # type: ignore[attr-defined]


def secret_of(request: HttpRequest) -> str:
    """What stands after Bearer."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""
