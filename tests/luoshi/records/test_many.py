"""One action on many tasks at once."""

from django.test import Client
from django.urls import reverse
from people import People, browser_of, draft, task_in

from luoshi.records.models import Record


def pick(*records: Record) -> list[str]:
    return [f"{record.pk}:{record.version}" for record in records]


def states() -> dict[str, str]:
    return dict(Record.objects.values_list("title", "state"))


def do(browser: Client, action: str, *records: Record, **answers: str) -> str:
    given = {f"{action}-{name}": value for name, value in answers.items()}
    data = {"pick": pick(*records), "action": action, f"{action}-version": "0", **given}
    return browser.post(reverse("act_on_many"), data, follow=True).content.decode()


def test_fifty_drafts_are_handed_out_in_one_go(people: People) -> None:
    drafts = [draft(people, f"第{n}项任务") for n in range(50)]
    page = do(browser_of(people.zhao), "assign", *drafts)
    assert "审定交办：50 项已办理。" in page
    assert set(states().values()) == {"assigned"}


def test_only_what_all_of_them_allow_is_offered(people: People) -> None:
    one, two = task_in("draft", people, "草稿"), task_in("assigned", people, "已交办")
    wang = browser_of(people.wang)
    page = wang.get(reverse("act_on_many"), {"pick": pick(one, two)}).content.decode()
    assert 'value="withdraw"' in page
    assert 'value="assign"' not in page
    assert 'value="amend"' not in page
    assert 'value="propose"' in wang.get(reverse("act_on_many"), {"pick": pick(one)}).content.decode()


def test_nothing_in_common_is_said(people: People) -> None:
    one, two = task_in("assigned", people, "已交办"), task_in("working", people, "办理中")
    page = browser_of(people.li).get(reverse("act_on_many"), {"pick": pick(one, two)}).content.decode()
    assert "添加节点" in page
    assert "签收" not in page.split("对这些任务一并办理")[1]
    closed = task_in("closed", people, "已销号")
    page = browser_of(people.li).get(reverse("act_on_many"), {"pick": pick(one, closed)}).content.decode()
    assert "没有一项操作能同时用于所选的全部任务" in page


def test_those_that_are_refused_are_named_with_the_reason(people: People) -> None:
    page = do(browser_of(people.zhao), "assign", draft(people, "好任务"), draft(people, "缺单位的任务", lead=None))
    assert "审定交办：1 项已办理。" in page
    assert "1 项未办理：\n" in page
    assert "“缺单位的任务”还缺牵头单位，补齐后再办。" in page
    assert states() == {"好任务": "assigned", "缺单位的任务": "draft"}


def test_one_that_somebody_changed_meanwhile_is_refused(people: People) -> None:
    one, two = draft(people, "没人动的任务"), draft(people, "有人动过的任务")
    seen = pick(one, two)
    Record.objects.filter(pk=two.pk).update(version=two.version + 1)
    data = {"pick": seen, "action": "assign", "assign-version": "0"}
    page = browser_of(people.zhao).post(reverse("act_on_many"), data, follow=True).content.decode()
    assert "“有人动过的任务”刚刚被他人更新，请刷新后再办。" in page
    assert states() == {"没人动的任务": "assigned", "有人动过的任务": "draft"}


def test_a_missing_reason_is_asked_for_beside_its_field(people: People) -> None:
    page = do(browser_of(people.zhao), "withdraw", draft(people))
    assert "errorlist" in page
    assert states() == {"建设概念验证中心": "draft"}


def test_a_reason_serves_all(people: People) -> None:
    records = [draft(people, "甲"), draft(people, "乙")]
    do(browser_of(people.zhao), "withdraw", *records, reason="合并到其他任务。")
    assert {record.events.last().answers["reason"] for record in records} == {"合并到其他任务。"}


def test_one_returns_to_the_list_one_came_from(people: People) -> None:
    record = draft(people)
    back = "scope=pending&q=建设"
    data = {"pick": pick(record), "action": "propose", "propose-version": "0", "back": back}
    answer = browser_of(people.wang).post(reverse("act_on_many"), data)
    assert answer["Location"].startswith(f"{reverse('ledger')}?scope=pending&q=%E5%BB%BA")
    data = {
        "pick": pick(draft(people, "另一项")),
        "action": "propose",
        "propose-version": "0",
        "back": "//evil.example",
    }
    answer = browser_of(people.wang).post(reverse("act_on_many"), data)
    assert answer["Location"].startswith(f"{reverse('ledger')}?")


def test_nothing_ticked_is_said(people: People) -> None:
    answer = browser_of(people.wang).get(reverse("act_on_many"))
    assert "没有选中任务" in answer.content.decode()


def test_tasks_of_others_are_not_picked(people: People) -> None:
    record = draft(people)
    for actor in (people.zhou, people.sun):
        do(browser_of(actor), "assign", record)
    assert states() == {"建设概念验证中心": "draft"}


def test_odd_picks_are_ignored(people: People) -> None:
    record = draft(people)
    data = {"pick": ["x", "1:x", "9" * 40, "²", f"{record.pk}:", f"0{record.pk}:0", f"{record.pk}:{'9' * 30}"]}
    assert browser_of(people.wang).get(reverse("act_on_many"), data).status_code == 200
