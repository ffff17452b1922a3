"""关联文件: a task entered by hand or by import is tied to the words of a document that the zone holds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.records.declaration import Answers
from luoshi.records.models import Record


def stands_in_document(record: Record, _post: Post, answers: Answers) -> None:
    """Only exact words are cited: a tie to something that the document does not say would be inventing."""
    document = answers["document"]
    if record.citations.filter(document=document).exists():
        raise Refused(_("“%(title)s”已出自%(document)s。") % {"title": record.title, "document": _named(document)})
    if document.text.find(sought(record)) < 0:
        told = _("%(document)s里没有“%(title)s”的原句，没有关联。请核对原句，或换一份文件。")
        raise Refused(told % {"document": _named(document), "title": record.title})


def cite(record: Record, _post: Post, answers: Answers) -> None:
    document, words = answers["document"], sought(record)
    start = document.text.find(words)
    pieces = [[start, start + len(words)]]
    record.citations.create(document=document, text_sha256=document.text_sha256, pieces=pieces, words=words)


def sought(record: Record) -> str:
    """The original sentence, or the name of a task that came without one."""
    return (record.wording or record.title).strip()


def _named(document: object) -> str:
    return f"《{str(document).strip('《》')}》"
