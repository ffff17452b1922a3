"""The table of alignment: recall beside the plain method, intervals, thresholds, and its floors."""

from pathlib import Path

import pytest
from benchmarks.quality import alignment as bench
from benchmarks.quality.alignment import Answer, Marked, below, covered_from, cut_at, main, pairs, some, verdicts
from benchmarks.quality.intervals import bootstrap, wilson
from benchmarks.quality.plain import tf_idf


def answer(verdict: str, told: str, score: float = 0.0, found: list[tuple[int, int]] | None = None) -> Answer:
    accept = [] if verdict == "none" else [(10, 20), (40, 50)]
    return Answer(Marked([(0, 5)], accept, verdict), "建设驿站", found or [], score, told)


def test_the_plain_method_finds_the_sentence_that_shares_most_pairs() -> None:
    text = "治理黑臭水体。支持中小企业数字化转型。建设驿站。"
    [(score, place), *_] = tf_idf(text)("企业数字化转型")
    assert place == (7, 19)
    assert 0 < score <= 1


def test_an_interval_holds_the_share_and_narrows_with_more_rows() -> None:
    low, high = wilson(8, 10)
    assert low < 0.8 < high
    wide, narrow = high - low, wilson(80, 100)[1] - wilson(80, 100)[0]
    assert narrow < wide


def test_the_bootstrap_says_the_same_every_time_and_narrows_with_more_rows() -> None:
    def share(rows: object) -> float:
        return sum(rows) / len(rows)  # type: ignore[arg-type, call-overload]

    few, many = [1] * 8 + [0] * 2, [1] * 80 + [0] * 20
    low, high = bootstrap(share, few)
    assert (low, high) == bootstrap(share, few)
    assert low < 0.8 < high
    assert bootstrap(share, many)[1] - bootstrap(share, many)[0] < high - low


def test_a_match_is_right_inside_an_accepted_sentence_only() -> None:
    assert answer("covered", "covered", found=[(12, 20)]).rank == 0
    assert answer("covered", "covered", found=[(9, 20), (0, 5), (41, 44)]).rank == 2
    assert answer("covered", "covered", found=[(20, 40)]).rank == max(bench.AT)


def test_figures_are_balanced_over_what_was_marked() -> None:
    answers = [answer("covered", "covered"), answer("covered", "partial"), answer("none", "none")]
    assert some(answers) == 1.0
    assert verdicts(answers) == pytest.approx(0.75)
    assert some([*answers, answer("none", "partial")]) == pytest.approx(0.75)


def test_thresholds_part_what_can_be_parted() -> None:
    answers = [answer("none", "", 0.1), answer("partial", "", 0.3), answer("covered", "", 0.6)]
    assert 0.1 < cut_at(answers) <= 0.3
    assert 0.3 < covered_from(answers) <= 0.6


def test_a_figure_under_its_floor_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench, "FLOORS", {"one": {"recall@1": 0.8}})
    assert below("one", {"recall@1": 0.79})
    assert "recall@1 0.790 < 0.8" in capsys.readouterr().out
    assert not below("one", {"recall@1": 0.8})
    assert not below("another", {"recall@1": 0.1})


def test_marks_hold_together(shared: Path) -> None:
    """Every accepted place begins and ends where a sentence of the superior document does."""
    ours = [pair for pair in pairs() if pair.name in bench.FLOORS and not pair.name.startswith("align_")]
    assert sum(len(pair.rows) for pair in ours) >= 200
    for pair in ours:
        text = pair.superior.text
        assert len({tuple(row.pieces) for row in pair.rows}) == len(pair.rows)
        for row in pair.rows:
            assert (row.verdict == "none") == (not row.accept)
            for start, end in row.accept:
                assert text[start - 1] in "。！？\n"
                assert text[end - 1] in "。！？" or text[end] == "\n"


def test_alignment_keeps_its_floors(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["alignment"])
    monkeypatch.setattr(bench, "others", lambda pair: [])
    assert {pair.name for pair in pairs()} == set(bench.FLOORS)
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
