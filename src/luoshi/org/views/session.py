"""Signing in and out, the active post, one's own password."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core import clock
from luoshi.org.access import PostRequest, allow, public
from luoshi.org.forms import SignInForm
from luoshi.org.middleware import POST_KEY, SINCE_KEY
from luoshi.org.roles import EVERYONE

TOO_MANY_REQUESTS = 429


class SignIn(LoginView):
    template_name = "org/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session[SINCE_KEY] = clock.now().timestamp()
        return response


sign_in = public(SignIn.as_view())
sign_out = public(LogoutView.as_view())


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Each further try begins the waiting anew, so it ends ``AXES_COOLOFF_TIME`` hours from this one."""
    again = timezone.localtime(clock.now() + dt.timedelta(hours=settings.AXES_COOLOFF_TIME))
    return render(request, "org/locked_out.html", {"again": again}, status=TOO_MANY_REQUESTS)


@require_http_methods(["GET", "POST"])
@allow(*EVERYONE)
def choose_post(request: PostRequest) -> HttpResponse:
    onward = request.POST.get("next", request.GET.get("next", ""))
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure()):
        onward = "home"
    chosen = next((post for post in request.posts if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        return render(request, "org/choose_post.html", {"title": _("选择岗位"), "posts": request.posts, "next": onward})
    request.session[POST_KEY] = chosen.pk
    return redirect(onward)


@require_http_methods(["GET", "POST"])
@allow(*EVERYONE)
def change_password(request: PostRequest) -> HttpResponse:
    form = PasswordChangeForm(request.post.person, request.POST or None)
    if form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("密码已修改，其他设备上的登录已失效。"))
        return redirect("home")
    return render(request, "org/change_password.html", {"title": _("修改密码"), "form": form})
