"""对标对表: what is covered, what is not, what asks more than the superior; corrections outrank the machine."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from people import People, browser_of
from python_calamine import CalamineWorkbook

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.coverage.actions import adopt, compare, judge
from luoshi.coverage.added import Kind, added_of
from luoshi.coverage.matrix import Line, Matrix, answered
from luoshi.coverage.models import Aligned, Comparison, Judgement, Verdict
from luoshi.documents.actions import store
from luoshi.intake.actions import confirm, start_review
from luoshi.records.models import Record

SUPERIOR = """云溪市科技创新行动方案

一、建设创新平台
（一）布局中试平台。新建省级概念验证中心5家以上，2026年底前建成。
（二）培育科技型企业。新增高新技术企业100家以上。

二、优化营商环境
（三）压减审批时限。推行政务服务事项并联审批。
（四）整治涉企乱收费。开展涉企收费专项清理。
"""
OWN = """云溪高新区科技创新实施方案

一、平台建设
（一）建设概念验证中心。新建省级概念验证中心5家，2026年底前建成。（科技创新局牵头）
（二）培育科技型企业。新增高新技术企业120家以上。
（三）举办低空经济大会。办好低空经济产业大会。
"""


@pytest.fixture
def comparison(people: People) -> Comparison:
    with clock.at(dt.date(2026, 2, 2)):
        superior, own = (store(text, people.wang).document for text in (SUPERIOR, OWN))
        return compare(superior, [own], people.wang)


def line(comparison: Comparison, people: People, words: str) -> Line:
    return next(one for one in Matrix(comparison, people.wang).lines if words in one.clause["text"])


def test_every_superior_measure_has_a_line_under_its_chapter(comparison: Comparison, people: People) -> None:
    chapters = Matrix(comparison, people.wang).chapters
    assert [chapter.name for chapter in chapters] == ["一、建设创新平台", "二、优化营商环境"]
    assert [row.clause["text"] for row in chapters[1].lines if "涉企收费" in row.clause["text"]]


def test_a_clause_that_only_says_by_when_belongs_to_the_one_before(comparison: Comparison, people: People) -> None:
    lines = Matrix(comparison, people.wang).lines
    assert lines[0].clause["text"] == "新建省级概念验证中心5家以上，2026年底前建成。"
    assert len(lines) == 4


def test_what_we_say_too_is_covered_with_its_words_and_what_we_do_not_is_empty(
    comparison: Comparison, people: People
) -> None:
    covered, empty = line(comparison, people, "概念验证中心"), line(comparison, people, "涉企收费")
    assert (covered.verdict, empty.verdict) == ("covered", "none")
    assert covered.answers[0].row["text"].startswith("新建省级概念验证中心")
    assert "概念验证中心" in "".join(tie["text"] for tie in covered.answers[0].because)


def test_a_number_beyond_the_superiors_is_marked(comparison: Comparison, people: People) -> None:
    assert line(comparison, people, "高新技术企业").beyond == ["本级120家以上，上级100家以上"]
    assert line(comparison, people, "概念验证中心").beyond == []


def test_what_answers_nothing_is_listed_as_our_own(comparison: Comparison, people: People) -> None:
    assert [one.text for one in Matrix(comparison, people.wang).added_own] == ["办好低空经济产业大会。"]
    assert "低空经济" in browser_of(people.zhao).get(f"/coverage/{comparison.pk}/added/").content.decode()


def test_what_is_said_beside_an_answer_tells_how_it_is_done_and_adds_nothing(people: People) -> None:
    own = "方案\n\n新增高新技术企业120家以上，举办低空装备大赛。举办马拉松。\n名词解释\n三园：建设南园、北园、东园。\n"
    superior, ours = (store(text, people.wang).document for text in (SUPERIOR, own))
    comparison = compare(superior, [ours], people.wang)
    page = f"/coverage/{comparison.pk}/added/"
    added, ways = (browser_of(people.wang).get(page + asked).content.decode() for asked in ("", "?show=ways"))
    assert ("举办马拉松" in added, "低空装备" in added, "建设南园" in added) == (True, False, False)
    assert ("举办马拉松" in ways, "低空装备" in ways) == (False, True)


def test_what_a_clause_comes_near_to_is_left_to_a_person(people: People) -> None:
    rows = [{"pieces": [[n, n + 1]], "text": f"举措{n}。", "item": n, "verdict": "none", "matches": [match]}
            for n, match in enumerate([{"text": "近", "score": 0.28}, {"text": "远", "score": 0.1}])]  # fmt: skip
    own = store(OWN, people.wang).document
    near, far = added_of([Aligned(own=own, rows=rows)], [])
    assert [(one.kind, one.nearest) for one in (near, far)] == [(Kind.NEAR, "近"), (Kind.OWN, "远")]


def test_a_second_clause_counts_only_where_much_is_said_of_it() -> None:
    matches = [{"text": text, "score": score, "because": []} for text, score in (("一", 0.6), ("二", 0.5), ("三", 0.4))]
    told = [(match["text"], verdict) for match, verdict in answered({"verdict": "covered", "matches": matches})]
    assert told == [("一", "covered"), ("二", "partial")]


def test_what_people_named_as_an_answer_is_not_added(comparison: Comparison, people: People) -> None:
    key, own = line(comparison, people, "政务服务").key, comparison.aligned.get().own
    judge(comparison, key, Verdict.PARTIAL, "同一件事", people.wang, own=own, words="办好低空经济产业大会")
    assert Matrix(comparison, people.wang).added_own == []


def test_a_task_made_of_our_words_stands_beside_the_clause(comparison: Comparison, people: People) -> None:
    own = comparison.aligned.get().own
    [task, *_rest] = confirm(start_review(own.readings.get(), people.wang), people.wang)
    tasks = line(comparison, people, "概念验证中心").tasks
    assert task.pk in [row.record.pk for row in tasks]


def test_a_clause_is_adopted_as_a_task_that_cites_it_and_only_once(comparison: Comparison, people: People) -> None:
    empty = line(comparison, people, "涉企收费")
    browser_of(people.wang).post(f"/coverage/{comparison.pk}/adopt/", {"clause": empty.key})
    record = Record.objects.get(type="task")
    citation = record.citations.get()
    assert (citation.document, citation.words) == (comparison.superior, empty.clause["text"])
    assert line(comparison, people, "涉企收费").verdict == "covered"
    with pytest.raises(Refused, match=record.code):
        adopt(comparison, empty.key, people.wang)


def test_a_clause_that_a_task_of_the_superior_document_covers_is_not_adopted_again(
    comparison: Comparison, people: People
) -> None:
    [task, *_rest] = confirm(start_review(comparison.superior.readings.get(), people.wang), people.wang)
    with pytest.raises(Refused, match=task.code):
        adopt(comparison, line(comparison, people, "概念验证中心").key, people.wang)


def test_an_adopted_clause_brings_its_day_and_number(comparison: Comparison, people: People) -> None:
    with clock.at(dt.date(2026, 2, 2)):
        record = adopt(comparison, line(comparison, people, "概念验证中心").key, people.wang)
    assert (record.due, record.task.goal) == (dt.date(2026, 12, 31), "5家以上")


def test_a_judgement_outranks_the_machine_and_the_latest_stands(comparison: Comparison, people: People) -> None:
    key = line(comparison, people, "高新技术企业").key
    judge(comparison, key, "none", "口径不同", people.wang)
    assert line(comparison, people, "高新技术企业").verdict == "none"
    judge(comparison, key, "aside", "由市局统一组织", people.wang)
    assert line(comparison, people, "高新技术企业").verdict == "aside"
    page = browser_of(people.wang).get(f"/coverage/{comparison.pk}/clause/?clause={key}").content.decode()
    assert "口径不同" in page


def test_a_judgement_stays_when_the_documents_are_compared_again(comparison: Comparison, people: People) -> None:
    key = line(comparison, people, "高新技术企业").key
    judge(comparison, key, "partial", "口径不同", people.wang)
    compare(comparison.superior, [comparison.aligned.get().own], people.wang)
    assert comparison.aligned.count() == 1
    browser_of(people.wang).post(f"/coverage/{comparison.pk}/again/")
    assert comparison.aligned.count() == 2
    assert len(Matrix(comparison, people.wang).aligned) == 1
    assert line(comparison, people, "高新技术企业").verdict == "partial"


def test_a_judgement_stands_where_a_later_reading_cuts_the_clause_otherwise(
    comparison: Comparison, people: People
) -> None:
    row = line(comparison, people, "高新技术企业").clause
    start, end = row["pieces"][0]
    Judgement.objects.create(
        comparison=comparison,
        clause=f"{start + 2}-{end + 1}",
        verdict="aside",
        reason="早先的切分",
        made_by=people.wang,
    )
    assert line(comparison, people, "高新技术企业").verdict == "aside"


@pytest.mark.parametrize(
    ("verdict", "reason", "words", "told"),
    [
        ("none", " ", "", "理由"),
        ("maybe", "看过", "", "选择判定"),
        ("covered", "看过", "新增高新技术企业一百二十家", "一字不差"),
    ],
)
def test_a_judgement_that_does_not_hold_is_refused(
    comparison: Comparison, people: People, verdict: str, reason: str, words: str, told: str
) -> None:
    key, own = line(comparison, people, "高新技术企业").key, comparison.aligned.get().own
    with pytest.raises(Refused, match=told):
        judge(comparison, key, verdict, reason, people.wang, own=own, words=words)


def test_what_is_covered_without_a_day_or_a_unit_says_what_is_lacking(comparison: Comparison, people: People) -> None:
    assert line(comparison, people, "高新技术企业").lacking == ["时限", "责任单位"]
    assert line(comparison, people, "涉企收费").lacking == []


@pytest.mark.parametrize("text", ["关于召开会议的通知\n请准时参加。\n", OWN])
def test_what_cannot_be_compared_is_refused(people: People, text: str) -> None:
    document = store(text, people.wang).document
    with pytest.raises(Refused):
        compare(document, [document], people.wang)
    assert not Comparison.objects.exists()


def test_the_empty_rows_stand_first_and_a_leader_may_look_but_not_change(
    comparison: Comparison, people: People
) -> None:
    page = browser_of(people.zhao).get(f"/coverage/{comparison.pk}/").content.decode()
    assert page.index("涉企收费") < page.index("省级概念验证中心")
    assert "立为任务</button>" not in page
    assert "立为任务</button>" in browser_of(people.wang).get(f"/coverage/{comparison.pk}/").content.decode()


def test_the_sheet_holds_a_row_a_clause(comparison: Comparison, people: People) -> None:
    content = browser_of(people.wang).get(f"/reports/coverage-{comparison.pk}.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    clauses = [row for row in rows if "高新技术企业100家" in str(row[2])]
    assert len(clauses) == 1
    assert "高于上级：本级120家以上，上级100家以上" in clauses[0][5]


def test_the_word_file_is_an_official_one(comparison: Comparison, people: People) -> None:
    content = browser_of(people.wang).get(f"/reports/coverage-{comparison.pk}.docx").content
    file = docx.Document(io.BytesIO(content))
    words = [paragraph.text for paragraph in file.paragraphs]
    assert "对照《云溪市科技创新行动方案》落实情况" in words
    assert "三、建设创新平台" in words
    assert [cell.text for cell in file.tables[0].rows[0].cells] == ["序号", "章节", "上级条款"]
    assert any("涉企收费" in cell.text for cell in file.tables[0].columns[2].cells)


def test_what_cannot_be_compared_is_said_in_the_form_and_keeps_what_was_ticked(people: People) -> None:
    document = store(OWN, people.wang).document
    answer = browser_of(people.wang).post("/coverage/", {"superior": document.pk, "owns": [document.pk]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不能和自己对标" in page
    assert f'value="{document.pk}"' in page
    assert "checked" in page


@pytest.mark.parametrize("sent", [str(10**19), "abc", ""])
def test_documents_that_cannot_be_are_refused_in_words(sent: str, comparison: Comparison, people: People) -> None:
    answer = browser_of(people.wang).post("/coverage/", {"superior": comparison.superior_id, "owns": [sent]})
    assert answer.status_code == 422
