"""A site's menus above a document, in words no list knows, are neither its title nor its text."""

import pytest

from gongwen.reader import read

DOCUMENT = "云川区公园管护工作方案\n各街道：\n一、每周巡查公园2次。"


@pytest.mark.parametrize(
    "menu",
    [
        "云川首页\n走进云川\n绿化要闻\n公园地图",
        "走进云川 绿化要闻 公园地图 互动云川",
        "走进云川 | 绿化要闻 | 公园地图 | 互动云川",
        "绿化云川网 首页",
        "当日天气\n晴\n微风",
    ],
)
def test_short_lines_or_words_apart_above_the_title_are_the_sites(menu: str) -> None:
    reading = read(f"{menu}\n{DOCUMENT}")
    assert reading.title == "云川区公园管护工作方案"
    assert [span.role for span in reading.spans][: menu.count("\n") + 1] == ["other"] * (menu.count("\n") + 1)


@pytest.mark.parametrize(
    "title", ["云川区\n公园管护工作方案", "云川区 公园管护 工作方案", "云川区 人民政府\n公园管护工作方案"]
)
def test_a_title_in_parts_is_no_menu(title: str) -> None:
    assert "".join((read(f"{title}\n各街道：\n一、每周巡查公园2次。").title or "").split()).endswith("公园管护工作方案")
