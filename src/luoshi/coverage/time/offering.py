"""Zones that stand on several round-ups of the zone's own documents, to begin a series with."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from luoshi.documents.models import Document, Reading
from luoshi.org.models import Post

LATEST = 40  # round-ups looked at
MOST = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """A zone and the documents it stands in, the latest first."""

    name: str
    documents: list[int]

    @property
    def query(self) -> str:
        return urlencode([("documents", pk) for pk in self.documents])


def offers(post: Post) -> list[Offer]:
    """Those of most round-ups first."""
    pages = Document.objects.visible_to(post).filter(zone=post.zone, kind="roundup").values_list("pk", flat=True)
    rows = Reading.objects.filter(document__in=list(pages[:LATEST])).order_by("-document_id", "-id")
    where: dict[str, dict[int, None]] = {}
    for document, entries in rows.values_list("document", "payload__entries"):
        for entry in entries or ():
            where.setdefault(entry["zone"], {})[document] = None
    several = [Offer(name, list(documents)) for name, documents in where.items() if len(documents) > 1]
    return sorted(several, key=lambda one: -len(one.documents))[:MOST]
