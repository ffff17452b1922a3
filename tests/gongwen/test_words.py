from pathlib import Path

import pytest

import gongwen.words
from gongwen.words import rows

LISTS = sorted(Path(gongwen.words.__file__).parent.glob("*.tsv"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_list_names_its_source_and_repeats_nothing(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# source: ")
    words = [row[0] for row in rows(path.stem)]
    assert words
    assert len(words) == len(set(words))
