"""How fast a document is read: whole ``read()`` against ``jieba.lcut`` over the same text, on one core, in one run.

    python -m benchmarks.speed.read [FILE…]

Prints characters a second of both, the exponent with which reading time grows (1 is linear), and where the time goes.
Without files it takes the pages in ../shared/pages when they are there, else a page of its own.
"""

import logging
import math
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from inspect import isgenerator
from pathlib import Path
from statistics import linear_regression
from typing import Any

import jieba

import gongwen.reader
from gongwen import read

SHARED = Path(__file__).parents[3] / "shared" / "pages"
SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000)  # characters
COMPARED = 300_000
STAGES = ("load", "read_order", "fold", "read_outline", "read_body", "find_in_clauses", "find_tasks")
OWN = """云川高新区 在产业升级上求突破

3月{day}日,云川高新区召开党工委(扩大)会议,传达学习有关会议精神。

会议强调,要加快建设现代化产业体系,年内培育{count}家链主企业,总投资超{count}亿元;完善“链长+链主”机制,推动重大项目早开

工、早投产。要持续优化营商环境,推行“一窗受理”,6月底前上线并联审批系统,压缩办理时间至5个工作日以内。

（{count}）做优企业服务。建立重大项目清单，每季度通报进展。（区发展改革局牵头，区财政局、各街道按职责分工负责，12月底前完成）

"""


def main(paths: list[str]) -> None:
    _one_core()
    seed = _seed([Path(path) for path in paths] or sorted(SHARED.glob("*.txt")))
    _against_jieba(_text(seed, COMPARED))
    _growth(seed)
    _shares(_text(seed, COMPARED))


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
    return (seed * (size // len(seed) + 1))[:size]


def _seconds(act: Callable[[], object], times: int = 3) -> float:
    """The best of several runs."""
    return min(_once(act) for _ in range(times))


def _once(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _against_jieba(text: str) -> None:
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    ours, theirs = _seconds(lambda: read(text)), _seconds(lambda: jieba.lcut(text))
    print(f"read()      {len(text) / ours:12,.0f} characters/s")
    print(f"jieba.lcut  {len(text) / theirs:12,.0f} characters/s")
    print(f"ratio       {theirs / ours:12.2f}  (more than 1: a whole reading is faster than cutting words)")


def _growth(seed: str) -> None:
    points = []
    for size in SIZES:
        text = _text(seed, size)
        points.append((size, _seconds(partial(read, text), 1 if size > COMPARED else 3)))
        print(f"  {size:>9,} characters  {points[-1][1]:8.3f} s")
    slope = linear_regression([math.log(size) for size, _ in points], [math.log(took) for _, took in points]).slope
    print(f"growth      time ~ size ^ {slope:.2f}")


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
        start = time.perf_counter()
        made = stage(*given, **named)
        made = list(made) if isgenerator(made) else made
        spent[name] += time.perf_counter() - start
        return made

    return run


if __name__ == "__main__":
    main(sys.argv[1:])
