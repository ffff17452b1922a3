"""The one thing loading can raise, and what the system says of a file in Chinese."""

from __future__ import annotations

import errno
from typing import Final

_SAID: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EISDIR: "那是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOSPC: "磁盘满了",
    errno.EROFS: "磁盘只能读",
}


class Unreadable(Exception):  # noqa: N818 - read as a sentence: the source is unreadable because …
    """A source that is not text we can read. ``reason`` says in Chinese what is wrong, where, and what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}：{reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return type(self), (self.source, self.reason)  # it travels between processes


def why(error: OSError) -> str:
    """What the system says, in Chinese where it is one of the common things."""
    return _SAID.get(error.errno or 0) or error.strerror or str(error)
