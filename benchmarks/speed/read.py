"""How fast a document is read: whole ``read()`` against ``jieba.lcut`` over the same text, on one core, in one run.

    python -m benchmarks.speed.read [--size MB] [FILE…]

Prints the time, the peak of memory and the exponent with which time grows (1 is linear) from 10 KB up to ``--size``
(UTF-8; 1 MB when not said, 10 MB is what the aims are set for), characters a second of both at that size, and where
the time goes. Time is the processor's, so that other work on the machine matters less. Without files it takes the pages
in ../shared/pages when they are there, else a page of its own.
"""

import argparse
import logging
import math
import os
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial
from inspect import isgenerator
from pathlib import Path
from typing import Any

import jieba

import gongwen.reader
from gongwen import read

SHARED = Path(__file__).parents[3] / "shared" / "pages"
SMALLEST, STEP = 10_000, 10**0.5  # bytes
SHARES, SMALL = 1_000_000, 300_000  # bytes: the stages are timed on so much; up to so much is read several times
RUNS = 5
STAGES = ("load", "read_order", "fold", "read_outline", "read_body", "find_in_clauses", "spell_out", "find_tasks")
OWN = """云川高新区 在产业升级上求突破

3月{day}日,云川高新区召开党工委(扩大)会议,传达学习有关会议精神。

会议强调,要加快建设现代化产业体系,年内培育{count}家链主企业,总投资超{count}亿元;完善“链长+链主”机制,推动重大项目早开

工、早投产。要持续优化营商环境,推行“一窗受理”,6月底前上线并联审批系统,压缩办理时间至5个工作日以内。

（{count}）做优企业服务。建立重大项目清单，每季度通报进展。（区发展改革局牵头，区财政局、各街道按职责分工负责，12月底前完成）

"""


def main() -> None:
    options = argparse.ArgumentParser(description="How fast a document is read.")
    options.add_argument("--size", type=float, default=1.0, metavar="MB", help="largest text, in MB of UTF-8")
    options.add_argument("files", type=Path, nargs="*", metavar="FILE")
    given = options.parse_args()
    _one_core()
    seed, size = _seed(given.files or sorted(SHARED.glob("*.txt"))), int(given.size * 1_000_000)
    _growth(seed, size)
    _against_jieba(_text(seed, size), 1 if size > SHARES else RUNS)
    _shares(_text(seed, min(size, SHARES)))


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _seed(files: list[Path]) -> str:
    if files:
        print(f"text: {', '.join(file.name for file in files)}, repeated")
        return "\n\n".join(read(file).text for file in files)
    print("text: a page of our own")
    return "".join(OWN.format(day=1 + number % 28, count=3 + number) for number in range(60))


def _text(seed: str, size: int) -> str:
    """The seed over and over, up to ``size`` bytes of UTF-8."""
    data = seed.encode()
    return (data * (size // len(data) + 1))[:size].decode(errors="ignore")


def _seconds(act: Callable[[], object], times: int) -> float:
    """The median of several runs."""
    return statistics.median(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _against_jieba(text: str, times: int) -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    pairs = [(_once(lambda: read(text)), _once(lambda: jieba.lcut(text))) for _ in range(times)]
    ours, theirs = (statistics.median(took) for took in zip(*pairs, strict=True))
    print(f"read()      {len(text) / ours:12,.0f} characters/s")
    print(f"jieba.lcut  {len(text) / theirs:12,.0f} characters/s")
    print(f"ratio       {theirs / ours:12.2f}  (more than 1: a whole reading is faster than cutting words)")


def _growth(seed: str, largest: int) -> None:
    """Sizes from small to large, since the peak of memory only ever rises."""
    read(_text(seed, SMALLEST))
    before, points = _peak(), []
    for size in _sizes(largest):
        text = _text(seed, size)
        took = _seconds(partial(read, text), RUNS if size <= SMALL else 1)
        points.append((math.log(size), math.log(took)))
        print(f"  {size / 1000:>8,.0f} KB  {len(text):>9,} characters  {took:8.3f} s  {_peak() - before:7.1f} MB more")
    slope = statistics.linear_regression(*zip(*points, strict=True)).slope if len(points) > 1 else 1.0
    print(f"growth      time ~ size ^ {slope:.3f}, from {SMALLEST / 1000:,.0f} KB to {largest / 1000:,.0f} KB")


def _sizes(largest: int) -> list[int]:
    steps = round(math.log(max(largest, SMALLEST) / SMALLEST, STEP))
    return [*(round(SMALLEST * STEP**n) for n in range(steps)), largest]


def _peak() -> float:
    """MB this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _shares(text: str) -> None:
    """One reading with every stage timed; what is left over is the making of spans and mentions."""
    spent = dict.fromkeys(STAGES, 0.0)
    plain = {name: getattr(gongwen.reader, name) for name in STAGES}
    for name, stage in plain.items():
        setattr(gongwen.reader, name, _timed(name, stage, spent))
    try:
        whole = _once(lambda: read(text))
    finally:
        for name, stage in plain.items():
            setattr(gongwen.reader, name, stage)
    for name, took in [*spent.items(), ("the rest", whole - sum(spent.values()))]:
        print(f"  {name:<16} {took / whole:6.1%}")


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        made = stage(*given, **named)
        made = list(made) if isgenerator(made) else made
        spent[name] += time.process_time() - start
        return made

    return run


if __name__ == "__main__":
    main()
