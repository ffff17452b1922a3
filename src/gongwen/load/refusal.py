"""The one thing loading can raise."""

from __future__ import annotations


class Unreadable(Exception):  # noqa: N818 - read as a sentence: the source is unreadable because …
    """A source that is not text we can read. ``reason`` says in Chinese what is wrong, where, and what to do."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}：{reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[Unreadable], tuple[str, str]]:
        return type(self), (self.source, self.reason)  # it travels between processes
