"""What has been read already: the rows of the table that stands there, and the parts of a run that broke off.

A run keeps each batch as a file beside the table, in ``TABLE.parts``; a file appears whole or not at all. Once all is
read the table is made of them in the order of the documents, and looks the same in whatever order they came.
"""

import fcntl
import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from gongwen.many.flowing import in_groups
from gongwen.many.table import EDITION, open_writer
from gongwen.many.work import Part
from gongwen.problems import Halted, UsageProblem

# A row group of the table is what is held in memory while it is written.
MOST, HEAVIEST = 400, 400_000  # documents, characters

Key = tuple[str, str | None]  # a document's source and the hash of its bytes


class Place(NamedTuple):
    """Where a row lies: a file, its row group, the row in it; and how long the document is."""

    file: Path
    group: int
    row: int
    characters: int


@dataclass
class Kept:
    """``outdated`` counts rows that another edition of gongwen made, or another ``--published``."""

    folder: Path
    edition: str
    places: dict[Key, Place] = field(default_factory=dict)
    outdated: int = 0

    def add(self, part: Part) -> None:
        """Keep what a worker made.

        Raises:
            Halted: its gongwen is not ours, so that the table would depend on who read what.
        """
        if part.edition != self.edition:
            raise Halted("集群上的 gongwen 与本机的不一样，读出来会不一致。请装成同一版本再运行。")
        file = self.folder / f"{hashlib.sha256(part.data).hexdigest()[:32]}.parquet"
        draft = file.with_suffix(".draft")
        draft.write_bytes(part.data)
        draft.replace(file)
        self.places.update(_rows(file))

    def take_up(self, file: Path) -> bool:
        """Take up a file of rows; those of another edition are counted and left."""
        ours = edition_of(file) == self.edition
        if ours:
            self.places.update(_rows(file))
        else:
            self.outdated += pq.read_metadata(file).num_rows
        return ours

    def take_up_parts(self) -> None:
        """Take up what a run that broke off left; what is of no use any more goes."""
        for file in sorted(self.folder.glob("*.parquet")):
            try:
                useful = self.take_up(file)
            except pa.ArrowInvalid:  # the machine stopped before the disk had it
                useful = False
            if not useful:
                file.unlink()

    def close(self, *, done: bool) -> None:
        if done or not any(self.folder.glob("*.parquet")):
            shutil.rmtree(self.folder)

    def write(self, keys: Sequence[Key], into: Path) -> list[tuple[str, str]]:
        """The rows of these documents, in this order, as the table; returns what could not be read, and why."""
        refused: list[tuple[str, str]] = []
        draft = self.folder / "table.draft"
        with open_writer(draft, self.edition) as writer:
            # By the documents alone, so that the same documents make the same table.
            places = (self.places[key] for key in keys)
            for group in in_groups(places, lambda place: place.characters, most=MOST, heaviest=HEAVIEST):
                table = _gathered(group)
                writer.write_table(table)
                refused += _refused(table)
        draft.replace(into)
        return refused


@contextmanager
def taken_up(into: Path, edition: str) -> Iterator[Kept]:
    """What is kept for the table ``into``; its parts stay if the run breaks off, and go when it ends.

    Raises:
        UsageProblem: another run is writing the same table.
    """
    kept = Kept(parts_of(into), edition)
    kept.folder.mkdir(exist_ok=True)
    with _alone(kept.folder, into):
        if into.exists():
            kept.take_up(into)
        kept.take_up_parts()
        done = False
        try:
            yield kept
            done = True
        finally:
            kept.close(done=done)


def parts_of(into: Path) -> Path:
    """The folder beside the table that holds the parts while a run is under way."""
    return into.with_name(into.name + ".parts")


def edition_of(file: Path) -> str | None:
    """The edition that made a Parquet file, or None where it is none of ours.

    Raises:
        pyarrow.ArrowInvalid: it is no Parquet file, or not a whole one.
    """
    told = pq.read_schema(file).metadata or {}
    return told.get(EDITION.encode(), b"").decode() or None


def sources_of(file: Path) -> set[str]:
    """The documents that a table of ours has rows of."""
    return set(pq.read_table(file, columns=["source"])["source"].to_pylist())


@contextmanager
def _alone(folder: Path, into: Path) -> Iterator[None]:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)  # gone with the process, however it ends
        yield
    except BlockingIOError as error:
        raise UsageProblem(f"另一个 gongwen many 正在写 {into}。请等它写完。") from error
    finally:
        os.close(held)


def _rows(file: Path) -> Iterator[tuple[Key, Place]]:
    with pq.ParquetFile(file) as opened:
        for group in range(opened.num_row_groups):
            told = opened.read_row_group(group, columns=["source", "sha256", "characters"]).to_pylist()
            for row, one in enumerate(told):
                yield (one["source"], one["sha256"]), Place(file, group, row, one["characters"] or 0)


def _gathered(places: Sequence[Place]) -> pa.Table:
    """The rows at these places, in this order; each file is opened once."""
    together = defaultdict(list)
    for at, place in enumerate(places):
        together[place.file, place.group].append((place.row, at))
    tables, order = [], []
    for (file, group), rows in together.items():
        with pq.ParquetFile(file) as opened:
            tables.append(opened.read_row_group(group).take([row for row, _ in rows]))
        order += [at for _, at in rows]
    whole = pa.concat_tables(tables)
    return whole.take(sorted(range(len(order)), key=order.__getitem__)).combine_chunks()


def _refused(table: pa.Table) -> list[tuple[str, str]]:
    told = table.select(["source", "error"])
    return [(one["source"], one["error"]) for one in told.filter(pc.is_valid(told["error"])).to_pylist()]
