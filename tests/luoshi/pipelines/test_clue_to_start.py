"""In a browser: a clue found twice is merged and becomes a project; a project is blocked, started and counted."""

from __future__ import annotations

from desk import Desk, bring, fits, press, step
from people import People, task_in
from playwright.sync_api import expect

from luoshi.core import clock
from luoshi.records.flow import apply_transition
from luoshi.records.models import Record

FIRM = "蓝桥精密科技有限公司"


def test_a_firm_found_twice_is_merged_and_becomes_a_project(desk: Desk, people: People) -> None:
    wang, li = desk.of(people.wang), desk.of(people.li, on_phone=True)
    bring(li, "prospect", title=FIRM, channel="产业链招商", intended="50000")
    address = li.url
    bring(wang, "prospect", title="蓝桥精密科技（江北）有限公司", channel="乡情招商")
    expect(wang.locator("main")).to_contain_text(f"可能已经登记过：{clock.today().year}-0001")
    desk.complaints.clear()  # the browser's own word of a refusal
    wang.get_by_label("仍要登记").check()
    press(wang.locator("main form button.btn-primary"))
    step(wang, "merge", survivor=Record.objects.get(title=FIRM).code)
    expect(wang.locator("main")).to_contain_text("同一家企业，已并入")
    li.goto(address)
    expect(li.locator("main")).to_contain_text("并入本线索的")
    step(li, "talk", said="与董事长见面，有意选址。")
    step(li, "sign", signed_on=clock.today().isoformat(), intended="60000")
    planned = clock.today().isoformat()
    step(li, "become_project", project_title="蓝桥传感器产线", project_lead="科技创新局", planned_start=planned)
    assert fits(li)
    press(li.get_by_role("link", name="蓝桥传感器产线").first)
    expect(li.locator("main")).to_contain_text("招商经过")
    expect(li.locator(".path [aria-current]")).to_contain_text("签约")
    assert fits(li)
    assert desk.complaints == []


def test_a_project_is_blocked_resolved_started_invested_in_and_counted(desk: Desk, people: People) -> None:
    task = task_in("working", people, "年底前再开工一批项目")
    apply_transition(task, "count_tied", people.wang, counted="project:started", count_goal=2)
    li = desk.of(people.li)
    today = clock.today()
    day = today.isoformat()
    bring(li, "project", title="激光雷达基地", signed_on=day, planned_start=day, other=task.code)
    address = li.url
    step(li, "block", blocked_by="用地", blocked_unit="规划建设局", blocked_note="指标未落实。")
    expect(li.locator(".task-marks")).to_contain_text("受阻0天")
    step(li, "unblock", resolution="指标已下达。")
    step(li, "start", started_on=day)
    expect(li.locator(".clocks")).to_contain_text("签约到开工0天")
    step(li, "invest", month=f"{today:%Y-%m}", amount="1200")
    expect(li.locator(".month-bars rect")).to_have_count(1)
    expect(li.locator(".shares")).to_contain_text("完成 1200万元")
    li.goto(f"/ledger/{task.pk}/")
    expect(li.locator("main")).to_contain_text("项目开工 0 → 1")
    phone = desk.of(people.wang, on_phone=True)
    phone.goto(address)
    assert fits(phone)
    phone.goto("/pipelines/project/")
    assert fits(phone)
    assert desk.complaints == []
