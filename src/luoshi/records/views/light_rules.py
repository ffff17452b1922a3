"""亮灯规则: a type's decision table, read by everyone, revised by the 督查员 with its effect shown first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
from luoshi.org.models import Kind, Post
from luoshi.org.roles import EVERYONE, Role
from luoshi.records import light_rules
from luoshi.records.addresses import address_of
from luoshi.records.declaration import RecordType
from luoshi.records.light_tables import rules_from
from luoshi.records.models import LightTable
from luoshi.records.rag import FIXED, Rule, framed
from luoshi.records.registry import all_types
from luoshi.records.rule_words import FORMATTED, MARKS, SAID, condition, said, words_of
from luoshi.records.settled import settled

EMPTY_ROWS = 2


def _bound() -> forms.DecimalField:
    return forms.DecimalField(required=False, min_value=-1000, max_value=1000, max_digits=6, decimal_places=1)


class RuleForm(forms.Form):
    """One rule. ``label`` says its figure as N; braces would be formatting."""

    # A browser sends the first entry of a list nobody touched: that is how an empty row is known to be empty.
    colour = forms.ChoiceField(
        label=gettext_lazy("灯"),
        choices=[(name, MARKS[name]) for name in light_rules.COLOURS],
        initial=light_rules.COLOURS[0],
    )
    stage = forms.ChoiceField(label=gettext_lazy("阶段"), required=False)
    measure = forms.ChoiceField(label=gettext_lazy("依据"), initial=light_rules.BY_DUE[0])
    above, at_least, at_most = _bound(), _bound(), _bound()
    label = forms.RegexField("^[^{}]*$", label=gettext_lazy("显示"), max_length=30)
    place = forms.IntegerField(label=gettext_lazy("次序"), min_value=1, max_value=99)

    def __init__(self, *args: Any, kind: RecordType, **options: Any) -> None:
        super().__init__(*args, **options)
        everywhere = ("", _("各阶段"))
        self.fields["stage"].choices = [everywhere, *kind.state_labels.items()]  # type: ignore[attr-defined]
        measures = [(name, words_of(name)) for name in light_rules.asked_of(kind)]
        self.fields["measure"].choices = measures  # type: ignore[attr-defined]

    def rule(self) -> Rule:
        given = self.cleaned_data
        above, at_least, at_most = (_number(given[name]) for name in ("above", "at_least", "at_most"))
        label = given["label"].replace(SAID, FORMATTED, 1)
        return Rule(given["colour"], label, given["measure"], above, at_least, at_most, given["stage"])


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


RuleForms = forms.formset_factory(
    RuleForm, extra=EMPTY_ROWS, max_num=light_rules.MOST, absolute_max=light_rules.MOST, can_delete=True
)


@require_safe
@allow(*EVERYONE)
def rules(request: PostRequest, kind: str) -> HttpResponse:
    """The table in force and every version before it."""
    shown = _type(kind, request.post)
    versions = LightTable.objects.visible_to(request.post).filter(type=kind).select_related("made_by__person")
    context = {
        "title": _("%(kind)s亮灯规则") % {"kind": shown.label},
        "kind": shown,
        "rules": _told(light_rules.in_force(request.post, kind), shown),
        "versions": [(version, _told(rules_from(version.rules), shown)) for version in reversed(versions)],
        "usual": _told(shown.table, shown),
        "may_revise": request.post.role == Role.SUPERVISOR,
    }
    return render(request, "records/light_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(Role.SUPERVISOR)
def revise_rules(request: PostRequest, kind: str) -> HttpResponse:
    """The form; posted once it shows what would change, posted with ``sure`` it does."""
    shown = _type(kind, request.post)
    own = light_rules.own_part(light_rules.in_force(request.post, kind))
    data = request.POST if request.method == "POST" else None
    initial = [_row(rule, place) for place, rule in enumerate(own, 1)]
    rows = RuleForms(data, initial=initial, prefix="rule", form_kwargs={"kind": shown})
    context: dict[str, Any] = {"title": _("修改%(kind)s亮灯规则") % {"kind": shown.label}, "kind": shown, "rows": rows}
    if data is None or not rows.is_valid():
        return render(request, "records/revise_rules.html", context, status=422 if data is not None else 200)
    wanted, reason = _wanted(rows), request.POST.get("reason", "")
    context["reason"] = reason
    try:
        if "sure" in request.POST:
            light_rules.revise(request.post, kind, wanted, reason)
            note_request(request, Kind.SETTING, what=str(_("亮灯规则")), asked=str(shown.label), reason=reason)
            messages.success(request, _("新规则已生效，灯已按新规则重算；过去各日的灯不变。"))
            return redirect("light_rules", kind)
        changed = light_rules.changes(request.post, kind, wanted)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return render(request, "records/revise_rules.html", context, status=422)
    moves = Counter((record.light, light.colour) for record, light in changed)
    context |= {
        "tried": _told(framed(*wanted), shown),
        "moves": [(MARKS[before], MARKS[after], count) for (before, after), count in sorted(moves.items())],
        "changed": [(record, address_of(record), light) for record, light in changed[:50]],
        "count": len(changed),
    }
    return render(request, "records/revise_rules.html", context)


def _type(kind: str, post: Post) -> RecordType:
    found = next((one for one in all_types() if one.name == kind), None)
    if found is None:
        raise Http404
    return settled(found, post.zone.pk)


def _wanted(rows: Any) -> list[Rule]:
    kept = [form for form in rows if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [form.rule() for form in sorted(kept, key=lambda form: form.cleaned_data["place"])]


def _row(rule: Rule, place: int) -> dict[str, Any]:
    columns = ("colour", "stage", "measure", "above", "at_least", "at_most")
    return {name: getattr(rule, name) for name in columns} | {"label": said(rule), "place": place}


def _told(rules: Sequence[Rule], kind: RecordType) -> list[tuple[str, str, bool]]:
    """(light, condition, whether the zone may set it)."""
    own, stages = range(FIXED, len(rules) - 1), kind.state_labels
    return [(MARKS[rule.colour], condition(rule, stages), at in own) for at, rule in enumerate(rules)]
