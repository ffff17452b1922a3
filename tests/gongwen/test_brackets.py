"""Who leads and who supports, in the forms in which offices write it: brackets, labels, lines, half a sentence."""

from pathlib import Path

import pytest

from gongwen import read

FORMS = [line.split("\t") for line in Path(__file__).with_name("brackets.tsv").read_text("utf-8").splitlines()]
PLAN = "关于推进工作的实施方案\n\n一、重点任务\n（一）智慧园区。{}\n"


@pytest.mark.parametrize(("words", "lead", "support"), FORMS, ids=[form[0][-40:] for form in FORMS])
def test_the_units_are_those_the_words_name(words: str, lead: str, support: str) -> None:
    [task] = read(PLAN.format(words.replace("\\n", "\n"))).tasks
    assert ";".join(task.lead) == lead
    assert set(task.support) == set(filter(None, support.split(";")))


SUBJECTS = [line.split("\t") for line in Path(__file__).with_name("subjects.tsv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("words", "lead", "support"), SUBJECTS, ids=[form[0][:40] for form in SUBJECTS])
def test_without_a_bracket_the_units_are_those_the_sentence_says_are_to_act(
    words: str, lead: str, support: str
) -> None:
    tasks = read(f"关于推进工作的实施方案\n\n一、工作要求\n{words}\n").tasks
    assert ";".join(unit for task in tasks for unit in task.lead) == lead
    assert {unit for task in tasks for unit in task.support} == set(filter(None, support.split(";")))
