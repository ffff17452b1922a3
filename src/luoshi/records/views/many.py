"""批量办理: the steps open to the picked records of one type, what each would meet, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE
from luoshi.records.many import ManyForm, act, can_serve_many, offer, offers
from luoshi.records.models import Record
from luoshi.records.picking import LEDGER, List, asked, list_of, list_query, picked_records, picks
from luoshi.records.registry import type_of
from luoshi.records.rows import rows_of
from luoshi.records.views.items import pipeline


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def act_on_many(request: PostRequest) -> HttpResponse:
    """Tasks. GET shows the steps, with ``action`` what it would meet on each; POST takes it where it is allowed."""
    return act_on(request, LEDGER)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def act_on_items(request: PostRequest, kind: str) -> HttpResponse:
    """The records of a pipeline, in the same way."""
    return act_on(request, list_of(pipeline(kind, request.post.zone.pk)))


def act_on(request: PostRequest, where: List) -> HttpResponse:
    picked = picked_records(request, where)
    if not picked:
        raise Refused(_("没有选中任何一项。请先在列表里勾选，再选择操作。"))
    name = asked(request).get("action", "")
    if not name and request.method != "POST":
        return choose(request, picked, where)
    return step(request, picked, name, where)


def around(request: PostRequest, picked: list[Record], where: List) -> dict[str, Any]:
    query = list_query(request)
    return {"kind": type_of(picked[0]), "list": where, "back": query, "back_url": f"{where.url}?{query}"}


def choose(request: PostRequest, picked: list[Record], where: List) -> HttpResponse:
    context = {"rows": rows_of(picked), "offers": offers(picked, request.post), "picks": picks(picked)}
    return render(request, "records/many.html", around(request, picked, where) | context)


def step(request: PostRequest, picked: list[Record], name: str, where: List) -> HttpResponse:
    transition = type_of(picked[0]).transition(name)
    if transition is None or not can_serve_many(picked[0], transition, request.post):
        raise Refused(_("这项操作不能用于所选各项，请返回列表重新选择。"))
    one = offer(picked, transition, request.post)
    context = around(request, picked, where) | {"offer": one, "picks": picks(one.allowed)}
    if not one.allowed:
        return render(request, "records/many_done.html", {**context, "done": [], "refused": one.refused})
    form = ManyForm(one, request.post, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        outcome = act(one.allowed, form)
        refused = [*one.refused, *outcome.refused]
        return render(request, "records/many_done.html", {**context, "done": outcome.done, "refused": refused})
    return render(request, "records/many_step.html", {**context, "form": form}, status=422 if form.is_bound else 200)
