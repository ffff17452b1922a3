"""Comparisons, judgements and what was conveyed, when the document they rest on has a newer version."""

from __future__ import annotations

import pytest
from newer_version import the
from people import People, browser_of

from luoshi.core.refusal import Refused
from luoshi.coverage import actions as coverage
from luoshi.coverage.matrix import Matrix
from luoshi.coverage.models import Comparison
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.records.births import bring_in
from luoshi.records.registry import record_type
from luoshi.revisions.actions import carry, compare_with_newer, confirm, hand_in_newer, keep

OWN = """云溪高新区实施方案

一、平台
（一）建设平台。建成概念验证中心3个。
（二）推行并联审批。推行政务服务事项并联审批。
"""


@pytest.fixture
def comparison(older: Document, people: People) -> Comparison:
    return coverage.compare(older, [store(OWN, people.wang).document], people.wang)


def judged(comparison: Comparison, words: str, people: People, reason: str) -> None:
    line = next(one for one in Matrix(comparison, people.wang).lines if words in one.clause["text"])
    coverage.judge(comparison, line.key, "aside", reason, people.wang)


def test_a_comparison_is_made_anew_and_judgements_on_the_same_words_are_carried_over(
    comparison: Comparison, newer: Document, people: People
) -> None:
    judged(comparison, "并联审批", people, "由市级统一办理。")
    judged(comparison, "概念验证中心", people, "不在本区。")
    made = confirm(comparison.superior, newer, people.wang)
    assert {one.kind for one in made.affected.all()} == {"comparison", "judgement"}
    fresh = compare_with_newer(the(made, "comparison"), people.wang)
    assert (fresh.superior, fresh.aligned.count()) == (newer, 1)
    [carried] = fresh.judgements.all()
    assert "由市级统一办理。" in carried.reason
    carry(the(made, "judgement"), people.wang)
    assert fresh.judgements.count() == 2
    assert not made.affected.open().exists()


def test_a_judgement_is_carried_to_its_own_clause_of_a_sentence(people: People) -> None:
    text = "方案\n一、任务\n（一）优化服务。建设大厅，推行并联审批，压减办理时限。\n（二）做强产业。引进企业5家。\n"
    superior, own = store(text, people.wang).document, store(OWN, people.wang).document
    comparison = coverage.compare(superior, [own], people.wang)
    judged(comparison, "压减办理时限", people, "市级统一办理。")
    made = hand_in_newer(superior, people.wang, text.replace("5家", "6家"))
    fresh = compare_with_newer(the(made, "comparison"), people.wang)
    [line] = [one for one in Matrix(fresh, people.wang).lines if one.judged]
    assert line.clause["text"].startswith("压减办理时限")


def test_a_judgement_is_carried_only_once_there_is_something_to_carry_it_to(
    comparison: Comparison, newer: Document, people: People
) -> None:
    judged(comparison, "概念验证中心", people, "不在本区。")
    made = confirm(comparison.superior, newer, people.wang)
    with pytest.raises(Refused, match="先按新版重新对标"):
        carry(the(made, "judgement"), people.wang)


def test_our_own_document_replaced_stands_in_the_matrix_alone(comparison: Comparison, people: People) -> None:
    own = comparison.aligned.get().own
    made = hand_in_newer(own, people.wang, OWN.replace("中心3个", "中心4个"))
    compare_with_newer(the(made, "comparison"), people.wang)
    assert [one.own for one in Matrix(comparison, people.wang).aligned] == [made.newer]


def test_what_was_conveyed_is_to_be_looked_at_again(older: Document, newer: Document, people: People) -> None:
    record = bring_in(
        record_type("conveyance"), people.wang, document=older, level="city", lead=people.science
    )  # fmt: skip
    made = confirm(older, newer, people.wang)
    assert the(made, "conveyance").record == record
    keep(the(made, "conveyance"), "下次会议一并传达。", people.wang)
    assert not made.affected.open().exists()


@pytest.mark.parametrize("way", ["cite", "compare", "carry", "keep"])
def test_a_way_that_does_not_fit_the_thing_is_refused_and_changes_nothing(
    way: str, older: Document, newer: Document, people: People
) -> None:
    bring_in(record_type("conveyance"), people.wang, document=older, level="city", lead=people.science)
    made = confirm(older, newer, people.wang)
    one = the(made, "conveyance")
    browser_of(people.wang).post(f"/revisions/things/{one.pk}/{way}/")
    assert the(made, "conveyance").outcome == ""
