"""How far two readers agree: what the figures count, and that the second readings stand."""

import json
from pathlib import Path

import pytest
from benchmarks.quality.agreement import HERE, Twice, agreement, fact_tallies, kappa, partings, twice_marked
from benchmarks.quality.gold_facts import Json
from benchmarks.quality.mark import mark
from benchmarks.quality.page import BLANK
from benchmarks.quality.run import FACT_FLOORS, MEAN_FLOORS, mean

PAGE = "（一）引项目，\n新签约项目不少于8个，5月底前开工。凝聚强大合力。（区投资局牵头）\n"
FIRST = """\
D （一）引项目，
M 新签约项目不少于8个，
M 5月底前开工。
S 凝聚强大合力。
X （区投资局牵头）
= lead=区投资局; due=2026-05-31; target=新签约项目|>=||8|个
"""


def read(notation: str) -> Json:
    return mark(PAGE.encode(), notation, "page.txt")


def twice(second: str, first: str = FIRST) -> Twice:
    return Twice("page", PAGE, read(first), read(second))


def test_a_reader_agrees_with_himself() -> None:
    found = agreement(twice(FIRST))
    assert set(found.values()) == {1.0}
    assert {tally.f1 for tally in fact_tallies([twice(FIRST)]).values()} == {1.0}
    assert list(partings(twice(FIRST))) == []


def test_another_role_lowers_the_share_and_kappa() -> None:
    parted = twice(FIRST.replace("S 凝聚", "M 凝聚"))
    found = agreement(parted)
    assert found["units"] == 1.0
    assert found["roles"] == pytest.approx(18 / 25)
    # Who calls everything a measure agrees no more than chance would.
    assert found["kappa"] == 0.0
    assert list(partings(parted)) == ["page: stance | measure: 凝聚强大合力。"]


def test_another_cut_is_told() -> None:
    parted = twice(FIRST.replace("M 新签约项目不少于8个，\nM 5月", "M 新签约项目不少于8个，5月"))
    assert agreement(parted)["units"] == pytest.approx(2 / 5)
    assert "cut otherwise" in next(partings(parted))


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        ("deadlines", ("due=2026-05-31", "due=2026-05-30")),
        ("brackets", ("lead=区投资局", "support=区投资局")),
        ("targets", ("|>=|", "|=|")),
        ("amounts", ("|>=|", "|=|")),
    ],
)
def test_a_fact_read_otherwise_is_counted(figure: str, change: tuple[str, str]) -> None:
    assert fact_tallies([twice(FIRST.replace(*change))])[figure].f1 == 0.0


def test_a_page_whose_facts_one_did_not_mark_counts_none() -> None:
    assert fact_tallies([twice("% facts no\n" + FIRST)])["tasks"].wanted == 0


def test_a_unit_that_a_heading_says_too_is_counted_where_the_number_stands() -> None:
    headed = FIRST.replace("D （一）引项目，\nM 新签约项目不少于8个，", "D （一）引项个，\nM 新签约项目不少于8个，")
    page = PAGE.replace("引项目", "引项个")
    reading = mark(page.encode(), headed, "page.txt")
    found = fact_tallies([Twice("page", page, reading, reading)])
    assert {name: tally.f1 for name, tally in found.items() if tally.wanted}["amounts"] == 1.0


def test_a_page_held_is_compared_with_its_first_reading() -> None:
    pages = {page.name: page for page in twice_marked()}
    held = [path.stem for path in HERE.glob("second/*.json") if (HERE / "held" / path.name).exists()]
    assert held
    assert all("tasks" in pages[name].first for name in held)


def test_kappa_is_that_of_the_textbook() -> None:
    said = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(said) == pytest.approx(0.4)
    assert kappa([("yes", "yes")]) == kappa([]) == 1.0


def test_second_readings_cover_the_stretch_of_the_first(shared: Path) -> None:
    pages = list(twice_marked())
    assert len(pages) == len(list(HERE.glob("second/*.json"))) == 6
    for page in pages:
        start, end = page.second["stretch"]
        places = sorted(i for s in page.second["spans"] for a, b in s["pieces"] for i in range(a, b))
        solid = [i for i in places if not BLANK.match(page.text[i])]
        assert page.first["stretch"] == [start, end]
        assert solid == [i for i in range(start, end) if not BLANK.match(page.text[i])]


@pytest.mark.parametrize("path", sorted(HERE.glob("second/*.json")), ids=lambda path: path.stem)
def test_a_second_reading_keeps_no_words(path: Path) -> None:
    reading = json.loads(path.read_text(encoding="utf-8"))
    del reading["source"]
    assert json.dumps(reading, ensure_ascii=False).isascii()


def test_no_more_is_asked_of_roles_than_two_readers_reach(shared: Path) -> None:
    ceiling = mean([agreement(page) for page in twice_marked()])
    assert MEAN_FLOORS["roles"] <= ceiling["roles"] - 0.03 + 5e-4


def test_no_more_is_asked_of_a_fact_than_two_readers_agree_on() -> None:
    ceiling = fact_tallies(list(twice_marked()))
    assert {name: floor for name, floor in FACT_FLOORS.items() if floor > ceiling[name].f1 + 5e-4} == {}
