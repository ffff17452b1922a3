"""What every way of signing in ends with: the second factor where one is asked for, the log, the lockout's count."""

from __future__ import annotations

import datetime as dt
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from axes.utils import reset
from django.contrib.auth import login
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from luoshi.core import clock
from luoshi.org.access import to_second_factor_for
from luoshi.org.audit_log import note_request
from luoshi.org.middleware import SINCE_KEY, posts_of
from luoshi.org.models import AuditEntry, Kind, Person
from luoshi.org.second_factor import is_awaited, zone_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
KNOCKING_SPAN = dt.timedelta(minutes=15)
KNOCKS_KEPT, KNOCKS_LOOKED_AT = 5, 100


def signed_in(request: HttpRequest, person: Person, way: str, onward: str) -> HttpResponse:
    """Begin the session of ``person``, who came by ``way``, and go on: to the second factor or to ``onward``."""
    login(request, person, backend=BACKEND)
    request.session[SINCE_KEY] = clock.now().timestamp()
    if is_awaited(person, posts_of(request), request.session):
        return to_second_factor_for(onward)
    admitted(request, person, way)
    return HttpResponseRedirect(onward)


def admitted(request: HttpRequest, person: Person, way: str) -> None:
    """Everything was shown: earlier wrong tries from here are forgotten."""
    reset(username=person.username, ip=get_client_ip_address(request))
    note_request(request, Kind.SIGN_IN, person=person, zone=zone_of(person), way=way)


def turned_away(request: HttpRequest, username: str, why: str) -> None:
    """The try is kept; a name nobody has is not, for it may be a password typed into the wrong box."""
    person = Person.objects.filter(username=username).first()
    zone = zone_of(person) if person else None
    note_request(request, Kind.SIGN_IN_REFUSED, about=person, zone=zone, why=why)


def knocks_on(request: HttpRequest) -> bool:
    """Whether enough tries of nobody known, from the same address, are in the log since a short while."""
    since = clock.now() - KNOCKING_SPAN
    latest = AuditEntry.objects.filter(zone=None, kind=Kind.SIGN_IN_REFUSED).order_by("-number")[:KNOCKS_LOOKED_AT]
    address = get_client_ip_address(request) or ""
    return sum(entry.at > since and entry.address == address for entry in latest) >= KNOCKS_KEPT


def may_try(request: HttpRequest, person: Person) -> bool:
    """Whether the lockout still lets ``person`` try a code from here."""
    return bool(AxesProxyHandler.is_allowed(request, {"username": person.username}))


def wrong_code(request: HttpRequest, person: Person) -> None:
    """Counts like a wrong password; the fifth closes the door (axes' middleware answers)."""
    credentials = {"username": person.username}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    turned_away(request, person.username, "验证码不对")


def onward_of(request: HttpRequest, default: Any = "home") -> str:
    """``next`` of the request where it stays on this site."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    inside = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if inside else resolve_url(default)
