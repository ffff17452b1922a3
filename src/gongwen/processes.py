"""Processes that work for this one."""

import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import ParamSpec, TypeVar

from gongwen.problems import Halted

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Workers(ProcessPoolExecutor):
    """So many processes. Ctrl-C is this one's to answer; where it is killed there is nobody left to work for.

    What they make is handed over in files: of a process that is killed while it sends something large through the
    pool's pipe, the rest would be waited for without end.
    """

    def __init__(self, count: int) -> None:
        self._handed_over = TemporaryDirectory(prefix="gongwen-")
        # Not forked: progress bars run in a thread.
        super().__init__(count, multiprocessing.get_context("spawn"), _heed_parent, (self._handed_over.name,))

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        # A process begins here, and blocks from its first moment what is blocked now.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            laid_down = super().submit(_lay_down, self._handed_over.name, partial(fn, *args, **kwargs))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        made: Future[Made] = Future()
        laid_down.add_done_callback(partial(_take_up, made))
        return made

    def __exit__(self, _kind: object, raised: object, _traceback: object) -> None:
        """What has not begun is not begun.

        Raises:
            Halted: a process is gone.
        """
        self.shutdown(cancel_futures=True)
        self._handed_over.cleanup()
        if isinstance(raised, BrokenExecutor):
            raise Halted("读文件的进程意外退出，可能是内存不够。请减小 --jobs 再试。") from raised


def _lay_down(folder: str, make: Callable[[], object]) -> Path:
    """What is made, in a file."""
    made = ForkingPickler.dumps(make())
    with NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(made)
    return Path(file.name)


def _take_up(made: Future[Made], laid_down: Future[Path]) -> None:
    if laid_down.cancelled():
        made.cancel()
    elif error := laid_down.exception():
        made.set_exception(error)
    else:
        file = laid_down.result()
        made.set_result(ForkingPickler.loads(file.read_bytes()))
        file.unlink()


def _heed_parent(folder: str) -> None:
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()


def _end_with_parent(folder: str) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
