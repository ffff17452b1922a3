"""接口令牌: a person's own, made for the post they are in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.api import tokens as giving
from luoshi.api.errors import failure
from luoshi.api.models import Scope, Token
from luoshi.core import clock
from luoshi.org.access import PostRequest, allow, public
from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind, Post
from luoshi.org.roles import EVERYONE, Role
from luoshi.records.choices import date_field

USUAL = dt.timedelta(days=90)
PER_PAGE = 50


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("用途"), max_length=60, help_text=gettext_lazy("给哪个系统用，如“政务数据平台”")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("权限"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires = date_field(gettext_lazy("有效期至"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"expires": clock.today() + USUAL, "scopes": [Scope.READ]})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def tokens(request: PostRequest) -> HttpResponse:
    """The person's tokens, and the form for another; a new one's secret is shown on this answer alone."""
    form, secret = TokenForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        token, secret = giving.issue(request.post, **form.cleaned_data)
        note_request(request, Kind.TOKEN_MADE, what=token.name, ends=token.expires.isoformat(), scopes=token.scopes)
        form = TokenForm()
    rows = Token.objects.visible_to(request.post).select_related("post__person", "post__unit__zone")
    context: dict[str, Any] = {"title": _("接口令牌"), "form": form, "secret": secret, "tokens": rows}
    context["today"] = clock.today()
    response = render(request, "api/tokens.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@csrf_exempt
@public
def no_such_address(_request: HttpRequest) -> HttpResponse:
    """A program that asks for what is not there is told in the shape of every other error."""
    return failure(404, _("接口里没有这个地址，请对照 /api/v1/openapi.json。"))


@require_safe
@allow(Role.SECURITY)
def all_tokens(request: PostRequest) -> HttpResponse:
    """The zone's, those in force first: whose, for what, until when. There is no secret left to show."""
    today = clock.today()
    standing = Q(revoked_at=None, expires__gte=today, post__in=Post.objects.in_force(today))
    rows = Token.objects.visible_to(request.post).annotate(is_in_force=Case(When(standing, then=True), default=False))
    ordered = rows.select_related("post__person", "post__unit__zone").order_by("-is_in_force", "-created_at", "-id")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "api/all_tokens.html", {"title": _("接口令牌"), "page": page, "today": today})


@require_POST
@allow(*EVERYONE, Role.SECURITY)
def revoke(request: PostRequest, pk: int) -> HttpResponse:
    found = Token.objects.visible_to(request.post).select_related("post__person", "post__unit__zone")
    token = get_object_or_404(found, pk=pk)
    if giving.revoke(token):
        note_request(request, Kind.TOKEN_REVOKED, about=token.post.person, what=token.name)
    messages.success(request, _("令牌“%(name)s”已作废。") % {"name": token.name})
    return redirect("all_tokens" if request.post.role == Role.SECURITY else "tokens")
