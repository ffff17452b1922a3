"""Server time of the ledger's and the home page as the ledger grows: python -m benchmarks.speed.ledger [sizes].

Prints milliseconds (median of some requests through the whole stack, on a fresh SQLite) and the growth exponent: 1 is
proportional to the number of tasks, 0 is constant.
"""

import datetime as dt
import math
import os
import random
import statistics
import sys
import tempfile
import time

import django

SIZES = (1_000, 5_000, 20_000)
REQUESTS = 9
PAGES = {
    "ledger": "/ledger/",
    "ledger, searched": "/ledger/?q=平台建设",
    "ledger, late, by light": "/ledger/?scope=late&sort=light",
    "ledger, last page": "/ledger/?page=100000",
    "home": "/",
}
TITLES = ("推进算力平台建设", "新增授信", "标准地出让", "建立诉求限时办结机制", "建设概念验证中心", "发布应用场景清单")
STATES = (("draft", "planned"), ("assigned", "live"), ("working", "live"), ("submitted", "live"), ("closed", "closed"))
EVENTS_A_TASK = 6


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    found = {size: measure(size) for size in sizes}
    print(f"{'page':<28}" + "".join(f"{size:>10,}" for size in sizes) + "   exponent")
    for page in found[sizes[0]]:
        figures = [found[size][page] for size in sizes]
        growth = math.log(figures[-1] / figures[0]) / math.log(sizes[-1] / sizes[0]) if len(sizes) > 1 else 0
        print(f"{page:<28}" + "".join(f"{figure:>7.1f} ms" for figure in figures) + f"   {growth:8.2f}")


def measure(size: int) -> dict[str, float]:
    """Page → milliseconds, in a child process with a database of ``size`` tasks of its own."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        with tempfile.TemporaryDirectory() as folder, os.fdopen(write, "w") as out:
            for page, figure in timed(size, folder).items():
                out.write(f"{page}\t{figure}\n")
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as lines:
        figures = {page: float(figure) for page, figure in (line.split("\t") for line in lines)}
    os.waitpid(child, 0)
    return figures


def timed(size: int, folder: str) -> dict[str, float]:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by then
    from django.test import Client  # noqa: PLC0415
