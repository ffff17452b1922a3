"""Correcting what was proposed: nothing lost, nothing overwritten in silence."""

import datetime as dt

import pytest
from handed import proposals
from people import People

from luoshi.core.refusal import Refused
from luoshi.intake import edits
from luoshi.intake.actions import confirm, propose_again
from luoshi.intake.models import Disposition, Grain, Proposal, Review


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.get(pk=proposal.pk)


def test_fields_are_set_and_their_doubts_settled(people: People, review: Review) -> None:
    first = proposals(review)[0]
    first.doubt = [{"about": "lead", "words": "未匹配：测试局"}, {"about": "due", "words": "年份为推断"}]
    first.save()
    edits.set_fields(first, people.wang, lead=people.science, support=[people.science, people.industry])
    saved = again(first)
    assert saved.lead == people.science
    assert list(saved.support.all()) == [people.industry]  # a lead does not support itself
    assert [doubt["words"] for doubt in saved.doubt] == ["年份为推断"]


def test_two_people_do_not_overwrite_each_other(people: People, review: Review) -> None:
    seen_by_wang, seen_by_other = again(proposals(review)[0]), again(proposals(review)[0])
    edits.set_fields(seen_by_wang, people.wang, version=0, title="建好平台")
    with pytest.raises(edits.Stale, match="刚刚被他人改过"):
        edits.set_fields(seen_by_other, people.wang, version=0, title="别的说法")
    assert again(seen_by_other).title == "建好平台"


