"""The newer version as people meet it: the supervisor at a desk, the liaison on a phone."""

from desk import Desk, fits, press
from people import People, draft, take_to
from playwright.sync_api import expect

from luoshi.documents.actions import store
from luoshi.records.actions import Quote

OLD = "云溪高新区方案\n\n一、任务\n（一）建设平台。2030年12月底前建成3个驿站。\n（二）优化服务。推行并联审批。\n"
WORDS = "2030年12月底前建成3个驿站。"


def test_a_newer_version_goes_from_the_upload_to_nothing_left_to_look_at(desk: Desk, people: People) -> None:
    older = store(OLD, people.wang).document
    start = OLD.index(WORDS)
    quote = Quote(older, [[start, start + len(WORDS)]], WORDS)
    record = take_to(draft(people, "建成3个驿站", wording=WORDS, quotes=[quote]), "working", people)

    wang = desk.of(people.wang)
    wang.goto(f"/documents/{older.pk}/")
    press(wang.get_by_role("link", name="上传新版"))
    wang.get_by_label("或粘贴文字").fill(OLD.replace("12月底前建成3个", "10月底前建成5个"))
    press(wang.get_by_role("button", name="存入并对照"))
    expect(wang.locator("#again")).to_contain_text("时间：2030年12月底前→2030年10月底前")
    expect(wang.locator("#again ins").first).to_have_text("10")

    li = desk.of(people.li, on_phone=True)
    li.goto("/inbox/")
    expect(li.locator(".reminders")).to_contain_text("依据的文件有新版")
    press(li.get_by_role("link", name="建成3个驿站").first)
    expect(li.locator("#basis")).to_contain_text("数量：3个→5个")
    assert fits(li)

    press(wang.get_by_role("button", name="引用新版原句"))
    expect(wang.locator("#again")).to_contain_text("都看过了")
    li.reload()
    expect(li.locator("#basis")).to_have_count(0)
    expect(li.locator("main")).to_contain_text("2030年10月底前建成5个驿站。")
    assert record.citations.count() == 2
    assert desk.complaints == []
