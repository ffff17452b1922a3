"""Spans and mentions say the words of the page, wherever on it the flow took them from."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen import read
from gongwen.making import make_mentions, make_spans
from gongwen.model import Clause, Found
from gongwen.spans import Flow, solid_pieces, words

PAGE = "建成 口袋公\n园3 处，\n\n  新增\u200b绿地\t2万\n3千平方米。"


def flow_of(page: str) -> Flow:
    return Flow(page, [solid_pieces(page, 0, len(page))])


def test_a_document_without_clauses_has_no_spans() -> None:
    assert make_spans(flow_of(""), []) == []
    assert make_mentions("", flow_of(""), [], [], []) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 22), st.integers(1, 9)), max_size=8))
def test_places_in_any_order_are_those_of_one_by_one(stretches: list[tuple[int, int]]) -> None:
    flow = flow_of(PAGE)
    ends = [min(start + length, len(flow.text)) for start, length in stretches]
    starts = [min(start, end - 1) for (start, _), end in zip(stretches, ends, strict=True)]
    spans = make_spans(flow, [Clause(start, end, "measure") for start, end in zip(starts, ends, strict=True)])
    assert [span.pieces for span in spans] == [flow.pieces(start, end) for start, end in zip(starts, ends, strict=True)]


@settings(max_examples=200, deadline=None)
@given(st.text("建成，。（1９a%-— \n\t\u3000\u200b\u00ad", max_size=30))
def test_the_words_of_a_flow_are_the_words_of_its_pieces(page: str) -> None:
    flow = flow_of(page)
    clauses = [Clause(at, at + 2, "measure") for at in range(0, len(flow.text) - 1, 2)]
    assert [span.text for span in make_spans(flow, clauses)] == [
        words(page, flow.pieces(clause.start, clause.end)) for clause in clauses
    ]


def test_a_number_whose_digits_the_page_parts_has_no_value() -> None:
    page = "授信1\n\n2亿元。"
    flow = Flow(page, [[(0, 3), (5, 9)]])
    found = Found(2, 6, "amount", {"value": "1200000000"}, "counted", ("range",))
    spans = make_spans(flow, [Clause(0, len(flow.text), "measure")])
    [mention] = make_mentions(page, flow, spans, [0], [found])
    assert (mention.span, mention.text, mention.value, mention.doubt) == (
        "c1",
        "12亿元",
        None,
        ("range", "broken_number"),
    )


def test_the_pages_and_documents_at_hand_say_their_own_words(shared: Path) -> None:
    for path in sorted([*shared.glob("pages/*.txt"), *shared.glob("documents/*/*.txt")]):
        reading = read(path)
        said = [(found.text, found.pieces) for found in reading.spans]
        said += [(found.text, found.pieces) for found in reading.mentions]
        assert all(text == words(reading.text, pieces) for text, pieces in said)


def test_names_count_from_one_in_every_document() -> None:
    text = "建成园区3个，" * 40
    for many in (2, 40, 7):
        spans = read(text[: 7 * many]).spans
        assert [span.id for span in spans] == [f"c{number}" for number in range(1, many + 1)]
