"""Accounts: locking, passwords, second factors. For 安全管理员; every act is written into the audit log."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luoshi.org import actions
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Person
from luoshi.org.roles import Role
from luoshi.org.views.organisation import person_of


@never_cache
@require_POST
@allow(Role.SECURITY)
def reset_password(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    return password_page(request, found, actions.reset_password(found, request.post))


@require_POST
@allow(Role.SECURITY)
def deactivate(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    actions.deactivate(found, by=request.post)
    messages.success(request, _("已停用%(name)s的账号，其登录立即失效。") % {"name": found.name})
    return redirect("person", pk)


@require_POST
@allow(Role.SECURITY)
def reactivate(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    actions.reactivate(found, by=request.post)
    messages.success(request, _("%(name)s的账号可以登录了。") % {"name": found.name})
    return redirect("person", pk)


@require_POST
@allow(Role.SECURITY)
def reset_factor(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    actions.reset_factor(found, by=request.post)
    messages.success(request, _("已清除%(name)s的第二重验证和统一身份绑定。") % {"name": found.name})
    return redirect("person", pk)


def password_page(request: PostRequest, person: Person, password: str) -> HttpResponse:
    """The only time that the password is seen; it is stored as a hash."""
    return render(request, "org/password.html", {"title": _("新密码"), "person": person, "password": password})
