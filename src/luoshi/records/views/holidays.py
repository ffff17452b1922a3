"""节假日: a year's calendar, to look at and to edit; every save is a version."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoshi.core import clock
from luoshi.core.holidays import FIRST_YEAR, LAST_YEAR, holidays_of, published
from luoshi.core.models import HolidayYear
from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.roles import EVERYONE, Role
from luoshi.records.holidays import change_year, fill_as_published, free_days, months, versions, why_not_editable


class HolidayForm(forms.Form):
    """``version`` is the number of versions the person saw: two people never overwrite each other."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    label = forms.CharField(label="改动的日子叫什么", max_length=40, required=False, help_text="如：国庆节、调休上班")
    reason = forms.CharField(label="依据", max_length=200, help_text="如：国办发明电〔2026〕7号")


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE, Role.SYSTEM)
def holidays(request: PostRequest, year: int | None = None) -> HttpResponse:
    year = min(max(year or clock.today().year, FIRST_YEAR), LAST_YEAR)
    if request.method == "POST":
        barred = why_not_editable(request.post)
        if barred:
            raise Refused(barred)
        return save(request, year)
    return show(request, year, HolidayForm(initial={"version": count(year)}))


def count(year: int) -> int:
    return HolidayYear.objects.filter(year=year).count()


def save(request: PostRequest, year: int) -> HttpResponse:
    if "published" in request.POST:
        fill_as_published(year, request.post)
    else:
        form = HolidayForm(request.POST)
        if not form.is_valid():
            return show(request, year, form, status=422)
        if form.cleaned_data["version"] != count(year):
            raise Refused(_("%(year)d 年的安排刚刚被他人改过，请刷新后再改。") % {"year": year})
        days = free_days(year, given_days(request), form.cleaned_data["label"])
        change_year(year, days, form.cleaned_data["reason"], request.post)
    messages.success(request, _("已保存 %(year)d 年的放假安排，亮灯已按新安排重算。") % {"year": year})
    return redirect("holidays", year=year)


def given_days(request: PostRequest) -> list[dt.date]:
    try:
        return [dt.date.fromisoformat(day) for day in request.POST.getlist("free")[:400]]
    except ValueError:
        raise Refused(_("提交的日期无法识别，请刷新后再改。")) from None


def show(request: PostRequest, year: int, form: HolidayForm, status: int = 200) -> HttpResponse:
    days, history = holidays_of(year), versions(year)
    context = {
        "year": year,
        "months": months(year, days),
        "form": form,
        "versions": history,
        "barred": why_not_editable(request.post),
        "is_filled": bool(history),
        "is_published": year in published(),
        "today": clock.today(),
        "before": max(year - 1, FIRST_YEAR),
        "following": min(year + 1, LAST_YEAR),
    }
    return render(request, "records/holidays.html", context, status=status)
