"""A document in the place of another: saying so, and guessing of which one a new document is the newer version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version

from django.db import IntegrityError, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

import gongwen
from luoshi.core.refusal import Refused
from luoshi.documents.models import Document, Paragraph, Replacement
from luoshi.org.models import Post

# What tells a draft's title from that of the document it became.
_STAGES = "征求意见稿|送审稿|审议稿|讨论稿|草案|报审稿|印发稿|修订版?|修改稿|试行|暂行"
_STAGE = re.compile(rf"[（(【\[]?(?:{_STAGES})[）)】\]]?")
_REPEALS = re.compile("废止|失效|取代|替代|停止执行")
_NEAR = 60  # characters between a number and the word that repeals it
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[（]20\d\d[〕\]）]\d{1,4}号")
_LIKELY, _SAMPLE = 5, 6


class Unlike(Refused):
    """So little of the two is the same that they look like different documents; to say it all the same is open."""


def replace(older: Document, newer: Document, post: Post, *, even_if_unlike: bool = False) -> Replacement:
    """Keep that ``newer`` holds in the place of ``older``, with what changed between them.

    Raises Refused for a document of another zone, itself, one that is replaced already or a ring; Unlike where the two
    have little in common.
    """
    _refuse_strangers(older, newer, post)
    _refuse_ring(older, newer)
    found = gongwen.changes(read(older), read(newer))
    if not found.are_versions and not even_if_unlike:
        raise Unlike(
            _("两份文件只有 %(share)d%% 的文字相同，看来不是同一份文件的前后两稿。确实替代旧文件的，请勾选确认后再交。")
            % {"share": round(100 * found.kept)}
        )
    substance = sum(bool(row.differences) for row in found.rows)
    try:
        with transaction.atomic():
            return Replacement.objects.create(
                older=older, newer=newer, changes=found.to_dict(), substance=substance, version=version("luoshi"),
                made_by=post,
            )  # fmt: skip
    except IntegrityError as error:  # somebody said so at the same moment
        raise Refused(_("《%(title)s》已有新版。") % {"title": older.title}) from error


def read(document: Document) -> gongwen.Reading:
    return gongwen.read(document.text, published=document.dated)


def _refuse_strangers(older: Document, newer: Document, post: Post) -> None:
    for one in (older, newer):
        if one.zone_id != post.zone_id:
            raise Refused(_("《%(title)s》不是本区的文件。") % {"title": one.title})
    if older == newer:
        raise Refused(_("一份文件不能是自己的新版，请另选一份。"))
    known = Replacement.objects.filter(older=older).select_related("newer").first()
    if known:
        raise Refused(
            _("《%(older)s》已有新版《%(newer)s》；再有新版，请在那一份上登记。")
            % {"older": older.title, "newer": known.newer.title}
        )


def _refuse_ring(older: Document, newer: Document) -> None:
    if older in later(newer):
        raise Refused(
            _("《%(older)s》是《%(newer)s》的新版，不能反过来登记。") % {"older": older.title, "newer": newer.title}
        )


def later(document: Document) -> list[Document]:
    """The versions after it, the next one first."""
    out: list[Document] = []
    step = Replacement.objects.filter(older=document).select_related("newer").first()
    while step and step.newer not in out:
        out.append(step.newer)
        step = Replacement.objects.filter(older=step.newer).select_related("newer").first()
    return out


@dataclass(frozen=True, slots=True)
class Guess:
    """A document that another may be the newer version of, and why."""

    document: Document
    because: str


def guesses(newer: Document, post: Post, *, by_text: bool = True) -> list[Guess]:
    """The zone's documents, stored before it and not replaced, that it may replace; a person decides.

    Without ``by_text`` only title and number are asked, as cheap as a page needs it.
    """
    bare = bare_title(newer.title)
    repealed = {found[0] for found in _NUMBER.finditer(newer.text) if _is_repealed(newer.text, found.end())}
    same = _saying_the_same(newer) if by_text else []
    alike = Q(number__in={newer.number, *repealed} - {""}) | Q(title__contains=bare) | Q(pk__in=same)
    before = Document.objects.visible_to(post).filter(alike, zone=newer.zone_id, replaced_by=None, pk__lt=newer.pk)
    rows = before.defer("text").exclude(pk__in=[one.pk for one in later(newer)])[: 4 * _LIKELY]
    found = (Guess(one, _reason(one, newer, repealed) or (_("多段文字相同") if one.pk in same else "")) for one in rows)
    return [guess for guess in found if guess.because][:_LIKELY]


def _reason(older: Document, newer: Document, repealed: set[str]) -> str:
    if older.number in repealed:
        return _("文中写明 %(number)s 废止") % {"number": older.number}
    if older.number and older.number == newer.number:
        return _("文号相同")
    return _("标题相同") if bare_title(older.title) == bare_title(newer.title) else ""


def _is_repealed(text: str, end: int) -> bool:
    return bool(_REPEALS.search(text[end : end + _NEAR]))


def _saying_the_same(newer: Document) -> list[int]:
    """Documents in which most of its longest paragraphs stand, word for word."""
    longest = sorted(newer.paragraphs.values_list("text", flat=True), key=len)[-_SAMPLE:]
    same = Paragraph.objects.filter(document__zone=newer.zone_id, document__lt=newer.pk, text__in=longest)
    counted = same.values("document").annotate(many=Count("text", distinct=True))
    most = counted.filter(many__gte=(len(longest) + 1) // 2)
    return list(most.values_list("document", flat=True)[:_LIKELY])


def bare_title(title: str) -> str:
    return re.sub(r"[《》\s]", "", _STAGE.sub("", title))
