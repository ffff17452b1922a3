"""What pages of documents and records show of newer versions without knowing of them in their code."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.db.models import Count, Q

from luoshi.documents.models import Document, Replacement
from luoshi.documents.versions import guesses
from luoshi.intake.models import Review
from luoshi.org.roles import Role
from luoshi.records.models import Record
from luoshi.revisions.models import Affected
from luoshi.revisions.things import things_about, versions_of

register = template.Library()


@register.inclusion_tag("revisions/_versions.html", takes_context=True)
def versions(context: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """The versions of a document, with what waits because of each, and the ways to say of another."""
    post = context["site"]["post"]
    found = versions_of(document, post)
    keeps = post.role == Role.SUPERVISOR and post.zone_id == document.zone_id
    is_replaced = any(one.replacement.older_id == document.pk for one in found)
    guessed = likely_older(context, document)["guesses"]
    shown = {"document": document, "versions": found, "may_change": keeps, "is_replaced": is_replaced}
    return {**shown, "guesses": guessed}


@register.inclusion_tag("revisions/_guess.html", takes_context=True)
def likely_older(context: Mapping[str, Any], document: Document) -> dict[str, Any]:
    """That a document nobody has said anything of looks like the newer version of another."""
    post = context["site"]["post"]
    asks = post.role == Role.SUPERVISOR and post.zone_id == document.zone_id and not document.replaces.exists()
    return {"document": document, "guesses": guesses(document, post, by_text=False) if asks else []}


@register.inclusion_tag("revisions/_basis.html", takes_context=True)
def newer_basis(context: Mapping[str, Any], record: Record) -> dict[str, Any]:
    """What of a task's document changed and nobody has looked at yet."""
    post = context["site"]["post"]
    things = things_about(record, post) if record.task.basis_replaced_on else []
    return {"things": things, "may_open": post.sees_zone and post.zone_id == record.zone_id}


@register.simple_tag(takes_context=True)
def replaced_among(context: Mapping[str, Any], documents: Iterable[Document]) -> dict[int, Replacement]:
    """Document id → its replacement with ``waiting``, of the lines of a list: one query."""
    open_ones = Count("affected", filter=Q(affected__in=Affected.objects.open()))
    rows = Replacement.objects.visible_to(context["site"]["post"]).filter(older__in=[one.pk for one in documents])
    rows = rows.select_related("newer").defer("changes", "newer__text").annotate(waiting=open_ones)
    return {row.older_id: row for row in rows}


@register.simple_tag(takes_context=True)
def newer_of(context: Mapping[str, Any], document: Document) -> Replacement | None:
    return replaced_among(context, [document]).get(document.pk)


@register.simple_tag(takes_context=True)
def has_review(context: Mapping[str, Any], document: Document) -> bool:
    """Whether its tasks were ever proposed: a newer version may be stored for comparing alone."""
    return Review.objects.visible_to(context["site"]["post"]).filter(reading__document=document).exists()
