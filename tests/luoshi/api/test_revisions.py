"""What a program reads of a newer version."""

from calling import Caller
from people import People, draft

from luoshi.documents.actions import store
from luoshi.records.actions import Quote
from luoshi.revisions.actions import hand_in_newer

OLD = "一、任务\n（一）建设平台。12月底前建成3个驿站。\n（二）优化服务。推行并联审批。\n"


def test_a_program_reads_what_changed_and_what_waits(people: People) -> None:
    older = store(OLD, people.wang).document
    start = OLD.index("12月")
    quote = Quote(older, [[start, start + 13]], OLD[start : start + 13])
    record = draft(people, "建成3个驿站", quotes=[quote])
    made = hand_in_newer(older, people.wang, OLD.replace("12月", "10月"))
    caller = Caller(people.wang)
    [version] = caller.get(f"/documents/{older.pk}/versions").json()
    assert (version["relation"], version["document"], version["waiting"]) == ("newer", made.newer_id, 1)
    [back] = caller.get(f"/documents/{made.newer_id}/versions").json()
    assert (back["relation"], back["document"]) == ("older", older.pk)
    found = caller.get(f"/revisions/{version['revision']}").json()
    assert found["changes"]["are_versions"]
    [one] = found["affected"]
    assert (one["kind"], one["record"], one["outcome"]) == ("task", record.pk, "")
    [change] = one["changes"]
    assert (change["then"], change["now"]) == ("12月底前建成3个驿站。", "10月底前建成3个驿站。")
    assert change["differences"] == [{"matter": "date", "old": "12月底前", "new": "10月底前"}]
    assert Caller(people.zhou).get(f"/revisions/{version['revision']}").status_code == 404
