"""The floors of reading quality, pinned: a change that reads worse does not pass unseen."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.quality.run import (
    FIRST_PAGE,
    MEAN_FLOORS,
    PAGE_FLOORS,
    below,
    figures,
    marked_pages,
    mean,
)


def test_the_first_page_is_read_as_by_hand(shared: Path) -> None:
    marked = next(page for page in marked_pages() if page.name == FIRST_PAGE)
    assert not below(figures(marked), PAGE_FLOORS)


def test_pages_of_our_own_writing_keep_their_mean() -> None:
    own = [figures(marked) for marked in marked_pages() if marked.page.parent.name == "own"]
    assert own
    assert not below(mean(own), MEAN_FLOORS)


def test_a_figure_under_its_floor_is_told() -> None:
    assert below({"units": 0.9}, {"units": 0.95}) == ["units 0.900 < 0.950"]
    assert below({"units": 0.95}, {"units": 0.95}) == []


@pytest.mark.parametrize("name", sorted(PAGE_FLOORS))
def test_floors_are_at_least_what_was_asked(name: str) -> None:
    asked = {"outline": 0.98, "items": 0.97, "units": 0.93, "roles": 0.90}
    assert PAGE_FLOORS[name] >= asked.get(name, 1.0)
