"""Two people press the same button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from people import People

from luoshi.core.refusal import Refused
from luoshi.coverage.actions import adopt, compare, key_of
from luoshi.documents.actions import store
from luoshi.records.models import Record

TEXT = "云溪市科技创新行动方案\n\n一、建设创新平台\n（一）布局中试平台。新建省级概念验证中心5家以上，2027年底前建成。\n"
OWN = "云溪高新区实施方案\n\n一、平台建设\n（一）建设概念验证中心。新建省级概念验证中心5家。\n"


@pytest.mark.django_db(transaction=True)
def test_a_clause_adopted_by_many_at_once_is_one_task(people: People) -> None:
    superior, own = (store(text, people.wang).document for text in (TEXT, OWN))
    comparison, together = compare(superior, [own], people.wang), Barrier(4)
    clause = key_of(comparison.clauses.get().rows[0])

    def press(_number: int) -> bool:
        together.wait()
        try:
            return bool(adopt(comparison, clause, people.wang))
        except Refused as refused:
            return "已立为任务" not in refused.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(press, range(4))) == 1
    assert Record.objects.filter(type="task").count() == 1
