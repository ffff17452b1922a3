"""The table of reading quality: what it counts, and the floors of the facts."""

from pathlib import Path

from benchmarks.quality.run import FACT_FLOORS, FIRST_PAGE, TERM_FLOORS, Marked, below, marked_pages, tallies


def test_every_group_of_pages_is_read(shared: Path) -> None:
    assert {page.group for page in marked_pages()} == {"gold", "own", "held"}


def test_pages_held_out_are_no_others() -> None:
    pages = [page for page in marked_pages() if page.name != FIRST_PAGE]
    places = [(page.gold["source"], tuple(page.gold["stretch"])) for page in pages]
    assert len(places) == len(set(places))


def test_a_reading_by_hand_without_tasks_counts_no_facts() -> None:
    own = next(page for page in marked_pages() if page.group == "own")
    bare = Marked(own.name, own.page, {key: own.gold[key] for key in ("entries", "spans")}, own.group)
    assert tallies([bare])["tasks"].got == 0
    assert tallies([own])["tasks"].wanted > 0


def test_facts_keep_their_floors(shared: Path) -> None:
    found = {name: tally.f1 for name, tally in tallies(list(marked_pages())).items()}
    assert not below(found, FACT_FLOORS | TERM_FLOORS)
