"""Finding tasks by words: the same answers on SQLite and on PostgreSQL."""

import pytest
from people import People, draft

from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.search import matching


def found(query: str) -> set[str]:
    return {record.title for record in matching(Record.objects.all(), query)}


@pytest.fixture(autouse=True)
def tasks(people: People) -> None:
    draft(people, "建设概念验证中心", wording="在先导区建设概念验证中心。")
    draft(people, "新增授信5亿元", wording="会同银行，为企业新增授信5亿元。")
    draft(people, "发布 AI 应用场景清单", wording="发布应用场景。")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("授信", {"新增授信5亿元"}),  # two characters, the case that trigram indexes miss
        ("先导区", {"建设概念验证中心"}),  # in the sentence, not in the title
        ("中心 概念", {"建设概念验证中心"}),
        ("ai", {"发布 AI 应用场景清单"}),
        ("场景清单", {"发布 AI 应用场景清单"}),
        ("清单场景", set()),
        ("码头", set()),
        ("验", {"建设概念验证中心"}),
        ("元", {"新增授信5亿元"}),
        ("导", {"建设概念验证中心"}),
        ("5", {"新增授信5亿元"}),
        ('"授信" OR *', set()),
        ("'授信' | !x &", set()),
    ],
)
def test_words_find_their_tasks(query: str, titles: set[str]) -> None:
    assert found(query) == titles


def test_a_code_finds_its_task() -> None:
    record = Record.objects.get(title="新增授信5亿元")
    assert found(record.code) == {record.title}


def test_a_changed_title_is_found_by_its_new_words_only(people: People) -> None:
    record = Record.objects.get(title="新增授信5亿元")
    apply_transition(record, "amend", people.wang, title="新增担保5亿元")
    assert found("担保") == {"新增担保5亿元"}


def test_nothing_to_look_for_finds_everything() -> None:
    assert len(found("，。")) == 3
