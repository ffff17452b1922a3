"""The API under /api/v1/: every operation behind a token, every write once for its key."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path
from ninja import NinjaAPI

from luoshi.api import documents, errors, imports, notices, places, plans, records, revisions, tasks, views
from luoshi.api.once import once
from luoshi.org.roles import ANYONE

api = NinjaAPI(
    title="落实 Luoshi",
    version="1",
    description="任务台账的接口：与网页同一套动作、同一套权限。",
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
errors.install(api)
for part in (places, tasks, records, documents, revisions, notices, plans, imports):
    api.add_router("", part.router)


def _guarded(pattern: Any) -> Any:
    """Open to the posts that a token can speak for; what each may see and do is asked behind it."""
    pattern.callback = once(pattern.callback)
    pattern.callback.allowed_roles = frozenset(ANYONE)
    pattern.callback.csrf_exempt = True
    return pattern


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("organisation/tokens/", views.all_tokens, name="all_tokens"),
    path("account/tokens/<int:pk>/revoke/", views.revoke, name="revoke_token"),
    path("api/v1/", ([_guarded(pattern) for pattern in _patterns], _app, _namespace)),
    re_path("^api/", views.no_such_address, name="no_such_address"),
]
