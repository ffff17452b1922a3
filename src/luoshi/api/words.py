"""What is wrong with a value of a request, in the words of the site instead of pydantic's English ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the type of the error, the longest beginning that fits; pydantic's list: docs.pydantic.dev, "Validation Errors".
WORDS = {
    "missing": gettext_lazy("缺少这一项。"),
    "int": gettext_lazy("应为整数。"),
    "float": gettext_lazy("应为数字。"),
    "decimal": gettext_lazy("应为数字。"),
    "finite_number": gettext_lazy("应为数字。"),
    "bool": gettext_lazy("应为 true 或 false。"),
    "string": gettext_lazy("应为文字。"),
    "string_too_long": gettext_lazy("不能超过 %(max_length)s 个字符。"),
    "string_too_short": gettext_lazy("不能少于 %(min_length)s 个字符。"),
    "date": gettext_lazy("应为日期，如 2026-03-01。"),
    "datetime": gettext_lazy("应为时刻，如 2026-03-01T09:00:00+08:00。"),
    "time": gettext_lazy("应为时刻，如 2026-03-01T09:00:00+08:00。"),
    "list": gettext_lazy("应为数组。"),
    "too_long": gettext_lazy("不能超过 %(max_length)s 项。"),
    "too_short": gettext_lazy("不能少于 %(min_length)s 项。"),
    "dict": gettext_lazy("应为对象。"),
    "model": gettext_lazy("应为对象。"),
    "json": gettext_lazy("不是正确的 JSON。"),
    "enum": gettext_lazy("只能是 %(expected)s。"),
    "literal": gettext_lazy("只能是 %(expected)s。"),
    "greater_than_equal": gettext_lazy("不能小于 %(ge)s。"),
    "greater_than": gettext_lazy("应大于 %(gt)s。"),
    "less_than_equal": gettext_lazy("不能大于 %(le)s。"),
    "less_than": gettext_lazy("应小于 %(lt)s。"),
    "extra_forbidden": gettext_lazy("没有这一项。"),
}


def in_words(error: Mapping[str, Any]) -> str:
    """``error`` as pydantic lists it: ``type``, ``msg``, ``ctx`` with the bounds."""
    known = [name for name in WORDS if str(error["type"]).startswith(name)]
    if not known:
        return _("不合要求。")
    words, bounds = str(WORDS[max(known, key=len)]), error.get("ctx") or {}
    try:
        return words % {name: str(value) for name, value in bounds.items()}
    except KeyError:  # a bound it does not tell
        return _("不合要求。")
