"""One search over everything the ledger holds: records of every type, documents by the paragraph; hits in context."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, OrderBy, Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from luoshi.core.word_index import told_by_index, words_of
from luoshi.documents import paragraphs
from luoshi.documents.marking import Mark, Segment, segments
from luoshi.documents.models import Paragraph
from luoshi.org.models import Post, Unit
from luoshi.records import search
from luoshi.records.addresses import address_of
from luoshi.records.choices import date_field
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.registry import configurable, type_of

AROUND = 60  # characters before the first hit and after the last one
DOCUMENTS = "document"


class SearchForm(forms.Form):
    """``kind`` is ``document``, a type's name, or nothing for all."""

    q = forms.CharField(label=_("关键词"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("范围"), required=False)
    zone = forms.ModelChoiceField(Unit.objects.none(), label=_("高新区"), required=False, empty_label=_("全部"))
    since = date_field(_("日期自"))
    until = date_field(_("日期至"))

    def __init__(self, data: QueryDict, post: Post) -> None:
        super().__init__(data)
        self.post = post
        kinds = [(kind.name, kind.label) for kind in configurable()]
        self.fields["kind"].choices = [("", _("全部")), (DOCUMENTS, _("文件")), *kinds]  # type: ignore[attr-defined]
        self.fields["zone"].queryset = Unit.objects.named_to(post).zones()  # type: ignore[attr-defined]
        if not post.overseen:
            del self.fields["zone"]
        self.is_valid()

    @property
    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def words(self) -> list[str]:
        return words_of(self.given.get("q", ""))

    def latest_records(self, most: int) -> list[int]:
        """The ids of the ``most`` latest, the latest first."""
        latest = self.records().order_by(OrderBy(F("created_at"), descending=True), "-pk")
        return list(latest.values_list("pk", flat=True)[:most])

    def records(self) -> RecordQuerySet:
        """Of the types that have a page of their own."""
        asked, kinds = self.given, [kind.name for kind in configurable()]
        rows = Record.objects.visible_to(self.post).filter(type__in=kinds)
        if asked.get("kind") == DOCUMENTS or not self.words:
            return rows.none()
        rows = search.matching(rows, " ".join(self.words))
        for word in self.words:
            held = Q(title__icontains=word) | Q(wording__icontains=word) | Q(code__icontains=word)
            rows = rows if told_by_index(word) else rows.filter(held)
        paths = {"kind": "type", "zone": "zone", "since": "created_at__date__gte", "until": "created_at__date__lte"}
        return rows.filter(**{path: asked[name] for name, path in paths.items() if name in asked})

    def paragraphs(self) -> Any:
        asked = self.given
        if asked.get("kind") not in (None, DOCUMENTS):
            return Paragraph.objects.none()
        found = paragraphs.found(self.post, asked.get("q", ""))
        paths = {"zone": "document__zone", "since": "document__dated__gte", "until": "document__dated__lte"}
        return found.filter(**{path: asked[name] for name, path in paths.items() if name in asked})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that holds the words: what it is called, where it opens, its text with the words marked."""

    title: str
    kind: str
    url: str
    runs: list[Segment]


def hits_in_records(records: Iterable[Record], words: list[str]) -> list[Hit]:
    return [
        Hit(str(record), type_of(record).label, address_of(record), marked(record.wording or record.title, words))
        for record in records
    ]


def hits_in_documents(found: Iterable[Paragraph], words: list[str], address: Any) -> list[Hit]:
    return [
        Hit(row.document.title, row.document.number, address(row), marked(row.text.strip(), words)) for row in found
    ]


def marked(text: str, words: list[str]) -> list[Segment]:
    """``text`` around its hits, the hits marked; the beginning of it where it holds none of the words."""
    places = sorted(
        (hit.start(), hit.end()) for word in words for hit in re.finditer(re.escape(word), text, re.IGNORECASE)
    )
    start = max(0, places[0][0] - AROUND) if places else 0
    near = [(s, e) for s, e in places if e <= start + 4 * AROUND]
    end = min(len(text), (near[-1][1] if near else start + AROUND) + AROUND)
    runs = segments(text[start:end], [Mark(s - start, e - start, "hit") for s, e in near])
    ellipsis = Segment("…", "", "")
    return [*([ellipsis] if start else []), *runs, *([ellipsis] if end < len(text) else [])]
