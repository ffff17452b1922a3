"""Documents for the tests of many, and the command as a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "src"),
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # Ray stays on the loopback address
}


def plan(number: int) -> str:
    return (
        f"云川高新区第{number}号行动方案\n云高发〔2026〕{number}号\n\n各街道：\n"
        f"（一）提升效能。6月底前上线并联审批系统，建设{number + 2}个驿站。（区行政审批局牵头，区财政局配合）\n"
        "（二）推动技术提档、产品提质、服务提速“三提”深度融合。\n\n云川高新区管委会\n2026年3月20日\n"
    )


def write_plans(folder: Path, count: int) -> Path:
    """So many documents in two folders, whose files are called the same."""
    for number in range(count):
        file = folder / ("甲" if number % 2 else "乙") / f"{number // 2:03}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(plan(number), encoding="utf-8")
    return folder


def start(words: Sequence[object]) -> subprocess.Popen[str]:
    """``gongwen`` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from gongwen.cli import main; main()", *map(str, words)],
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(so: Callable[[], bool]) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + 60
    while not so():
        assert time.monotonic() < end
        time.sleep(0.01)
