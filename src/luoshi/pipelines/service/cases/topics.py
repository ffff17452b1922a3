"""What firms ask for: the category that words speak of, the days it is given, and which topics are hot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from luoshi.core import clock
from luoshi.org.models import Post
from luoshi.pipelines.service.cases.model import Category
from luoshi.records.models import Record

# Working days to answer, by category; a date given at dispatch stands before them.
DAYS = {
    Category.LAND: 15, Category.FINANCE: 10, Category.LABOUR: 7, Category.PERMIT: 5, Category.POLICY: 10,
    Category.UTILITY: 5, Category.MARKET: 10, Category.SCIENCE: 10, Category.SAFETY: 10, Category.LIVING: 10,
    Category.OTHER: 10,
}  # fmt: skip
# The first category one of whose words is said. A proposal: whoever dispatches may choose another.
WORDS: dict[Category, str] = {
    Category.POLICY: "补贴 奖补 兑现 政策申报 退税 奖励资金 加计扣除",
    Category.FINANCE: "融资 贷款 授信 资金 周转 担保 账期 回款 工程款 进度款 额度 贴息 续贷",
    Category.LABOUR: "用工 招工 招聘 缺工 技工 普工 操作工 焊工 社保缴纳 劳务 零工",
    Category.PERMIT: "审批 许可 证照 备案 执照 验收手续 不动产证 施工证 资质 注册",
    Category.UTILITY: "用电 电力 增容 供水 燃气 天然气 蒸汽 排水 宽带 网络 停电 欠压 充电桩 机房 水压 管网",
    Category.MARKET: "订单 销路 采购对接 市场开拓 展会 出口",
    Category.SCIENCE: "研发 专利 认定 成果转化 产学研 知识产权 实验室",
    Category.SAFETY: "环评 环保 排污 安全生产 消防 危废",
    Category.LAND: "用地 土地 厂房 腾退 租赁 规划指标 容积率",
    Category.LIVING: "住宿 公寓 公交 通勤 食堂 停车 入学 路灯 照明 道路 限行 积水 围挡 漏水",
}
WINDOW, SHOWN = dt.timedelta(days=90), 6


def category_of(words: str) -> Category:
    said = (category for category, known in WORDS.items() if any(word in words for word in known.split()))
    return next(said, Category.OTHER)


@dataclass(frozen=True, slots=True)
class Topic:
    """``count`` cases in the last ninety days, ``before`` in the ninety before; ``firms`` how many asked."""

    category: Category
    count: int
    before: int
    firms: int
    url: str

    @property
    def rise(self) -> int:
        return self.count - self.before


def hot_topics(post: Post) -> list[Topic]:
    """The categories asked for most, repeats counted: what is asked for again and again is hot for that reason."""
    today = clock.today()
    first, before = today - WINDOW, today - 2 * WINDOW
    cases = Record.objects.visible_to(post).filter(type="servicecase", created_at__date__gt=before)
    late = Q(created_at__date__gt=first)
    rows = (
        cases.order_by()
        .values("servicecase__category")
        .annotate(
            count=Count("pk", filter=late),
            before=Count("pk", filter=~late),
            firms=Count("servicecase__firm", filter=late, distinct=True),
        )
    )
    topics = [_topic(row) for row in rows if row["count"]]
    return sorted(topics, key=lambda topic: (-topic.count, topic.category))[:SHOWN]


def _topic(row: Mapping[str, Any]) -> Topic:
    category = Category(row["servicecase__category"] or Category.OTHER)
    url = f"{reverse('items', args=['servicecase'])}?{urlencode({'category': category.value})}"
    return Topic(category, row["count"], row["before"], row["firms"], url)
