"""The table of alignment: recall beside the plain method, and its floors."""

from pathlib import Path

import pytest
from benchmarks.quality.alignment import main, pairs, tf_idf, wilson


def test_the_plain_method_finds_the_sentence_that_shares_most_pairs() -> None:
    text = "治理黑臭水体。支持中小企业数字化转型。建设驿站。"
    assert tf_idf(text)("企业数字化转型")[0] == (7, 19)


def test_an_interval_holds_the_share_and_narrows_with_more_rows() -> None:
    low, high = wilson(8, 10)
    assert low < 0.8 < high
    wide, narrow = high - low, wilson(80, 100)[1] - wilson(80, 100)[0]
    assert narrow < wide


def test_alignment_keeps_its_floors(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["alignment"])
    assert next(pairs(), None) is not None
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
