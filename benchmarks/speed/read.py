"""How fast a document is read: whole ``read()`` against ``jieba.lcut`` over the same text, on one core, in one run.

    python -m benchmarks.speed.read [--size MB] [FILE…]

First the ratio on documents that all differ, each once: those given, else all of ../shared/documents and
../shared/pages, else a page of our own. Then time, the peak of memory and the exponent with which time grows (1 is
linear) from 10 KB up to ``--size`` (UTF-8; 1 MB when not said, 10 MB is what the aims are set for), and where the time
goes. A size beyond the documents together repeats them, and has its ratio. The two take turns and medians are compared;
time is the processor's, so that other work on the machine matters less.
"""

import argparse
import logging
import math
import os
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from inspect import isgenerator, isroutine
from pathlib import Path
from typing import Any, NamedTuple

import jieba

import gongwen.reader
from gongwen import compiled, read
from gongwen.load import load

SHARED = Path(__file__).parents[3] / "shared"
SMALLEST, STEP = 10_000, 10**0.5  # bytes
LARGE = 2_000_000  # bytes: up to so much is read several times
RUNS, LARGE_RUNS = 5, 3
OWN = """云川高新区 在产业升级上求突破

3月{day}日,云川高新区召开党工委(扩大)会议,传达学习有关会议精神。

会议强调,要加快建设现代化产业体系,年内培育{count}家链主企业,总投资超{count}亿元;完善“链长+链主”机制,推动重大项目早开

工、早投产。要持续优化营商环境,推行“一窗受理”,6月底前上线并联审批系统,压缩办理时间至5个工作日以内。

（{count}）做优企业服务。建立重大项目清单，每季度通报进展。（区发展改革局牵头，区财政局、各街道按职责分工负责，12月底前完成）

"""


class Point(NamedTuple):
    """One size of the growth: bytes of text, its characters, seconds, and MB held more than before at most."""

    size: int
    characters: int
    seconds: float
    memory: float


def main() -> None:
    options = argparse.ArgumentParser(description="How fast a document is read.")
    options.add_argument("--size", type=float, default=1.0, metavar="MB", help="largest text, in MB of UTF-8")
    options.add_argument("files", type=Path, nargs="*", metavar="FILE")
    given = options.parse_args()
    _one_core()
    texts, size = _texts(given.files or _shared()), int(given.size * 1_000_000)
    whole = "\n\n".join(texts)
    how = "compiled" if compiled.in_use() else "plain Python"
    print(f"{len(texts)} documents, {len(whole):,} characters, each once; {how}", flush=True)
    points = _growth(whole, size)  # first, since the peak of memory only ever rises
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    _against_jieba("joined", [whole])
    _against_jieba("one by one", texts)
    if size > len(whole.encode()):
        print(f"{given.size:g} MB, the documents repeated")
        _against_jieba("joined", [_text(whole, size)])
    _show_growth(points)
    print("where the time goes, documents joined")
    _shares(whole)


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _shared() -> list[Path]:
    return sorted([*SHARED.glob("documents/*/*.txt"), *SHARED.glob("pages/*.txt")])


def _texts(files: Sequence[Path]) -> list[str]:
    """The documents' texts, none twice."""
    if files:
        return list(dict.fromkeys(load(file).text for file in files))
    return ["".join(OWN.format(day=1 + number % 28, count=3 + number) for number in range(60))]


def _text(whole: str, size: int) -> str:
    """The documents over and over, up to ``size`` bytes of UTF-8."""
    data = whole.encode()
    return (data * (size // len(data) + 1))[:size].decode(errors="ignore")


def _once(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return time.process_time() - start


def _runs(size: int) -> int:
    return RUNS if size <= LARGE else LARGE_RUNS


def _against_jieba(name: str, texts: Sequence[str]) -> None:
    length = sum(map(len, texts))
    acts = [partial(_each, read, texts), partial(_each, jieba.lcut, texts)]
    turns = [[_once(act) for act in acts] for _ in range(_runs(3 * length))]
    ours, theirs = (statistics.median(took) for took in zip(*turns, strict=True))
    print(
        f"  {name:<12} read() {length / ours:>9,.0f} characters/s   jieba.lcut {length / theirs:>9,.0f}"
        f"   ratio {theirs / ours:5.2f}"
    )


def _each(act: Callable[[str], object], texts: Sequence[str]) -> None:
    for text in texts:
        act(text)


def _growth(whole: str, largest: int) -> list[Point]:
    """``read()`` from small to large."""
    read(_text(whole, SMALLEST))
    before, points = _peak(), []
    for size in _sizes(largest):
        text = _text(whole, size)
        took = statistics.median(_once(partial(read, text)) for _ in range(_runs(size)))
        points.append(Point(size, len(text), took, _peak() - before))
    return points


def _show_growth(points: Sequence[Point]) -> None:
    for size, characters, seconds, memory in points:
        print(f"  {size / 1000:>8,.0f} KB  {characters:>9,} characters  {seconds:8.3f} s  {memory:7.1f} MB more")
    if len(points) > 1:
        sizes, times = [math.log(point.size) for point in points], [math.log(point.seconds) for point in points]
        slope = statistics.linear_regression(sizes, times).slope
        span = f"from {points[0].size / 1000:,.0f} KB to {points[-1].size / 1000:,.0f} KB"
        print(f"  time ~ size ^ {slope:.3f}, {span}")


def _sizes(largest: int) -> list[int]:
    steps = round(math.log(max(largest, SMALLEST) / SMALLEST, STEP))
    return [*(round(SMALLEST * STEP**n) for n in range(steps)), largest]


def _peak() -> float:
    """MB this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stages() -> list[str]:
    """The functions ``read()`` calls one after another, by the names it calls them."""
    called = gongwen.reader._read.__code__.co_names
    return ["load", *(name for name in called if isroutine(getattr(gongwen.reader, name, None)))]


def _shares(text: str) -> None:
    """One reading with every stage timed; what is left over is sorting, hashing, and setting all free."""
    spent = dict.fromkeys(stages(), 0.0)
    plain = {name: getattr(gongwen.reader, name) for name in spent}
    for name, stage in plain.items():
        setattr(gongwen.reader, name, _timed(name, stage, spent))
    try:
        whole = _once(lambda: read(text))
    finally:
        for name, stage in plain.items():
            setattr(gongwen.reader, name, stage)
    for name, took in [*spent.items(), ("the rest", whole - sum(spent.values()))]:
        print(f"  {name:<16} {1000 * took:8.1f} ms {took / whole:6.1%}")


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
