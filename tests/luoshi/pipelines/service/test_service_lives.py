"""In a browser: a firm is visited and helped; a procedure is walked on a phone until nobody stumbles over it."""

from __future__ import annotations

from desk import Desk, answer, fits, press, step
from people import People
from playwright.sync_api import expect
from served import firm

from luoshi.pipelines.registers.keeping import add
from luoshi.pipelines.service.firms import GRIDS


def test_what_a_firm_says_on_a_visit_is_carried_until_it_is_content(desk: Desk, people: People) -> None:
    grid = add(GRIDS, people.wang, name="软件园网格", unit=people.science, officer=people.chen)
    seen = firm(people, grid=grid)
    wang, li, sun = desk.of(people.wang), desk.of(people.li, on_phone=True), desk.of(people.sun)
    wang.goto("/pipelines/visit/plan/")
    press(wang.get_by_role("button", name="按所选安排走访"))
    press(wang.get_by_role("link", name="走访云溪光电有限公司"))
    li.goto(wang.url)
    step(li, "make", said="订单增加三成。", demands="车间用电不够，想增容。")
    assert fits(li)
    press(li.get_by_role("button", name="转为诉求件").first)
    press(li.get_by_role("link", name="车间用电不够，想增容"))
    expect(li.locator("main")).to_contain_text("水电气网")
    step(li, "dispatch", lead="产业促进局")
    sun.goto(li.url)
    step(sun, "answer", reply="变压器已增容。")
    li.goto(sun.url)
    step(li, "rate", rating="满意")
    step(li, "follow_up", followed_up="用电正常。")
    expect(li.locator(".path [aria-current]")).to_have_text("办结")
    li.goto(f"/pipelines/registers/firm/{seen.pk}/")
    expect(li.locator("main")).to_contain_text("在办 0 件")
    assert fits(li)
    assert desk.complaints == []


def test_a_procedure_is_walked_and_its_pain_point_mended(desk: Desk, people: People) -> None:
    li, sun = desk.of(people.li, on_phone=True), desk.of(people.sun)
    li.goto("/pipelines/walk/new/")
    for name, value in {"title": "食品经营许可", "owner": "产业促进局"}.items():
        answer(li.locator(f"[name=create-{name}]"), value)
    press(li.locator("main form button.btn-primary"))
    expect(li.locator(".path [aria-current]")).to_have_text("体验中")
    address = li.url
    step(li, "note_step", what="取号", channel="窗口", place="3号窗口", materials="身份证\n租赁合同", waited="40")
    step(li, "note_pain", pain="同一材料交两次", pain_unit="产业促进局", due="2099-03-31")
    step(li, "finish", finding="材料重复。")
    expect(li.locator("main")).to_contain_text("0 / 1 有着落")
    assert fits(li)
    press(li.get_by_role("link", name="同一材料交两次", exact=True))
    sun.goto(li.url)
    step(sun, "fix", measure="改为共享核验。")
    li.goto(sun.url)
    step(li, "confirm")
    li.goto(address)
    step(li, "note_step", what="网上填报", channel="网上", materials="租赁合同", waited="10")
    step(li, "close", effect="少交一份，少等半小时。")
    expect(li.locator("main")).to_contain_text("40 → 10")
    expect(li.locator(".path [aria-current]")).to_have_text("办结")
    assert desk.complaints == []
