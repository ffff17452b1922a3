"""A person who left is erased from the history; the history still verifies."""

import pytest
from people import People, browser_of, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.org.actions import deactivate
from luoshi.org.models import AuditEntry, Kind, Person, Post
from luoshi.records.audit import Count, verify
from luoshi.records.erasing import erase_signatures, signed
from luoshi.records.models import Record, Signature

REASON = "本人申请，2026年3月2日"


@pytest.fixture
def task(people: People) -> Record:
    """In hand; 李强, who signed two of its events, left yesterday."""
    record = task_in("working", people)
    Person.objects.filter(pk=people.li.person_id).update(phone="0571-0000")
    Post.objects.filter(pk=people.li.pk).update(ends=clock.today() - clock.today().resolution)
    return record


def test_the_history_says_that_it_was_erased_and_still_verifies(task: Record, people: People) -> None:
    url = f"/organisation/people/{people.li.person_id}/signatures/"
    assert "科技创新局 李强（联络员）" in browser_of(people.security).get(url).content.decode()
    browser_of(people.security).post(url, {"reason": REASON})
    page = browser_of(people.zhao).get(f"/ledger/{task.pk}/").content.decode()
    assert "已按规定删除" in page
    assert "李强" not in page
    assert "王敏" in page
    count = Count()
    assert list(verify(count)) == []
    assert count.erased == 2
    people.li.person.refresh_from_db()
    assert (people.li.person.name, people.li.person.phone) == ("（已按规定删除）", "")
    assert not people.li.person.is_active


@pytest.mark.usefixtures("task")
def test_looking_and_erasing_are_kept_with_the_reason(people: People) -> None:
    url = f"/organisation/people/{people.li.person_id}/signatures/"
    browser_of(people.security).get(url)
    browser_of(people.security).post(url, {"reason": REASON})
    look, erased = AuditEntry.objects.order_by("number")
    assert (look.kind, look.details["rows"], look.about) == (Kind.LOOK, 2, people.li.person)
    assert (erased.kind, erased.details["rows"], erased.details["reason"]) == (Kind.ERASED, 2, REASON)


@pytest.mark.usefixtures("task")
@pytest.mark.parametrize(
    ("who", "by", "reason", "words"),
    [
        ("li", "system", REASON, "由安全管理员办理"),
        ("li", "wang", REASON, "由安全管理员办理"),
        ("li", "security", "  ", "须写明依据"),
        ("wang", "security", REASON, "还有在任岗位"),
    ],
)
def test_erasing_takes_the_officer_a_reason_and_a_person_who_left(
    who: str, by: str, reason: str, words: str, people: People
) -> None:
    with pytest.raises(Refused, match=words):
        erase_signatures(getattr(people, who).person, getattr(people, by), reason)
    assert not Signature.objects.filter(salt="").exists()


@pytest.mark.usefixtures("task")
def test_another_zones_signatures_stay(people: People) -> None:
    assert signed(people.li.person, people.zhou) == []


@pytest.mark.usefixtures("task")
def test_the_page_tells_the_officer_nothing_of_the_tasks(people: People) -> None:
    deactivate(people.li.person, people.security)
    page = browser_of(people.security).get(f"/organisation/people/{people.li.person_id}/signatures/").content.decode()
    assert "建设概念验证中心" not in page
