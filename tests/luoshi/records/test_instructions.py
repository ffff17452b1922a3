"""批示: from a leader's phone to a task or a comment, its way in sight of who wrote it."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from handed import PAGE, payload_of, review_of
from people import People, browser_of, task_in

from luoshi.core.refusal import Refused
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.types.instruction import write

WORDS = "概念验证中心要年底前见成效，\n请科技创新局牵头。"


def read(browser: Client, name: str, *args: int) -> str:
    return browser.get(reverse(name, args=args)).content.decode()


def words_of(people: People) -> Record:
    return write(WORDS, people.zhao)


def test_it_becomes_a_task_word_for_word_and_the_leader_sees_which(people: People) -> None:
    instruction = words_of(people)
    wang = browser_of(people.wang)
    assert "请科技创新局牵头" in read(wang, "instructions")
    data = {"title": "建成概念验证中心", "lead": people.science.pk, "due": "2026-12-31",
            "goal-TOTAL_FORMS": "0", "goal-INITIAL_FORMS": "0"}  # fmt: skip
    answer = wang.post(reverse("instruction_task", args=[instruction.pk]), data, follow=True)
    task = Record.objects.get(type="task")
    assert f"已立为任务 {task.code}" in answer.content.decode()
    assert task.wording == WORDS
    assert (task.task.source, task.task.leader) == ("instruction", people.zhao.person)
    page = read(browser_of(people.zhao), "instruction", instruction.pk)
    assert f">{task.code}</a>，现草稿" in page
    apply_transition(task, "assign", people.zhao)
    assert f">{task.code}</a>，现已交办" in read(browser_of(people.zhao), "instructions")


def test_it_stays_a_comment_only_with_a_reason_that_the_leader_reads(people: People) -> None:
    instruction = words_of(people)
    wang, url = browser_of(people.wang), reverse("keep_instruction", args=[instruction.pk])
    wang.post(url, {"keep-version": "0"})
    assert Record.objects.get(pk=instruction.pk).state == "written"
    wang.post(url, {"keep-version": "0", "keep-reason": "已含在年度任务里。"})
    assert "留作意见：已含在年度任务里。" in read(browser_of(people.zhao), "instructions")


def test_it_becomes_one_task_and_not_two(people: People) -> None:
    instruction = words_of(people)
    apply_transition(instruction, "keep", people.wang, reason="已含在年度任务里。")
    data = {"title": "再立一次", "goal-TOTAL_FORMS": "0", "goal-INITIAL_FORMS": "0"}
    answer = browser_of(people.wang).post(reverse("instruction_task", args=[instruction.pk]), data)
    assert "现为留作意见，不能立为任务" in answer.content.decode()
    assert not Record.objects.filter(type="task").exists()


def test_a_sentence_of_a_document_is_chosen_and_cited_by_the_task(people: People) -> None:
    document = review_of(payload_of(PAGE), people).reading.document
    zhao, words = browser_of(people.zhao), "举办四场路演。"
    page = read(zhao, "document", document.pk)
    link = re.search(rf'<a class="clause" href="\?pieces=([0-9-]+)#cited">{words}', page)
    assert link
    chosen = zhao.get(reverse("document", args=[document.pk]), {"pieces": link[1]}).content.decode()
    assert f"{reverse('new_instruction')}?document={document.pk}&amp;pieces={link[1]}" in chosen
    asked = f"{reverse('new_instruction')}?document={document.pk}&pieces={link[1]}"
    assert words in zhao.get(asked).content.decode()
    zhao.post(asked, {"words": "年内办六场。"})
    instruction = Record.objects.get(type="instruction")
    data = {"title": "举办路演", "goal-TOTAL_FORMS": "0", "goal-INITIAL_FORMS": "0"}
    browser_of(people.wang).post(reverse("instruction_task", args=[instruction.pk]), data)
    citation = Record.objects.get(type="task").citations.get()
    assert (citation.words, citation.document) == (words, document)
    assert "clause" not in read(browser_of(people.wang), "document", document.pk)


@pytest.mark.parametrize("query", ["document=x", "document=999", f"document={'9' * 40}"])
def test_a_document_that_is_none_is_not_found(people: People, query: str) -> None:
    assert browser_of(people.zhao).get(f"{reverse('new_instruction')}?{query}").status_code == 404


@pytest.mark.parametrize("pieces", ["", "x", "5-5", "9-3", "0-999999"])
def test_words_that_are_none_cannot_be_written_on(people: People, pieces: str) -> None:
    document = review_of(payload_of(PAGE), people).reading.document
    query = {"document": document.pk, "pieces": pieces}
    assert "没有选中文件里的句子" in browser_of(people.zhao).get(reverse("new_instruction"), query).content.decode()


def test_words_on_a_task_stand_in_its_history_and_before_the_office(people: People) -> None:
    task = task_in("working", people, "建设中试基地")
    apply_transition(task, "instruct", people.he, words="请每周报一次。")
    assert "请每周报一次。" in read(browser_of(people.li), "record", task.pk)
    page = read(browser_of(people.wang), "instructions")
    assert "请每周报一次。" in page
    assert "建设中试基地" in page
    assert "请每周报一次。" in read(browser_of(people.he), "instructions")


def test_nobody_reads_the_words_of_another_leader_by_their_address(people: People) -> None:
    instruction = words_of(people)
    for post in (people.he, people.zhou):
        assert browser_of(post).get(reverse("instruction", args=[instruction.pk])).status_code in (403, 404)
    assert "概念验证中心" not in read(browser_of(people.he), "instructions")


def test_only_leaders_write_and_not_nothing(people: People) -> None:
    for words, post in (("  ", people.zhao), ("请办。", people.wang), ("请办。", people.li)):
        with pytest.raises(Refused):
            write(words, post)
