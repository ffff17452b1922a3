"""In a browser: an opinion until the person is content, a round until all are answered, a campaign on a phone."""

from __future__ import annotations

import datetime as dt

from desk import Desk, answer, bring, fits, press, step
from people import People
from playwright.sync_api import expect

from luoshi.core import clock
from luoshi.documents.actions import store
from luoshi.pipelines.opinion.stations import STATIONS
from luoshi.pipelines.registers.keeping import add
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record
from luoshi.records.registry import record_type

CLAUSE = "每年最高补助五十万元。"
TEXT = f"云溪高新区中试平台管理办法\n\n一、支持对象。\n设在本区的中试平台均可申报。\n二、支持标准。\n{CLAUSE}\n"


def test_an_opinion_raised_at_a_station_ends_with_a_content_person(desk: Desk, people: People) -> None:
    add(STATIONS, people.wang, name="望渚代表联络站")
    wang = desk.of(people.wang)
    told = {"channel": "联络站接待", "station": "望渚代表联络站", "raiser_kind": "居民", "procedure": "没有"}
    words = "物业收费不合理，我已经起诉，请管一管。"
    bring(wang, "opinion", title="物业收费", wording=words, contact="季知秋", **told)
    expect(wang.locator("main")).to_contain_text("内容里写有“已经起诉”")
    desk.complaints.clear()  # the browser's own word of a refusal
    answer(wang.locator("[name=create-checked]"), "电话核实：已撤诉。")
    press(wang.locator("main form button.btn-primary"))
    expect(wang.locator("main")).to_contain_text("季知秋")
    address = wang.url
    step(wang, "classify", category="社区民生")
    step(wang, "transfer", lead="科技创新局")
    li = desk.of(people.li, on_phone=True)
    li.goto(address)
    step(li, "answer", reply="已核减两项收费。")
    assert fits(li)
    wang.goto(address)
    step(wang, "tell", told_how="电话")
    step(wang, "rate", satisfaction="基本满意")
    expect(wang.locator(".path [aria-current]")).to_have_text("办结")
    assert desk.complaints == []


def test_a_round_asks_on_the_very_words_and_closes_when_all_are_answered(desk: Desk, people: People) -> None:
    document = store(TEXT, people.wang).document
    answers = {"title": "办法征求意见", "document": document, "due": clock.today() + dt.timedelta(days=5)}
    record = bring_in(
        record_type("consultation"), people.wang, lead=people.science, support=[people.industry], **answers
    )
    sun = desk.of(people.sun, on_phone=True)
    sun.goto(f"/pipelines/{record.pk}/")
    expect(sun.get_by_role("button", name="无意见")).to_be_visible()
    press(sun.get_by_role("link", name="提出意见"))
    press(sun.locator(".source a.clause", has_text=CLAUSE))
    expect(sun.locator("#say .quote")).to_have_text(CLAUSE)
    press(sun.get_by_role("link", name="写意见"))
    sun.locator("[name=remark-proposal]").fill("提高到一百万元。")
    assert fits(sun)
    press(sun.locator("#say button"))
    li = desk.of(people.li)
    li.goto(f"/pipelines/{record.pk}/")
    reply = li.locator("#remark-1 form")
    reply.locator("[name=weigh-verdict]").select_option(label="部分采纳")
    reply.locator("[name=weigh-because]").fill("提高到七十万元。")
    press(reply.locator("button"))
    step(li, "collect")
    step(li, "close")
    sun.goto(f"/pipelines/{record.pk}/")
    expect(sun.locator("#remark-1")).to_contain_text("提高到七十万元。")
    assert Record.objects.get(pk=record.pk).state == "closed"
    assert desk.complaints == []


def test_a_leader_follows_a_campaign_on_the_phone_and_nobody_filled_in_a_form(desk: Desk, people: People) -> None:
    starts, today = clock.today() - dt.timedelta(days=3), clock.today()
    wang = desk.of(people.wang)
    days = {"starts": starts.isoformat(), "due": (today + dt.timedelta(days=96)).isoformat()}
    address = bring(wang, "campaign", title="百日攻坚", **days)
    step(wang, "add_target", target_name="办理意见", what="意见建议·办理", target_value="4")
    step(wang, "begin")
    raised = {"title": "路灯不亮", "wording": "请修。", "channel": "phone", "raiser_kind": "resident"}
    opinion = bring_in(record_type("opinion"), people.wang, procedure="none", category="living", **raised)
    apply_transition(opinion, "transfer", people.wang, lead=people.science)
    zhao = desk.of(people.zhao, on_phone=True)
    zhao.goto(address)
    expect(zhao.locator(".countdown")).to_have_text("剩96天")
    expect(zhao.locator(".target-now b")).to_have_text("1")
    expect(zhao.locator("main")).to_contain_text("路灯不亮")
    assert fits(zhao)
    press(zhao.get_by_role("link", name="看往日"))
    press(zhao.get_by_role("link", name="前一天"))
    expect(zhao.locator(".target-now b")).to_have_text("0")
    assert fits(zhao)
    assert desk.complaints == []
