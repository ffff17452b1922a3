"""In a browser: a list of projects is uploaded, a doubt settled, all confirmed, and one found at its stage."""

from __future__ import annotations

from desk import Desk, fits, press
from ledgers import workbook
from people import People
from playwright.sync_api import expect

HEADER = ("项目名称", "产业领域", "总投资（亿元）", "责任单位", "阶段", "签约日期", "颜色")
ROWS = [
    ["激光雷达产业基地", "光电产业", 3.5, "科技创新局", "签约", "2025-03-01", "红"],
    ["新型显示材料产业园二期暨检测认证中心", "新材料", None, "科技创新局", "谋划", None, None],
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_a_list_of_projects_comes_in(desk: Desk, people: People) -> None:
    page = desk.of(people.wang)
    page.goto("/pipelines/project/")
    press(page.get_by_role("link", name="导入", exact=True))
    data = workbook(ROWS, HEADER)
    page.locator("#id_file").set_input_files({"name": "项目.xlsx", "mimeType": XLSX, "buffer": data})
    press(page.get_by_role("button", name="上传并预览"))
    expect(page.locator("main")).to_contain_text("没有对上、不导入的栏目：颜色")
    expect(page.locator(".is-doubtful")).to_contain_text("B2 没有“光电产业”这一项")
    page.get_by_label("光电产业").select_option("电子信息")
    press(page.get_by_role("button", name="按选定的重新预览"))
    expect(page.locator("tr.is-new")).to_have_count(2)
    page.set_viewport_size({"width": 390, "height": 844})
    assert fits(page)
    press(page.get_by_role("button", name="确认导入"))
    expect(page.locator("main")).to_contain_text("新登记 2 条")
    press(page.get_by_role("link", name="看项目"))
    press(page.get_by_role("link", name="激光雷达产业基地"))
    expect(page.locator(".path [aria-current]")).to_contain_text("签约")
    expect(page.locator("main")).to_contain_text("导入说明")
    assert desk.complaints == []
