"""The menus a site prints above a document, told by their form: no list knows what every site calls its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BETWEEN = re.compile(r"[\s|·]+")
_WORD = re.compile("[\u4e00-\u9fff]{2,8}")
# What no title holds as a word by itself.
_BUTTONS = frozenset(("首页", "网站首页", "返回首页", "设为首页", "加入收藏", "登录", "注册", "网站地图", "站内搜索"))
_MASTHEADS = ("文件", "简报", "纪要")  # 云川区 人民政府 办公室 文件
_FEWEST_WORDS = 4
_FEWEST_LINES, _SHORT = 3, 6  # characters


def is_menu(text: str) -> bool:
    """网站首页 走进云川 政务公开 互动交流: so many words apart; or a site's button beside another word."""
    words = [word for word in _BETWEEN.split(text) if word]
    if len(words) >= _FEWEST_WORDS and all(_WORD.fullmatch(word) for word in words):
        return "关于" not in text and not text.endswith(_MASTHEADS)
    return len(words) > 1 and not _BUTTONS.isdisjoint(words)


def menu_lines(texts: Sequence[str]) -> frozenset[int]:
    """Which of the lines above a document's body are so many short ones below one another; "" for no line of text."""
    found: set[int] = set()
    run: list[int] = []
    for at, text in enumerate(texts):
        run = [*run, at] if 0 < len(text) <= _SHORT else []
        if len(run) >= _FEWEST_LINES:
            found.update(run)
    return frozenset(found)
