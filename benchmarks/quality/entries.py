"""The entries of a round-up in a hand reading: kept as offsets, compared as words."""

from dataclasses import dataclass, field
from typing import Any

from benchmarks.quality.gold_facts import Json, locate
from benchmarks.quality.page import pieces


@dataclass
class Entry:
    """What an `@` line says, and the places of the spans that follow it, by role."""

    zone: str
    date: str | None
    meeting: str | None
    places: dict[str, list[int]] = field(default_factory=dict)

    def placed(self, text: str) -> Json:
        """Zone, headline and form of meeting as pieces of the page; raises MismatchError where it does not say them."""
        whole = sorted(at for places in self.places.values() for at in places)
        headline = self.places.get("headline")
        return {
            "zone": locate(self.zone, self.places.get("zone", whole), text),
            "headline": pieces(headline, text) if headline else None,
            "meeting": {
                "date": self.date,
                "form": locate(self.meeting, self.places.get("meeting", whole), text) if self.meeting else None,
            },
        }


def worded(reading: Json, text: str) -> Json:
    """The reading with its entries in words, as the contract has them; words given as words stay."""
    return {**reading, "entries": [_worded(entry, text) for entry in reading["entries"]]}


def _worded(entry: Json, text: str) -> Json:
    meeting = entry["meeting"] or {}
    return {
        "zone": _words(entry["zone"], text),
        "headline": _words(entry["headline"], text),
        "meeting": {"date": meeting.get("date"), "form": _words(meeting.get("form"), text)},
    }


def _words(value: Any, text: str) -> str | None:
    return "".join(text[a:b] for a, b in value) if isinstance(value, list) else value
