"""The second factor: shown at sign-in, set up by its owner."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from luoshi.org import second_factor as factors
from luoshi.org.access import public, to_second_factor_for, to_sign_in
from luoshi.org.models import Person
from luoshi.org.signing_in import admitted, may_try, onward_of, wrong_code
from luoshi.org.views.session import locked_out

SETTING_UP = "new_factor"  # the secret lies under it in the session until a code shows that the phone has it


@never_cache
@require_http_methods(["GET", "POST"])
@public
def second_factor(request: HttpRequest) -> HttpResponse:
    """After the password: the code of the moment. Who has to have a second factor and has none sets one up."""
    person, onward = request.user, onward_of(request)
    if not isinstance(person, Person):
        return to_sign_in(request)
    if not getattr(request, "awaits_factor", False):
        return HttpResponseRedirect(onward)
    if person.factor_since is None:
        return redirect_to_login(onward, reverse("set_up_factor"))
    if request.method == "POST":
        if not may_try(request, person):
            return locked_out(request)
        if factors.accept(person, request.POST.get("code", "")[:40]):
            factors.remember(person, request.session)
            admitted(request, person, _("密码和第二重验证"))
            return HttpResponseRedirect(onward)
        wrong_code(request, person)
        messages.error(request, _("验证码不对或已用过。请等验证器显示下一个码，或用一个没有用过的恢复码。"))
    return render(request, "org/second_factor.html", {"next": onward}, status=422 if request.method == "POST" else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@public
def set_up_factor(request: HttpRequest) -> HttpResponse:
    """For whoever is signed in, or has only that left to do. One that is set stays until its owner shows it again."""
    person, onward = request.user, onward_of(request)
    if not isinstance(person, Person):
        return to_sign_in(request)
    if getattr(request, "awaits_factor", False) and person.factor_since is not None:
        return to_second_factor_for(onward)
    secret = request.session.setdefault(SETTING_UP, factors.new_secret())
    if request.method == "POST":
        if not may_try(request, person):
            return locked_out(request)
        shown = (request.POST.get(name, "")[:40] for name in ("code", "current"))
        codes = factors.set_up(person, secret, *shown)
        if codes is not None:
            return set_up(request, person, codes, onward)
        wrong_code(request, person)
        messages.error(request, wrong_words(person))
    context = {
        "title": _("设置第二重验证"),
        "picture": factors.picture_of(person, secret),
        "secret": " ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        "since": person.factor_since,
        "next": onward,
    }
    return render(request, "org/set_up_factor.html", context, status=422 if request.method == "POST" else 200)


def wrong_words(person: Person) -> str:
    if person.factor_since is None:
        return _("验证码不对。请确认手机时间准确，用验证器显示的下一个码再试。")
    return _("没有更换：新旧两个验证码至少有一个不对或已用过。请等两边都显示下一个码再试，旧的也可填一个恢复码。")


def set_up(request: HttpRequest, person: Person, codes: list[str], onward: str) -> HttpResponse:
    del request.session[SETTING_UP]
    was_signing_in = getattr(request, "awaits_factor", False)
    factors.remember(person, request.session)
    if was_signing_in:
        admitted(request, person, _("密码和第二重验证"))
    context = {"title": _("恢复码"), "codes": codes, "next": onward}
    return render(request, "org/recovery_codes.html", context)
