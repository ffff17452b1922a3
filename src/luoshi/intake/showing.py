"""What the review page shows: the source with its spans, the proposals in groups, the account of every measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.documents.marking import Mark, marks_for, segments
from luoshi.intake.models import Disposition, Proposal, Review
from luoshi.intake.payload import OF_AN_ITEM, Payload, bare, is_blank, payload_of

# In the order of the legend.
ROLES = {
    "measure": gettext_lazy("举措"),
    "theme": gettext_lazy("主题"),
    "parties": gettext_lazy("分工"),
    "frame": gettext_lazy("条件"),
    "stance": gettext_lazy("表态"),
    "context": gettext_lazy("背景"),
    "attribution": gettext_lazy("引述"),
    "meeting": gettext_lazy("会议"),
    "intro": gettext_lazy("导语"),
    "zone": gettext_lazy("园区"),
    "headline": gettext_lazy("篇名"),
    "heading": gettext_lazy("标题"),
    "title": gettext_lazy("题名"),
    "number": gettext_lazy("文号"),
    "addressee": gettext_lazy("主送"),
    "signature": gettext_lazy("落款"),
    "byline": gettext_lazy("署名"),
    "markup": gettext_lazy("标记"),
    "other": gettext_lazy("其他"),
}
HEADS = frozenset({"zone", "headline", "heading"})
LONG, LARGE_GROUP = 80, 40  # proposals
SHOWN_MENTIONS = frozenset({"date", "amount", "organisation"})
Place = tuple[int | None, str]  # entry, section


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of the source. ``anchor`` is set on the first of its span, ``proposal`` is the id of the span's task."""

    text: str
    css: str
    span: str
    proposal: int
    anchor: bool
    label: str

    @property
    def gap(self) -> str:
        """Blanks between spans as shown: however many empty lines the page has, one line break."""
        return "\n" if "\n" in self.text and not self.text.strip() else self.text


@dataclass(slots=True)
class Card:
    proposal: Proposal
    measures: list[dict[str, Any]]
    merged: list[Proposal] = field(default_factory=list)

    @property
    def spans(self) -> str:
        return " ".join([*self.proposal.span_ids, *(span for one in self.merged for span in one.span_ids)])

    @property
    def first_span(self) -> str:
        return self.measures[0]["id"] if self.measures else (self.proposal.span_ids or [""])[0]


@dataclass(slots=True)
class Group:
    """The proposals of one entry (zone and headline), or of one section."""

    number: int
    title: str
    note: str
    span: str
    cards: list[Card]

    @property
    def open_count(self) -> int:
        return sum(card.proposal.is_open for card in self.cards)


@dataclass(frozen=True, slots=True)
class Account:
    """Characters (blanks aside) and measures, each counted once; ``roles`` are all spans by role, in words."""

    characters: int
    accounted: int
    measures: int
    by: dict[str, int]
    roles: list[tuple[str, int]]
    open_ids: list[int]

    @property
    def line(self) -> str:
        whole = _("共 %(characters)d 字，举措 %(measures)d 条：")
        ends = _("立为任务 %(task)d、并入 %(merged)d、不列 %(dropped)d、未定 %(open)d")
        return (whole + ends) % {"characters": self.characters, "measures": self.measures, **self.by}

    @property
    def unread(self) -> int:
        return self.characters - self.accounted

    @property
    def settled_percent(self) -> int:
        return 100 * (self.measures - self.by["open"]) // self.measures if self.measures else 100


@dataclass(slots=True)
class ReviewPage:
    review: Review
    stretches: list[Stretch]
    groups: list[Group]
    account: Account
    legend: list[tuple[str, str]]

    @property
    def has_displaced(self) -> bool:
        return any("displaced" in part.css for part in self.stretches)

    @property
    def is_long(self) -> bool:
        """Too much to show all groups open."""
        return sum(len(group.cards) for group in self.groups) > LONG


def review_page(review: Review) -> ReviewPage:
    page = payload_of(review.reading.document, review.reading.payload)
    cards = cards_of(review, page)
    legend = [(role, str(label)) for role, label in ROLES.items() if any(span["role"] == role for span in page.spans)]
    return ReviewPage(
        review, list(_stretches(page, _owners(cards))), list(_groups(page, cards)), account_of(page, cards), legend
    )


def cards_of(review: Review, page: Payload) -> list[Card]:
    """Every proposal, in order; those merged into one stand under it too."""
    rows = review.proposals.select_related("lead", "leader", "owner", "record", "merged_into")
    cards = {row.pk: Card(row, page.measures(row.span_ids)) for row in rows.prefetch_related("joint", "support")}
    for card in cards.values():
        if card.proposal.merged_into_id:
            cards[card.proposal.merged_into_id].merged.append(card.proposal)
    return list(cards.values())


def card_of(proposal: Proposal) -> Card:
    reading = proposal.review.reading
    page = payload_of(reading.document, reading.payload)
    return Card(proposal, page.measures(proposal.span_ids), list(proposal.merged.all()))


