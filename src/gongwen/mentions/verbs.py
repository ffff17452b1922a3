"""Whether a verb of official documents stands somewhere: one of the lists, as no noun."""

from gongwen.words import rows

LISTS = ("acting_verbs", "shared_verbs", "adverbs", "office_verbs")
# Looked up, not a pattern: a thousand words in one take longer to compile than most pages to read.
_VERBS = frozenset(row[0] for name in LISTS for row in rows(name) if row[-1] != "nounlike")
_LENGTHS = sorted({len(verb) for verb in _VERBS}, reverse=True)
FIRST = "".join(sorted({verb[0] for verb in _VERBS}))  # the characters a verb begins with


def verb_end(text: str, at: int) -> int:
    """Where the longest verb ends that stands at ``at``; 0 where none does."""
    return next((at + length for length in _LENGTHS if text[at : at + length] in _VERBS), 0)
