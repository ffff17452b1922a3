"""Calling the API as a post: a token of its own, JSON in and out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from luoshi.api.models import Scope
from luoshi.api.tokens import issue
from luoshi.core import clock
from luoshi.org.models import Post

BASE = "/api/v1"


class Caller:
    """``post`` calling with a token of ``scopes``."""

    def __init__(self, post: Post, *scopes: str) -> None:
        expires = clock.today() + dt.timedelta(days=30)
        self.token, self.secret = issue(post, "测试", scopes or [scope.value for scope in Scope], expires)
        self.client = Client(headers={"Authorization": f"Bearer {self.secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(BASE + path, query)

    def post(self, path: str, body: Any = None, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(BASE + path, body or {}, content_type="application/json", headers=headers)

    def upload(self, path: str, **fields: Any) -> Any:
        return self.client.post(BASE + path, fields)


def error(response: Any) -> tuple[int, str, str]:
    told = response.json()["error"]
    assert set(told) == {"code", "message", "fields"}
    return response.status_code, told["code"], told["message"]
