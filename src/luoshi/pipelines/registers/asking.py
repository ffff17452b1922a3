"""What a register's list is asked for; its page and its sheet share the filter."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import F, OrderBy, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.org.models import Post, Unit
from luoshi.pipelines.registers.declaration import Register
from luoshi.records.columns import model_columns
from luoshi.records.items.asking import as_query, chooser

USE = (
    ("", gettext_lazy("在用")),
    ("retired", gettext_lazy("已停用")),
    ("all", gettext_lazy("全部")),
)  # fmt: skip


class RegisterFilter(forms.Form):
    """A value that makes no sense is left out."""

    q = forms.CharField(label=gettext_lazy("关键词"), required=False, max_length=60)
    zone = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("高新区"), required=False, empty_label=gettext_lazy("全部")
    )
    use = forms.ChoiceField(label=gettext_lazy("使用情况"), required=False, choices=USE)

    def __init__(self, register: Register, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.register, self.post = register, post
        self.pairs = dict(data.lists())
        self.sort = data.get("sort", "")
        self.narrowed = model_columns(register.model, register.filters)
        for column in self.narrowed:
            self.fields[column.name] = chooser(column, post)
        self.fields["zone"].queryset = Unit.objects.named_to(post).zones()  # type: ignore[attr-defined]
        if not post.overseen:
            del self.fields["zone"]
        self.order_fields(["q", "zone", *register.filters, "use"])
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def sortable(self) -> list[str]:
        columns = model_columns(self.register.model, self.register.listed)
        return [column.name for column in columns if column.kind != "row"]

    def queryset(self) -> QuerySet[Any]:
        """The rows asked for, as far as the post may see them, with what a line shows."""
        columns = model_columns(self.register.model, self.register.listed)
        joined = [column.name for column in columns if column.kind == "row"]
        rows = self.register.model.objects.visible_to(self.post).select_related("zone", *joined)
        return rows.filter(self._where()).order_by(*self._order())

    def _where(self) -> Q:
        asked = self.given
        use = {"retired": Q(retired_on__isnull=False), "all": Q()}.get(asked.get("use", ""), Q(retired_on=None))
        where = use & Q(zone=asked["zone"]) if "zone" in asked else use
        for column in self.narrowed:
            if column.name in asked:
                way = f"{column.name}__icontains" if column.kind == "text" else column.name
                where &= Q(**{way: asked[column.name]})
        return where & matching(self.register, asked.get("q", ""))

    def _order(self) -> list[Any]:
        name = self.sort.removeprefix("-")
        if name not in self.sortable:
            return [*(self.register.model._meta.ordering or ()), "pk"]
        return [OrderBy(F(name), descending=self.sort.startswith("-"), nulls_last=True), F("pk")]

    def query(self, **changes: Any) -> str:
        return as_query({**self.pairs, **changes})

    def in_words(self) -> str:
        """The filter as the audit log keeps it."""
        return "；".join(f"{self.fields[name].label}：{value}" for name, value in self.given.items()) or _("全部在用")


def matching(register: Register, words: str) -> Q:
    """Every word in one of the searched columns."""
    found = Q()
    for word in words.split():
        found &= reduce(or_, (Q(**{f"{name}__icontains": word}) for name in register.searched))
    return found
