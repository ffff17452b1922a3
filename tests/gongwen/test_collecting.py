"""The garbage collector is as it was, whoever read and however it ended."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongwen import Unreadable, read
from gongwen.collecting import no_collecting


@pytest.fixture(autouse=True)
def _collector_on() -> Iterator[None]:
    yield
    gc.enable()


def test_a_reading_leaves_the_collector_on() -> None:
    read("年底前建成3个口袋公园。")
    assert gc.isenabled()


def test_what_a_reading_is_made_of_is_not_walked_when_the_collector_comes_back() -> None:
    walked: list[str] = []
    gc.callbacks.append(lambda phase, _: walked.append(phase))
    try:
        read("年底前建成3个口袋公园。" * 400)
    finally:
        gc.callbacks.pop()
    assert not walked


def test_what_a_program_keeps_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        read("年底前建成3个口袋公园。")
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def test_a_refused_file_leaves_the_collector_on() -> None:
    with pytest.raises(Unreadable):
        read(Path("没有这个文件.txt"))
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    read("年底前建成3个口袋公园。")
    assert not gc.isenabled()


def test_the_collector_comes_back_with_the_last_of_two_readers() -> None:
    with no_collecting():
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_many_threads_leave_the_collector_on() -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(read, ["年底前建成3个口袋公园。"] * 64))
    assert gc.isenabled()
