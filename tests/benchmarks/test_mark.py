"""The converter from the hand notation: exact, or loud."""

import json
from pathlib import Path

import pytest
from benchmarks.quality.entries import worded
from benchmarks.quality.mark import mark, to_json
from benchmarks.quality.page import BLANK, MismatchError, canonical

QUALITY = Path(__file__).resolve().parents[2] / "benchmarks" / "quality"
PAGE = "一、抓招商\n（一）引项目。新签约项目不少于8个，\n5月底前开工。（区投资局牵头，区住建局配合）\n"
NOTATION = """\
D 一、抓招商
-
D （一）引项目。
M 新签约项目不少于8个，
M 5月底前开工。
X （区投资局牵头，区住建局配合）
= lead=区投资局; support=区住建局; due=2026-05-31; target=新签约项目|>=||8|个
"""


def words(pieces: list[list[int]], page: str) -> str:
    return "".join(page[a:b] for a, b in pieces)


def test_every_character_lies_in_one_span() -> None:
    reading = mark(PAGE.encode(), NOTATION, "page.txt")
    places = [i for s in reading["spans"] for a, b in s["pieces"] for i in range(a, b) if not BLANK.match(PAGE[i])]
    assert sorted(places) == [i for i, c in enumerate(PAGE) if not BLANK.match(c)]
    assert [s["role"] for s in reading["spans"]] == ["heading", "heading", "measure", "measure", "parties"]


def test_facts_become_offsets_of_the_page() -> None:
    (fact,) = mark(PAGE.encode(), NOTATION, "page.txt")["tasks"]
    assert [words(unit, PAGE) for unit in fact["lead"] + fact["support"]] == ["区投资局", "区住建局"]
    assert fact["deadlines"] == [{"due": "2026-05-31"}]
    assert words(fact["targets"][0]["name"], PAGE) == "新签约项目"


def test_no_word_of_the_page_is_kept() -> None:
    text = to_json(mark(PAGE.encode(), NOTATION, "page.txt"))
    assert json.loads(text)["stretch"] == [0, len(PAGE)]
    assert "招商" not in text
    assert "投资" not in text


def test_first_and_last_words_stand_for_a_long_span() -> None:
    reading = mark(PAGE.encode(), NOTATION.replace("新签约项目不少于8个，", "新签…个，"), "page.txt")
    assert words(reading["spans"][2]["pieces"], PAGE) == "新签约项目不少于8个，"


def test_a_stretch_keeps_the_offsets_of_the_whole_page() -> None:
    notation = "% from （一）\n" + NOTATION.split("\n", 2)[2]
    reading = mark(PAGE.encode(), notation, "page.txt")
    assert reading["stretch"] == [6, len(PAGE)]
    assert reading["spans"][0]["pieces"] == [[6, 13]]


def test_a_sentence_broken_by_a_heading_is_joined_in_reading_order() -> None:
    page = "加快建\n甲区 抢先机\n设园区。"
    reading = mark(page.encode(), "% displaced yes\nZ 甲区\nH 抢先机\nM 加快建设园区。\n", "page.txt")
    assert reading["spans"][2]["pieces"] == [[0, 3], [11, 15]]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("新签约项目不少于8个，", "新签约项目不少于9个，"), "line 4: notation says"),
        (("M 5月底前开工。\n", ""), "line 5: notation says"),
        (("区住建局配合）\n=", "区住建局配合）\nM 多余\n="), "line 7: notation says"),
        (("support=区住建局", "support=区财政局"), "no “区财政局” in"),
        (("|>=|", "|≥|"), "no such operator"),
        (("due=", "until="), "no such fact"),
        (("M 新签约", "Q 新签约"), "line 4: no such mark"),
    ],
)
def test_a_slip_is_refused(change: tuple[str, str], reason: str) -> None:
    assert change[0] in NOTATION
    with pytest.raises(MismatchError, match=reason):
        mark(PAGE.encode(), NOTATION.replace(*change), "page.txt")


def test_words_left_over_are_refused() -> None:
    with pytest.raises(MismatchError, match="not marked: “（区投资局牵头"):
        mark(PAGE.encode(), NOTATION.split("X （")[0], "page.txt")


def test_facts_need_a_measure() -> None:
    with pytest.raises(MismatchError, match="without a measure"):
        mark("甲区。".encode(), "S 甲区。\n= lead=甲区\n", "page.txt")


def test_an_entry_is_kept_as_offsets_and_read_as_words() -> None:
    page = "甲区\n抢先机\n3月1日，甲区召开干部大会。\n建园区。\n"
    notation = "@ zone=甲区 date=--03-01 meeting=干部大会\nZ 甲区\nH 抢先机\nL 3月1日，甲区召开干部大会。\nM 建园区。\n"
    reading = mark(page.encode(), notation, "page.txt")
    assert "甲区" not in to_json(reading)
    assert worded(reading, page)["entries"] == [
        {"zone": "甲区", "headline": "抢先机", "meeting": {"date": "--03-01", "form": "干部大会"}}
    ]


def test_an_entry_the_page_does_not_name_is_refused() -> None:
    with pytest.raises(MismatchError, match="no “乙区” in"):
        mark("甲区\n".encode(), "@ zone=乙区\nZ 甲区\n", "page.txt")


def test_a_page_whose_facts_were_not_marked_has_no_tasks() -> None:
    reading = mark("建园区。".encode(), "% facts no\nM 建园区。\n", "page.txt")
    assert "tasks" not in reading
    assert json.loads(to_json(reading))["spans"] == reading["spans"]


def test_the_given_reading_comes_out_as_it_was_given(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "000_3d2442566e5eaca6.json").read_text(encoding="utf-8"))
    notation = (shared / "gold" / "000_3d2442566e5eaca6.reading.txt").read_text(encoding="utf-8")
    reading = mark((shared / "pages" / gold["source"]).read_bytes(), "% displaced yes\n" + notation, gold["source"])
    assert reading["text_sha256"] == gold["text_sha256"]
    assert worded(reading, canonical((shared / "pages" / gold["source"]).read_bytes()))["entries"] == gold["entries"]
    assert reading["spans"] == [{k: v for k, v in span.items() if k != "text"} for span in gold["spans"]]


@pytest.mark.parametrize("notation", sorted(QUALITY.glob("*/*.reading.txt")), ids=lambda path: path.stem)
def test_our_own_readings_are_what_their_notation_says(notation: Path) -> None:
    name = notation.name.removesuffix(".reading.txt")
    # A second reading lies apart from its page, which lies beside the first.
    page = next(QUALITY.glob(f"*/{name}.txt"))
    made = to_json(mark(page.read_bytes(), notation.read_text(encoding="utf-8"), page.name))
    assert made == notation.with_name(f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((QUALITY / "gold").glob("*.json")), ids=lambda path: path.stem)
def test_a_stretch_of_a_shared_document_is_marked_whole(path: Path, shared: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    (source,) = shared.rglob(gold["source"])
    page, (start, end) = canonical(source.read_bytes()), gold["stretch"]
    places = sorted(i for s in gold["spans"] for a, b in s["pieces"] for i in range(a, b) if not BLANK.match(page[i]))
    assert places == [i for i in range(start, end) if not BLANK.match(page[i])]
