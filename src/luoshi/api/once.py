"""A write asked for twice with one Idempotency-Key is done once and answered twice.

As the IETF's draft-ietf-httpapi-idempotency-key-header has it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from luoshi.api.auth import known, secret_of
from luoshi.api.errors import failure
from luoshi.api.models import Token, Written
from luoshi.core import clock

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
LONGEST_KEY = 100
KEPT = dt.timedelta(days=7)

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """``view`` for every method; a POST with a key is remembered for a week."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get(HEADER, "")
        token = known(request, secret_of(request)) if request.method == "POST" and key else None
        if token is None:
            return view(request, *args, **kwargs)
        if len(key) > LONGEST_KEY:
            return failure(400, _("Idempotency-Key 不能超过 %(most)d 个字符。") % {"most": LONGEST_KEY})
        return _first_time(view, request, token, key, args, kwargs)

    return guarded


def _first_time(
    view: View, request: HttpRequest, token: Token, key: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    asked = _fingerprint(request)
    with transaction.atomic():
        written = _kept(token, key, asked)
        if written is None:
            return _again(Written.objects.get(token=token, key=key), asked)
        response = view(request, *args, **kwargs)
        if response.status_code >= 500:
            transaction.set_rollback(True)
            return response
        written.status, written.body = response.status_code, response.content.decode()
        written.save()
        Written.objects.filter(made_at__lt=clock.now() - KEPT).delete()
        return response


def _fingerprint(request: HttpRequest) -> str:
    """What was asked for. A form's parts are taken one by one: its boundary differs each time it is sent."""
    said: list[bytes] = [request.get_full_path().encode()]
    if request.content_type == "multipart/form-data":
        said += [f"{name}={value}".encode() for name, values in sorted(request.POST.lists()) for value in values]
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                said += [f"{name}={file.name}".encode(), file.read()]
                file.seek(0)
    else:
        said.append(request.body)
    return hashlib.sha256(b"\n".join(hashlib.sha256(part).digest() for part in said)).hexdigest()


def _kept(token: Token, key: str, asked: str) -> Written | None:
    """The row of a key never seen; None for one that is there."""
    try:
        with transaction.atomic():
            return Written.objects.create(token=token, key=key, asked=asked)
    except IntegrityError:
        return None


def _again(written: Written, asked: str) -> HttpResponse:
    if written.asked != asked:
        return failure(409, _("这个 Idempotency-Key 已用于另一个请求，请换一个。"))
    response = HttpResponse(written.body, content_type="application/json", status=written.status)
    response[REPLAYED] = "true"
    return response
