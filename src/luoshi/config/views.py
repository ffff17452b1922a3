"""Answers to requests that reach no page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from luoshi.api.errors import failure, is_program
from luoshi.config.pages import message_page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    said = _("页面打开太久或登录已变化，本次提交没有保存。请返回上一页，刷新后再提交。")
    return message_page(request, _("没有提交成功"), said, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_program(request):
        return failure(400, _("请求的内容不完整或格式不对，没有保存。请对照接口说明更正。"))
    return message_page(request, _("请求有误"), _("请求的内容不完整或格式不对，没有保存。请返回上一页重试。"), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = _("您的岗位没有查看此内容的权限。如确需查看，请联系督查室。")
    return failure(403, said) if is_program(request) else message_page(request, _("不能打开"), said, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = _("没有这个页面，或者您的岗位看不到它。请检查地址，或从任务台账进入。")
    return message_page(request, _("找不到"), said, 404)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """Rendered without the request: whatever broke must not break this page too."""
    said = _("系统出错，本次操作没有保存。请稍后重试；仍不成功请把操作时间告诉系统管理员。")
    if is_program(request):
        return failure(500, said)
    return render(None, "bare_message.html", {"title": _("系统出错"), "reason": said}, status=500)
