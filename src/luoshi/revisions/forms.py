"""How a document is said to be the newer version of another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from luoshi.coverage.forms import documents_of
from luoshi.documents.models import Document
from luoshi.intake.forms import HandInForm
from luoshi.org.models import Post

EVEN_IF = _("内容大部分重写，但确实替代旧文件")


class NewerForm(HandInForm):
    """The newer text, as a file or pasted."""

    even_if_unlike = forms.BooleanField(label=EVEN_IF, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title"]

    def handed_in(self) -> dict[str, Any]:
        """What actions.hand_in_newer takes."""
        given = self.cleaned_data
        file = given["file"]
        source, name = (given["text"], "") if file is None else (file.read(), file.name)
        rest = {"published": given["published"], "even_if_unlike": given["even_if_unlike"]}
        return {"source": source, "name": name, **rest}


class VersionField(forms.ModelChoiceField):
    """Versions of one document often have one title: the number and the day tell them apart."""

    def label_from_instance(self, obj: Any) -> str:
        day = obj.dated or timezone.localdate(obj.uploaded_at)
        return f"《{obj.title}》{obj.number} {day:%Y-%m-%d}"


class StoredForm(forms.Form):
    """A document that the zone holds already."""

    document = VersionField(Document.objects.none(), label=_("文件"), empty_label=_("请选择"))
    even_if_unlike = forms.BooleanField(label=EVEN_IF, required=False)

    def __init__(self, post: Post, one: Document, data: Any = None) -> None:
        super().__init__(data)
        self.fields["document"].queryset = documents_of(post).exclude(pk=one.pk)  # type: ignore[attr-defined]
