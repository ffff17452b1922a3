import datetime as dt

import pytest

from gongwen import Reading, read

PLAN = """云川高新区管委会关于印发营商环境提升方案的通知

各街道、各部门：
现将方案印发给你们，请认真贯彻落实。

一、重点任务
（一）提升审批效能。推行“一窗受理”，6月底前上线并联审批系统，建设3个企业服务驿站。（区行政审批局牵头，区财政局、各街道按职责分工负责）
（二）扩大<有效>投资。总投资超1\ue010 2亿元，每月25日前通报进展。（责任单位：区发展改革局、区住建局）
"""


@pytest.fixture
def reading() -> Reading:
    return read(PLAN, published=dt.date(2026, 3, 20))


TABLES = {
    "tabs": "序号\t工作任务\t牵头单位\t完成时限\n"
    "1\t建设人才公寓500套\t区住建局\t2026年12月底\n2\t举办路演2场\t\t2026年6月底\n",
    "bars": "| 序号 | 工作任务 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
    "| 1 | 建设人才公寓500套 | 区住建局 | 2026年12月底 |\n| 2 | 举办路演2场 |  | 2026年6月底 |\n",
    "bars between": "序号 | 工作任务 | 牵头单位 | 完成时限\n"
    "1 | 建设人才公寓500套 | 区住建局 | 2026年12月底\n2 | 举办路演2场 | | 2026年6月底\n",
}


@pytest.fixture(params=TABLES)
def table(request: pytest.FixtureRequest) -> Reading:
    """A document with a table in it, its second row without a unit."""
    return read(f"云川高新区重点任务分解表\n\n{TABLES[request.param]}\n请各单位抓好落实。\n")
