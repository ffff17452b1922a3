"""What a series is begun with; a document without a day asks for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.coverage.forms import DocumentsField, documents_of
from luoshi.documents.models import Document
from luoshi.org.models import Post
from luoshi.records.choices import WITHIN, DateBox


class FollowForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("名称"), required=False, max_length=100, help_text=gettext_lazy("不填就用第一份文件的标题")
    )
    documents = DocumentsField(Document.objects.none(), label=gettext_lazy("文件"))

    def __init__(self, post: Post, data: Any = None, wanted: Sequence[str] = ()) -> None:
        """``wanted`` are ids of documents to begin with."""
        super().__init__(data, initial={"documents": wanted})
        mine = documents_of(post)
        self.fields["documents"].queryset = mine  # type: ignore[attr-defined]
        asked = data.getlist("documents") if data is not None else wanted
        for document in mine.filter(pk__in=[one for one in asked if one.isdecimal() and len(one) < 19], dated=None):
            self.fields[f"day_{document.pk}"] = forms.DateField(
                label=_("《%(title)s》的日期") % {"title": document.title[:40]},
                help_text=_("文件里没有写明；只知道年份的，填当年 1 月 1 日"),
                widget=DateBox(),
                validators=WITHIN,
                error_messages={"required": _("请填写日期，没有日期不能排进时间线。")},
            )

    @property
    def days(self) -> dict[Document, dt.date]:
        """Every document chosen, with its day; only of a valid form."""
        given = self.cleaned_data
        return {document: document.dated or given[f"day_{document.pk}"] for document in given["documents"]}
