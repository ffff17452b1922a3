"""The form for a task typed by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.core.choosing import RowsField
from luoshi.org.models import Person, Post, Unit
from luoshi.records.actions import Goal, NewTask
from luoshi.records.choices import PersonChoice, date_field, people_of, units_of
from luoshi.records.models import Record
from luoshi.records.types.task_detail import Source

OPS = ((">=", _("不少于")), ("<=", _("不超过")), ("=", _("等于")), ("~", _("约")))
BY_HAND = [choice for choice in Source.choices if choice[0] != Source.DOCUMENT]


def _line(label: Any, limit: int, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=limit, required=required, help_text=help_text)


def _words(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": 3})
    return forms.CharField(label=label, max_length=4000, required=False, help_text=help_text, widget=widget)


def units_field(label: Any) -> RowsField:
    return RowsField(Unit.objects.none(), label=label, required=False, widget=forms.CheckboxSelectMultiple)


class NewTaskForm(forms.Form):
    title = _line(_("任务名称"), 300, required=True)
    source = forms.ChoiceField(label=_("来源"), choices=BY_HAND)
    source_note = _line(_("来源说明"), 200, _("谁的批示、哪次会议、何时来电"))
    wording = _words(_("原话"), _("照原样记下，入账后不再改动"))
    lead = forms.ModelChoiceField(Unit.objects.none(), label=_("牵头单位"), required=False, empty_label=_("未定"))
    joint = units_field(_("共同牵头"))
    support = units_field(_("责任单位"))
    leader = PersonChoice(Person.objects.none(), label=_("牵头领导"), required=False, empty_label=_("未定"))
    owner = PersonChoice(Person.objects.none(), label=_("责任人"), required=False, empty_label=_("未定"))
    due = date_field(_("完成时限"))
    due_text = _line(_("时间节点"), 200, _("原话里的时间，如“6月底前完成选址”"))
    goal = _line(_("量化目标"), 300)
    steps = _words(_("具体举措"), _("一行一条"))
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=1000, help_text=_("在上级任务里所占的份量"))
    remark = _line(_("备注"), 200)

    def __init__(self, post: Post, data: Any = None, parent: Record | None = None) -> None:
        super().__init__(data, initial=_taken_from(parent) if parent else None)
        self.parent = parent
        if parent is None:
            del self.fields["weight"]
        else:
            self.fields["source"].choices = Source.choices  # type: ignore[attr-defined]
        units, people = units_of(post), people_of(post)
        for name, rows in {"lead": units, "joint": units, "support": units, "leader": people, "owner": people}.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def task(self, goals: Any) -> NewTask:
        given = {**self.cleaned_data, "steps": self.cleaned_data["steps"].splitlines()}
        return NewTask(
            **given, parent=self.parent, goals=[Goal(**form.cleaned_data) for form in goals if form.cleaned_data]
        )


def _taken_from(parent: Record) -> dict[str, Any]:
    """A sub-task comes from where its goal comes from, and is due no later."""
    goal = parent.task
    names = ("source", "source_note", "leader")
    return {**{name: getattr(goal, name) for name in names}, "due": parent.due, "weight": 1}


class GoalForm(forms.Form):
    name = _line(_("指标"), 120, required=True)
    op = forms.ChoiceField(label=_("要求"), choices=OPS, initial=OPS[0][0])
    value = forms.DecimalField(label=_("目标值"), max_digits=20, decimal_places=4)
    unit = _line(_("计量单位"), 20)


GoalForms = forms.formset_factory(GoalForm, extra=2, max_num=10, absolute_max=10)
