"""The steps open to a post, as a page offers them: the main ones of the state, then the rest by what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from luoshi.records.declaration import Transition
from luoshi.records.forms import TransitionForm, asks_nothing


@dataclass(frozen=True, slots=True)
class Offer:
    """Steps of one topic: those that ask nothing, those that ask in a form, those with a page of their own."""

    topic: str
    buttons: list[TransitionForm] = field(default_factory=list)
    forms: list[TransitionForm] = field(default_factory=list)
    pages: list[Transition] = field(default_factory=list)

    def add(self, form: TransitionForm) -> None:
        (self.buttons if asks_nothing(form) else self.forms).append(form)


def offered(forms: Iterable[TransitionForm], pages: Iterable[Transition]) -> tuple[Offer, list[Offer]]:
    """The main steps, and the others in the declaration's order; what is entered for a unit (代填) comes together."""
    found = {"": Offer("")}
    for form in forms:
        topic = _("代单位填报") if form.stands_in else form.transition.topic
        found.setdefault(topic, Offer(topic)).add(form)
    for transition in pages:
        found.setdefault(transition.topic, Offer(transition.topic)).pages.append(transition)
    main = found.pop("")
    return main, list(found.values())
