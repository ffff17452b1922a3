"""The records of one type that are to be acted on together: ticked lines of its list, or all that a filter finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from luoshi.core.refusal import Refused
from luoshi.org.access import PostRequest
from luoshi.org.models import Post
from luoshi.records.declaration import RecordType
from luoshi.records.forms import as_seen
from luoshi.records.items.asking import ItemFilter, records_of
from luoshi.records.models import Record, RecordQuerySet
from luoshi.records.queries import LedgerFilter, tasks_of

MOST_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class List:
    """A list whose lines can be ticked: what of it a post sees, what a query finds in it, its address and that of
    acting on many of its lines."""

    seen: Callable[[Post], RecordQuerySet]
    found: Callable[[QueryDict, Post], RecordQuerySet]
    url: Any
    act_url: Any


def _of_ledger(query: QueryDict, post: Post) -> RecordQuerySet:
    return LedgerFilter(query, post).queryset()


LEDGER = List(tasks_of, _of_ledger, reverse_lazy("ledger"), reverse_lazy("act_on_many"))


def list_of(kind: RecordType) -> List:
    """The list of a pipeline."""
    return List(
        lambda post: records_of(kind, post),
        lambda query, post: ItemFilter(kind, query, post).queryset(),
        reverse("items", args=[kind.name]),
        reverse("act_on_items", args=[kind.name]),
    )


def asked(request: HttpRequest) -> QueryDict:
    return request.POST if request.method == "POST" else request.GET


def list_query(request: HttpRequest) -> str:
    """The list the person came from (``back``, an address's query), to return to; built anew, so that it is no more."""
    return QueryDict(asked(request).get("back", "")).urlencode()


def picked_records(request: PostRequest, where: List = LEDGER) -> list[Record]:
    """The ticked lines as far as the post sees them, each at the version its page showed; with ``all``, those of the
    list the person came from. Raises Refused where that is more than can be looked through at once."""
    if asked(request).get("all"):
        return found_records(QueryDict(list_query(request)), request, where)
    versions = picks_of(asked(request))
    if len(versions) > MOST_AT_ONCE:
        raise _too_many()
    seen = where.seen(request.post).filter(pk__in=versions)
    records = seen.prefetch_related("assignments__unit").order_by("code")
    return [as_seen(record, versions[record.pk]) for record in records]


def found_records(query: QueryDict, request: PostRequest, where: List) -> list[Record]:
    found = where.found(query, request.post).prefetch_related("assignments__unit")
    records = list(found[: MOST_AT_ONCE + 1])
    if len(records) > MOST_AT_ONCE:
        raise _too_many()
    return records


def _too_many() -> Refused:
    told = _("一次最多办 %(most)d 项，所选的超过了。请用单位、状态、时限等条件缩小范围，分批办理。")
    return Refused(told % {"most": MOST_AT_ONCE})


def picks_of(given: QueryDict) -> dict[int, str]:
    """Record id → version, of ``pick=id-version``: once for each ticked line, or for all with dots between."""
    pairs = (one.partition("-") for together in given.getlist("pick") for one in together.split("."))
    return {int(pk): version for pk, _mark, version in pairs if pk.isdecimal() and len(pk) < 19}


def picks(records: Iterable[Record]) -> str:
    """``pick`` of all of them, as an address or a form carries it."""
    return ".".join(f"{record.pk}-{record.version}" for record in records)
