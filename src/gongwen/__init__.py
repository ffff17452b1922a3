"""gongwen 公文: official Chinese text in, a Reading out. Offline, lossless, every finding tied to its words.

>>> from gongwen import read
>>> read("各街道要在12月底前建成3个口袋公园。").tasks[0].text
'各街道要在12月底前建成3个口袋公园'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from gongwen import compiled  # noqa: F401 - first of all: it says where the other modules are found

if TYPE_CHECKING:
    from gongwen.alignment import Alignment, Match, Row, Tie, Uncovered, align
    from gongwen.comparing import THEMES, Comparison, Themed, Voice, compare, themes, voices
    from gongwen.figures import figure, in_full
    from gongwen.load import Unreadable
    from gongwen.model import Deadline, Entry, Meeting, Mention, Page, Reading, Section, Span, Target, Task
    from gongwen.reader import read
    from gongwen.render.langextract import Extract, Imported, Ungrounded, from_langextract
    from gongwen.render.slogans import Slogan, slogans
    from gongwen.trends import Course, Trend, trend
    from gongwen.trends.emphasis import Emphasis, emphasis, recurring
    from gongwen.versions import Change, Changes, Difference, Edit, Provision, changes
else:
    # Imported when they are first asked for: what only reads starts without what aligns, compares and counts.
    _NAMES = {
        "gongwen.alignment": ("Alignment", "Match", "Row", "Tie", "Uncovered", "align"),
        "gongwen.comparing": ("THEMES", "Comparison", "Themed", "Voice", "compare", "themes", "voices"),
        "gongwen.figures": ("figure", "in_full"),
        "gongwen.load": ("Unreadable",),
        "gongwen.model": (
            "Deadline",
            "Entry",
            "Meeting",
            "Mention",
            "Page",
            "Reading",
            "Section",
            "Span",
            "Target",
            "Task",
        ),
        "gongwen.reader": ("read",),
        "gongwen.render.langextract": ("Extract", "Imported", "Ungrounded", "from_langextract"),
        "gongwen.render.slogans": ("Slogan", "slogans"),
        "gongwen.trends": ("Course", "Trend", "trend"),
        "gongwen.trends.emphasis": ("Emphasis", "emphasis", "recurring"),
        "gongwen.versions": ("Change", "Changes", "Difference", "Edit", "Provision", "changes"),
    }
    _HOMES = {name: module for module, names in _NAMES.items() for name in names}

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module 'gongwen' has no attribute {name!r}")
        globals()[name] = found = getattr(import_module(_HOMES[name]), name)
        return found

    def __dir__() -> list[str]:
        return list(__all__)


__all__ = [
    "THEMES",
    "Alignment",
    "Change",
    "Changes",
    "Comparison",
    "Course",
    "Deadline",
    "Difference",
    "Edit",
    "Emphasis",
    "Entry",
    "Extract",
    "Imported",
    "Match",
    "Meeting",
    "Mention",
    "Page",
    "Provision",
    "Reading",
    "Row",
    "Section",
    "Slogan",
    "Span",
    "Target",
    "Task",
    "Themed",
    "Tie",
    "Trend",
    "Uncovered",
    "Ungrounded",
    "Unreadable",
    "Voice",
    "align",
    "changes",
    "compare",
    "emphasis",
    "figure",
    "from_langextract",
    "in_full",
    "read",
    "recurring",
    "slogans",
    "themes",
    "trend",
    "voices",
]
