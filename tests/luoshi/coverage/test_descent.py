"""One clause followed down the levels to its result."""

from people import People, browser_of

from luoshi.coverage.actions import adopt, compare
from luoshi.coverage.descent import descend
from luoshi.coverage.matrix import Matrix
from luoshi.documents.actions import store
from luoshi.documents.models import Document

PROVINCE = "南省创新行动计划\n\n一、平台建设\n（一）新建概念验证中心。新建概念验证中心30家以上。\n"
CITY = "云溪市创新行动方案\n\n一、平台建设\n（一）新建概念验证中心。新建概念验证中心8家以上。\n"
ZONE = "云溪高新区创新实施方案\n\n一、平台建设\n（一）新建概念验证中心。新建概念验证中心3家以上。\n"


def documents(people: People) -> list[Document]:
    return [store(text, people.wang).document for text in (PROVINCE, CITY, ZONE)]


def test_a_clause_goes_down_as_far_as_documents_were_compared(people: People) -> None:
    province, city, zone = documents(people)
    top = compare(province, [city], people.wang)
    below = compare(city, [zone], people.wang)
    task = adopt(below, Matrix(below, people.wang).lines[0].key, people.wang)
    [step] = descend(Matrix(top, people.wang).lines[0], people.wang)
    assert (step.document, [one.document for one in step.below]) == (city, [zone])
    assert [row.record.pk for row in step.tasks] == [task.pk]
    page = browser_of(people.zhao).get(f"/coverage/{top.pk}/clause/?clause={Matrix(top, people.wang).lines[0].key}")
    assert "云溪高新区创新实施方案" in page.content.decode()
    assert task.code in page.content.decode()


def test_documents_that_name_one_another_end(people: People) -> None:
    province, city, _zone = documents(people)
    compare(province, [city], people.wang)
    compare(city, [province], people.wang)
    [step] = descend(Matrix(compare(province, [], people.wang), people.wang).lines[0], people.wang)
    [back] = step.below
    assert (back.document, back.below) == (province, [])
