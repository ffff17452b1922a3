"""Setting the zones of an occasion side by side."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

import gongwen
from luoshi.core.refusal import Refused
from luoshi.coverage.reading import read
from luoshi.coverage.zones.models import Occasion, SideBySide, Spoken
from luoshi.documents.models import Document
from luoshi.org.models import Post

VERSION = version("luoshi")
MOST = 30  # voices: more columns nobody reads


def begin(documents: Sequence[Document], post: Post, *, title: str = "", superior: Document | None = None) -> Occasion:
    """An occasion over ``documents``, and what is found in it.

    Raises Refused where a document is not the zone's, where only one zone speaks, or too many do.
    """
    for document in [*documents, *([superior] if superior else [])]:
        if document.zone_id != post.zone_id:
            raise Refused(_("《%(title)s》不是本区的文件。") % {"title": document.title})
    if superior in documents:
        raise Refused(_("上级文件不能同时参与对比，请只选一处。"))
    found = _compared(documents, superior)  # before the transaction: many zones take seconds, and others write too
    named = title.strip()[:100] or _named(documents)
    with transaction.atomic():
        made = Occasion.objects.create(zone=post.zone, title=named, superior=superior, created_by=post)
        for document in documents:
            Spoken.objects.create(occasion=made, document=document)
        SideBySide.objects.create(occasion=made, version=VERSION, **found)
    return made


def find(occasion: Occasion) -> None:
    """What gongwen finds, as it reads now; what was found before stays."""
    documents = [one.document for one in occasion.spoken.select_related("document")]
    SideBySide.objects.create(occasion=occasion, version=VERSION, **_compared(documents, occasion.superior))


def _compared(documents: Sequence[Document], superior: Document | None) -> dict[str, Any]:
    """``documents``, the id of each speaker's, and the ``payload``."""
    spoken = [(voice, document.pk) for document in documents for voice in gongwen.voices(read(document))]
    if len(spoken) < 2:
        raise Refused(_("只读出一个区，没有可比的。请选一份有几个区的专栏，或者两份以上的文件。"))
    if len(spoken) > MOST:
        raise Refused(_("共有 %(n)d 个区，一次最多对比 %(most)d 个，请分几次。") % {"n": len(spoken), "most": MOST})
    found = gongwen.compare([voice for voice, _pk in spoken], superior=read(superior) if superior else None)
    return {"documents": [pk for _voice, pk in spoken], "payload": found.to_dict()}


def _named(documents: Sequence[Document]) -> str:
    first = documents[0].title if documents else ""
    if len(documents) < 2:
        return first[:100]
    return _("%(title)s等 %(n)d 份") % {"title": first[:60], "n": len(documents)}
