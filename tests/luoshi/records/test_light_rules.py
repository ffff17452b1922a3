"""A zone sets its own lights: seen before they change, in force from then on, the past untouched."""

import datetime as dt
import html
from typing import Any

import pytest
from people import People, browser_of, light_on, take_to, task_in

from luoshi.core import clock
from luoshi.core.refusal import Refused
from luoshi.records import light_rules
from luoshi.records.declaration import RecordType
from luoshi.records.flow import apply_transition
from luoshi.records.light_tables import Tables
from luoshi.records.models import LightTable, Record
from luoshi.records.rag import TABLE, Rule
from luoshi.records.registry import all_types, record_type
from luoshi.records.rule_words import condition

MAY, JUNE = dt.date(2026, 5, 6), dt.date(2026, 6, 10)
SOONER = (
    Rule("red", "逾期{figure:.0f}天", "days_late", at_least=1),
    Rule("yellow", "剩{figure:.0f}个工作日", "working_days_left", at_most=30),
)


def lit(record: Record) -> tuple[str, str]:
    fresh = Record.objects.get(pk=record.pk)
    return fresh.light, fresh.light_label


def test_a_zone_s_own_rules_light_its_tasks_from_now_on(people: People) -> None:
    with clock.at(MAY):
        record = task_in("assigned", people, due=JUNE)
    with clock.at(MAY + dt.timedelta(days=1)):
        light_rules.revise(people.wang, "task", SOONER, "提前预警")
        assert lit(record) == ("yellow", "剩24个工作日")
        later = task_in("assigned", people, "后来的任务", due=JUNE)
        assert lit(later)[0] == "yellow"
    assert light_on(record, MAY).colour == "green"
    assert light_on(record, MAY + dt.timedelta(days=1)).colour == "yellow"


def test_another_zone_keeps_the_usual_rules(people: People) -> None:
    light_rules.revise(people.wang, "task", SOONER, "提前预警")
    assert light_rules.in_force(people.zhou, "task") == TABLE
    assert Tables.load().of(people.zone.pk, "notice") == TABLE


def test_what_would_change_is_shown_and_nothing_is_changed(people: People) -> None:
    with clock.at(MAY):
        record = task_in("assigned", people, due=JUNE)
        [(changed, shown)] = light_rules.changes(people.wang, "task", SOONER)
        assert (changed, shown.colour) == (record, "yellow")
        assert lit(record)[0] == "green"
    assert not LightTable.objects.exists()


def test_what_was_stopped_shows_what_its_state_is_called_by_an_older_table_too(people: People) -> None:
    record = task_in("assigned", people)
    made = light_rules.revise(people.wang, "task", SOONER, "提前预警")
    made.rules[2]["label"] = "中止"  # as tables were kept before
    made.save()
    apply_transition(record, "withdraw", people.wang, reason="机构改革。")
    assert lit(record) == ("grey", "撤销")


