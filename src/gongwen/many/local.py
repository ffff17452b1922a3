"""The work on this machine, in as many processes as are asked for."""

from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, wait

from gongwen.many.flowing import flowing
from gongwen.many.work import Batch, Part
from gongwen.processes import Workers


def on_this_machine(jobs: int, work: Callable[[Batch], Part], batches: Iterable[Batch]) -> Generator[Part, None, None]:
    """Each batch's part, in whatever order they are done; ``jobs`` processes beside this one, with 1 none."""
    if jobs == 1:
        yield from map(work, batches)
        return
    with Workers(jobs) as workers:
        yield from flowing(batches, lambda batch: workers.submit(work, batch), _first, Future.result, width=2 * jobs)


def _first(under_way: list[Future[Part]]) -> Future[Part]:
    return next(iter(wait(under_way, return_when=FIRST_COMPLETED).done))
