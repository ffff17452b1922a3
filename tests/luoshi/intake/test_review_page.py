"""The review page: every sentence accounted for, and every correction saved at once."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from handed import PAGE, PLAN, mention, payload_of, proposals, review_of
from people import People, browser_of

from luoshi.intake.actions import confirm, hand_in
from luoshi.intake.edits import drop, set_fields
from luoshi.intake.models import Proposal, Review
from luoshi.intake.showing import review_page
from luoshi.records.models import Record

HTMX = {"HX-Request": "true"}


@pytest.fixture
def wang(people: People) -> Client:
    return browser_of(people.wang)


def shown(browser: Client, review: Review, query: str = "") -> str:
    return browser.get(f"/intake/{review.pk}/{query}").content.decode()


def edit(browser: Client, proposal: Proposal, **fields: Any) -> Any:
    return browser.post(f"/intake/proposals/{proposal.pk}/edit/", {"version": proposal.version, **fields}, headers=HTMX)


def test_the_source_is_whole_and_in_page_order(review: Review) -> None:
    assert "".join(part.text for part in review_page(review).stretches) == review.reading.document.text


def test_every_span_is_marked_by_its_role_and_tied_to_its_task(wang: Client, review: Review) -> None:
    page = shown(wang, review)
    first = proposals(review)[0]
    assert re.search(
        rf'<a class="span span-measure" href="#p-{first.pk}" data-span="c7"[^>]*id="c7">建设概念验证中心，</a>', page
    )
    assert re.search(r'<span class="span span-stance" data-span="c12"[^>]*>始终保持奋进姿态。</span>', page)
    assert f'id="p-{first.pk}"' in page
    assert 'data-spans="c6 c7 c8"' in page


def test_the_account_counts_every_measure_and_every_role(wang: Client, review: Review, people: People) -> None:
    drop(proposals(review)[3:], "他区任务", people.wang)
    page = shown(wang, review)
    account = review_page(review).account
    written = len("".join(review.reading.document.text.split()))
    assert f"共 {written} 字，举措 6 条：立为任务 0、并入 0、不列 2、未定 4" in page
    assert "每个字都已归类" in page
    assert dict(account.roles)["举措"] == 6
    assert sum(count for _label, count in account.roles) == len(review.reading.payload["spans"])


def test_a_character_that_no_span_holds_would_be_said(people: People) -> None:
    payload = payload_of(PAGE)
    payload["spans"].pop()
    account = review_page(review_of(payload, people)).account
    assert account.unread == len("新建两座泵站。")


def test_proposals_stand_under_their_zone_and_headline(wang: Client, review: Review) -> None:
    groups = review_page(review).groups
    assert [(group.title, group.note, len(group.cards)) for group in groups] == [
        ("云溪高新区", "把实验室办到车间旁", 3), ("青岭高新区", "一条河治到底", 1),
    ]  # fmt: skip


def test_in_a_plan_they_stand_under_their_section(people: People) -> None:
    groups = review_page(review_of(payload_of(PLAN), people)).groups
    assert [group.title for group in groups] == ["一、平台建设", "二、营商服务"]


def test_a_section_too_large_to_look_over_is_shown_by_its_parts(people: People) -> None:
    def part(name: str) -> str:
        return f"D （{name}）平台\n" + "\n".join(f"-\nM 建设{name}{n}号站。" for n in range(30))

    payload = payload_of("D 一、总任务\n" + part("一") + "\n" + part("二"))
    assert len(review_page(review_of(payload, people)).groups) == 2
    for section in payload["sections"][1:]:
        section["level"] = 2
    payload["text"] += "另一份。"
    assert [len(group.cards) for group in review_page(review_of(payload, people)).groups] == [30, 30]


def test_a_displaced_heading_is_shown_as_such(wang: Client, people: People) -> None:
    payload = payload_of(PAGE)
    head, last = (next(span for span in payload["spans"] if span["id"] == name) for name in ("c3", "c11"))
    head["pieces"], last["pieces"] = last["pieces"], head["pieces"]  # the headline now stands inside its article
    review = review_of(payload, people)
    assert "错位的标题，已归位" in shown(wang, review)
    stretches = review_page(review).stretches
    displaced = [part for part in stretches if "displaced" in part.css]
    assert [part.span for part in displaced] == ["c3"]
    assert "版面错位" in displaced[0].label


def test_markup_in_the_source_is_shown_as_text(wang: Client, people: People) -> None:
    review = review_of(payload_of("T 标题<script>alert(1)</script>\nM 建设<b>中心</b>。"), people)
    page = shown(wang, review)
    assert "<script>alert" not in page
    assert "<b>中心" not in page


def test_a_broken_number_is_marked_in_its_place(people: People) -> None:
    payload = payload_of("M 规模超1\ue010 2万亿元。")
    broken = mention("m1", "c1", "超1\ue010 2万亿元", ["broken_number"])
    payload["mentions"] = [{**broken, "pieces": [[2, 10]]}]
    stretches = review_page(review_of(payload, people)).stretches
    assert [part.text for part in stretches if "broken" in part.css] == ["超1\ue010 2万亿元"]


def test_a_change_is_saved_at_once_and_stands_after_a_reload(wang: Client, review: Review) -> None:
    answer = edit(wang, proposals(review)[0], title="建好平台", due="2026-12-31")
    assert "已保存" in answer.content.decode()
    page = shown(wang, review)
    assert "建好平台" in page
    assert "2026-12-31" in page


def test_without_script_the_editor_is_a_page_of_its_own_address(wang: Client, review: Review) -> None:
    first = proposals(review)[0]
    assert f'action="/intake/proposals/{first.pk}/edit/"' in shown(wang, review, f"?edit={first.pk}")
    answer = wang.post(f"/intake/proposals/{first.pk}/edit/", {"version": 0, "title": "建好平台"})
    assert answer["Location"] == f"/intake/{review.pk}/#p-{first.pk}"
    assert proposals(review)[0].title == "建好平台"


def test_only_what_was_sent_and_differs_is_a_change(wang: Client, review: Review, people: People) -> None:
    first = proposals(review)[0]
    first.support.set([people.industry])
    edit(wang, first, title=first.title, steps=first.steps.replace("\n", "\r\n"))
    assert proposals(review)[0].version == 0
    edit(wang, first, units_shown="1")
    assert not first.support.exists()


def test_a_change_made_meanwhile_is_shown_and_not_overwritten(wang: Client, review: Review, people: People) -> None:
    first = proposals(review)[0]
    set_fields(proposals(review)[0], people.wang, title="同事改的")
    page = edit(wang, first, title="我改的").content.decode()
    assert "刚刚被他人改过" in page
    assert "同事改的" in page
    assert proposals(review)[0].title == "同事改的"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": "明年"}, "完成时限"),
        ({"lead": "999999"}, "牵头单位"),
        ({"title": "长" * 301}, "任务名称"),
        ({"title": ""}, "不能为空"),
    ],
)
def test_what_does_not_fit_is_said(wang: Client, review: Review, fields: dict[str, str], said: str) -> None:
    answer = edit(wang, proposals(review)[0], **fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_doubts_are_shown_where_they_stand_until_somebody_has_looked(wang: Client, people: People) -> None:
    review = review_of(payload_of(PLAN, t1={"lead": ["测试局"]}), people)
    first = proposals(review)[0]
    assert "未匹配：测试局" in shown(wang, review)
    wang.post(f"/intake/proposals/{first.pk}/settle/", headers=HTMX)
    assert "未匹配：测试局" not in shown(wang, review)


def test_dropping_shows_the_reason_and_moves_the_account(wang: Client, review: Review) -> None:
    last = proposals(review)[3]
    page = wang.post(f"/intake/proposals/{last.pk}/drop/", {"reason": "他区任务"}, headers=HTMX).content.decode()
    assert "他区任务" in page
    assert "不列 2、未定 4" in page
    wang.post(f"/intake/proposals/{last.pk}/restore/")
    assert "不列 0、未定 6" in shown(wang, review)


def test_many_are_filled_merged_dropped_and_confirmed_from_the_bar(
    wang: Client, review: Review, people: People
) -> None:
    address, rows = f"/intake/{review.pk}/chosen/", proposals(review)
    wang.post(address, {"pick": [row.pk for row in rows], "do": "set", "lead": people.science.pk, "due": "2026-12-31"})
    assert {(row.lead, str(row.due)) for row in proposals(review)} == {(people.science, "2026-12-31")}
    wang.post(address, {"pick": [rows[1].pk, rows[2].pk], "do": "merge"})
    wang.post(address, {"pick": [rows[3].pk], "do": "drop", "reason": "他区任务"})
    answer = wang.post(address, {"pick": [rows[0].pk], "do": "confirm"}, follow=True)
    assert [row.disposition for row in proposals(review)] == ["task", "open", "merged", "dropped"]
    assert "还有 1 条未定" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "set"}, "请先勾选"),
        ({"pick": "x", "do": "set"}, "请先勾选"),
        ({"pick": "first", "do": "set"}, "请先选定"),
        ({"pick": "first", "do": "merge"}, "两条以上"),
        ({"pick": "first", "do": "drop"}, "写明理由"),
        ({"pick": "first", "do": "dance"}, "没有这项操作"),
    ],
)
def test_the_bar_says_what_is_missing(wang: Client, review: Review, sent: dict[str, Any], said: str) -> None:
    sent = {**sent, "pick": proposals(review)[0].pk} if sent.get("pick") == "first" else sent
    page = f"http://testserver/intake/{review.pk}/"
    answer = wang.post(f"/intake/{review.pk}/chosen/", sent, headers={"Referer": page}, follow=True)
    assert said in answer.content.decode()
    assert {row.version for row in proposals(review)} == {0}


def test_splitting_leads_back_to_the_page_with_both(wang: Client, review: Review) -> None:
    first = proposals(review)[0]
    answer = wang.post(f"/intake/proposals/{first.pk}/split/", {"span": "c8"}, follow=True)
    assert "改造三号中试车间" in [row.title for row in proposals(review)]
    assert answer.status_code == 200


def test_changing_the_grain_asks_before_edits_are_lost(wang: Client, review: Review, people: People) -> None:
    set_fields(proposals(review)[0], people.wang, title="改过的")
    address = f"/intake/{review.pk}/again/"
    asked = wang.post(address, {"grain": "measure"}, follow=True).content.decode()
    assert "仍要重新拆解" in asked
    assert "改过的" in asked
    done = wang.post(address, {"grain": "measure", "even_if_edited": "1"}, follow=True).content.decode()
    assert "改过的" not in done
    assert review.proposals.count() == 6


def test_another_published_date_counts_the_years_anew(wang: Client, people: People) -> None:
    review = hand_in("一、平台\n（一）6月底前建成概念验证中心。\n", people.wang)
    assert proposals(review)[0].due is None
    wang.post(f"/intake/{review.pk}/again/", {"grain": "item", "published": "2026-03-01"})
    assert str(proposals(review)[0].due) == "2026-06-30"
    assert review.reading.document.readings.count() == 2


@pytest.mark.parametrize("sent", [{"grain": "word"}, {"grain": "item", "published": "去年"}, {}])
def test_an_odd_way_to_propose_anew_is_refused(wang: Client, review: Review, sent: dict[str, str]) -> None:
    before = [row.pk for row in proposals(review)]
    wang.post(f"/intake/{review.pk}/again/", sent)
    assert [row.pk for row in proposals(review)] == before


def test_the_source_is_renamed_for_the_tasks_to_quote(wang: Client, review: Review) -> None:
    wang.post(f"/intake/{review.pk}/title/", {"title": "7月党工委会议"})
    assert "7月党工委会议" in shown(wang, review)


def test_a_sentence_in_no_task_is_made_one(wang: Client, review: Review) -> None:
    wang.post(f"/intake/{review.pk}/add/", {"span": "c12", "title": "始终保持奋进姿态"})
    page = shown(wang, review)
    added = review.proposals.latest("pk")
    assert f'href="#p-{added.pk}" data-span="c12"' in page


def test_confirming_all_ends_the_review_and_links_the_tasks(wang: Client, review: Review) -> None:
    page = wang.post(f"/intake/{review.pk}/confirm/", follow=True).content.decode()
    assert "已立 4 项任务入账，本文件每条举措都有了去向" in page
    assert "立为任务 6、并入 0、不列 0、未定 0" in page
    for record in Record.objects.all():
        assert f'href="/ledger/{record.pk}/"' in page
    assert "确认全部" not in page


def test_confirming_twice_is_refused(wang: Client, review: Review, people: People) -> None:
    confirm(review, people.wang)
    page = f"http://testserver/intake/{review.pk}/"
    answer = wang.post(f"/intake/{review.pk}/confirm/", headers={"Referer": page}, follow=True)
    assert "已确认入账" in answer.content.decode()
    assert Record.objects.count() == 4


def test_a_leader_looks_on(people: People, review: Review) -> None:
    page = shown(browser_of(people.zhao), review)
    assert "建设概念验证中心" in page
    for way in ("确认全部", "重新拆解", "手工添加", ">修改<", ">不列<"):
        assert way not in page


def test_a_document_leads_to_its_review(wang: Client, review: Review) -> None:
    answer = wang.get(f"/documents/{review.reading.document_id}/review/")
    assert answer["Location"] == f"/intake/{review.pk}/"


def test_a_long_report_is_shown_with_few_questions_to_the_database(
    wang: Client, people: People, django_assert_max_num_queries: Any
) -> None:
    items = "\n".join(f"-\nM 建设第{n}号泵站，\nM 改造第{n}号水闸。" for n in range(300))
    review = review_of(payload_of(f"T 三百件实事\n{items}"), people)
    with django_assert_max_num_queries(20):
        page = shown(wang, review)
    assert page.count("<article") == 300


def test_a_real_page_is_wholly_accounted_for(shared: Path, people: People) -> None:
    for path in sorted(shared.glob("pages/*.txt")):
        account = review_page(hand_in(path.read_bytes(), people.wang, name=path.name)).account
        assert account.unread == 0
        assert account.by["open"] == account.measures > 20


def test_a_figure_of_a_table_is_marked_in_its_row_and_said_with_its_unit(people: People) -> None:
    head = "序号\t指标\t单位\t2026年目标值\t责任单位\n"
    rows = f"{head}1\t固定资产投资\t亿元\t330\t产业促进局\n2\t新增规上企业\t家\t≥25\t产业促进局\n"
    review = hand_in(f"2026年目标责任表\n{rows}", people.wang)
    assert [one.goal for one in Proposal.objects.order_by("pk")] == ["固定资产投资330亿元", "新增规上企业≥25家"]
    page = review_page(review)
    assert [part.text for part in page.stretches if "mention-amount" in part.css] == ["330", "≥25"]


@pytest.mark.parametrize("by", ["\t", " | ", "\n"])
def test_the_cells_of_a_row_stay_apart_in_the_task_however_the_page_parts_them(by: str, people: People) -> None:
    head = ("序号", "指标", "单位", "2026年目标值", "责任单位")
    rows = (("1", "新增规上企业", "家", "25", "产业促进局"), ("2", "固定资产投资", "亿元", "330", "产业促进局"))
    table = "\n".join(by.join(row) for row in (head, *rows))
    review = hand_in(f"2026年目标责任表\n{table}\n", people.wang)
    confirm(review, people.wang)
    assert [task.wording for task in Record.objects.filter(type="task").order_by("pk")] == [
        "\t".join(row) for row in rows
    ]
