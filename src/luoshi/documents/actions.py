"""Storing a document and its reading."""

import datetime as dt
import hashlib
from importlib.metadata import version

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import gongwen
from luoshi.core.refusal import Refused
from luoshi.documents import paragraphs
from luoshi.documents.models import Document, Reading
from luoshi.documents.secrecy import refuse_marked
from luoshi.org.models import Post

UNTITLED = 40


def store(source: bytes | str, post: Post, *, name: str = "", published: dt.date | None = None) -> Reading:
    """Read ``source`` and keep it whole: the document and its first reading, or nothing at all.

    Refuses what cannot be read as text, bears a secrecy marking, or is already in the zone.
    """
    try:
        reading = gongwen.read(source, published=published)
    except gongwen.Unreadable as error:
        raise Refused(str(error)) from error
    payload = reading.to_dict()
    refuse_marked(reading.text)
    known = Document.objects.filter(zone=post.zone, text_sha256=reading.text_sha256).first()
    if known:
        raise AlreadyStored(known)
    data = source.encode() if isinstance(source, str) else source
    try:
        with transaction.atomic():
            document = Document.objects.create(
                zone=post.zone,
                title=(reading.title or name or reading.text.strip()[:UNTITLED])[:200],
                number=(reading.number or "")[:60],
                issuer=(reading.issuer or "")[:100],
                kind=reading.kind,
                dated=reading.date or published,
                source_name=name[:200],
                source_sha256=hashlib.sha256(data).hexdigest(),
                text=reading.text,
                text_sha256=reading.text_sha256,
                uploaded_by=post,
            )
            paragraphs.index(document)
            return Reading.objects.create(document=document, version=version("luoshi"), payload=payload)
    except IntegrityError as error:  # two people handed in the same file at the same moment
        raise AlreadyStored(Document.objects.get(zone=post.zone, text_sha256=reading.text_sha256)) from error


def read_again(document: Document, published: dt.date | None) -> Reading:
    """Another reading of the same text, with another day to count years from. The earlier ones stay."""
    payload = gongwen.read(document.text, published=published).to_dict()
    return Reading.objects.create(document=document, version=version("luoshi"), payload=payload)


class AlreadyStored(Refused):
    """The same text is in the zone already; ``document`` is that one."""

    def __init__(self, document: Document) -> None:
        super().__init__(
            _("这份文件已于 %(day)s 由%(who)s存入：《%(title)s》，没有重复保存。")
            % {
                "day": timezone.localtime(document.uploaded_at).strftime("%Y-%m-%d"),
                "who": document.uploaded_by.person.name,
                "title": document.title,
            }
        )
        self.document = document
