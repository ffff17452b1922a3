"""招商: a firm's way to the zone, when it was last spoken with, found twice, turned into a project."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from people import People, browser_of, light_on

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.models import Post
from luoshi.pipelines.firm_names import firm_key
from luoshi.pipelines.prospect.detail import ProspectContact
from luoshi.records.births import LikelyTwice, bring_in
from luoshi.records.flow import apply_transition, available, take_back
from luoshi.records.models import Event, Record
from luoshi.records.registry import record_type

PROSPECT = record_type("prospect")
WAN = 1_000_000  # 分
FIRM = "蓝桥精密科技有限公司"


@pytest.fixture(autouse=True)
def _in_november() -> Iterator[None]:
    with clock.at(dt.date(2026, 11, 20)):
        yield


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def clue(post: Post, title: str = FIRM, **answers: Any) -> Record:
    return bring_in(PROSPECT, post, title=title, **{"channel": "chain", **answers})


def signed(people: People, **answers: Any) -> Record:
    record = clue(people.li, **{"industry": "equipment", "content": "传感器产线。", **answers})
    apply_transition(record, "talk", people.li, said="与董事长见面，有意选址。")
    apply_transition(record, "sign", people.li, signed_on=day("2026-11-10"), intended=50_000 * WAN)
    return record


def funded(people: People, wan: int = 10_000) -> Record:
    record = signed(people)
    apply_transition(record, "land", people.li, landed_on=day("2026-11-15"))
    apply_transition(record, "fund", people.li, fund_amount=wan * WAN, fund_on=day("2026-11-18"), fund_note="资本金")
    return record


def page_of(record: Record, post: Post) -> str:
    return browser_of(post).get(f"/pipelines/{record.pk}/").content.decode()


# Life


def test_a_prospect_goes_from_clue_to_funds_counted_against_the_intention(people: People) -> None:
    record = funded(people)
    apply_transition(record, "fund", people.li, fund_amount=5_000 * WAN, fund_on=day("2026-11-19"))
    assert (record.state, record.prospect.funds, record.prospect.funded_on) == (
        "funded", 15_000 * WAN, day("2026-11-18"),
    )  # fmt: skip
    page = page_of(record, people.li)
    assert "到位 <b>1.5亿元</b>，意向 5亿元" in page
    assert "30%" in page
    table = browser_of(people.wang).get("/pipelines/prospect/").content.decode()
    assert "本年到资</small><b>1.5亿元</b>" in table


def test_funds_taken_back_or_flowed_back_are_not_counted(people: People) -> None:
    record = funded(people)
    apply_transition(record, "fund", people.li, fund_amount=5_000 * WAN, fund_on=day("2026-11-19"))
    take_back(record, people.li)
    assert record.prospect.funds == 10_000 * WAN
    apply_transition(
        record, "reduce", people.li, fund_amount=2_000 * WAN, fund_on=day("2026-11-20"), reason="股东撤资。"
    )
    assert record.prospect.funds == 8_000 * WAN
    with pytest.raises(Refused, match="已到资 8000万元"):
        apply_transition(
            record, "reduce", people.li, fund_amount=9_000 * WAN, fund_on=day("2026-11-20"), reason="再撤。"
        )


def test_the_first_funds_taken_back_leave_it_landed(people: People) -> None:
    record = funded(people)
    take_back(record, people.li)
    assert (record.state, record.prospect.funds, record.prospect.funded_on) == ("landed", 0, None)


@pytest.mark.parametrize(
    ("step", "answers", "reason"),
    [
        ("fund", {"fund_amount": 0, "fund_on": dt.date(2026, 11, 18)}, "大于零"),
        ("fund", {"fund_amount": 1, "fund_on": dt.date(2026, 12, 1)}, "还没有到"),
        ("contact_firm", {"said": "通话。", "next_on": dt.date(2026, 11, 1)}, "已经过去"),
        ("contact_firm", {}, "跟进情况"),
        ("drop", {}, "理由"),
    ],
)
def test_what_cannot_be_is_refused(people: People, step: str, answers: dict[str, Any], reason: str) -> None:
    record = signed(people)
    apply_transition(record, "land", people.li, landed_on=day("2026-11-15"))
    with pytest.raises(Refused, match=reason):
        apply_transition(record, step, people.li, **answers)


def test_a_dropped_prospect_starts_again_where_it_was_left(people: People) -> None:
    record = clue(people.li)
    apply_transition(record, "talk", people.li, said="电话沟通。")
    apply_transition(record, "drop", people.li, reason="企业转投外地。")
    assert (record.light, record.light_label) == ("grey", "放弃")
    assert [step.label for step in available(record, people.li)] == ["重启"]
    apply_transition(record, "restart_talking", people.li, reason="企业重新联系。")
    assert record.state == "talking"


# Clocks


@pytest.mark.parametrize(("days", "colour"), [(14, "green"), (15, "yellow"), (29, "yellow"), (30, "red")])
def test_a_prospect_nobody_speaks_with_goes_yellow_and_red(people: People, days: int, colour: str) -> None:
    with clock.at(day("2026-09-01")):
        record = clue(people.li)
    assert light_on(record, day("2026-09-01") + dt.timedelta(days)).colour == colour


@pytest.mark.parametrize(("days", "colour"), [(29, "green"), (30, "yellow"), (59, "yellow"), (60, "red")])
def test_a_signed_one_has_twice_the_time(people: People, days: int, colour: str) -> None:
    with clock.at(day("2026-09-01")):
        record = clue(people.li)
        apply_transition(record, "talk", people.li, said="面谈。")
        apply_transition(record, "sign", people.li, signed_on=day("2026-09-01"), intended=WAN)
    assert light_on(record, day("2026-09-01") + dt.timedelta(days)).colour == colour


def test_an_agreed_day_that_passed_is_yellow_until_somebody_speaks(people: People) -> None:
    with clock.at(day("2026-09-01")):
        record = clue(people.li, next_on=day("2026-09-05"))
    assert light_on(record, day("2026-09-05")).colour == "green"
    assert light_on(record, day("2026-09-06")).label == "约定跟进已过1天"
    with clock.at(day("2026-09-07")):
        apply_transition(record, "contact_firm", people.li, said="已面谈。", next_step="发送地块资料")
    assert (record.light, record.prospect.next_on, record.prospect.next_step) == ("green", None, "发送地块资料")


# One firm found twice


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("蓝桥精密（江北）科技股份有限公司", "蓝桥精密科技"),
        (" 蓝桥 精密科技集团有限公司", "蓝桥精密科技"),
        ("ＡＢＣ药业有限责任公司", "abc药业"),
        ("（公司）", "公司"),
        ("集团", "集团"),
    ],
)
def test_a_firm_is_told_by_its_name_without_the_legal_form(written: str, key: str) -> None:
    assert firm_key(written) == key


@pytest.mark.parametrize("again", [FIRM, "蓝桥精密（江北）科技股份有限公司", "蓝桥精密", "蓝桥精密科技二期公司"])
def test_a_firm_that_is_there_already_is_told_and_refused(people: People, again: str) -> None:
    first = clue(people.li)
    with pytest.raises(LikelyTwice, match="科技创新局，线索") as refused:
        clue(people.sun, again)
    assert refused.value.records == [first]


def test_other_firms_and_other_zones_are_no_duplicates(people: People) -> None:
    clue(people.li)
    clue(people.li, "青石新材料有限公司")
    clue(people.zhou, lead=None)
    assert Record.objects.filter(type="prospect").count() == 3


def test_who_knows_better_registers_it_and_the_history_says_so(people: People) -> None:
    clue(people.li)
    browser = browser_of(people.li)
    told = {"create-title": FIRM, "create-channel": "home", "create-version": 0}
    page = browser.post("/pipelines/prospect/new/", told)
    assert page.status_code == 422
    text = page.content.decode()
    assert "可能已经登记过：2026-0001" in text
    assert f'href="/pipelines/{Record.objects.get().pk}/"' in text
    done = browser.post("/pipelines/prospect/new/", {**told, "even_so": "on"})
    assert done.status_code == 302
    assert "登记时已知相近的" in page_of(Record.objects.get(code="2026-0002"), people.li)


def test_whose_record_one_may_not_see_is_told_without_a_way_there(people: People) -> None:
    first = clue(people.li)
    told = {"create-title": FIRM, "create-channel": "home", "create-version": 0}
    text = browser_of(people.sun).post("/pipelines/prospect/new/", told).content.decode()
    assert "科技创新局" in text
    assert f'href="/pipelines/{first.pk}/"' not in text


def twice(people: People) -> tuple[Record, Record]:
    first, second = clue(people.li), bring_in(PROSPECT, people.sun, title=FIRM, channel="home", even_so=True)
    apply_transition(second, "talk", people.sun, said="老乡会上见到了总经理。")
    return first, second


def test_merged_its_history_stays_readable_from_the_one_that_goes_on(people: People) -> None:
    first, second = twice(people)
    apply_transition(second, "merge", people.wang, survivor=first)
    assert (second.state, second.prospect.merged_into) == ("merged", first)
    page = page_of(first, people.li)
    assert "并入本线索的" in page
    assert "老乡会上见到了总经理。" in page
    assert "并入重复线索" in page
    assert "同一家企业，已并入" in page_of(second, people.sun)
    assert Event.objects.filter(record=second, transition="talk").exists()
    assert browser_of(people.sun).get(f"/pipelines/{first.pk}/").status_code == 200


def test_merged_by_mistake_it_goes_on_where_it_was(people: People) -> None:
    first, second = twice(people)
    apply_transition(second, "merge", people.wang, survivor=first)
    apply_transition(second, "split_talking", people.wang, reason="同名不同企业。")
    assert (second.state, second.prospect.merged_into) == ("talking", None)
    page = page_of(Record.objects.get(pk=first.pk), people.li)
    assert "并入本线索的" not in page
    assert "重复线索取消合并" in page


def test_what_was_merged_into_a_merged_one_is_read_too(people: People) -> None:
    first, second = twice(people)
    third = bring_in(PROSPECT, people.wang, title=FIRM, channel="fair", even_so=True, lead=people.building)
    apply_transition(third, "merge", people.wang, survivor=second)
    apply_transition(Record.objects.get(pk=second.pk), "merge", people.wang, survivor=first)
    assert third.code in page_of(first, people.wang)


@pytest.mark.parametrize(
    ("case", "reason"), [("itself", "合并到自己"), ("dropped", "已合并或放弃"), ("funded", "反过来|并入本条")]
)
def test_a_merge_that_cannot_be_is_refused(people: People, case: str, reason: str) -> None:
    record = funded(people) if case == "funded" else clue(people.li)
    other = bring_in(PROSPECT, people.wang, title=FIRM, channel="home", even_so=True)
    if case == "dropped":
        apply_transition(other, "drop", people.wang, reason="停产。")
    if case == "funded":
        record = signed(people, even_so=True)
        planned = {"project_title": "产线", "project_lead": people.science, "planned_start": day("2026-12-01")}
        apply_transition(record, "become_project", people.li, **planned)
    with pytest.raises(Refused, match=reason):
        apply_transition(record, "merge", people.wang, survivor=record if case == "itself" else other)


# A won one becomes a project


def become(people: People, record: Record, **answers: Any) -> Record:
    planned = {"project_title": "蓝桥传感器产线", "planned_start": day("2026-12-01"), "project_lead": people.industry}
    apply_transition(record, "become_project", people.li, **{**planned, **answers})
    return Record.objects.get(type="project")


def test_a_won_prospect_becomes_a_project_with_what_is_known_and_its_history(people: People) -> None:
    record = signed(people)
    project = become(people, record)
    detail = project.project
    assert (project.state, detail.investor, detail.industry, detail.investment, detail.signed_on, detail.lead) == (
        "signed", FIRM, "equipment", 50_000 * WAN, day("2026-11-10"), people.industry,
    )  # fmt: skip
    page = page_of(project, people.sun)
    assert "招商经过" in page
    assert "与董事长见面，有意选址。" in page
    assert f'href="/pipelines/{project.pk}/"' in page_of(record, people.wang)


def test_a_prospect_becomes_a_project_once_and_not_in_the_past(people: People) -> None:
    record = signed(people)
    with pytest.raises(Refused, match="已经过去"):
        become(people, record, planned_start=day("2026-10-31"))
    become(people, record)
    with pytest.raises(Refused, match="已转为项目"):
        become(people, record)


def test_won_ones_without_a_project_are_found(people: People) -> None:
    record = signed(people)
    address = "/pipelines/prospect/?scope=won"
    assert FIRM in browser_of(people.wang).get(address).content.decode()
    become(people, record)
    assert FIRM not in browser_of(people.wang).get(address).content.decode()


# Who


def test_the_contact_is_no_part_of_the_chain_and_can_be_erased(people: People) -> None:
    record = clue(people.li, contact="钱一鸣", phone="13800000000")
    assert "钱一鸣 13800000000" in page_of(record, people.li)
    apply_transition(record, "reach", people.li, phone="13900000000")
    with pytest.raises(Refused, match="不能撤回"):  # what it was before is kept nowhere
        take_back(record, people.li)
    assert "13900000000" in page_of(record, people.li)
    assert "钱一鸣" not in "".join(Event.objects.filter(record=record).values_list("text", flat=True))
    apply_transition(record, "erase_contact", people.li, reason="本人要求。")
    row = ProspectContact.of(record)
    assert row is not None
    assert (row.said, row.salt, row.erased_on) == ("", "", clock.today())
    assert "erase_contact" not in {step.name for step in available(record, people.li)}


def test_units_see_their_own_and_the_named_person_too(people: People) -> None:
    record = clue(people.wang, lead=people.industry, owner=people.chen.person)
    for post, sees in ((people.sun, True), (people.chen, True), (people.li, False), (people.zhao, True)):
        assert Record.objects.visible_to(post).filter(pk=record.pk).exists() == sees


def test_the_funnel_counts_by_channel(people: People) -> None:
    funded(people)
    clue(people.li, "青石新材料有限公司", channel="home")
    page = browser_of(people.wang).get("/pipelines/prospect/funnel/?group=channel").content.decode()
    assert "产业链招商" in page
    assert "乡情招商" in page
