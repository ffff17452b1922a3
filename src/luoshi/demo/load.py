"""Loading the demo zone: only into an empty database, whole or not at all."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from luoshi.core import clock
from luoshi.core.holidays import seed_holidays
from luoshi.core.refusal import Refused
from luoshi.demo import projects, prospects
from luoshi.demo.campaigns import campaigns
from luoshi.demo.cases import Cases
from luoshi.demo.consultations import consultations
from luoshi.demo.conveyances import conveyances
from luoshi.demo.firms import Firms
from luoshi.demo.happening import Happening
from luoshi.demo.notices import Supervision, remind_of_late
from luoshi.demo.occasions import occasions
from luoshi.demo.opinions import Opinions
from luoshi.demo.play import Play
from luoshi.demo.revisions import revisions
from luoshi.demo.series import series
from luoshi.demo.stories import SECOND as SECOND_STORIES
from luoshi.demo.stories import sources
from luoshi.demo.walks import walks
from luoshi.demo.zone import OVERSEER, SECOND, Account, Cast, found
from luoshi.documents.models import Document
from luoshi.org.founding import set_overseer
from luoshi.org.models import Person, Unit
from luoshi.records import lights

FOUNDED = dt.timedelta(days=900)
ACCOUNTS_FILE = "demo-accounts.txt"


def is_empty() -> bool:
    return not any(model._default_manager.exists() for model in (Unit, Person, Document))


@transaction.atomic
def load() -> list[Account]:
    """The zone with its history up to today, and the accounts with their passwords, which nothing else keeps."""
    if not is_empty():
        raise Refused(
            _("数据库里已有数据，演示区只能装入空库。请另设一个数据目录（LUOSHI_DATA），或先备份并移走现有数据库。")
        )
    today = clock.today()
    seed_holidays()
    cast = found(today - FOUNDED)
    besides = [*Supervision(cast).happenings(), *in_pipelines(cast, today), *occasions(cast)]
    Play(cast, today).tell(sources(), besides)
    others = beside(cast.zone, today)
    lights.refresh(today)
    remind_of_late(today)
    return [*cast.accounts, *others]


def in_pipelines(cast: Cast, today: dt.date) -> Iterator[Happening]:
    """The stories of the types beside the tasks; all are told in one go, day after day."""
    firms = Firms(cast, today)
    yield from firms.happenings()
    yield from Cases(firms).happenings()
    yield from walks(cast, today)
    yield from projects.happenings(cast, today)
    yield from prospects.happenings(cast, today)
    yield from Opinions(cast, today).happenings()
    yield from consultations(cast, today)
    yield from campaigns(cast, today)
    yield from conveyances(cast, today)
    yield from revisions(cast, today)
    yield from series(cast, today)


def beside(first: Unit, today: dt.date) -> list[Account]:
    """A second zone with a few tasks, and the office above both."""
    second, above = found(today - FOUNDED, SECOND), found(today - FOUNDED, OVERSEER)
    Play(second, today).tell(sources(SECOND_STORIES))
    for zone in (first, second.zone):
        set_overseer(zone, above.zone)
    return [*second.accounts, *above.accounts]


def accounts_text(accounts: list[Account]) -> str:
    """One account a line: login, password, who it is."""
    lines = [_("演示账号（虚构人员，口令随机生成，仅供本机试用）")]
    lines += [
        f"{account.login:<14}{account.password}   {account.post.person.name}  {account.post.unit}"
        f"  {account.post.get_role_display()}"
        for account in accounts
    ]
    return "\n".join(lines) + "\n"


def keep_accounts(text: str) -> Path:
    """Write them where only the installation's owner reads them."""
    path = settings.DATA_DIR / ACCOUNTS_FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    path.chmod(0o600)
    return path
