"""What 审计员 asks the log for, and a line of it in words; the page and the sheet share both."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.forms import DateInput
from luoshi.org.models import AuditEntry, Kind, Person, Post
from luoshi.org.models.audit_log import AuditEntryQuerySet

# How the parts of ``details`` are called, in the order they are told.
PARTS = {
    "what": "", "way": gettext_lazy("方式"), "why": gettext_lazy("原因"), "role": gettext_lazy("角色"),
    "unit": gettext_lazy("单位"), "title": gettext_lazy("职务"), "in_charge": gettext_lazy("分管"),
    "starts": gettext_lazy("自"), "ends": gettext_lazy("至"), "reason": gettext_lazy("事由"),
    "scopes": gettext_lazy("权限"), "answer": gettext_lazy("意见"), "asked": gettext_lazy("范围"),
    "rows": gettext_lazy("行数"), "moved": gettext_lazy("移交"), "sha256": gettext_lazy("校验值"),
}  # fmt: skip


class LogFilter(forms.Form):
    """A value that makes no sense is left out."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("人员"), required=False, empty_label=gettext_lazy("全部")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("事项"), required=False, choices=[("", gettext_lazy("全部")), *Kind.choices]
    )
    first = forms.DateField(label=gettext_lazy("自"), required=False, widget=DateInput)
    last = forms.DateField(label=gettext_lazy("至"), required=False, widget=DateInput)

    def __init__(self, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.post = post
        cast("forms.ModelChoiceField", self.fields["person"]).queryset = Person.objects.visible_to(post)
        self.is_valid()

    def entries(self) -> AuditEntryQuerySet:
        """Latest first, with whatever a line shows."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        rows = AuditEntry.objects.visible_to(self.post)
        if "person" in asked:
            rows = rows.about_or_by(asked["person"])
        if "kind" in asked:
            rows = rows.filter(kind=asked["kind"])
        if "first" in asked:
            rows = rows.filter(at__gte=midnight(asked["first"]))
        if "last" in asked and asked["last"] < dt.date.max:
            rows = rows.filter(at__lt=midnight(asked["last"] + dt.timedelta(days=1)))
        return rows.select_related("person", "post__unit", "about").order_by("-number")

    def in_words(self) -> str:
        given = [(self.fields[name].label, value) for name, value in self.cleaned_data.items() if value]
        kinds = dict(Kind.choices)
        # A person by the account's number: the log itself names nobody.
        shown = [(label, f"#{v.pk}" if isinstance(v, Person) else kinds.get(v, v)) for label, v in given]
        return "；".join(f"{label}：{value}" for label, value in shown)


def midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


def actor(entry: AuditEntry) -> str:
    if entry.person is None:
        return ""
    if entry.post is None:
        return entry.person.name
    acts_for = "" if entry.post.person_id == entry.person_id else str(_("，代理"))
    return f"{entry.person.name}（{entry.post.unit} {entry.post.get_role_display()}{acts_for}）"


def told(entry: AuditEntry, *, whole: bool = False) -> str:
    """``details`` in words; a hash is cut to its first digits unless ``whole``."""
    parts = [(PARTS[name], entry.details[name]) for name in PARTS if entry.details.get(name) not in (None, "", [])]
    return "；".join(f"{label} {_shown(value, whole)}".strip() for label, value in parts)


def _shown(value: Any, whole: bool) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    text = str(value)
    return text if whole or len(text) != 64 else f"{text[:12]}…"
