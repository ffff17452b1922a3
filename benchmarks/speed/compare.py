"""How fast zones are set side by side: python -m benchmarks.speed.compare

Five, ten and twenty zones of 60,000 characters each: seconds of the processor on one core, and the exponent with which
they grow (1 is linear; the more zones there are, the more of them say the same). A zone's text is made of lines of
../shared/documents, or of our own where those are not at hand, each with an eighth of its characters changed, so that
zones say much alike and little in the same words.
"""

import math
import random
import time
from pathlib import Path

from gongwen import Voice, compare, read, voices

SHARED = Path(__file__).parents[3] / "shared" / "documents"
OWN = "建设{at}个口袋公园，完善“一窗受理”。推进{at}家链主企业数字化转型，压缩办理时间至{at}个工作日。"
ZONES, CHARACTERS, CHANGED, SHORTEST = (5, 10, 20), 60_000, 0.125, 30


def main() -> None:
    lines = _lines()
    points = []
    for zones in ZONES:
        spoken = [voice for number in range(zones) for voice in voices(read(_zone(lines, number)))]
        took = _took(spoken)
        points.append((math.log(zones), math.log(took)))
        print(f"  {zones:>3} zones  {CHARACTERS * zones:>10,} characters  {took:6.2f} s", flush=True)
    print(f"time ~ zones ^ {(points[-1][1] - points[0][1]) / (points[-1][0] - points[0][0]):.2f}")


def _lines() -> list[str]:
    paths = sorted(SHARED.glob("*/*.txt"))
    found = [line for path in paths for line in path.read_text(encoding="utf-8").split("\n") if len(line) > SHORTEST]
    return found or [OWN.format(at=at) for at in range(2_000)]


def _zone(lines: list[str], number: int) -> str:
    draw = random.Random(number)  # noqa: S311 - the same text every time, nothing secret
    out, length = [f"第{number}市工作方案", ""], 0
    while length < CHARACTERS:
        line = "".join(_changed(draw, char) for char in draw.choice(lines))
        out.append(line)
        length += len(line)
    return "\n".join(out)


def _changed(draw: random.Random, char: str) -> str:
    if "\u4e00" <= char <= "\u9fff" and draw.random() < CHANGED:
        return chr(0x4E00 + draw.randrange(3_000))
    return char


def _took(spoken: list[Voice]) -> float:
    start = time.process_time()
    compare(spoken)
    return time.process_time() - start


if __name__ == "__main__":
    main()
