"""Several voices on one occasion, set side by side: the zones of a round-up page, or whole documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from gongwen.collecting import no_collecting
from gongwen.comparing.borrowed import borrowed
from gongwen.comparing.emphasis import theme_rows
from gongwen.comparing.peculiar import peculiar
from gongwen.comparing.result import Comparison, Measure, Quote, Speaker
from gongwen.comparing.shared import shared
from gongwen.comparing.targets import target_rows
from gongwen.comparing.themes import THEMES, Themed, themes, themes_of
from gongwen.comparing.voices import Voice, beside, labels, voices
from gongwen.model import Reading

__all__ = ["THEMES", "Comparison", "Themed", "Voice", "compare", "themes", "voices"]


def compare(voices: Sequence[Voice], *, superior: Reading | None = None) -> Comparison:
    """What each voice stresses and leaves out, what they announce alike and alone, in whose words, and to what numbers.

    ``superior`` is the document they all speak of: words that stand there too are its own, not another voice's.
    Fewer than two voices give a comparison with nothing shared. The same voices give the same result.
    """
    with no_collecting():
        said = [themes(voice) for voice in voices]
        measures = tuple([Measure(number, *one) for number, found in enumerate(said) for one in found])
        short = labels([voice.name for voice in voices])
        speakers = tuple([_speaker(*one) for one in zip(voices, short, said, strict=True)])
        alike, alone = shared(measures, len(voices))
        return Comparison(
            speakers,
            measures,
            theme_rows(measures, len(voices), [_mentions(*one) for one in enumerate(voices)]),
            peculiar(measures, [one.name for one in speakers]),
            alike,
            alone,
            borrowed(voices, superior),
            target_rows(voices),
        )


def _mentions(number: int, voice: Voice) -> dict[str, list[Quote]]:
    """Where a voice speaks of a theme without announcing anything."""
    out: dict[str, list[Quote]] = defaultdict(list)
    for span in beside(voice):
        for theme in themes_of(span.text):
            out[theme].append(Quote(number, span.text, span.pieces))
    return out


def _speaker(voice: Voice, label: str, said: Sequence[Themed]) -> Speaker:
    sentences = len({one.sentence for one in said})
    return Speaker(voice.name, label, voice.reading.page.source, voice.date, len(said), sentences)
