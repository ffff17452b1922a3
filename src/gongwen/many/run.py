"""Many documents into one table: every stage on one screen."""

import datetime as dt
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from gongwen.many.edition import edition
from gongwen.many.finding import Document, find_documents
from gongwen.many.kept import Kept, Key, edition_of, parts_of, sources_of, taken_up
from gongwen.many.work import Batch, Part, Taken, in_batches, read_batch, take
from gongwen.problems import UsageProblem

Engine = Callable[[Callable[[Batch], Part], Iterable[Batch]], Generator[Part, None, None]]


class Watch(NamedTuple):
    """How a run is followed: ``advance`` takes documents done and characters read for them, ``say`` a sentence."""

    advance: Callable[[int, int], None]
    say: Callable[[str], None]


class Outcome(NamedTuple):
    """How many documents the table has, and those that could not be read, with the reason."""

    documents: int
    refused: list[tuple[str, str]]


def find(given: Sequence[Path], into: Path) -> list[Document]:
    """The documents that are meant, and whether they can go into this table.

    Raises:
        UsageProblem: there are none, or ``into`` is no place for them.
    """
    _check_place(into)
    documents = find_documents(given, (into, parts_of(into)))
    if not documents:
        raise UsageProblem("没有找到文件。请检查给出的文件夹里有没有公文（以点开头的文件不算）。")
    if into.exists():
        _check_same(into, documents)
    return documents


def read_many(
    documents: Sequence[Document], into: Path, published: dt.date | None, engine: Engine, watch: Watch
) -> Outcome:
    """All documents as one table; what was read before, and has not changed since, is taken from there."""
    keys: list[Key] = []
    with taken_up(into, edition(published)) as kept:
        if kept.outdated:
            watch.say(f"gongwen 或 --published 与上次的不同，上次读的 {kept.outdated} 份重新读。")
        batches = in_batches(_unread(documents, kept, keys, watch))
        # Closed, so that its workers go even when a part cannot be kept.
        with closing(engine(partial(read_batch, published), batches)) as parts:
            for part in parts:
                kept.add(part)
                watch.advance(part.documents, part.characters)
        return Outcome(len(keys), kept.write(keys, into))


def is_begun(into: Path) -> bool:
    """Whether a run for this table broke off, or is under way."""
    return parts_of(into).exists()


def _unread(documents: Sequence[Document], kept: Kept, keys: list[Key], watch: Watch) -> Iterator[Taken]:
    """The documents of which no row is kept; ``keys`` grows to what all of them are now."""
    for document in documents:
        taken = take(document)
        keys.append((taken.source, taken.sha256))
        if taken.sha256 and keys[-1] in kept.places:
            watch.advance(1, 0)
        else:
            yield taken


def _check_place(into: Path) -> None:
    if into.suffix != ".parquet":
        raise UsageProblem(f"--into {into} 的文件名要以 .parquet 结尾。")
    if into.is_dir():
        raise UsageProblem(f"--into {into} 是一个文件夹。请写成其中一个文件的名字，如 {into / '全部.parquet'}。")
    if not into.parent.is_dir():
        raise UsageProblem(f"--into 所在的文件夹 {into.parent} 不存在。请先建好。")


def _check_same(into: Path, documents: Sequence[Document]) -> None:
    """A table is written over only by its own documents, or more or fewer of them."""
    try:
        ours = edition_of(into) is not None
    except pa.ArrowInvalid:
        ours = False
    if not ours:
        raise UsageProblem(f"{into} 已经存在，不是 gongwen many 写的表。请换一个文件名。")
    if sources_of(into).isdisjoint(document.source for document in documents):
        raise UsageProblem(f"{into} 已经存在，是另一批公文的表，没有一份相同。请换一个文件名，或先移走它。")
