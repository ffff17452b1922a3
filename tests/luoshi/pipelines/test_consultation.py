"""意见征求: units say what they think of a text in one click or on its very words; nothing stays without an answer."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from people import People, browser_of, light_on
from python_calamine import CalamineWorkbook

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.documents.actions import store
from luoshi.documents.models import Document
from luoshi.pipelines.consultation.models import Remark
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition, available
from luoshi.records.models import Record
from luoshi.records.registry import record_type
from luoshi.supervision.models import Reminder
from luoshi.supervision.reminding import remind

CONSULTATION = record_type("consultation")
MONDAY = dt.date(2026, 3, 2)
CLAUSE = "每年最高补助五十万元。"
TEXT = f"云溪高新区中试平台管理办法\n\n一、支持对象。\n设在本区的中试平台均可申报。\n二、支持标准。\n{CLAUSE}\n"


@pytest.fixture
def draft(people: People) -> Document:
    return store(TEXT, people.wang).document


def asked(people: People, draft: Document, **other: Any) -> Record:
    """A round of the 科技创新局, which asks the two others."""
    answers = {
        "title": "中试平台管理办法征求意见",
        "document": draft,
        "due": MONDAY + dt.timedelta(days=9),
        "lead": people.science,
    }
    with clock.at(MONDAY):
        return bring_in(
            CONSULTATION, people.wang, **{**answers, "support": [people.industry, people.building], **other}
        )


def pieces_of(words: str) -> str:
    start = TEXT.index(words)
    return f"{start}-{start + len(words)}"


def page_of(record: Record, post: Any) -> str:
    return browser_of(post).get(f"/pipelines/{record.pk}/").content.decode()


def steps_of(record: Record, post: Any) -> set[str]:
    return {step.name for step in available(Record.objects.get(pk=record.pk), post)}


def test_a_unit_that_is_asked_reads_the_draft_and_one_that_is_not_does_not(people: People, draft: Document) -> None:
    record = asked(people, draft, support=[people.industry])
    assert browser_of(people.sun).get(f"/pipelines/{record.pk}/text/").status_code == 200
    assert browser_of(people.sun).get(f"/documents/{draft.pk}/").status_code == 200
    unasked = asked(people, draft, lead=people.industry, support=[people.building])
    assert browser_of(people.li).get(f"/pipelines/{unasked.pk}/text/").status_code == 404


def test_a_unit_without_an_opinion_says_so_in_one_click(people: People, draft: Document) -> None:
    record = asked(people, draft)
    browser = browser_of(people.sun)
    answer = browser.post(f"/pipelines/{record.pk}/act/nothing/", {"nothing-version": record.version})
    assert answer.status_code == 302
    part = record.assignments.get(unit=people.industry)
    assert (part.answer, part.answered_on) == ("无意见", clock.today())
    assert "nothing" not in steps_of(record, people.sun)
    assert "无意见 1 家，未反馈 1 家" in page_of(record, people.wang)


def test_what_the_office_was_told_by_telephone_is_entered_for_the_unit(people: People, draft: Document) -> None:
    record = asked(people, draft)
    apply_transition(
        record, "nothing", people.wang, part_unit=people.building, happened_on=clock.today(), told_by="某科长电话"
    )
    assert record.assignments.get(unit=people.building).answer == "无意见"


def test_an_opinion_is_tied_to_the_very_words(people: People, draft: Document) -> None:
    record = asked(people, draft)
    url = f"/pipelines/{record.pk}/text/"
    chosen = browser_of(people.sun).get(f"{url}?pieces={pieces_of(CLAUSE)}").content.decode()
    assert f'<mark class="cited" id="cited" tabindex="-1">{CLAUSE}</mark>' in chosen
    posted = {"remark-version": 0, "remark-pieces": pieces_of(CLAUSE), "remark-proposal": "提高到一百万元。"}
    assert browser_of(people.sun).post(url, posted).status_code == 302
    row = Remark.objects.get()
    assert (row.words, row.unit, row.text_sha256) == (CLAUSE, people.industry, draft.text_sha256)
    assert record.assignments.get(unit=people.industry).answer == "提出意见"


def test_words_that_are_not_in_the_draft_are_refused(people: People, draft: Document) -> None:
    record = asked(people, draft)
    with pytest.raises(Refused, match="没有选中文件里的句子"):
        apply_transition(record, "remark", people.sun, proposal="删去。", pieces=f"0-{len(TEXT) + 5}")


def test_a_unit_sees_its_own_opinions_and_not_those_of_others(people: People, draft: Document) -> None:
    record = asked(people, draft, support=[people.industry, people.building])
    apply_transition(record, "remark", people.sun, proposal="提高到一百万元。")
    apply_transition(record, "enter", people.wang, who="某企业负责人", proposal="放宽申报对象。")
    own, all_of_them = page_of(record, people.sun), page_of(record, people.li)
    assert ("提高到一百万元" in own, "放宽申报对象" in own) == (True, False)
    assert "提高到一百万元" in all_of_them
    assert "某企业负责人" in all_of_them


def test_a_round_cannot_close_while_an_opinion_is_unanswered(people: People, draft: Document) -> None:
    record = asked(people, draft)
    apply_transition(record, "remark", people.sun, proposal="提高到一百万元。")
    apply_transition(record, "collect", people.li, reason="急用。")
    with pytest.raises(Refused, match="还有 1 条意见没有答复（第1条意见）"):
        apply_transition(record, "close", people.li)
    row = Remark.objects.get()
    apply_transition(record, "weigh", people.li, remark=row, verdict="rejected", because="受财力所限，维持原标准。")
    assert "受财力所限" in page_of(record, people.sun)
    apply_transition(record, "close", people.li)
    assert record.state == "closed"


def test_every_opinion_has_its_answer_on_the_page_of_whoever_drafts(people: People, draft: Document) -> None:
    record = asked(people, draft)
    apply_transition(record, "remark", people.sun, proposal="提高到一百万元。")
    row = Remark.objects.get()
    answers = {"remark": row.pk, "verdict": "partly", "because": "提高到七十万元。", "version": record.version}
    posted = {f"weigh-{name}": value for name, value in answers.items()}
    assert browser_of(people.li).post(f"/pipelines/{record.pk}/act/weigh/", posted).status_code == 302
    assert "部分采纳 <b>1</b>" in page_of(record, people.li)
    assert browser_of(people.sun).post(f"/pipelines/{record.pk}/act/weigh/", posted).status_code in (400, 403)


def test_before_its_day_a_round_ends_only_with_everyones_answer_or_a_reason(people: People, draft: Document) -> None:
    record = asked(people, draft)
    with clock.at(MONDAY), pytest.raises(Refused, match="产业促进局、规划建设局还没有反馈"):
        apply_transition(record, "collect", people.li)
    with clock.at(MONDAY + dt.timedelta(days=10)):
        apply_transition(record, "collect", people.li)
    assert record.state == "weighing"


def test_an_opinion_is_withdrawn_by_who_gave_it_while_it_is_unanswered(people: People, draft: Document) -> None:
    record = asked(people, draft)
    apply_transition(record, "remark", people.sun, proposal="提高。")
    row = Remark.objects.get()
    apply_transition(record, "withdraw_remark", people.sun, remark=row)
    assert "nothing" in steps_of(record, people.sun)
    assert not Remark.objects.standing().exists()
    apply_transition(record, "remark", people.sun, proposal="再提高。")
    again = Remark.objects.standing().get()
    apply_transition(record, "weigh", people.li, remark=again, verdict="adopted", because="照改。")
    with pytest.raises(Refused, match="还没有答复的"):
        apply_transition(record, "withdraw_remark", people.sun, remark=again)


def test_a_unit_that_is_asked_finds_it_in_its_inbox_until_it_has_answered(people: People, draft: Document) -> None:
    record = asked(people, draft)
    with clock.at(MONDAY + dt.timedelta(days=1)):
        remind()
    told = {"sun": True, "li": False}
    assert {
        who: record.title in browser_of(getattr(people, who)).get("/inbox/").content.decode() for who in told
    } == told
    apply_transition(record, "nothing", people.sun)
    assert record.title not in browser_of(people.sun).get("/inbox/").content.decode()


def test_who_never_answered_is_reminded_no_more_once_the_round_is_collected(people: People, draft: Document) -> None:
    record = asked(people, draft)
    with clock.at(MONDAY + dt.timedelta(days=10)):
        apply_transition(record, "collect", people.li)
        remind()
    assert not Reminder.objects.filter(post=people.sun).exists()
    with clock.at(MONDAY + dt.timedelta(days=11)):
        apply_transition(record, "extend", people.li, due=MONDAY + dt.timedelta(days=20))
        remind()
    assert Reminder.objects.filter(post=people.sun, rule="asked").exists()


def test_a_round_that_is_prolonged_asks_again_and_may_ask_more_units(people: People, draft: Document) -> None:
    record = asked(people, draft, support=[people.industry])
    apply_transition(record, "collect", people.li, reason="急用。")
    apply_transition(record, "extend", people.li, due=clock.today() + dt.timedelta(days=5))
    apply_transition(record, "add_units", people.li, support=[people.building])
    assert record.state == "asking"
    assert record.assignments.count() == 3


def test_a_past_deadline_is_refused(people: People, draft: Document) -> None:
    with pytest.raises(Refused, match="已经过去"):
        asked(people, draft, due=dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("day", "colour"),
    [("2026-03-05", "green"), ("2026-03-06", "yellow"), ("2026-03-11", "yellow"), ("2026-03-12", "red")],
)
def test_the_light_follows_the_day_of_the_round(people: People, draft: Document, day: str, colour: str) -> None:
    assert light_on(asked(people, draft), dt.date.fromisoformat(day)).colour == colour


def rows_of(answer: HttpResponse) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_table_of_what_was_adopted_counts_and_says_why(people: People, draft: Document) -> None:
    record = asked(people, draft)
    apply_transition(record, "remark", people.sun, proposal="提高到一百万元。", pieces=pieces_of(CLAUSE))
    apply_transition(record, "enter", people.wang, who="某协会", proposal="=放宽")
    row = Remark.objects.get(number=1)
    apply_transition(record, "weigh", people.li, remark=row, verdict="adopted", because="照改。")
    title, counted, head, first, second = rows_of(
        browser_of(people.wang).get(f"/reports/consultation-{record.pk}.xlsx")
    )[:5]
    assert title[0] == "中试平台管理办法意见采纳情况表"
    assert "共 2 条：采纳 1，部分采纳 0，未采纳 0，未答复 1" in counted[0]
    assert head[5] == "采纳情况"
    assert first[1:7] == ["产业促进局", CLAUSE, "提高到一百万元。", "", "采纳", "照改。"]
    assert second[1:6] == ["某协会", "", "=放宽", "", "未答复"]
    own = rows_of(browser_of(people.sun).get(f"/reports/consultation-{record.pk}.xlsx"))
    assert [line[1] for line in own[3:]] == ["产业促进局"]
