"""Out to langextract's JSONL and back: what stands where it says it stands is kept, all else is named."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongwen import Imported, Mention, Reading, Span, from_langextract, read
from gongwen.render.langextract import render_langextract
from gongwen.spans import BLANK

TEXT = "各街道要在12月底前建成3个口袋公园，总投资1 2亿元。"


def back(reading: Reading) -> Imported:
    return from_langextract("".join(render_langextract([reading])))


def foreign(text: str, *extractions: Any) -> Imported:
    return from_langextract(json.dumps({"extractions": extractions, "text": text, "document_id": "doc_1"}))


def one(label: str, said: str, start: int | None, end: int | None, **more: Any) -> dict[str, Any]:
    """An extraction with all the keys that langextract 1.7 writes."""
    return {
        "extraction_class": label, "extraction_text": said, "char_interval": {"start_pos": start, "end_pos": end},
        "alignment_status": "match_fuzzy", "extraction_index": 1, "group_index": 0, "description": None,
        "attributes": {}, **more,
    }  # fmt: skip


def test_a_line_has_the_shape_langextract_writes(reading: Reading) -> None:
    (line,) = render_langextract([reading])
    document = json.loads(line)
    assert list(document) == ["extractions", "text", "document_id"]
    for found in document["extractions"]:
        assert set(found) == set(one("", "", 0, 0))
        interval = found["char_interval"]
        assert document["text"][interval["start_pos"] : interval["end_pos"]] == found["extraction_text"]
        assert found["alignment_status"] == "match_exact"
        said = found["attributes"].values()
        assert all(isinstance(word, str) for value in said for word in (value if isinstance(value, list) else [value]))


def test_clauses_mentions_and_tasks_are_all_there(reading: Reading) -> None:
    (line,) = render_langextract([reading])
    classes = {found["extraction_class"] for found in json.loads(line)["extractions"]}
    assert {"title", "measure", "date", "organisation", "task"} <= classes


def test_out_and_back_is_the_same(reading: Reading) -> None:
    found = back(reading)
    assert (found.text, found.spans, found.mentions) == (reading.text, reading.spans, reading.mentions)
    assert [other.attributes["task"] for other in found.others] == [task.text for task in reading.tasks]
    assert found.ungrounded == ()


def test_a_clause_in_two_places_comes_back_whole() -> None:
    text = (
        "多地高新区学习贯彻会议精神\n近日，多地高新区召开会议。\n云川高新区 在成果转化上走在前\n"
        "4月2日，云川高新区召开会议。"
        "会议强调，要完善中\n"
        "石泽高新区 打造开放新高地\n试平台，推动12个项目入驻。\n4月8日，石泽高新区召开会议，要扩大开放。\n"
    )
    reading = read(text)
    found = back(reading)
    assert found.spans == reading.spans
    assert found.ungrounded == ()


def test_a_task_below_a_number_comes_back() -> None:
    assert back(read("1\n1）")).ungrounded == ()


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="一二3（）、。，；：\n \u200b\u3000《》“”高新区会议强调要建设12.个月底前局牵头负责1\ue0004%亿元#",
        max_size=200,
    )
)
def test_any_reading_comes_back_as_it_went_out(text: str) -> None:
    reading = read(text)
    found = back(reading)
    assert found.ungrounded == ()
    assert [solid(text, span) for span in found.spans] == [solid(text, span) for span in reading.spans]
    assert [solid(text, mention) for mention in found.mentions] == [
        solid(text, mention) for mention in reading.mentions
    ]


def solid(text: str, found: Span | Mention) -> object:
    """All of a span or mention, blanks between its characters aside."""
    places = tuple(at for start, end in found.pieces for at in range(start, end) if not BLANK.match(text[at]))
    return found._replace(text=BLANK.sub("", found.text), pieces=places)


def test_foreign_extractions_are_kept_where_they_stand() -> None:
    found = foreign(
        TEXT, one("measure", TEXT[:19], 0, 19), one("amount", "3个", 12, 14), one("公园", "口袋公园", 14, 18)
    )
    assert [span.text for span in found.spans] == [TEXT[:19]]
    assert [(m.text, m.span, m.value, m.doubt) for m in found.mentions] == [("3个", "x0", None, ("value_not_given",))]
    assert [(other.label, other.pieces) for other in found.others] == [("公园", ((14, 18),))]


def test_blanks_do_not_count_and_do_not_move_anything() -> None:
    found = foreign("建成口袋\n公园", one("公园", "口袋公园", 2, 7))
    assert found.others[0].pieces == ((2, 4), (5, 7))


@pytest.mark.parametrize(
    ("extraction", "why"),
    [
        (one("amount", "3个", 13, 15), "numbers_differ"),
        (one("amount", "5个", 12, 14), "numbers_differ"),
        (one("amount", "12亿元", 22, 27), "numbers_differ"),
        (one("date", "2月底前", 6, 10), "number_cut"),
        (one("measure", "建设口袋公园", 10, 18), "numbers_differ"),
        (one("公园", "口袋游园", 14, 18), "text_differs"),
        (one("公园", "口袋公园", 15, 19), "text_differs"),
        (one("公园", "口袋公园", None, None), "no_interval"),
        (one("公园", "口袋公园", 14, 18, char_interval=None), "no_interval"),
        (one("公园", "口袋公园", 14, 18, char_interval="14-18"), "no_interval"),
        (one("公园", "口袋公园", True, 18), "no_interval"),
        (one("公园", "口袋公园", 14, 180), "outside_text"),
        (one("公园", "", 14, 14), "malformed"),
        (one("公园", "公园", 16, 18, attributes={"id": "c1", "part": "1/2"}), "part_missing"),
        (one("", "公园", 16, 18) | {"extraction_class": 7}, "malformed"),
        ("公园", "malformed"),
    ],
)
def test_what_does_not_stand_there_is_named_with_the_reason(extraction: Any, why: str) -> None:
    found = foreign(TEXT, extraction, one("公园", "口袋公园", 14, 18))
    assert [(lost.index, lost.why) for lost in found.ungrounded] == [(0, why)]
    assert len(found.others) == 1


def test_two_extractions_of_one_id_are_both_kept() -> None:
    twice = [
        one("公园", "口袋公园", 14, 18, attributes={"id": "p"}),
        one("公园", "公园", 16, 18, attributes={"id": "p"}),
    ]
    assert [other.id for other in foreign(TEXT, *twice).others] == ["p", "x1"]


@pytest.mark.parametrize("line", ["[]", "{}", '{"text": 3}', '{"text": "", "extractions": {}}', "不是", ""])
def test_a_line_that_is_no_document_is_refused_in_chinese(line: str) -> None:
    with pytest.raises(ValueError, match="这一行不是"):
        from_langextract(line)


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 40) | st.text(alphabet="3个12 亿", max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["start_pos", "id", "part"]), inner),
    max_leaves=4,
)
_KEYS = ("extraction_class", "extraction_text", "char_interval", "attributes")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(_KEYS, _ANY)) | _ANY, max_size=5))
def test_every_extraction_is_kept_or_named(extractions: list[Any]) -> None:
    found = foreign(TEXT, *extractions)
    assert len(found.spans) + len(found.mentions) + len(found.others) + len(found.ungrounded) == len(extractions)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["id", "part", "item", "entry", "section", "span", "value", "rule", "doubt"]), _ANY)
)
@example({"id": [], "part": "1/2"})
@example({"rule": "", "doubt": [None], "value": "{", "item": "²", "span": "c9"})
def test_no_attribute_upsets_anything(attributes: dict[str, Any]) -> None:
    said = [one(label, "口袋公园", 14, 18, attributes=attributes) for label in ("measure", "amount", "公园")]
    found = foreign(TEXT, *said)
    assert len(found.spans) + len(found.mentions) + len(found.others) + len(found.ungrounded) == 3
    assert {mention.span for mention in found.mentions} <= {span.id for span in found.spans} | {""}


def test_the_cells_of_a_table_come_back_as_they_went(table: Reading) -> None:
    [line] = render_langextract([table])
    imported = from_langextract(line)
    assert imported.spans == table.spans
    assert imported.ungrounded == ()
