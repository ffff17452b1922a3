"""What people type on the intake pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.core import clock
from luoshi.core.choosing import RowsField
from luoshi.intake.edits import PARTS
from luoshi.intake.models import Grain, Proposal
from luoshi.intake.payload import is_blank
from luoshi.org.models import Person, Post, Unit

LONGEST_PASTE = 5_000_000  # characters


class HandInForm(forms.Form):
    """A file or pasted text, one of the two."""

    file = forms.FileField(label=_("选择文件"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=_("或粘贴文字"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8, "class": "form-control", "placeholder": _("把文件正文粘贴在这里")}),
    )
    title = forms.CharField(
        label=_("来源名称"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "placeholder": _("不填则取正文标题")}),
    )
    published = forms.DateField(
        label=_("成文或刊发日期"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs.update({"class": "form-control", "accept": ".txt,.md,text/plain"})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        has_text = not all(is_blank(char) for char in given.get("text") or "")
        # A file that was chosen but is empty is the reader's to refuse, in its own words.
        if given.get("file") is None and not has_text and not self.errors:
            raise forms.ValidationError(_("请选择一个文件，或把文字粘贴进来。"))
        if given.get("file") is not None and has_text:
            raise forms.ValidationError(_("文件和粘贴的文字只能交一样，请清空其中一项。"))
        return given

    def handed_in(self) -> dict[str, Any]:
        """What actions.hand_in takes."""
        given = self.cleaned_data
        file, title = given["file"], given["title"].strip()
        source, name = (given["text"], "") if file is None else (file.read(), file.name)
        return {"source": source, "name": name, "title": title, "published": given["published"]}


class AgainForm(forms.Form):
    """How to propose anew."""

    grain = forms.ChoiceField(label=_("拆解方式"), choices=Grain.choices)
    published = forms.DateField(
        label=_("刊发日期"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    even_if_edited = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grain"].widget.attrs["class"] = "form-select"
        self.fields["published"].widget.attrs.update({"class": "form-control", "title": _("用于推算年份")})


def units_of(post: Post) -> Any:
    return Unit.objects.visible_to(post).filter(zone__isnull=False).in_force(clock.today())


def units_field(label: Any) -> RowsField:
    return RowsField(Unit.objects.none(), label=label, required=False, widget=forms.CheckboxSelectMultiple)


class PartForm(forms.Form):
    """Units, persons and date, as on one proposal or on many."""

    lead = forms.ModelChoiceField(Unit.objects.none(), label=_("牵头单位"), required=False, empty_label=_("未定"))
    joint = units_field(_("共同牵头"))
    support = units_field(_("责任单位"))
    leader = forms.ModelChoiceField(Person.objects.none(), label=_("牵头领导"), required=False, empty_label=_("未定"))
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("责任人"), required=False, empty_label=_("未定"))
    due = forms.DateField(
        label=_("完成时限"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, people = units_of(post), Person.objects.visible_to(post)
        named = {"lead": units, "joint": units, "support": units, "leader": people, "owner": people}
        for name, rows in named.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        for name in ("lead", "leader", "owner"):
            self.fields[name].widget.attrs["class"] = "form-select"
        self.fields["due"].widget.attrs["class"] = "form-control"


class ProposalForm(PartForm):
    """One proposal. Only what was sent and differs from what stands is a change."""

    title = forms.CharField(label=_("任务名称"), max_length=300)
    due_text = forms.CharField(label=_("时间节点"), required=False, max_length=200)
    goal = forms.CharField(label=_("量化目标"), required=False, max_length=300)
    steps = forms.CharField(label=_("具体举措"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, post: Post, proposal: Proposal, data: Any = None) -> None:
        self.proposal = proposal
        super().__init__(post, data, initial=self._standing(), auto_id=f"%s-{proposal.pk}")
        for name in ("title", "due_text", "goal", "steps"):
            self.fields[name].widget.attrs["class"] = "form-control"
            self.fields[name].required = False

    def _standing(self) -> dict[str, Any]:
        names = ("title", "due_text", "goal", "steps", "lead", "leader", "owner", "due", "version")
        standing = {name: getattr(self.proposal, name) for name in names}
        return standing | {name: list(getattr(self.proposal, name).all()) for name in PARTS}

    def changes(self) -> dict[str, Any]:
        """Field → new value. An unticked box is not sent: ``units_shown`` says that the boxes were."""
        sent = {name for name in self.fields if name in self.data}
        if "units_shown" in self.data:
            sent.update(PARTS)
        given = {name: self._plain(name, self.cleaned_data[name]) for name in sent - {"version"}}
        standing = self._standing()
        return {name: value for name, value in given.items() if value != standing[name]}

    @staticmethod
    def _plain(name: str, value: Any) -> Any:
        if name in PARTS:
            return list(value)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value


class BulkForm(PartForm):
    """One set of values on many proposals; what is left empty is left as it is."""

    reason = forms.CharField(label=_("不列理由"), required=False, max_length=200)

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(post, *args, **kwargs)
        for name in ("lead", "leader", "owner"):
            self.fields[name].empty_label = f"{self.fields[name].label}…"  # type: ignore[attr-defined]
        for name in ("lead", "leader", "owner", "due"):
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    def values(self) -> dict[str, Any]:
        names = ("lead", "leader", "owner", "due", *PARTS)
        given = {name: self.cleaned_data.get(name) for name in names}
        return {name: list(value) if name in PARTS else value for name, value in given.items() if value}
