"""Signing in by the office's identity provider: the way there and the way back."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from luoshi.core.refusal import Refused
from luoshi.org.access import public
from luoshi.org.oidc import account_of, begin, claims_of
from luoshi.org.signing_in import knocks_on, onward_of, signed_in, turned_away

NEXT_KEY = "oidc_next"


@never_cache
@require_GET
@public
def oidc(request: HttpRequest) -> HttpResponse:
    only_where_set_up()
    request.session[NEXT_KEY] = onward_of(request)
    try:
        return begin(request)
    except Refused as refused:
        return back(request, refused)


@never_cache
@require_GET
@public
def oidc_return(request: HttpRequest) -> HttpResponse:
    """Of refusals only those are kept that set out from here, and of one address not without end: anyone may knock."""
    only_where_set_up()
    set_out = NEXT_KEY in request.session
    onward = request.session.pop(NEXT_KEY, "/")
    try:
        person = account_of(claims_of(request))
    except Refused as refused:
        if set_out and not knocks_on(request):
            turned_away(request, "", _("统一身份：%(reason)s") % {"reason": refused.reason})
        return back(request, refused)
    return signed_in(request, person, _("统一身份"), onward)


def only_where_set_up() -> None:
    if not settings.OIDC:
        raise Http404


def back(request: HttpRequest, refused: Refused) -> HttpResponse:
    messages.error(request, refused.reason)
    return redirect("sign_in")
