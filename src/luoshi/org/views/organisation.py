"""单位人员: who there is, in which unit and post. For the 督查员."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi.org import actions
from luoshi.org.access import PostRequest, allow
from luoshi.org.forms import EndPostForm, NewPersonForm, NewUnitForm, PersonForm, PostForm, UnitForm
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import Role
from luoshi.org.tree import tree_of

BOTH_WAYS = ["GET", "POST"]


@require_GET
@allow(Role.SUPERVISOR)
def organisation(request: PostRequest) -> HttpResponse:
    posts: dict[int, list[Post]] = {}
    held = Post.objects.visible_to(request.post).in_force().select_related("person", "unit")
    for post in held.order_by("role", "id"):
        posts.setdefault(post.unit_id, []).append(post)
    idle = Person.objects.visible_to(request.post).exclude(posts__in=held)
    context = {
        "title": _("单位人员"),
        "lines": [(line, posts.get(line.unit.pk, [])) for line in tree_of(request.post.zone)],
        "idle": idle,
        "people_count": len({post.person_id for unit in posts.values() for post in unit}),
    }
    return render(request, "org/organisation.html", context)


@require_http_methods(BOTH_WAYS)
@allow(Role.SUPERVISOR)
def new_unit(request: PostRequest) -> HttpResponse:
    form = NewUnitForm(request.post, request.POST or None)
    if form.is_valid():
        unit = actions.add_unit(form.cleaned_data.pop("parent"), **form.cleaned_data)
        messages.success(request, _("已增加单位“%(name)s”。") % {"name": unit.name})
        return redirect("organisation")
    return render(request, "org/form.html", {"title": _("增加单位"), "form": form, "button": _("增加")})


@require_http_methods(BOTH_WAYS)
@allow(Role.SUPERVISOR)
def unit(request: PostRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Unit.objects.visible_to(request.post), pk=pk)
    form = UnitForm(request.POST or None, instance=found)
    if form.is_valid():
        actions.change_unit(found, **form.cleaned_data)
        messages.success(request, _("已保存“%(name)s”。") % {"name": found.name})
        return redirect("organisation")
    return render(request, "org/form.html", {"title": _("修改单位"), "form": form, "button": _("保存")})


@never_cache
@require_http_methods(BOTH_WAYS)
@allow(Role.SUPERVISOR)
def new_person(request: PostRequest) -> HttpResponse:
    form = NewPersonForm(request.post, request.POST or None)
    if form.is_valid():
        person, password = actions.add_person_with_post(**form.cleaned_data)
        return password_page(request, person, password)
    return render(request, "org/form.html", {"title": _("增加人员"), "form": form, "button": _("增加并生成密码")})


@require_http_methods(BOTH_WAYS)
@allow(Role.SUPERVISOR)
def person(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    form = PersonForm(request.POST or None, instance=found)
    if form.is_valid():
        form.save()
        messages.success(request, _("已保存。"))
        return redirect("person", pk)
    context = {
        "title": found.name,
        "person": found,
        "posts": found.posts.visible_to(request.post).select_related("unit__zone").order_by("-starts", "-id"),
        "in_force": set(Post.objects.in_force().filter(person=found).values_list("pk", flat=True)),
        "form": form,
        "post_form": PostForm(request.post),
        "end_form": EndPostForm(),
    }
    return render(request, "org/person.html", context)


@require_POST
@allow(Role.SUPERVISOR)
def new_post(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    form = PostForm(request.post, request.POST)
    if form.is_valid():
        given = actions.give_post(found, **form.cleaned_data)
        messages.success(request, _("已任命：%(post)s。") % {"post": given})
        return redirect("person", pk)
    return render(request, "org/form.html", {"title": _("增加岗位"), "form": form, "button": _("任命")})


@require_POST
@allow(Role.SUPERVISOR)
def end_post(request: PostRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.post).select_related("person", "unit__zone"), pk=pk)
    form = EndPostForm(request.POST)
    if form.is_valid():
        actions.end_post(post, form.cleaned_data["last_day"])
        messages.success(request, _("已登记离任：%(post)s。") % {"post": post})
        return redirect("person", post.person_id)
    return render(request, "org/form.html", {"title": _("登记离任"), "form": form, "button": _("登记")})


@never_cache
@require_POST
@allow(Role.SUPERVISOR)
def reset_password(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    return password_page(request, found, actions.reset_password(found))


@require_POST
@allow(Role.SUPERVISOR)
def deactivate(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    actions.deactivate(found, by=request.post)
    messages.success(request, _("已停用%(name)s的账号，其登录立即失效。") % {"name": found.name})
    return redirect("person", pk)


@require_POST
@allow(Role.SUPERVISOR)
def reactivate(request: PostRequest, pk: int) -> HttpResponse:
    found = person_of(request, pk)
    actions.reactivate(found)
    messages.success(request, _("已恢复%(name)s的账号。") % {"name": found.name})
    return redirect("person", pk)


def person_of(request: PostRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.post), pk=pk)


def password_page(request: PostRequest, person: Person, password: str) -> HttpResponse:
    """The only time that the password is seen; it is stored as a hash."""
    return render(request, "org/password.html", {"title": _("新密码"), "person": person, "password": password})
