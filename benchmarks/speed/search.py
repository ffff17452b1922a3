"""Server time of 查找 over a hundred thousand paragraphs: python -m benchmarks.speed.search [sizes].

Prints milliseconds (the fastest of some: the others measure the neighbours) for words of every kind: looking records
and paragraphs up, and the whole page with its frame. As one who sees the whole zone, then as a unit that sees what it
has a part in. On a fresh SQLite, or where LUOSHI_DATABASE names an empty PostgreSQL database, there. Paragraphs are
drawn from ../shared/documents, or of our own where those are not at hand. The aim is 50 ms; docs/develop/search.md says
what was reached.
"""

import datetime as dt
import itertools
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

DATA = tempfile.TemporaryDirectory(prefix="luoshi-bench-")
os.environ["LUOSHI_DATA"] = DATA.name
os.environ["DJANGO_SETTINGS_MODULE"] = "luoshi.config.settings"

import django  # noqa: E402 - where the data lies must be said first

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402

from luoshi.core import clock  # noqa: E402
from luoshi.documents import paragraphs  # noqa: E402
from luoshi.documents.models import Document, Paragraph  # noqa: E402
from luoshi.org.actions import add_unit, found_zone, give_post  # noqa: E402
from luoshi.org.models import Person, Post  # noqa: E402
from luoshi.org.roles import Role  # noqa: E402
from luoshi.records.searching import SearchForm  # noqa: E402
from luoshi.records.views.searching import MOST  # noqa: E402

SHARED = Path(__file__).parents[3] / "shared" / "documents"
OWN = "推进{at}号地块建设，发展低空经济，培育“两业融合”标杆{at}家，优化营商环境，服务企业{at}家，扩大科技人才规模。"
SIZES, REQUESTS, A_DOCUMENT = (10_000, 100_000), 15, 300
QUERIES = {
    "a word everywhere": "建设",
    "a word": "低空经济",
    "a phrase": "“两业融合”",
    "two words": "科技 人才",
    "two, far apart": "营商环境 企业",
    "a single character": "扩",
    "one seldom seen": "囤",
    "a word nowhere": "量子蛋糕",
}


def main() -> None:
    call_command("migrate", verbosity=0)
    sees_all, unit = settle()
    for size in [int(size) for size in sys.argv[1:]] or SIZES:
        grow_to(size, sees_all)
        for post in (sees_all, unit):
            show(size, post)


def settle() -> tuple[Post, Post]:
    zone = found_zone("测试高新区")
    unit = add_unit(zone, "第一局", position=1)
    people = [Person.objects.create_user(name, name=name) for name in ("all", "unit")]
    begun = dt.date(2020, 1, 1)
    return (
        give_post(people[0], zone, Role.SUPERVISOR, starts=begun),
        give_post(people[1], unit, Role.LIAISON, starts=begun),
    )


def grow_to(size: int, post: Post) -> None:
    """Bring the zone to ``size`` paragraphs, in documents of some hundred. Rows only, without readings."""
    drawn = texts(random.Random(size))  # noqa: S311 - rows, not secrets
    for number in range(Paragraph.objects.count() // A_DOCUMENT, size // A_DOCUMENT + 1):
        text = "\n".join([f"第{number}号文件", *itertools.islice(drawn, A_DOCUMENT - 1)])
        document = Document.objects.create(
            zone=post.zone, title=f"文件{number}", kind="other", text=text, text_sha256=f"{number:064d}",
            dated=clock.today() - dt.timedelta(days=number % 700), uploaded_by=post,
        )  # fmt: skip
        paragraphs.index(document)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def texts(chance: random.Random) -> Iterator[str]:
    read = [path.read_text(encoding="utf-8") for path in sorted(SHARED.rglob("*.txt"))]
    lines = [line for text in read for line in text.splitlines() if line.strip()]
    while True:
        yield chance.choice(lines) if lines else OWN.format(at=chance.randrange(1000))


def show(size: int, post: Post) -> None:
    browser = Client(headers={"Host": "localhost"})
    browser.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    print(f"{connection.vendor}, {size:,} paragraphs, {post.role}: milliseconds of looking up, of the page")
    for name, query in QUERIES.items():
        asked = urlencode({"q": query})
        looking = milliseconds(partial(look_up, asked, post))
        page = milliseconds(partial(open_page, browser, f"/search/?{asked}"))
        print(f"  {name:<20}{looking:>8.1f}{page:>8.1f}", flush=True)


def milliseconds(done: Callable[[], object]) -> float:
    return min(once(done) for _n in range(REQUESTS))


def once(done: Callable[[], object]) -> float:
    begun = time.perf_counter()
    done()
    return 1000 * (time.perf_counter() - begun)


def look_up(asked: str, post: Post) -> tuple[list[int], list[int]]:
    form = SearchForm(QueryDict(asked), post)
    return form.latest_records(MOST), paragraphs.newest(form.paragraphs(), MOST)


def open_page(browser: Client, url: str) -> None:
    response = browser.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url} answered {response.status_code}")


if __name__ == "__main__":
    main()
