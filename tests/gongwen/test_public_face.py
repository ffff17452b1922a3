import pytest

import gongwen


def test_the_public_names_are_these_and_no_more() -> None:
    """Adding one is a decision: the site and other people's programs lean on them."""
    assert sorted(gongwen.__all__) == [
        "Alignment", "Change", "Changes", "Comparison", "Course", "Deadline", "Difference", "Edit", "Emphasis",
        "Entry", "Extract", "Imported", "Match", "Meeting", "Mention", "Page", "Provision", "Reading", "Row",
        "Section", "Span", "THEMES", "Target", "Task", "Themed", "Tie", "Trend", "Uncovered", "Ungrounded",
        "Unreadable", "Voice", "align", "changes", "compare", "emphasis", "from_langextract", "read", "recurring",
        "themes", "trend", "voices",
    ]  # fmt: skip
    assert all(hasattr(gongwen, name) for name in gongwen.__all__)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'gongwen' has no attribute 'raed'"):
        gongwen.raed  # noqa: B018
    assert set(gongwen.__all__) <= set(dir(gongwen))
