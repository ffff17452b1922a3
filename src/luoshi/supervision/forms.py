from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.core import clock
from luoshi.supervision.issuing import MOST_DAYS, NewNotice
from luoshi.supervision.models import Level

# Working days to reply, as they stand in the form before anyone changes them.
USUAL_DAYS = {Level.REMINDER: 5, Level.ORDER: 3, Level.RED_ORDER: 2}


class IssueForm(forms.Form):
    """What a notice states. With ``level`` given (an escalation) it is not asked for."""

    level = forms.ChoiceField(label=gettext_lazy("种类"), choices=Level.choices)
    grounds = forms.CharField(label=gettext_lazy("督查事由"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    scope = forms.CharField(label=gettext_lazy("督查范围"), max_length=300)
    demand = forms.CharField(label=gettext_lazy("办理要求"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    days = forms.IntegerField(label=gettext_lazy("几个工作日内回复"), min_value=1, max_value=MOST_DAYS)

    def __init__(self, data: Any = None, level: Level | None = None) -> None:
        day = clock.today()
        said = _("截至%(year)d年%(month)d月%(day)d日，下列任务进度滞后，未按要求推进。")
        grounds = said % {"year": day.year, "month": day.month, "day": day.day}
        usual = {
            "level": level or Level.REMINDER,
            "grounds": grounds,
            "scope": _("下列任务的完成时限、节点和佐证情况"),
            "demand": _("请查明原因，提出赶上进度的措施和日期，明确责任人，按期书面回复并附佐证材料。"),
            "days": USUAL_DAYS[level or Level.REMINDER],
        }
        super().__init__(data, initial=usual)
        if level:
            self.fields["level"].choices = [(level.value, level.label)]  # type: ignore[attr-defined]

    def notice(self) -> NewNotice:
        return NewNotice(**self.cleaned_data)
