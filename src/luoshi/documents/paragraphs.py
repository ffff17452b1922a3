"""Documents by the paragraph, so that a search finds the place and not only the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from luoshi.core.word_index import WordIndex, told_by_index, words_of
from luoshi.documents.models import Document, Paragraph
from luoshi.org.models import Post

INDEX = WordIndex("documents_search", "paragraph_id")
AT_ONCE = 500
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def index(document: Document) -> None:
    """The document's paragraphs with their words; the caller holds the transaction that stores it."""
    cut = (Paragraph(document=document, start=start, text=text) for start, text in lines(document.text))
    made = Paragraph.objects.bulk_create(cut, batch_size=AT_ONCE)
    index_all(made)


def index_all(made: Iterable[Paragraph]) -> None:
    INDEX.write((paragraph.pk, paragraph.text) for paragraph in made)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line that holds something, with its place."""
    return ((line.start(), line[0]) for line in _LINE.finditer(text))


def found(post: Post, query: str) -> QuerySet[Paragraph]:
    """The paragraphs that ``post`` may read and that hold every word of ``query`` whole, the latest documents first."""
    rows = Paragraph.objects.visible_to(post)
    words = words_of(query)
    if not words:
        return rows.none()
    rows = INDEX.narrow(rows, " ".join(words))
    for word in words:
        rows = rows if told_by_index(word) else rows.filter(text__icontains=word)
    return rows.order_by("-document_id", "start")


def newest(rows: QuerySet[Paragraph], most: int) -> list[int]:
    """The ids of the ``most`` latest of ``rows``, the latest documents first, each from its beginning.

    Taken by their ids, which both databases walk backwards only as far as they must.
    """
    latest = rows.order_by("-pk").values_list("document_id", "pk")[:most]
    return [pk for _document, pk in sorted(latest, key=lambda key: (-key[0], key[1]))]
