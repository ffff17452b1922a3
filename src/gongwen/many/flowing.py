"""Work in groups, handed out as it is done, so that a long list is never held whole."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Given = TypeVar("Given")
Handle = TypeVar("Handle")
Made = TypeVar("Made")


def in_groups(
    items: Iterable[Given], weight: Callable[[Given], int], *, most: int, heaviest: int
) -> Iterator[tuple[Given, ...]]:
    """As many items in a row as ``most``, fewer where together they weigh ``heaviest`` or more."""
    group: list[Given] = []
    weighs = 0
    for item in items:
        group.append(item)
        weighs += weight(item)
        if len(group) == most or weighs >= heaviest:
            yield tuple(group)
            group, weighs = [], 0
    if group:
        yield tuple(group)


def flowing(
    work: Iterable[Given],
    submit: Callable[[Given], Handle],
    first: Callable[[list[Handle]], Handle],
    result: Callable[[Handle], Made],
    *,
    width: int,
) -> Iterator[Made]:
    """What comes of each piece of work, as it comes; never more than ``width`` are under way.

    ``first`` waits for some handle of a list to be done.
    """
    under_way: list[Handle] = []
    for one in work:
        under_way.append(submit(one))
        if len(under_way) == width:
            yield result(_taken(under_way, first))
    while under_way:
        yield result(_taken(under_way, first))


def _taken(under_way: list[Handle], first: Callable[[list[Handle]], Handle]) -> Handle:
    done = first(under_way)
    under_way.remove(done)
    return done