def test_the_doubts_of_many_are_settled_at_once(people: People, review: Review) -> None:
    review.proposals.filter(order__lte=2).update(doubt=[{"about": "support", "words": "未匹配：测试局"}])
    assert edits.settle_doubts(proposals(review), people.wang) == 2
    assert [row.doubt for row in proposals(review)] == [[], [], [], []]
    assert [row.version for row in proposals(review)] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("values", "reason"),
    [({"title": " "}, "不能为空"), ({"title": "长" * 301}, "不能超过300字"), ({"record": 1}, "没有这些栏目")],
)
def test_what_does_not_fit_is_refused(people: People, review: Review, values: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        edits.set_fields(proposals(review)[0], people.wang, **values)


def test_units_and_people_of_another_zone_are_refused(people: People, review: Review) -> None:
    first = proposals(review)[0]
    with pytest.raises(Refused, match="不属于本区"):
        edits.set_fields(first, people.wang, lead=people.zhou.unit)
    with pytest.raises(Refused, match="不在本区任职"):
        edits.set_fields(first, people.wang, owner=people.zhou.person)
    edits.set_fields(first, people.wang, owner=people.chen.person, leader=people.zhao.person)


def test_many_are_set_at_once_and_the_settled_left_alone(people: People, review: Review) -> None:
    rows = proposals(review)
    edits.drop(rows[:1], "表态性要求", people.wang)
    assert edits.set_on_many(proposals(review), people.wang, due=dt.date(2026, 12, 31), lead=people.building) == 3
    assert [row.due for row in proposals(review)] == [None] + [dt.date(2026, 12, 31)] * 3


def test_several_are_merged_into_the_first(people: People, review: Review) -> None:
    one, two, three, _four = proposals(review)
    edits.set_fields(two, people.wang, lead=people.science, due_text="9月底前")
    edits.set_fields(three, people.wang, lead=people.industry, due=dt.date(2026, 9, 30), goal="路演4场")
    merged = again(edits.merge([three, one, two], people.wang))
    assert merged == one
    assert (merged.lead, merged.due, merged.due_text, merged.goal) == (
        people.science, dt.date(2026, 9, 30), "9月底前", "路演4场",
    )  # fmt: skip
    assert (list(merged.joint.all()), list(merged.support.all())) == ([people.industry], [])
    assert {row.merged_into for row in (again(two), again(three))} == {one}


def test_what_was_merged_before_goes_along(people: People, review: Review) -> None:
    one, two, three, _four = proposals(review)
    edits.merge([two, three], people.wang)
    edits.merge([one, again(two)], people.wang)
    assert again(three).merged_into == one


def test_one_alone_is_not_merged(people: People, review: Review) -> None:
    with pytest.raises(Refused, match="两条以上"):
        edits.merge(proposals(review)[:1], people.wang)


def test_a_proposal_is_split_before_a_measure(people: People, review: Review) -> None:
    one = proposals(review)[0]
    edits.set_fields(one, people.wang, support=[people.industry])
    cut = edits.split(one, "c8", people.wang)
    assert [row.title for row in proposals(review)][:3] == [
        "要搭好平台",
        "改造三号中试车间",
        "9月底前发布技术需求清单50项",
    ]
    assert (again(one).span_ids, cut.span_ids) == (["c6", "c7"], ["c8"])
    assert again(one).steps == "建设概念验证中心"
    assert list(cut.support.all()) == [people.industry]


@pytest.mark.parametrize("span", ["c7", "c6", "c99", ""])
def test_a_split_leaves_a_measure_on_both_sides(people: People, review: Review, span: str) -> None:
    with pytest.raises(Refused, match="两边都要有举措"):
        edits.split(proposals(review)[0], span, people.wang)
    assert review.proposals.count() == 4


def test_what_is_not_ours_is_dropped_with_a_reason_and_restored(people: People, review: Review) -> None:
    rows = proposals(review)
    with pytest.raises(Refused, match="写明理由"):
        edits.drop(rows[3:], "  ", people.wang)
    assert edits.drop(rows[3:], "他区任务", people.wang) == 1
    assert (again(rows[3]).disposition, again(rows[3]).reason) == (Disposition.DROPPED, "他区任务")
    edits.restore(again(rows[3]), people.wang)
    assert (again(rows[3]).disposition, again(rows[3]).reason) == (Disposition.OPEN, "")


def test_what_was_merged_into_a_dropped_one_is_dropped_too(people: People, review: Review) -> None:
    one, two, *_rest = proposals(review)
    edits.merge([one, two], people.wang)
    assert edits.drop([again(one)], "他区任务", people.wang) == 2
    assert again(two).disposition == Disposition.DROPPED


def test_a_merged_one_is_taken_out_again(people: People, review: Review) -> None:
    one, two, *_rest = proposals(review)
    edits.merge([one, two], people.wang)
    edits.restore(again(two), people.wang)
    assert (again(two).is_open, again(two).merged_into) == (True, None)
    with pytest.raises(Refused, match="不用恢复"):
        edits.restore(again(two), people.wang)


def test_a_settled_one_is_not_changed_before_it_is_restored(people: People, review: Review) -> None:
    row = proposals(review)[0]
    edits.drop([row], "他区任务", people.wang)
    for change in (
        lambda: edits.set_fields(again(row), people.wang, title="x"),
        lambda: edits.merge(proposals(review)[:2], people.wang),
        lambda: edits.split(again(row), "c8", people.wang),
        lambda: edits.drop([again(row)], "再来", people.wang),
    ):
        with pytest.raises(Refused, match="请先恢复"):
            change()


def test_a_task_is_typed_by_hand_or_taken_from_a_sentence(people: People, review: Review) -> None:
    typed = edits.add(review, "开展一次夜查。", people.wang)
    taken = edits.add(review, "", people.wang, "c12")
    assert (typed.title, typed.span_ids) == ("开展一次夜查", [])
    assert (taken.title, taken.span_ids, taken.entry) == ("始终保持奋进姿态", ["c12"], 0)
    assert [typed.order, taken.order] == [5, 6]
    with pytest.raises(Refused, match="请填写任务名称"):
        edits.add(review, " ", people.wang)
    with pytest.raises(Refused, match="已在某一条目里"):
        edits.add(review, "", people.wang, "c12")


def test_another_zones_supervisor_changes_nothing(people: People, review: Review) -> None:
    row = proposals(review)[0]
    for change in (
        lambda: edits.set_fields(row, people.zhou, title="x"),
        lambda: edits.drop([row], "他区任务", people.zhou),
        lambda: edits.add(review, "x", people.zhou),
    ):
        with pytest.raises(Refused, match="不在您的范围内"):
            change()


def test_another_grain_proposes_anew_but_never_loses_edits_in_silence(people: People, review: Review) -> None:
    propose_again(review, Grain.MEASURE, None, people.wang)
    assert review.proposals.count() == 6
    edits.set_fields(proposals(review)[0], people.wang, title="改过的")
    with pytest.raises(Refused, match="会丢失"):
        propose_again(review, Grain.SECTION, None, people.wang)
    assert proposals(review)[0].title == "改过的"
    propose_again(review, Grain.SECTION, None, people.wang, even_if_edited=True)
    assert review.proposals.count() == 3


def test_another_grain_is_refused_once_a_task_stands(people: People, review: Review) -> None:
    confirm(review, people.wang, [proposals(review)[0].pk])
    with pytest.raises(Refused, match="已有条目立为任务"):
        propose_again(review, Grain.MEASURE, None, people.wang, even_if_edited=True)
