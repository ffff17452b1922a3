"""Python's cyclic garbage collector held off while much is built that stays.

A reading is many small objects that all live on. The collector walks them again and again as they grow in number and
finds nothing, since nothing here makes cycles. Afterwards they are put with the old objects at once: as young ones they
would be walked twice more, the first time before the reading is handed over.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_holding = 0
_was_on = False


@contextmanager
def no_collecting() -> Iterator[None]:
    """The collector off inside, and on again (if it was) when the last thread that holds it off is done."""
    global _holding, _was_on  # noqa: PLW0603 - the collector is one for the whole process, so is who holds it off
    with _lock:
        _was_on = gc.isenabled() if not _holding else _was_on
        _holding += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _holding -= 1
            if _was_on and not _holding:
                _age_all()
                gc.enable()


def _age_all() -> None:
    """Every object among the old ones, which costs nothing; not where a program keeps some frozen."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
