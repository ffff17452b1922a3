"""What needs a browser: no line of a list runs out of its card, from a phone to a wide screen."""

import datetime as dt

from django.conf import settings
from people import People, browser_of, task_in
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from luoshi.coverage.actions import compare
from luoshi.coverage.time.actions import follow
from luoshi.coverage.zones.actions import begin
from luoshi.documents.actions import store
from luoshi.records.births import bring_in
from luoshi.records.flow import apply_transition
from luoshi.records.registry import record_type
from luoshi.revisions.actions import hand_in_newer
from luoshi.supervision.issuing import NewNotice, issue

RUNS_OUT = """() => [...document.querySelectorAll('.card:has(tbody)')].filter(card => {
  const box = card.getBoundingClientRect();
  const inside = card.querySelector('.lines-box') ? [] : card.querySelectorAll('td');
  return [...inside].some(cell => cell.offsetParent && cell.getBoundingClientRect().right > box.right + 1);
}).length"""

# Words pressed into a column of a character or two.
PRESSED = """() => [...document.querySelectorAll('td > *')].filter(part =>
  part.offsetParent && part.textContent.trim().length > 12 && part.getBoundingClientRect().width < 60).length"""
SUPERIOR = "云溪市行动方案\n\n一、布局中试平台\n（一）概念验证。新建省级概念验证中心5家以上，2026年底前建成。\n"
OWN = "云溪高新区实施方案\n\n一、平台建设\n（一）建设概念验证中心。新建省级概念验证中心5家，2026年底前建成。\n"


WIDTHS = (390, 768, 1024, 1280, 1440)


def pages(people: People) -> list[str]:
    """The addresses of pages with long words on them."""
    record = task_in("working", people, "推动新型显示材料产业园竣工投产并完成专项验收")
    plan = {"milestone_title": "设备进场并完成安装调试和第三方检测", "milestone_due": record.due}
    apply_transition(record, "plan", people.wang, milestone_post=people.chen, **plan)
    stated = NewNotice("yellow", "进度滞后。", "重点任务的时限和佐证", "查明原因，限期赶上。", 3)
    [notice] = issue([record], stated, people.wang)
    project = bring_in(record_type("project"), people.li, title="推动新型显示材料产业园竣工投产并完成专项验收")
    pipeline = ["", *(f"project/{view}" for view in ("", "board/", "calendar/", "funnel/", "about/")), f"{project.pk}/"]
    superior, ours = (store(text, people.wang).document for text in (SUPERIOR, OWN))
    newer = hand_in_newer(ours, people.wang, OWN.replace("。", "，并报送情况。"))
    zones = f"/coverage/zones/{begin([superior, ours], people.wang).pk}/"
    parts = ("", *(f"?part={part}" for part in ("shared", "unique", "words", "targets")), "theme/?theme=科技创新")
    compared = f"/coverage/{compare(superior, [ours], people.wang).pk}/"
    over_time = (
        f"/coverage/time/{follow({superior: dt.date(2025, 3, 1), ours: dt.date(2026, 3, 1)}, '', people.wang).pk}/"
    )
    return [
        *("/", "/ledger/", f"/ledger/{record.pk}/", f"/ledger/{record.pk}/milestones/", "/ledger/gantt/"),
        *("/weeks/", "/holidays/", "/inbox/", "/notices/", f"/notices/{notice.pk}/", "/jobs/"),
        *(f"/pipelines/{path}" for path in pipeline),
        *(f"/revisions/{newer.pk}/", f"/documents/{ours.pk}/newer/", f"/documents/{newer.newer_id}/older/"),
        *("/coverage/zones/", *(f"{zones}{part}" for part in parts)),
        *("/coverage/", compared, f"{compared}added/", "/search/?q=概念验证", "/types/project/"),
        *("/coverage/time/", over_time, f"{over_time}?term=概念验证中心"),
    ]


def test_no_line_runs_out_of_its_card(browser: Browser, live_server: LiveServer, people: People) -> None:
    session = browser_of(people.wang).cookies[settings.SESSION_COOKIE_NAME].value
    context = browser.new_context(base_url=live_server.url, locale="zh-CN")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    page = context.new_page()
    for path in pages(people):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 860})
            where = f"{path} at {width}"
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            assert page.evaluate(RUNS_OUT) == 0, where
            assert page.evaluate(PRESSED) == 0, where
    context.close()
