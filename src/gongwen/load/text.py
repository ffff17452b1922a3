"""Plain text: UTF-8, with or without a BOM, GB18030, Big5, or UTF-16 with its BOM (what Notepad calls Unicode).

Any run of bytes can be taken for GB18030, so text that is UTF-8 but for a few bytes is refused, not re-read as GB18030.
Big5, too, passes for GB18030, as rare characters: it is taken for what it is only where it holds what all Chinese text
holds, and GB18030 would make hardly any of that.
"""

import codecs
import re
import unicodedata
from typing import Final

from gongwen.load.refusal import Unreadable
from gongwen.load.signature import known_format
from gongwen.spans import BLANK

NAME: Final = "text"
VERSION: Final = "1"

_REMEDY = "请用原来的软件打开，另存为 UTF-8 编码的纯文本后再试。"
_UTF16 = codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# A page that a faulty conversion went through still holds mostly ordinary characters.
_STRANGE_SHARE = 0.05
# Written alike in simplified and traditional Chinese. Of such text they are a fifth, and taken for the other encoding
# a hundredth.
_COMMON: Final = "，。、：；的一不在有人中大上以要到成年和工行市政府"
_HARDLY_CHINESE, _PLAINLY_CHINESE, _FEWEST_TO_TELL = 0.03, 0.1, 20


def accepts(data: bytes) -> bool:
    """Whether ``data`` is not a known other format."""
    return known_format(data) is None


def text_of(data: bytes, source: str) -> str:
    """The canonical text of a plain-text file.

    Raises:
        Unreadable: empty, binary, or in no encoding we read; the byte is named.
    """
    if not data.startswith(_UTF16) and (nul := data.find(b"\x00")) >= 0:
        raise Unreadable(source, f"内容是二进制数据，不是文本（第 {nul + 1} 个字节是空字符）。{_REMEDY}")
    text = canonical(_decoded(data, source))
    if not BLANK.sub("", text):
        raise Unreadable(source, "内容为空，没有可读的文字。请检查是否选错了文件。")
    if _strange(text) > _STRANGE_SHARE * len(text):
        raise Unreadable(source, f"内容不像文本，大量字符无法辨认。{_REMEDY}")
    return text


def canonical(text: str) -> str:
    """BOM dropped, CRLF and CR made LF, nothing else changed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, source: str) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(source, _at("UTF-16", error)) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise Unreadable(source, _at("UTF-8", error)) from error
    try:
        simplified = data.decode("gb18030")
    except UnicodeDecodeError as error:
        if (traditional := _as_big5(data)) and _common(traditional) > _PLAINLY_CHINESE:
            return traditional
        raise Unreadable(source, _at("GB18030", error)) from error
    if _common(simplified) >= _HARDLY_CHINESE:
        return simplified
    traditional = _as_big5(data)
    return traditional if traditional and _common(traditional) > _PLAINLY_CHINESE else simplified


def _as_big5(data: bytes) -> str | None:
    try:
        return data.decode("cp950")
    except UnicodeDecodeError:
        return None


def _common(text: str) -> float:
    """What share of the characters beyond ASCII are those that no Chinese text is without."""
    beyond = sum(char > "\x7f" for char in text)
    return sum(map(text.count, _COMMON)) / beyond if beyond >= _FEWEST_TO_TELL else 1.0


def _at(encoding: str, error: UnicodeDecodeError) -> str:
    return f"编码损坏：按 {encoding} 读到第 {error.start + 1} 个字节时无法解读。{_REMEDY}"


def _mostly_utf8(data: bytes) -> bool:
    """GB18030 text taken for UTF-8 is nearly all errors; damaged UTF-8 nearly none."""
    beyond = [char for char in data.decode("utf-8", "replace") if char > "\x7f"]
    return beyond.count("\ufffd") < 0.2 * len(beyond)


def _strange(text: str) -> int:
    """Control and unassigned characters; private-use ones are common in real documents and are no sign of binary."""
    beyond = {char: text.count(char) for char in set(text) if unicodedata.category(char) == "Cn"}
    return len(_CONTROL.findall(text)) + sum(beyond.values())