def test_a_closed_task_stays_blue_whatever_the_rules(people: People) -> None:
    record = take_to(task_in("draft", people), "closed", people)
    light_rules.revise(people.wang, "task", [], "只看办结")
    assert lit(record)[0] == "blue"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule("red", "逾期", "days_late"), "没有界限"),
        (Rule("red", "逾期", "days_late", at_least=5, at_most=3), "下限大于上限"),
        (Rule("blue", "办结", "days_late", at_least=1), "选择灯色"),
        (Rule("red", "办结", "closed", at_least=1), "选择灯色"),
        (Rule("red", " ", "days_late", at_least=1), "显示的文字"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_number(rule: Rule, told: str, people: People) -> None:
    with pytest.raises(Refused, match=f"第4条：.*{told}"):
        light_rules.revise(people.wang, "task", [rule], "试试")


def test_no_reason_and_no_change_are_refused(people: People) -> None:
    with pytest.raises(Refused, match="理由"):
        light_rules.revise(people.wang, "task", SOONER, " ")
    with pytest.raises(Refused, match="没有变化"):
        light_rules.revise(people.wang, "task", light_rules.own_part(TABLE), "不变")


def posted(rules: tuple[Rule, ...], **more: str) -> dict[str, Any]:
    data: dict[str, Any] = {"rule-TOTAL_FORMS": len(rules), "rule-INITIAL_FORMS": 0, **more}
    for at, rule in enumerate(rules):
        label = rule.label.replace("{figure:.0f}", "N")
        row: dict[str, Any] = {"colour": rule.colour, "measure": rule.measure, "label": label, "place": at + 1}
        bounds = {name: getattr(rule, name) for name in ("above", "at_least", "at_most")}
        row |= {name: bound for name, bound in bounds.items() if bound is not None}
        data |= {f"rule-{at}-{name}": value for name, value in row.items()}
    return data


def test_the_page_shows_the_effect_first_and_then_does_it(people: People) -> None:
    with clock.at(MAY):
        record = task_in("assigned", people, due=JUNE)
        browser = browser_of(people.wang)
        tried = browser.post("/lights/task/revise/", posted(SOONER, reason="提前预警")).content.decode()
        assert "有 1 件的灯会变" in tried
        assert record.code in tried
        assert lit(record)[0] == "green"
        done = browser.post("/lights/task/revise/", posted(SOONER, reason="提前预警", sure="1"))
        assert done.status_code == 302
        assert lit(record) == ("yellow", "剩25个工作日")
    shown = browser_of(people.li).get("/lights/task/").content.decode()
    assert "提前预警" in shown
    assert "距完成时限的工作日≤30" in shown


def test_the_order_is_the_one_typed(people: People) -> None:
    data = posted(SOONER, reason="换次序", sure="1") | {"rule-0-place": "9"}
    browser_of(people.wang).post("/lights/task/revise/", data)
    assert [rule.colour for rule in light_rules.own_part(light_rules.in_force(people.wang, "task"))] == [
        "yellow",
        "red",
    ]


def test_a_label_cannot_format(people: People) -> None:
    data = posted(SOONER, reason="试试", sure="1") | {"rule-0-label": "{figure.__class__}"}
    assert browser_of(people.wang).post("/lights/task/revise/", data).status_code == 422
    assert not LightTable.objects.exists()


def test_a_kind_that_is_none_is_not_found(people: People) -> None:
    assert browser_of(people.wang).get("/lights/nonsense/").status_code == 404


def sent(field: Any) -> Any:
    """What a browser sends of a field; of a list with nothing chosen, its first entry."""
    value = field.value()
    if value is None and hasattr(field.field, "choices"):
        return next(iter(field.field.choices))[0]
    return "" if value is None else value


def untouched(page: Any) -> dict[str, Any]:
    """The form of a page as a browser would send it back untouched."""
    fields = [field for row in page.context["rows"] for field in row]
    own = {field.html_name: sent(field) for field in fields}
    management = page.context["rows"].management_form
    return own | {field.html_name: field.value() for field in management} | {"reason": "没有改", "sure": "1"}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", all_types(), ids=lambda kind: kind.name)
def test_an_unchanged_table_sent_back_is_no_change(kind: RecordType, people: People) -> None:
    browser = browser_of(people.wang)
    address = f"/lights/{kind.name}/revise/"
    answer = browser.post(address, untouched(browser.get(address)))
    assert "规则没有变化" in answer.content.decode()
    assert not LightTable.objects.exists()


def test_a_types_own_clock_is_asked_about_by_its_own_words(people: People) -> None:
    assert "受阻天数≥30，显示“受阻N天”" in browser_of(people.li).get("/lights/project/").content.decode()
    rule = Rule("red", "受阻{figure:.0f}天", "since_blocked", at_least=7)
    light_rules.revise(people.wang, "project", [rule], "从严")
    assert light_rules.own_part(light_rules.in_force(people.wang, "project")) == (rule,)
    with pytest.raises(Refused, match="选择灯色和依据"):
        light_rules.revise(people.wang, "task", [rule], "任务没有受阻")


@pytest.mark.parametrize("kind", all_types(), ids=lambda kind: kind.name)
def test_every_rule_is_said_in_words(kind: RecordType, people: People) -> None:
    page = browser_of(people.wang).get(f"/lights/{kind.name}/").content.decode()
    for rule in kind.table:
        assert condition(rule, kind.state_labels) in html.unescape(page)


def test_a_rule_of_a_stage_keeps_its_stage(people: People) -> None:
    browser = browser_of(people.wang)
    data = untouched(browser.get("/lights/project/revise/"))
    last = max(name for name in data if name.endswith("-label") and data[name])
    answer = browser.post("/lights/project/revise/", {**data, last: "改过的话"})
    assert answer.status_code == 302
    before, after = record_type("project").table, light_rules.in_force(people.wang, "project")
    assert [rule.stage for rule in after] == [rule.stage for rule in before]
    assert [rule.label for rule in after] != [rule.label for rule in before]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule("red", "逾期", "stage_days_late", at_least=1, stage="nowhere"), "没有这个阶段"),
        (Rule("red", "一直亮", "always"), "没有界限"),
    ],
)
def test_a_rule_about_no_stage_is_refused(rule: Rule, told: str, people: People) -> None:
    with pytest.raises(Refused, match=told):
        light_rules.revise(people.wang, "project", [rule], "试试")
