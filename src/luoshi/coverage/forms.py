"""What a comparison is begun with, and a judgement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from luoshi.core.choosing import RowsField
from luoshi.coverage.models import Comparison, Verdict
from luoshi.documents.models import Document
from luoshi.org.models import Post

ROUND_UP = "roundup"


def documents_of(post: Post) -> Any:
    return Document.objects.visible_to(post).filter(zone=post.zone).defer("text")


def told_apart(document: Document) -> str:
    """Its title with its day, since round-ups and yearly plans bear the same title again and again."""
    day = document.dated.isoformat() if document.dated else translated("无日期")
    kind = [translated("各区专栏")] if document.kind == ROUND_UP else []
    return f"{document.title}（{'，'.join([day, *kind])}）"


class DocumentField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return told_apart(obj)


class DocumentsField(RowsField):
    """Some documents, a line each."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "by-line"})

    def label_from_instance(self, obj: Any) -> str:
        return told_apart(obj)


class CompareForm(forms.Form):
    superior = DocumentField(Document.objects.none(), label=_("上级文件"), empty_label=_("请选择"))
    owns = DocumentsField(Document.objects.none(), label=_("本级文件"))

    def __init__(self, post: Post, data: Any = None, comparison: Comparison | None = None) -> None:
        super().__init__(data)
        mine = documents_of(post)
        self.fields["superior"].queryset = mine  # type: ignore[attr-defined]
        self.fields["owns"].queryset = mine  # type: ignore[attr-defined]
        if comparison:
            del self.fields["superior"]
            known = comparison.aligned.values("own")
            self.fields["owns"].queryset = mine.exclude(pk=comparison.superior_id).exclude(pk__in=known)  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    verdict = forms.ChoiceField(label=_("判定"), choices=Verdict.choices)
    own = DocumentField(Document.objects.none(), label=_("本级文件"), required=False, empty_label=_("不指明"))
    words = forms.CharField(
        label=_("本级表述"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}),
        help_text=_("从本级文件里原样复制，一字不差；没有就不填"),
    )  # fmt: skip
    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, comparison: Comparison, data: Any = None) -> None:
        super().__init__(data)
        own = Document.objects.filter(pk__in=comparison.aligned.values("own")).defer("text")
        self.fields["own"].queryset = own  # type: ignore[attr-defined]
