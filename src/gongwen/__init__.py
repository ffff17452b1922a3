"""gongwen 公文: official Chinese text in, a Reading out. Offline, lossless, every finding tied to its words.

>>> from gongwen import read
>>> read("各街道要在12月底前建成3个口袋公园。").tasks[0].text
'各街道要在12月底前建成3个口袋公园'
"""

from gongwen import compiled  # noqa: F401 - first of all: it says where the other modules are found

# isort: split
from gongwen.alignment import Alignment, Match, Row, Tie, Uncovered, align
from gongwen.comparing import THEMES, Comparison, Themed, Voice, compare, themes, voices
from gongwen.load import Unreadable
from gongwen.model import (
    Deadline,
    Entry,
    Meeting,
    Mention,
    Page,
    Reading,
    Section,
    Span,
    Target,
    Task,
)
from gongwen.reader import read
from gongwen.render.langextract import Extract, Imported, Ungrounded, from_langextract
from gongwen.trends import Course, Trend, trend
from gongwen.trends.emphasis import Emphasis, emphasis, recurring
from gongwen.versions import Change, Changes, Difference, Edit, Provision, changes

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
    "from_langextract",
    "read",
    "recurring",
    "themes",
    "trend",
    "voices",
]
