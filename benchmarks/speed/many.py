"""How long `gongwen many` takes for thousands of documents, what it holds in memory, and what taking it up costs.

    python -m benchmarks.speed.many [--count N]

The documents are made up, some 1,000 characters (3 KB) each, no two the same. Seconds are the clock's, with the
processor's beside them, so that other work on the machine can be told; memory is the largest process's peak.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

UNITS = ("区发展改革局", "区财政局", "区科技局", "区行政审批局", "区住房城乡建设局", "区生态环境局", "区商务局")
VERBS = ("建设", "改造", "新增", "培育", "引进", "升级")
THINGS = ("口袋公园", "标准厂房", "中小企业", "公共实验室", "充电桩", "便民驿站", "孵化载体")
THEMES = ("产业提升", "营商环境", "城市更新", "绿色发展", "民生保障", "科技创新")
TICK = 0.01  # seconds


class Run(NamedTuple):
    """Seconds by the clock and of the processor, and the peak of memory in MB."""

    seconds: float
    processor: float
    memory: float


def main() -> None:
    options = argparse.ArgumentParser(description="How long thousands of documents take as one table.")
    options.add_argument("--count", type=int, default=1000, metavar="N", help="how many documents")
    count = options.parse_args().count
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "公文"
        size = write_documents(folder, count)
        print(f"{count:,} documents, {size / 1e6:.1f} MB")
        tables = [measure(folder, Path(place) / f"{jobs}.parquet", jobs) for jobs in (1, 2)]
        show("nothing changed", run(folder, tables[0], 1))
        tables.append(break_off(folder, Path(place) / "again.parquet"))
        print(f"  {tables[0].stat().st_size / 1e6:.1f} MB of table, all the same: {same(tables)}")


def write_documents(folder: Path, count: int) -> int:
    """Their size in bytes, all together."""
    by_chance, size = random.Random(2026), 0  # noqa: S311 - nobody is to guess them
    for number in range(count):
        file = folder / f"{number // 500:03}" / f"{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        size += file.write_bytes(document(number, by_chance).encode())
    return size


def document(number: int, by_chance: random.Random) -> str:
    head = f"云川高新区第{number}号行动方案\n云高发〔2026〕{number}号\n\n各街道、各部门：\n"
    body = "".join(paragraph(label, by_chance) for label in "一二三四五六七八"[: by_chance.randint(6, 8)])
    return f"{head}{body}\n云川高新区管委会\n2026年3月20日\n"


def paragraph(label: str, by_chance: random.Random) -> str:
    lead, *others = by_chance.sample(UNITS, 3)
    figure = by_chance.randint
    return (
        f"（{label}）{by_chance.choice(THEMES)}。{by_chance.choice(VERBS)}{figure(2, 90)}个{by_chance.choice(THINGS)}，"
        f"{figure(3, 12)}月底前完成；推动技术提档、产品提质、服务提速“三提”深度融合，总投资{figure(1, 80)}亿元，"
        f"同比增长{figure(10, 190) / 10}%。完善“链长+链主”机制，推动重大项目早开工、早投产，"
        f"压缩办理时间至{figure(1, 9)}个工作日以内。（{lead}牵头，{'、'.join(others)}配合）\n"
    )


def measure(folder: Path, table: Path, jobs: int) -> Path:
    show(f"--jobs {jobs}", run(folder, table, jobs))
    return table


def break_off(folder: Path, table: Path) -> Path:
    """Killed when half is read, and taken up."""
    half = sum(1 for _ in folder.rglob("*.txt")) // 64 // 2
    killed, parts = start(folder, table, 2), table.with_name(table.name + ".parts")
    while len(list(parts.glob("*.parquet"))) < half:
        time.sleep(TICK)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    show("killed at half, taken up", run(folder, table, 2))
    return table


def run(folder: Path, table: Path, jobs: int) -> Run:
    began = time.monotonic()
    _, status, used = os.wait4(start(folder, table, jobs).pid, 0)
    if status:
        sys.exit("gongwen many failed")
    return Run(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def start(folder: Path, table: Path, jobs: int) -> subprocess.Popen[bytes]:
    code = "from gongwen.cli import main; main()"
    words = ["many", folder, "--into", table, "--jobs", jobs]
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], stderr=subprocess.DEVNULL)


def show(name: str, took: Run) -> None:
    print(f"  {name:<24} {took.seconds:7.1f} s {took.processor:7.1f} s of processor {took.memory:7.0f} MB", flush=True)


def same(tables: list[Path]) -> bool:
    return len({table.read_bytes() for table in tables}) == 1


if __name__ == "__main__":
    main()
