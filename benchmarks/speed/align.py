"""How fast measures are put beside a superior document: python -m benchmarks.speed.align

A thousand measures against 60,000 characters, then the growth with either side: seconds of the processor on one core,
and the exponent with which they grow (1 is linear). Readings are made before, of ../shared/documents, or of pages of
our own where those are not at hand; a size beyond the documents repeats them.
"""

import math
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from gongwen import Reading, align, read

SHARED = Path(__file__).parents[3] / "shared" / "documents"
OWN = "建设{at}个口袋公园，完善“一窗受理”。推进{at}家链主企业数字化转型，压缩办理时间至{at}个工作日。\n"
MEASURES, CHARACTERS, RUNS = 1_000, 60_000, 3


def main() -> None:
    local, superior = _text("local"), _text("superior")
    for name, sizes in (
        ("measures", [(MEASURES // 8 * 2**step, CHARACTERS) for step in range(5)]),
        ("characters", [(MEASURES, CHARACTERS // 8 * 2**step) for step in range(5)]),
    ):
        points = []
        for measures, characters in sizes:
            took = _took(_with(local, measures), read((superior * 9)[:characters]))
            points.append((measures if name == "measures" else characters, took))
            print(f"  {measures:>6,} measures  {characters:>8,} characters  {took:6.2f} s", flush=True)
        print(f"time ~ {name} ^ {_slope(points):.2f}")


def _text(folder: str) -> str:
    texts = [path.read_text(encoding="utf-8") for path in sorted((SHARED / folder).glob("*.txt"))]
    return "\n".join(texts) or "".join(OWN.format(at=at) for at in range(2_000))


def _with(text: str, measures: int) -> Reading:
    """The beginning of ``text``, repeated where it is short, that has so many measures."""
    length = 40 * measures
    while True:
        reading = read((text * (length // len(text) + 1))[:length])
        ends = [span.pieces[-1][1] for span in reading.spans if span.role == "measure"]
        if len(ends) >= measures:
            return read(reading.text[: ends[measures - 1]])
        length *= 2


def _took(own: Reading, superior: Reading) -> float:
    return statistics.median(_once(own, superior) for _ in range(RUNS))


def _once(own: Reading, superior: Reading) -> float:
    start = time.process_time()
    align(own, superior)
    return time.process_time() - start


def _slope(points: Sequence[tuple[int, float]]) -> float:
    sizes, times = zip(*[(math.log(size), math.log(took)) for size, took in points], strict=True)
    return statistics.linear_regression(sizes, times).slope


if __name__ == "__main__":
    main()
