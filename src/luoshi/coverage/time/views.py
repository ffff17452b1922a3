"""历年对比: the series of the zone, the terms of one, what a voice stresses when."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.core.refusal import Refused
from luoshi.coverage.time import actions
from luoshi.coverage.time.forms import FollowForm
from luoshi.coverage.time.models import Series
from luoshi.coverage.time.offering import offers
from luoshi.coverage.time.reading import look_for
from luoshi.coverage.time.shown import Terms
from luoshi.coverage.time.stressed import LISTS, Stressed
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import Role

PER_PAGE = 60
LONGEST_TERM = 30


def seen(request: PostRequest, pk: int) -> Series:
    return get_object_or_404(Series.objects.visible_to(request.post).select_related("zone"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, Role.LEADER)
def series_list(request: PostRequest) -> HttpResponse:
    """All of them; 督查员 chooses documents for another."""
    may_begin = request.post.role == Role.SUPERVISOR
    data = request.POST if request.method == "POST" and may_begin else None
    form = FollowForm(request.post, data, request.GET.getlist("documents"))
    if form.is_valid():
        try:
            return redirect("series", actions.follow(form.days, form.cleaned_data["title"], request.post).pk)
        except Refused as refused:
            form.add_error(None, refused.reason)
    ends = {"number": Count("chosen"), "first": Min("chosen__day"), "last": Max("chosen__day")}
    visible = Series.objects.visible_to(request.post).select_related("created_by__person")
    rows = visible.annotate(**ends).order_by("-created_at", "-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"title": _("历年对比"), "page": page, "form": form, "may_begin": may_begin}
    if may_begin:
        context["offers"] = offers(request.post)
    return render(request, "coverage/time/list.html", context, status=422 if form.errors else 200)


def asked_term(request: PostRequest) -> str:
    return request.GET.get("term", "").strip()[:LONGEST_TERM]


def terms_of(request: PostRequest, found: Series) -> Terms:
    """What was found in a series, or of the term asked for."""
    term = asked_term(request)
    return Terms(found, look_for(found, term) if term else None)


def stressed_of(request: PostRequest, found: Series) -> Stressed:
    """What the voice asked for stresses, as it was found last."""
    name = request.GET.get("name", "")
    followed = found.followed.filter(voice=name).first() if name in voices_of(found) else None
    if followed is None:
        raise Http404
    return Stressed(followed)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def series(request: PostRequest, pk: int) -> HttpResponse:
    """What became of which terms; ``?term=`` follows one, whether found or asked for."""
    found, term = seen(request, pk), asked_term(request)
    context = {
        "title": found.title,
        "series": found,
        "terms": terms_of(request, found),
        "term": term,
        "voices": voices_of(found),
        "chosen": found.chosen.select_related("document").defer("document__text"),
        "may_change": request.post.role == Role.SUPERVISOR,
    }
    return render(request, "coverage/time/term.html" if term else "coverage/time/series.html", context)


@require_safe
@allow(Role.SUPERVISOR, Role.LEADER)
def voice(request: PostRequest, pk: int) -> HttpResponse:
    """One voice's themes, targets and steps; ``?theme=`` and ``?step=2&show=new`` open the words behind a number."""
    found = seen(request, pk)
    stressed = stressed_of(request, found)
    step = stressed.step(request.GET.get("step", ""))
    show = request.GET.get("show", "")
    show = show if show in step.lists else LISTS[0][0]
    context = {
        "title": stressed.voice,
        "series": found,
        "stressed": stressed,
        "theme": next((one for one in stressed.themes if one.name == request.GET.get("theme")), None),
        "step": step,
        "show": show,
        "page": Paginator(step.lists[show], PER_PAGE).get_page(request.GET.get("page")),
        "voices": voices_of(found),
    }
    return render(request, "coverage/time/voice.html", context)


@require_POST
@allow(Role.SUPERVISOR)
def find_again(request: PostRequest, pk: int) -> HttpResponse:
    found = seen(request, pk)
    actions.find(found)
    messages.success(request, _("已按现在的读法重新比较，以前的结果保留。"))
    return redirect("series", found.pk)


def voices_of(found: Series) -> list[str]:
    """Those who speak on several days, as the page offers them."""
    return list(dict.fromkeys(found.followed.exclude(voice="").order_by("id").values_list("voice", flat=True)))
