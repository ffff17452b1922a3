"""Days counted from today, so that the demo is alive whenever it is loaded: ``{-30:月日}`` in a document's text."""

from __future__ import annotations

import datetime as dt

FORMS = {
    "年": "{day.year}",
    "月日": "{day.month}月{day.day}日",
    "年月底": "{day.year}年{day.month}月底",
    "年月日": "{day.year}年{day.month}月{day.day}日",
}


class Moment:
    """A day that writes itself in one of FORMS."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def __format__(self, form: str) -> str:
        return FORMS[form].format(day=self.day)


class Days(dict[str, Moment]):
    """``days["-30"]`` is thirty days before ``today``."""

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today

    def __missing__(self, offset: str) -> Moment:
        return Moment(self.today + dt.timedelta(days=int(offset)))


def dated(text: str, today: dt.date) -> str:
    """``text`` with its days filled in."""
    return text.format_map(Days(today))
