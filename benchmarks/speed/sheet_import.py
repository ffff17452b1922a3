"""Lists coming into a register and a pipeline: python -m benchmarks.speed.sheet_import [firms [projects]].

Prints the seconds of reading, of the preview and of confirming, and the queries of each, on a fresh SQLite.
"""

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

DATA = tempfile.TemporaryDirectory(prefix="luoshi-bench-")
os.environ["LUOSHI_DATA"] = DATA.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"

import django  # noqa: E402 - where the data lies must be said first

django.setup()

import xlsxwriter  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from luoshi.org.actions import add_unit, found_zone, give_post  # noqa: E402
from luoshi.org.models import Person, Post  # noqa: E402
from luoshi.org.roles import Role  # noqa: E402
from luoshi.pipelines.importing.actions import confirm, take_in  # noqa: E402
from luoshi.pipelines.importing.analysis import analyse, target_of  # noqa: E402
from luoshi.pipelines.importing.model import SheetImport  # noqa: E402
from luoshi.pipelines.registers.keeping import add  # noqa: E402
from luoshi.pipelines.service.credit_code import check_character  # noqa: E402
from luoshi.pipelines.service.firms import GRIDS  # noqa: E402

FIRMS, PROJECTS = 3000, 1000
STAGES = ("谋划", "签约", "开工", "竣工")
DAYS = ("2025-03-01", "2025-06-01", "2025-12-01")


def main() -> None:
    call_command("migrate", verbosity=0)
    zone = found_zone("测试高新区")
    add_unit(zone, "科技创新局")
    post = give_post(Person.objects.create_user("bench", name="测试"), zone, Role.SUPERVISOR)
    for n in range(20):
        add(GRIDS, post, name=f"第{n}网格")
    sizes = [*map(int, sys.argv[1:]), *(FIRMS, PROJECTS)[len(sys.argv) - 1 :]]
    measure("register/firm", firms(sizes[0]), post)
    measure("register/firm", firms(sizes[0]), post)  # again: every row is there already
    measure("type/project", projects(sizes[1]), post)
    measure("type/project", projects(sizes[1]), post)


def measure(about: str, data: bytes, post: Post) -> None:
    target = target_of(SheetImport(about=about), post)
    brought, reading = timed(lambda: take_in(data, "名单.xlsx", target, post))
    analysis, looking = timed(lambda: analyse(brought, post))
    coming = sum(line.comes_in for line in analysis.lines)
    told = f"{about}  {coming:6,} of {len(analysis.lines):,} rows   read {reading}   preview {looking}"
    if coming:
        told += f"   confirm {timed(lambda: confirm(brought, 0, post, leave_doubtful=False))[1]}"
    print(told)


def timed(act: Callable[[], Any]) -> tuple[Any, str]:
    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        result = act()
        taken = time.perf_counter() - begun
    return result, f"{taken:5.2f} s {len(asked)} queries"


def firms(count: int) -> bytes:
    header = ("企业名称", "统一社会信用代码", "四上类别", "所属网格", "标签", "经营地址")
    rows = (
        (f"第{n}号精密制造有限公司", code(n), "规上工业", f"第{n % 20}网格", "专精特新", "软件园") for n in range(count)
    )
    return sheet(header, rows)


def code(n: int) -> str:
    head = f"91110108{n:09d}"
    return head + check_character(head)


def projects(count: int) -> bytes:
    header = ("项目名称", "总投资（亿元）", "产业", "责任单位", "阶段", "签约日期", "开工日期", "竣工日期")
    rows = (
        (f"第{n}号产业基地", 3.5, "生物医药", "科技创新局", STAGES[n % 4], *DAYS[: n % 4], *[None] * (3 - n % 4))
        for n in range(count)
    )
    return sheet(header, rows)


def sheet(header: tuple[str, ...], rows: Any) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        made = book.add_worksheet("名单")
        made.write_row(0, 0, header)
        for number, row in enumerate(rows, 1):
            made.write_row(number, 0, row)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
