"""走访安排: the plan that is proposed, taken over by ticking; and who was not seen, long not seen, seen too often."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from luoshi.core.choosing import RowsField
from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest, allow
from luoshi.org.models import Post
from luoshi.org.roles import EVERYONE
from luoshi.pipelines.service.firms import Firm
from luoshi.pipelines.service.visits.planning import LONG, MOST_A_QUARTER, Plan, plan
from luoshi.records.births import bring_in, may_bring_in
from luoshi.records.choices import WITHIN, DateBox
from luoshi.records.deadlines import in_working_days
from luoshi.records.models import Record
from luoshi.records.registry import record_type

SHOWN = 12  # of each list beside the plan
A_WEEK = 5  # working days


class Chosen(forms.Form):
    due = forms.DateField(label=gettext_lazy("计划日期"), widget=DateBox(), validators=WITHIN)
    pick = RowsField(Firm.objects.none())

    def __init__(self, post: Post, shown: Plan, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        ids = [one.firm.pk for proposed in shown.rounds for one in proposed.proposed]
        self.fields["pick"].queryset = Firm.objects.filter(pk__in=ids)  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@allow(*EVERYONE)
def visit_plan(request: PostRequest) -> HttpResponse:
    """The proposal; POST makes visits of the firms that were ticked, each for the officer of its grid."""
    shown, kind = plan(request.post), record_type("visit")
    may = may_bring_in(kind, request.post)
    form = Chosen(request.post, shown, request.POST) if request.method == "POST" else None
    if form and not may:
        raise Refused(_("您的岗位（%(role)s）不能安排走访。") % {"role": request.post.get_role_display()})
    if form and form.is_valid():
        made = [take_over(firm, form.cleaned_data["due"], request.post) for firm in form.cleaned_data["pick"]]
        messages.success(request, _("已安排 %(n)d 次走访。") % {"n": len(made)})
        return redirect("items", "visit")
    lists = (
        (_("从未走访"), shown.never),
        (_("超过%(n)d天没有走访") % {"n": LONG.days}, shown.long),
        (_("本季度已安排满%(n)d次，不再去") % {"n": MOST_A_QUARTER}, shown.often),
    )
    context = {
        "plan": shown,
        "form": form,
        "may_plan": may,
        "due": in_working_days(A_WEEK),
        "lists": [(label, rows[:SHOWN], len(rows)) for label, rows in lists],
    }
    return render(request, "service/visit_plan.html", context, status=422 if form and form.errors else 200)


def take_over(firm: Firm, due: dt.date, post: Post) -> Record:
    """Led by the unit of the firm's grid, whoever plans."""
    lead = firm.grid.unit if firm.grid else None
    return bring_in(record_type("visit"), post, firm=firm, due=due, lead=lead)
