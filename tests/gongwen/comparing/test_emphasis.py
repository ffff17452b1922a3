"""Whether a share may be so by chance: the test against its definition, and tables in which nobody stresses a thing."""

from math import comb
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gongwen.comparing.emphasis import _chance, theme_rows
from gongwen.comparing.result import Measure


@st.composite
def urns(draw: st.DrawFn) -> tuple[int, int, int, int]:
    whole = draw(st.integers(1, 60))
    drawn, marked = draw(st.integers(0, whole)), draw(st.integers(0, whole))
    return draw(st.integers(max(0, drawn + marked - whole), min(drawn, marked))), drawn, marked, whole


@given(urns())
def test_the_chance_is_that_of_fishers_exact_test(urn: tuple[int, int, int, int]) -> None:
    found, drawn, marked, whole = urn
    ways = {
        count: comb(marked, count) * comb(whole - marked, drawn - count)
        for count in range(max(0, drawn + marked - whole), min(drawn, marked) + 1)
    }
    expected = sum(way for way in ways.values() if way <= ways[found]) / sum(ways.values())
    assert abs(_chance(*urn) - expected) < 1e-9


def test_sentences_dealt_out_at_random_are_seldom_called_stressed() -> None:
    random = Random(7)
    called = cells = 0
    for _ in range(20):
        measures = [
            Measure(random.randrange(4), "", (), sentence, (random.choice(("人才", "开放", "消费", "金融")),), "clause")
            for sentence in range(200)
        ]
        for row in theme_rows(measures, 4, [{}] * 4):
            cells += len(row.cells)
            called += sum(cell.stress in ("stressed", "less") for cell in row.cells)
    assert cells == 320
    assert called / cells < 0.02


def test_many_measures_of_one_sentence_are_one_choice() -> None:
    once = [Measure(0, "", (), 1, ("人才",), "clause") for _ in range(40)]
    rest = [Measure(0, "", (), sentence, ("开放",), "clause") for sentence in range(2, 9)]
    others = [Measure(1, "", (), sentence, ("开放",), "clause") for sentence in range(20)]
    [talent] = [row for row in theme_rows([*once, *rest, *others], 2, [{}, {}]) if row.theme == "人才"]
    assert talent.cells[0].share > 0.8
    assert talent.cells[0].stress == "usual"
