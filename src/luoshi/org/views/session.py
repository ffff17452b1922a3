"""Signing in and out, the active post, one's own password."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core import clock
from luoshi.org import keys
from luoshi.org.access import PostRequest, allow, public
from luoshi.org.audit_log import note_request
from luoshi.org.forms import SignInForm
from luoshi.org.middleware import POST_KEY
from luoshi.org.models import Kind
from luoshi.org.roles import ANYONE
from luoshi.org.second_factor import zone_of
from luoshi.org.signing_in import onward_of, signed_in, turned_away

TOO_MANY_REQUESTS = 429


class SignIn(LoginView):
    template_name = "org/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        return signed_in(self.request, form.get_user(), _("密码"), self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        turned_away(self.request, form.data.get("username", ""), _("账号或密码不对"))
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(oidc=settings.OIDC and settings.OIDC["name"], **kwargs)


class SignOut(LogoutView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            note_request(request, Kind.SIGN_OUT, zone=zone_of(request.user))
        return super().post(request, *args, **kwargs)


sign_in = public(SignIn.as_view())
sign_out = public(SignOut.as_view())


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Each further try begins the waiting anew, so it ends ``AXES_COOLOFF_TIME`` hours from this one."""
    again = timezone.localtime(clock.now() + dt.timedelta(hours=settings.AXES_COOLOFF_TIME))
    return render(request, "org/locked_out.html", {"again": again}, status=TOO_MANY_REQUESTS)


@require_http_methods(["GET", "POST"])
@allow(*ANYONE)
def choose_post(request: PostRequest) -> HttpResponse:
    onward = onward_of(request)
    chosen = next((post for post in request.posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        return render(request, "org/choose_post.html", {"title": _("选择岗位"), "posts": request.posts, "next": onward})
    request.session[POST_KEY] = chosen.pk
    return HttpResponseRedirect(onward)


@require_http_methods(["GET", "POST"])
@allow(*ANYONE)
def change_password(request: PostRequest) -> HttpResponse:
    form = PasswordChangeForm(request.post.acting, request.POST or None)
    if form.is_valid():
        return password_changed(request, form)
    return render(request, "org/change_password.html", {"title": _("修改密码"), "form": form})


@transaction.atomic
def password_changed(request: PostRequest, form: PasswordChangeForm) -> HttpResponse:
    """What the old password may have let in ends with it; this session alone goes on."""
    update_session_auth_hash(request, form.save())
    note_request(request, Kind.PASSWORD_CHANGED)
    ended = keys.end_all(request.post.acting, _("修改密码"), request.post)
    messages.success(request, _("密码已修改，其他设备上的登录已失效。"))
    if ended:
        messages.warning(request, _("您的 %(ended)d 个接口令牌同时作废，仍要用的请重新建。") % {"ended": ended})
    return redirect("home")
