import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen import Reading, read
from gongwen.render.contract import render_json, render_jsonl, schema

FITS = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_json_is_one_object_that_fits_the_schema(reading: Reading) -> None:
    (text,) = render_json([reading])
    FITS.validate(json.loads(text))


def test_json_says_what_the_reading_says(reading: Reading) -> None:
    (text,) = render_json([reading])
    found = json.loads(text)
    assert found["text"] == reading.text
    assert found["published"] == "2026-03-20"
    assert [task["text"] for task in found["tasks"]] == [task.text for task in reading.tasks]
    assert found["spans"][0]["pieces"] == [list(piece) for piece in reading.spans[0].pieces]


def test_the_keys_stand_in_the_order_of_the_contract(reading: Reading) -> None:
    assert " ".join(reading.to_dict()) == (
        "schema source source_sha256 loader text text_sha256 published kind title number issuer addressee date"
        " entries sections spans mentions tasks"
    )
    assert " ".join(reading.to_dict()["tasks"][0]) == (
        "id text theme steps span_ids lead support person doubt deadlines targets mention_ids"
    )


def test_jsonl_is_one_line_a_document(reading: Reading) -> None:
    lines = "".join(render_jsonl([reading, reading])).splitlines()
    assert [json.loads(line) for line in lines] == [reading.to_dict()] * 2


@pytest.mark.parametrize("wrong", [{"schema": 2}, {"kind": "letter"}, {"extra": 1}, {"source_sha256": "short"}])
def test_the_schema_refuses_what_it_does_not_say(reading: Reading, wrong: dict[str, object]) -> None:
    assert not FITS.is_valid({**reading.to_dict(), **wrong})


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="一二3（）、。，；：\n 《》“”高新区会议强调要建设12个月底前局牵头负责省市\ue010年4%亿元#", max_size=200
    )
)
def test_every_text_gives_an_object_that_fits(text: str) -> None:
    FITS.validate(json.loads("".join(render_json([read(text)]))))


def test_what_a_slogan_stands_for_fits_and_nothing_else_does() -> None:
    found = read("推动技术提档、产品提质、服务提速“三提”深度融合，争当“排头兵”。").to_dict()
    FITS.validate(found)
    values = [mention["value"] for mention in found["mentions"]]
    assert values == [
        {"meaning": "技术提档、产品提质、服务提速", "parts": ["技术提档", "产品提质", "服务提速"], "pieces": [[2, 16]]},
        None,
    ]
    for wrong in ("三提", {"meaning": "技术提档"}, {"meaning": "", "parts": [], "pieces": [[0, 1]]}):
        found["mentions"][0]["value"] = wrong
        assert not FITS.is_valid(found)
