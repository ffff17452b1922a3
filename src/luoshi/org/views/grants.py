"""授权审批: what 系统管理员 proposed and 安全管理员 decides, and what became of all of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.org import actions
from luoshi.org import grants as deciding
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Grant, GrantKind, GrantState
from luoshi.org.roles import OFFICERS, Role
from luoshi.org.views.accounts import password_page

PER_PAGE = 30


@require_safe
@allow(*OFFICERS)
def grants(request: PostRequest) -> HttpResponse:
    deciding.standing(request.post.zone)
    rows = Grant.objects.visible_to(request.post).prefetch_related("in_charge")
    rows = rows.select_related("person", "unit", "post__person", "proposed_by__person", "decided_by__person")
    settled = Paginator(rows.exclude(state=GrantState.OPEN), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("授权审批"),
        "waiting": rows.open(),
        "page": settled,
        "decides": request.post.role == Role.SECURITY,
        "proposes": request.post.role == Role.SYSTEM,
    }
    return render(request, "org/grants.html", context)


@require_POST
@allow(Role.SECURITY)
def approve_grant(request: PostRequest, pk: int) -> HttpResponse:
    grant = grant_of(request, pk)
    deciding.approve(grant, request.post, request.POST.get("answer", "").strip())
    messages.success(request, _("已批准，即时生效。"))
    is_new = grant.kind == GrantKind.GIVE and not grant.person.has_usable_password() and not grant.person.oidc_subject
    if is_new:
        return password_page(request, grant.person, actions.reset_password(grant.person, request.post))
    return redirect("grants")


@require_POST
@allow(Role.SECURITY)
def refuse_grant(request: PostRequest, pk: int) -> HttpResponse:
    deciding.refuse(grant_of(request, pk), request.post, request.POST.get("answer", "").strip())
    messages.success(request, _("已退回，没有生效。"))
    return redirect("grants")


@require_POST
@allow(Role.SYSTEM)
def withdraw_grant(request: PostRequest, pk: int) -> HttpResponse:
    deciding.withdraw(grant_of(request, pk), request.post)
    messages.success(request, _("已撤回，没有生效。"))
    return redirect("grants")


def grant_of(request: PostRequest, pk: int) -> Grant:
    rows = Grant.objects.visible_to(request.post).select_related("zone", "person", "unit", "proposed_by")
    return get_object_or_404(rows.select_related("post__person", "post__unit__zone"), pk=pk)
