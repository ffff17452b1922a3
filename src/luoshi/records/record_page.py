"""What the page of any record shows: its words, its history, and every step that is open to whoever looks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _

from luoshi.org.models import Post
from luoshi.records import flow
from luoshi.records.addresses import address_of
from luoshi.records.declaration import Transition
from luoshi.records.forms import TransitionForm, asks_nothing
from luoshi.records.models import Citation, Event, Evidence, Record, Target, Tie
from luoshi.records.offering import Offer, offered
from luoshi.records.registry import type_of
from luoshi.records.telling import told

CONTEXT = 60  # characters of the document around a cited sentence


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cited sentence with a little of its document before and after."""

    citation: Citation
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Tied:
    """Another record that this one refers to, or that refers to this one."""

    record: Record
    note: str

    @property
    def url(self) -> str:
        return address_of(self.record)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the timeline tells it. ``stands_in``: somebody entered it for a unit (代填).

    ``new_due``: the deadline after it, ISO, where the step moved it; whatever the step, it never moves in silence.
    """

    event: Event
    answers: list[tuple[str, str]]
    evidence: list[Evidence]
    stands_in: bool
    taken_back: bool
    old_due: str | None = None
    new_due: str | None = None

    @property
    def entered_later(self) -> bool:
        return (self.event.entered_at - self.event.happened_at) > dt.timedelta(hours=1)


class RecordPage:
    def __init__(self, record: Record, post: Post) -> None:
        self.record, self.post = record, post
        self.kind = type_of(record)
        self.state = self.kind.state(record.state)
        self.evidence = list(record.evidence.order_by("id"))

    @cached_property
    def quotes(self) -> list[Quoted]:
        rows = self.record.citations.select_related("document")
        return [quoted(citation) for citation in rows]

    @cached_property
    def ties(self) -> list[Tied]:
        """Both ways, as far as the post may see the other."""
        rows = Tie.objects.filter(Q(record=self.record) | Q(other=self.record)).select_related("record", "other")
        both = [Tied(row.other if row.record_id == self.record.pk else row.record, row.note) for row in rows]
        seen = Record.objects.visible_to(self.post).filter(pk__in=[tied.record.pk for tied in both])
        known = set(seen.values_list("pk", flat=True)) if both else set()
        return [tied for tied in both if tied.record.pk in known]

    @property
    def waiting_for(self) -> str:
        """Whose move it is, for someone who has none."""
        detail = getattr(self.record, self.kind.detail)
        if getattr(detail, "reconsider_due", None):
            return _("正在复核，由未参与原结论的人员决定。")
        lead = detail.lead
        who = {"supervisor": _("督查室"), "lead": str(lead or ""), "nobody": ""}[self.state.turn]
        if not who:
            return _("%(state)s，不再有下一步。") % {"state": self.state.label}
        return _("现在由%(who)s办理，您不用操作。") % {"who": who}

    @cached_property
    def targets(self) -> list[Target]:
        return list(self.record.targets.all())

    @cached_property
    def events(self) -> list[Event]:
        rows = self.record.events.select_related("signature", "post__person", "post__unit").prefetch_related("evidence")
        return list(rows.order_by("-seq"))

    @cached_property
    def timeline(self) -> list[Entry]:
        """Latest first. A step followed by its taking back stays visible."""
        undone = {event.seq - 1 for event in self.events if event.transition == flow.TAKE_BACK}
        pairs = zip(self.events, [*self.events[1:], None], strict=True)
        return [self._entry(event, before, event.seq in undone) for event, before in pairs]

    def _entry(self, event: Event, before: Event | None, taken_back: bool) -> Entry:
        answers = list(told(self.kind, event, {str(target.pk): target.name for target in self.targets}))
        entry = Entry(event, answers, list(event.evidence.all()), "told_by" in event.answers, taken_back)
        old, new = before.values["due"] if before else None, event.values["due"]
        return replace(entry, old_due=old, new_due=new) if before and old != new else entry

    @cached_property
    def actions(self) -> list[TransitionForm]:
        """A form for every step that is open to the post, in the declaration's order."""
        return [TransitionForm(self.record, step, self.post) for step in self.open if not step.page]

    @cached_property
    def open(self) -> list[Transition]:
        return flow.available(self.record, self.post)

    @property
    def pages(self) -> list[Transition]:
        """Steps that have a page of their own."""
        return [transition for transition in self.open if transition.page]

    @cached_property
    def offers(self) -> tuple[Offer, list[Offer]]:
        return offered(self.actions, (transition for transition in self.open if transition.page))

    @property
    def main(self) -> Offer:
        return self.offers[0]

    @property
    def more(self) -> list[Offer]:
        return self.offers[1]

    @property
    def forms(self) -> list[TransitionForm]:
        return [form for form in self.actions if not asks_nothing(form)]

    @property
    def buttons(self) -> list[TransitionForm]:
        return [form for form in self.actions if asks_nothing(form)]

    @property
    def can_take_back(self) -> Event | None:
        """The last step, if this post took it and it can be undone."""
        last = self.events[0]
        step = self.kind.transition(last.transition)
        return last if step and step.can_take_back and last.post_id == self.post.pk else None


def quoted(citation: Citation) -> Quoted:
    text = citation.document.text
    start, end = citation.pieces[0][0], citation.pieces[-1][1]
    before = text[max(0, start - CONTEXT) : start].split("\n")[-1]
    after = text[end : end + CONTEXT].split("\n")[0]
    return Quoted(citation, before, citation.words, after)
