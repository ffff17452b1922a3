"""The form of a milestone plan: a line a milestone, as it is or as it is proposed, and some empty ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.choices import date_field, posts_of
from luoshi.records.milestones import HEAVIEST, MOST, Row
from luoshi.records.models import Milestone
from luoshi.records.proposing import Proposed

EMPTY_LINES = 3


class MilestoneForm(forms.Form):
    """One line. ``take`` unticked leaves it out of the plan; a line without words is none."""

    take = forms.BooleanField(label=_("采用"), required=False, initial=True)
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("节点"), max_length=120)
    due = date_field(_("日期"))
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=HEAVIEST, initial=1)
    post = forms.ModelChoiceField(Post.objects.none(), label=_("责任人"), required=False, empty_label=_("未定"))
    because = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, posts: Sequence[tuple[int, str]], among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["post"]
        field.queryset = among
        field.choices = [("", field.empty_label), *posts]
        self.fields["due"].required = True

    def row(self) -> Row:
        given = self.cleaned_data
        return Row(
            id=given["id"],
            title=given["title"],
            due=given["due"],
            post=given["post"],
            weight=given["weight"],
            because=given["because"],
        )


class PlanInput(forms.HiddenInput):
    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[Any] | None:
        return data.getlist(name) if name in data else None


class PlanField(forms.Field):
    """A whole plan: a list of ``{id, title, due, post, weight, because}``; None where none is sent."""

    widget = PlanInput

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.among = posts_of(post)

    def clean(self, value: Any) -> list[Row] | None:
        return None if value is None else [self._row(place, one) for place, one in enumerate(value, 1)]

    def _row(self, place: int, sent: Any) -> Row:
        told = {"weight": 1, **sent} if isinstance(sent, Mapping) else {}
        form = MilestoneForm(told, posts=(), among=self.among)
        if not form.is_valid():
            raise forms.ValidationError(wrong_line(place, form))
        return form.row()


class PlanForm(forms.Form):
    """What goes with the lines; ``version`` is the record's as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    reason = forms.CharField(
        label=_("理由"), max_length=400, required=False, help_text=_("交办后调整、或不分节点，须说明原因")
    )


Lines = forms.formset_factory(MilestoneForm, extra=0, max_num=MOST, absolute_max=MOST)


def lines(initial: Sequence[dict[str, Any]], post: Post, data: Any = None) -> forms.BaseFormSet:
    """The lines of a plan: those of ``initial``, then empty ones."""
    among = posts_of(post)
    choices = [(one.pk, str(one)) for one in among]
    made = Lines(data, initial=initial, prefix="line", form_kwargs={"posts": choices, "among": among})
    made.extra = EMPTY_LINES
    return made


def of_milestone(milestone: Milestone) -> dict[str, Any]:
    names = ("title", "due", "weight", "because")
    told = {name: getattr(milestone, name) for name in names}
    return {**told, "id": milestone.pk, "post": milestone.post_id, "take": True}


def of_proposed(proposed: Proposed) -> dict[str, Any]:
    return {
        "title": proposed.title[:120],
        "due": proposed.due,
        "weight": proposed.weight,
        "because": proposed.because,
        "post": proposed.post.pk if proposed.post else None,
        "take": not proposed.doubt,
    }


def rows(made: forms.BaseFormSet) -> list[Row]:
    """The lines that are taken. Raises Refused where one of them cannot be read."""
    taken = [form for form in made.forms if _says(form, "take") and any(_says(form, n) for n in ("id", "title", "due"))]
    wrong = next((form for form in taken if form.errors), None)
    if wrong is not None:
        raise Refused(wrong_line(made.forms.index(wrong) + 1, wrong))
    return [form.row() for form in taken]


def wrong_line(place: int, form: forms.Form) -> str:
    name, said = next(iter(form.errors.items()))
    return _("第%(place)d行“%(label)s”：%(said)s") % {"place": place, "label": form.fields[name].label, "said": said[0]}


def _says(form: Any, name: str) -> bool:
    return bool(form.data.get(form.add_prefix(name), "").strip())
