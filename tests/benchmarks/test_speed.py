"""The bench of reading speed times every stage there is, and grows by the sizes it says."""

import pytest
from benchmarks.speed import read as bench


def test_every_stage_is_timed_under_its_own_name() -> None:
    assert bench.stages()[:3] == ["load", "read_order", "fold"]
    assert bench.stages()[-1] == "find_tasks"
    assert len(set(bench.stages())) == len(bench.stages()) > 7


def test_the_stages_and_the_rest_are_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    bench._shares("年底前建成3个口袋公园。" * 40)
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows] == [*bench.stages(), "the"]
    assert sum(float(row.split()[-1].strip("%")) for row in rows) == pytest.approx(100, abs=1)


def test_a_document_given_twice_is_read_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    files = [tmp_path_factory.mktemp("bench") / name for name in ("甲.txt", "乙.txt")]
    for file in files:
        file.write_text("年底前建成3个口袋公园。", encoding="utf-8")
    assert bench._texts(files) == ["年底前建成3个口袋公园。"]


def test_a_size_beyond_the_documents_repeats_them() -> None:
    assert bench._text("口袋公园", 18) == "口袋公园口袋"
    assert bench._sizes(1_000_000) == [10_000, 31_623, 100_000, 316_228, 1_000_000]
