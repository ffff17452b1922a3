"""Processes that work for this one."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import ParamSpec, TypeVar

from gongwen.problems import Halted

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Workers(ProcessPoolExecutor):
    """So many processes. Ctrl-C is this one's to answer; where it is killed there is nobody left to work for."""

    def __init__(self, count: int) -> None:
        # Not forked: progress bars run in a thread.
        super().__init__(count, multiprocessing.get_context("spawn"), _heed_parent)

    def submit(self, fn: Callable[Given, Made], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Made]:
        # A process begins here, and blocks from its first moment what is blocked now.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return super().submit(fn, *args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def __exit__(self, _kind: object, raised: object, _traceback: object) -> None:
        """What has not begun is not begun.

        Raises:
            Halted: a process is gone.
        """
        self.shutdown(cancel_futures=True)
        if isinstance(raised, BrokenExecutor):
            raise Halted("读文件的进程意外退出，可能是内存不够。请减小 --jobs 再试。") from raised


def _heed_parent() -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
