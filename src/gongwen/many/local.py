"""The work on this machine, in as many processes as are asked for."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait

from gongwen.many.flowing import flowing
from gongwen.many.work import Batch, Part


def on_this_machine(jobs: int, work: Callable[[Batch], Part], batches: Iterable[Batch]) -> Generator[Part, None, None]:
    """Each batch's part, in whatever order they are done; ``jobs`` processes beside this one, with 1 none."""
    if jobs == 1:
        yield from map(work, batches)
        return
    # Not forked: the progress bar runs in a thread.
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _heed_parent) as pool:
        try:
            yield from flowing(batches, lambda batch: pool.submit(work, batch), _first, Future.result, width=2 * jobs)
        finally:
            pool.shutdown(cancel_futures=True)


def _first(under_way: list[Future[Part]]) -> Future[Part]:
    return next(iter(wait(under_way, return_when=FIRST_COMPLETED).done))


def _heed_parent() -> None:
    """Ctrl-C is the parent's to answer; where it is killed there is nobody left to work for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
