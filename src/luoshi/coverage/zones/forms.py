"""What an occasion is begun with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from luoshi.coverage.forms import DocumentField, DocumentsField, documents_of
from luoshi.documents.models import Document
from luoshi.org.models import Post


class OccasionForm(forms.Form):
    documents = DocumentsField(
        Document.objects.none(),
        label=gettext_lazy("文件"),
        help_text=gettext_lazy("一份各区专栏，或者几个区（市）各一份的文件"),
    )
    superior = DocumentField(
        Document.objects.none(),
        label=gettext_lazy("上级文件"),
        required=False,
        empty_label=gettext_lazy("不指明"),
        help_text=gettext_lazy("大家都在落实的那一份，用来认出哪些是上级的原话"),
    )
    title = forms.CharField(
        label=gettext_lazy("名称"), required=False, max_length=100, help_text=gettext_lazy("不填就用第一份文件的标题")
    )

    def __init__(self, post: Post, data: Any = None) -> None:
        super().__init__(data)
        mine = documents_of(post)
        self.fields["documents"].queryset = mine  # type: ignore[attr-defined]
        self.fields["superior"].queryset = mine  # type: ignore[attr-defined]