def account_of(page: Payload, cards: Iterable[Card]) -> Account:
    cards = list(cards)
    spans = {span["id"]: card.proposal.disposition for card in cards for span in card.measures}
    measures = [span for span in page.spans if span["role"] == "measure"]
    by = Counter(spans.get(span["id"], Disposition.OPEN) for span in measures)
    roles = Counter(span["role"] for span in page.spans)
    covered = {place for span in page.spans for start, end in span["pieces"] for place in range(start, end)}
    written = [place for place, char in enumerate(page.text) if not is_blank(char)]
    return Account(
        characters=len(written),
        accounted=sum(place in covered for place in written),
        measures=len(measures),
        by={str(value): by[value] for value in Disposition},
        roles=[(str(label), roles[role]) for role, label in ROLES.items() if roles[role]],
        open_ids=[card.proposal.pk for card in cards if card.proposal.is_open],
    )


def _owners(cards: Iterable[Card]) -> dict[str, int]:
    """Span id → the proposal to light with it, itself or the one it was merged into; measures first."""
    owners: dict[str, int] = {}
    for card in cards:
        shown = card.proposal.merged_into_id or card.proposal.pk
        for span in card.proposal.span_ids:
            owners.setdefault(span, shown)
    return owners


def _stretches(page: Payload, owners: dict[str, int]) -> Iterator[Stretch]:
    displaced = _displaced(page)
    of_items = {span["id"] for span in page.spans if span["role"] in OF_AN_ITEM} | owners.keys()
    marks: list[Mark] = []
    for span in page.spans:
        css = f"span span-{span['role']}" + (" displaced" if span["id"] in displaced else "")
        marks += marks_for(span["pieces"], css, span["id"])
    for mention in page.all_mentions:
        if "broken_number" in mention["doubt"]:
            marks += marks_for(mention["pieces"], "mention broken")
        elif mention["kind"] in SHOWN_MENTIONS and mention["span"] in of_items:
            marks += marks_for(mention["pieces"], f"mention mention-{mention['kind']}")
    seen: set[str] = set()
    for part in segments(page.text, marks):
        span_id = part.keys.split(" ")[0]
        role = page.span[span_id]["role"] if span_id else ""
        yield Stretch(
            text=part.text,
            css=part.css,
            span=span_id,
            proposal=owners.get(span_id, 0),
            anchor=bool(span_id) and span_id not in seen,
            label=_label(role, displaced=span_id in displaced),
        )
        seen.add(span_id)


def _label(role: str, *, displaced: bool) -> str:
    label = str(ROLES.get(role, ""))
    return _("%(label)s（版面错位，已按所属文章归位）") % {"label": label} if displaced else label


def _displaced(page: Payload) -> set[str]:
    """Headings that stand on the page after words which they head."""
    displaced: set[str] = set()
    earliest = len(page.text)
    for span in reversed(page.spans):
        start = span["pieces"][0][0]
        if span["role"] in HEADS and start > earliest:
            displaced.add(span["id"])
        earliest = min(earliest, start)
    return displaced


def _groups(page: Payload, cards: list[Card]) -> Iterator[Group]:
    heads = _heads(page)
    for number, ((entry, section), together) in enumerate(_together(page, cards), 1):
        title, note = _title(page, entry, section)
        yield Group(number, title, note, heads.get((entry, section), ""), together)


def _together(page: Payload, cards: list[Card]) -> list[tuple[Place, list[Card]]]:
    """Cards by entry, else by the highest level of sections that leaves no group too large to look over."""
    levels = sorted({section["level"] for section in page.sections.values()}) or [0]
    for level in levels:
        above = _sections_above(page, level)

        def place(card: Card, above: dict[str, str] = above) -> Place:
            proposal = card.proposal
            return proposal.entry, "" if proposal.entry is not None else above.get(proposal.section, "")

        groups = [(key, list(group)) for key, group in groupby(cards, key=place)]
        if all(len(group) <= LARGE_GROUP for _key, group in groups):
            break
    return groups


def _title(page: Payload, entry: int | None, section: str) -> tuple[str, str]:
    if entry is not None:
        return page.entries[entry]["zone"], page.entries[entry]["headline"] or ""
    if section:
        return f"{page.sections[section]['label']}{bare(page.sections[section]['heading'])}", ""
    return _("正文"), ""


def _heads(page: Payload) -> dict[tuple[int | None, str], str]:
    """Entry or section → the span of its heading on the page."""
    heads: dict[tuple[int | None, str], str] = {}
    for span in page.spans:
        if span["role"] == "zone":
            heads.setdefault((span["entry"], ""), span["id"])
        elif span["role"] == "heading" and span["section"]:
            heads.setdefault((None, span["section"]), span["id"])
    return heads


def _sections_above(page: Payload, level: int) -> dict[str, str]:
    """Section id → the section at ``level`` or higher that it stands in."""
    above: dict[str, str] = {}
    current = ""
    for name, section in page.sections.items():
        if section["level"] <= level or not current:
            current = name
        above[name] = current
    return above
