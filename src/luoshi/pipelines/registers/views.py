"""The pages of every register: list, row, new, amend, retire, and a look at personal data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind, Post
from luoshi.org.roles import EVERYONE
from luoshi.pipelines.registers import keeping
from luoshi.pipelines.registers.asking import RegisterFilter, matching
from luoshi.pipelines.registers.declaration import Register, register_named
from luoshi.pipelines.registers.forms import RowForm
from luoshi.pipelines.registers.rows import Row
from luoshi.records.columns import model_columns
from luoshi.records.views.ledger import CappedPaginator, sorting

PER_PAGE = 50
OFFERED = 20


def found(name: str, post: Post) -> Register:
    register = register_named(name)
    if register is None or post.role not in register.readers:
        raise Http404
    return register


def found_row(register: Register, pk: int, post: Post) -> Row:
    row: Row = get_object_or_404(register.model.objects.visible_to(post).select_related("zone"), pk=pk)
    return row


@require_safe
@allow(*EVERYONE)
def rows(request: PostRequest, name: str) -> HttpResponse:
    register = found(name, request.post)
    asked = RegisterFilter(register, request.GET, request.post)
    page = CappedPaginator(asked.queryset(), PER_PAGE).get_page(request.GET.get("page"))
    listed = model_columns(register.model, register.listed)
    context = {
        "register": register,
        "filter": asked,
        "page": page,
        "listed": listed,
        "lines": [(row, [(column, column.shown(row)) for column in listed]) for row in page.object_list],
        "columns": sorting(asked, asked.sortable),
        "query": asked.query(page=None),
        "may_edit": register.may_edit(request.post),
    }
    own = register.list_context(request.post) if register.list_context else {}
    return render(request, "registers/rows.html", context | own)


@require_safe
@allow(*EVERYONE)
def row_names(request: PostRequest, name: str) -> HttpResponse:
    """The names in use that hold the words typed so far, as options of a box (records/named_rows.py)."""
    register = found(name, request.post)
    words = next((str(said) for said in request.GET.values()), "").replace("\0", "").strip()[:60]
    own = register.model.objects.visible_to(request.post).filter(zone=request.post.zone_id).in_use()
    rows = own.filter(matching(register, words)) if words else own.none()
    return render(request, "registers/names.html", {"rows": rows[:OFFERED]})


@require_safe
@allow(*EVERYONE)
def row(request: PostRequest, name: str, pk: int) -> HttpResponse:
    register = found(name, request.post)
    return page_of(request, register, found_row(register, pk, request.post))


@require_POST
@allow(*EVERYONE)
def personal(request: PostRequest, name: str, pk: int) -> HttpResponse:
    """The same page with the personal columns; that somebody looked is noted."""
    register = found(name, request.post)
    shown = found_row(register, pk, request.post)
    if not register.may_see_personal(request.post):
        raise Refused(_("您的岗位（%(role)s）不能查看联系方式。") % {"role": request.post.get_role_display()})
    note_look(request, register, shown)
    return page_of(request, register, shown, with_personal=True)


def note_look(request: PostRequest, register: Register, shown: Row) -> None:
    labels = "、".join(column.label for column in model_columns(register.model, register.personal))
    what = _("%(label)s第 %(row)d 行：%(columns)s")
    told = what % {"label": register.label, "row": shown.pk, "columns": labels}
    note_request(request, Kind.LOOK, what=told, zone=shown.zone, rows=1)


def page_of(request: PostRequest, register: Register, shown: Row, *, with_personal: bool = False) -> HttpResponse:
    private = model_columns(register.model, register.personal)
    context: dict[str, Any] = {
        "register": register,
        "row": shown,
        "facts": [(column.label, words) for column in register.columns if (words := column.shown(shown))],
        "private": [column.label for column in private if column.shown(shown)],
        "told": [(column.label, column.shown(shown)) for column in private] if with_personal else [],
        "may_see_personal": register.may_see_personal(request.post),
        "may_edit": keeping.refusal(register, shown, request.post) is None,
        "history": keeping.history(register, shown),
    }
    own = register.context(shown, request.post) if register.context else {}
    return render(request, "registers/row.html", context | own)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def new_row(request: PostRequest, name: str) -> HttpResponse:
    """The form of a new row; ``?column=value`` fills in what the page before knows already."""
    register = found(name, request.post)
    fresh = keeping.blank(register, request.post)
    keeping.demand(register, fresh, request.post)
    form = RowForm(register, fresh, request.post, request.POST or None)
    form.initial.update({name: request.GET[name] for name in form.fields if name in request.GET})
    made = form.is_valid() and taken(form, lambda: keeping.add(register, request.post, **form.cleaned_data))
    if made:
        messages.success(request, _("已登记“%(row)s”。") % {"row": made})
        return redirect("register_row", name, made.pk)
    return shown_form(request, register, form, _("登记%(label)s") % {"label": register.label})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def edit_row(request: PostRequest, name: str, pk: int) -> HttpResponse:
    register = found(name, request.post)
    changed = found_row(register, pk, request.post)
    keeping.demand(register, changed, request.post)
    form = RowForm(register, changed, request.post, request.POST or None)
    if form.is_valid() and taken(form, lambda: keeping.amend(register, changed, request.post, **form.cleaned_data)):
        messages.success(request, _("已修改“%(row)s”。") % {"row": changed})
        return redirect("register_row", name, pk)
    if register.personal:
        note_look(request, register, changed)
    return shown_form(request, register, form, _("修改%(label)s") % {"label": register.label})


def taken(form: RowForm, keep: Callable[[], Row]) -> Row | None:
    """The row as it is now; None where it is refused, which stands in the form, so that nothing is typed twice."""
    try:
        return keep()
    except Refused as refused:
        form.add_error(None, refused.reason)
        return None


def shown_form(request: PostRequest, register: Register, form: RowForm, title: str) -> HttpResponse:
    context = {"register": register, "form": form, "title": title, "row": form.row}
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


@require_POST
@allow(*EVERYONE)
def retire_row(request: PostRequest, name: str, pk: int) -> HttpResponse:
    """Out of use with a reason; what is out of use comes back."""
    register = found(name, request.post)
    changed = found_row(register, pk, request.post)
    if changed.retired_on:
        keeping.restore(register, changed, request.post)
        messages.success(request, _("已恢复“%(row)s”。") % {"row": changed})
    else:
        keeping.retire(register, changed, request.post, request.POST.get("reason", "")[:200])
        messages.success(request, _("已停用“%(row)s”，以前的记录照旧。") % {"row": changed})
    return redirect("register_row", name, pk)
