"""An office's Excel ledger coming in: python -m benchmarks.speed.ledger_import [numbers of rows].

Prints the seconds of reading the sheet and of confirming it, on a fresh SQLite.
"""

import datetime as dt
import io
import os
import sys
import tempfile
import time

DATA = tempfile.TemporaryDirectory(prefix="luoshi-bench-")
os.environ["LUOSHI_DATA"] = DATA.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"

import django  # noqa: E402 - where the data lies must be said first

django.setup()

import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402

from luoshi.intake.ledger_import.actions import confirm, take_in  # noqa: E402
from luoshi.org.actions import add_unit, found_zone, give_post  # noqa: E402
from luoshi.org.models import Person, Post  # noqa: E402
from luoshi.org.roles import Role  # noqa: E402

SIZES = (500, 5000)
HEADER = ("序号", "任务名称", "主办单位", "完成时间", "目前进展", "状态")
STATES = ("进行中", "已完成", "未启动")


def main() -> None:
    call_command("migrate", verbosity=0)
    zone = found_zone("测试高新区")
    add_unit(zone, "科技创新局")
    post = give_post(Person.objects.create_user("bench", name="测试"), zone, Role.SUPERVISOR)
    for size in [int(size) for size in sys.argv[1:]] or SIZES:
        measure(size, post)


def measure(rows: int, post: Post) -> None:
    data = ledger(rows)
    begun = time.perf_counter()
    taken = take_in(data, "台账.xlsx", post)
    read = time.perf_counter()
    made = confirm(taken, 0, post, leave_doubtful=False)
    done = time.perf_counter()
    print(f"{len(made):6,} rows   read {read - begun:5.2f} s   confirm {done - read:5.2f} s")


def ledger(rows: int) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("台账"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADER)
        for n in range(1, rows + 1):
            sheet.write_row(n, 0, (n, f"{rows}项中的第{n}项重点工作", "科技创新局"))
            sheet.write_datetime(n, 3, dt.datetime(2026, 12, 31), day)
            sheet.write_row(n, 4, ("按计划推进", STATES[n % 3]))
    return buffer.getvalue()


if __name__ == "__main__":
    main()
