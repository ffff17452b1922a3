"""单位人员: who there is, in which unit and post. 系统管理员 keeps units and people, 督查员 looks up whom to call.

Posts are proposed here and decided in views/grants.py; accounts are 安全管理员's, in views/accounts.py.
"""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org import actions, grants, handover
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_request
from luoshi.org.forms import (
    ChangePostForm,
    DeputyForm,
    EndPostForm,
    NewPersonForm,
    NewUnitForm,
    PersonForm,
    PostForm,
    UnitForm,
)
from luoshi.org.models import Kind, Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.tree import tree_of

BOTH_WAYS = ["GET", "POST"]


@require_GET
@allow(Role.SYSTEM, Role.SECURITY, Role.SUPERVISOR)
def organisation(request: PostRequest) -> HttpResponse:
    posts: dict[int, list[Post]] = {}
    held = Post.objects.visible_to(request.post).in_force().select_related("person", "unit")
    for post in held.order_by("role", "id").prefetch_related("deputies__person", "in_charge"):
        posts.setdefault(post.unit_id, []).append(post)
    people_count = len({post.person_id for unit in posts.values() for post in unit})
    note_request(request, Kind.LOOK, what=str(_("单位人员名单")), rows=people_count)
    context = {
        "title": _("单位人员"),
        "lines": [(line, posts.get(line.unit.pk, [])) for line in tree_of(request.post.zone)],
        "idle": Person.objects.visible_to(request.post).exclude(posts__in=held),
        "people_count": people_count,
        "may_change": request.post.role == Role.SYSTEM,
        "may_open": request.post.role != Role.SUPERVISOR,
        "waiting": grants.standing(request.post.zone).count() if request.post.is_officer else 0,
        "unsettled": handover.unsettled(request.post.zone),
        "hands_over": request.post.role == Role.SUPERVISOR,
        "today": clock.today(),
    }
    return render(request, "org/organisation.html", context)


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
@transaction.atomic
def new_unit(request: PostRequest) -> HttpResponse:
    form = NewUnitForm(request.post, request.POST or None)
    if form.is_valid():
        unit = actions.add_unit(form.cleaned_data.pop("parent"), **form.cleaned_data)
        note_request(request, Kind.UNIT, what=str(_("增加")), unit=unit.name)
        messages.success(request, _("已增加单位“%(name)s”。") % {"name": unit.name})
        return redirect("organisation")
    return render(request, "org/form.html", {"title": _("增加单位"), "form": form, "button": _("增加")})


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
@transaction.atomic
def unit(request: PostRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Unit.objects.visible_to(request.post), pk=pk)
    form = UnitForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.change_unit(found, **form.cleaned_data)
        note_request(request, Kind.UNIT, what=str(_("修改")), unit=found.name)
        messages.success(request, _("已保存“%(name)s”。") % {"name": found.name})
        return redirect("organisation")
    return render(request, "org/form.html", {"title": _("修改单位"), "form": form, "button": _("保存")})


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
@transaction.atomic
def new_person(request: PostRequest) -> HttpResponse:
    form = NewPersonForm(request.post, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        person = actions.add_account(request.post, *(given.pop(name) for name in ("username", "name", "phone")))
        grants.propose_post(request.post, person, **given)
        messages.success(request, _("已增加%(name)s，任命已提请安全管理员审批。") % {"name": person.name})
        return redirect("person", person.pk)
    return render(request, "org/form.html", {"title": _("增加人员"), "form": form, "button": _("增加并提请任命")})


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM, Role.SECURITY)
def person(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    is_keeper = request.post.role == Role.SYSTEM
    form = PersonForm(request.POST or None, instance=found)
    if request.method == "POST" and not is_keeper:
        raise Refused(_("姓名和电话由系统管理员修改。"))
    if form.is_valid():
        actions.change_person(request.post, found, **form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("person", pk)
    note_request(request, Kind.LOOK, about=found, what=str(_("人员资料")), rows=1)
    posts = found.posts.visible_to(request.post).select_related("person", "unit__zone").order_by("-starts", "-id")
    context = {
        "title": found.name,
        "person": found,
        "posts": posts.prefetch_related("in_charge", "deputies__person"),
        "in_force": set(Post.objects.in_force().filter(person=found).values_list("pk", flat=True)),
        "waiting": grants.standing(request.post.zone).filter(person=found).select_related("unit"),
        "form": form if is_keeper else None,
        "post_form": PostForm(request.post) if is_keeper else None,
        "today": clock.today(),
    }
    return render(request, "org/person.html", context)


@require_POST
@allow(Role.SYSTEM)
def new_post(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    form = PostForm(request.post, request.POST)
    if form.is_valid():
        grants.propose_post(request.post, found, **form.cleaned_data)
        return proposed(request, pk)
    return asked_again(request, form, _("增加岗位"))


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
def change_post(request: PostRequest, pk: int) -> HttpResponse:
    post = post_of(request, pk)
    form = ChangePostForm(request.post, post, request.POST or None)
    if form.is_valid():
        grants.propose_change(request.post, post, **form.cleaned_data)
        return proposed(request, post.person_id)
    return asked_again(request, form, _("变更岗位：%(post)s") % {"post": post})


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
def end_post(request: PostRequest, pk: int) -> HttpResponse:
    post = post_of(request, pk)
    form = EndPostForm(request.POST or None)
    if form.is_valid():
        grants.propose_end(request.post, post, **form.cleaned_data)
        return proposed(request, post.person_id)
    return asked_again(request, form, _("登记离任：%(post)s") % {"post": post})


@require_http_methods(BOTH_WAYS)
@allow(Role.SYSTEM)
def new_deputy(request: PostRequest, pk: int) -> HttpResponse:
    post = post_of(request, pk)
    form = DeputyForm(request.post, post, request.POST or None)
    if form.is_valid():
        grants.propose_deputy(request.post, post, **form.cleaned_data)
        return proposed(request, post.person_id)
    return asked_again(request, form, _("安排代理：%(post)s") % {"post": post})


def proposed(request: PostRequest, person: int) -> HttpResponse:
    messages.success(request, _("已提请安全管理员审批，七日内有效。"))
    return redirect("person", person)


def asked_again(request: PostRequest, form: Any, title: str) -> HttpResponse:
    context = {"title": title, "form": form, "button": _("提请审批")}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


def person_of(request: PostRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.post), pk=pk)


def post_of(request: PostRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.post).select_related("person", "unit__zone"), pk=pk)
