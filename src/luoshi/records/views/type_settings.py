"""类型设置: what a zone calls the parts of a type, how long its stages last, what it asks besides."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.audit_log import note_request
from luoshi.org.models import Kind
from luoshi.org.roles import Role
from luoshi.records.declaration import Limit, RecordType
from luoshi.records.registry import configurable
from luoshi.records.settled import Extra, settled
from luoshi.records.type_setting import TypeSetting
from luoshi.records.type_settings import (
    LONGEST,
    MOST_COUNT,
    MOST_EXTRA,
    UNITS,
    Wanted,
    declared,
    extras,
    in_force,
    revise,
    seen_as,
    told,
)

KINDS = (
    ("line", gettext_lazy("文字")),
    ("date", gettext_lazy("日期")),
    ("decimal", gettext_lazy("数字")),
    ("choice", gettext_lazy("单选")),
)
EMPTY_LINES = 2


class NamesForm(forms.Form):
    """One line a state, a step, a field: what it is called here. Left as it is, it is as declared."""

    def __init__(self, kind: RecordType, now: RecordType, data: Any = None) -> None:
        super().__init__(data)
        called = declared(now)
        for name, usual in declared(kind).items():
            self.fields[name] = forms.CharField(
                label=usual, max_length=LONGEST, required=False, initial=called.get(name, usual)
            )
        for state in kind.states:
            if state.due is None and state.phase in ("planned", "live"):
                self._add_limit(state.name, state.label, now.state(state.name).limit)

    def _add_limit(self, name: str, label: str, limit: Limit | None) -> None:
        self.fields[f"limit.{name}"] = forms.IntegerField(
            label=label, required=False, min_value=1, max_value=MOST_COUNT, initial=limit.count if limit else None
        )
        self.fields[f"unit.{name}"] = forms.ChoiceField(
            label=label, choices=list(UNITS.items()), required=False, initial=limit.unit if limit else "working_days"
        )

    def labels(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name.partition(".")[0] in GROUPS and value}

    def limits(self) -> dict[str, Limit | None]:
        names = [name.removeprefix("limit.") for name in self.fields if name.startswith("limit.")]
        return {name: self._limit(name) for name in names}

    def _limit(self, name: str) -> Limit | None:
        count = self.cleaned_data[f"limit.{name}"]
        return Limit(count, self.cleaned_data[f"unit.{name}"] or "days") if count else None

    def rows(self) -> list[tuple[Any, str, list[Any]]]:
        """Heading, name and lines of each group."""
        return [(title, group, self._lines(group)) for group, title in GROUPS.items()]

    def _lines(self, group: str) -> list[tuple[Any, Any, Any]]:
        return [self._line(name) for name in self.fields if name.startswith(f"{group}.")]

    def _line(self, name: str) -> tuple[Any, Any, Any]:
        """The fields of a name, of its limit and of the limit's unit; None where it has no limit."""
        state = name.partition(".")[2]
        has_limit = name.startswith("state.") and f"limit.{state}" in self.fields
        return self[name], self[f"limit.{state}"] if has_limit else None, self[f"unit.{state}"] if has_limit else None


GROUPS = {"state": gettext_lazy("阶段"), "step": gettext_lazy("办理动作"), "field": gettext_lazy("填报项")}


class ExtraForm(forms.Form):
    name = forms.CharField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(label=gettext_lazy("名称"), max_length=LONGEST, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("种类"), choices=KINDS)
    choices = forms.CharField(label=gettext_lazy("单选的选项，用顿号隔开"), max_length=400, required=False)
    listed = forms.BooleanField(label=gettext_lazy("列表里显示"), required=False)
    retired = forms.BooleanField(label=gettext_lazy("停用"), required=False)

    def extra(self) -> Extra | None:
        given = dict(self.cleaned_data)
        if not given or not (given["name"] or given["label"]):
            return None
        return Extra(**{**given, "choices": tuple(filter(None, (one.strip() for one in given["choices"].split("、"))))})


ExtraForms = forms.formset_factory(ExtraForm, extra=EMPTY_LINES, max_num=MOST_EXTRA, absolute_max=MOST_EXTRA)


@require_safe
@allow(Role.SUPERVISOR, Role.SYSTEM)
def settings_of_types(request: PostRequest) -> HttpResponse:
    """Every type, with when and by whom its settings were last changed."""
    kinds = [(kind, in_force(request.post, kind)) for kind in configurable()]
    return render(request, "records/type_settings.html", {"title": _("类型设置"), "kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR, Role.SYSTEM)
def type_settings(request: PostRequest, kind: str) -> HttpResponse:
    shown = next((one for one in configurable() if one.name == kind), None)
    if shown is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    names = NamesForm(shown, settled(shown, request.post.zone.pk), data)
    before = in_force(request.post, shown)
    rows = ExtraForms(data, initial=[_row(one) for one in extras(before)], prefix="extra")
    if data is not None and names.is_valid() and rows.is_valid():
        own = tuple(one for form in rows if form.has_changed() or form.initial for one in [form.extra()] if one)
        try:
            given = Wanted(names.labels(), names.limits(), own)
            revise(request.post, shown, given, request.POST.get("reason", ""), request.POST.get("seen"))
        except Refused as refused:
            messages.error(request, refused.reason)
        else:
            note_request(
                request, Kind.SETTING, what=str(_("类型设置")), asked=shown.label, reason=request.POST["reason"]
            )
            messages.success(request, _("新设置已生效；已进入阶段的事项仍按原时限。"))
            return redirect("type_settings", kind)
    versions = TypeSetting.objects.visible_to(request.post).filter(type=kind).select_related("made_by__person")
    context = {
        "title": _("%(kind)s设置") % {"kind": shown.label},
        "kind": shown,
        "names": names,
        "rows": rows,
        "reason": request.POST.get("reason", ""),
        "seen": request.POST.get("seen", seen_as(before)),
        "versions": [(version, told(shown, version)) for version in reversed(versions)],
    }
    return render(request, "records/type_setting.html", context, status=422 if data is not None else 200)


def _row(one: Extra) -> dict[str, Any]:
    names = ("name", "label", "kind", "listed", "retired")
    return {name: getattr(one, name) for name in names} | {"choices": "、".join(one.choices)}
