from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused
from luoshi.org.models import Unit
from luoshi.org.officers import Account, appoint_officers, rescue


class Command(BaseCommand):
    help = "三员：给每个高新区补齐系统管理员、安全管理员、审计员的账号；或重置其中一个"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", default="", metavar="账号", help="丢了密码和手机、又无他人可代办时用")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_old_database()
        try:
            made = [rescue(options["reset"])] if options["reset"] else missing()
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(told(made) if made else _("三员账号已齐，没有改动。"))


def missing() -> list[Account]:
    return [account for zone in Unit.objects.zones() for account in appoint_officers(zone)]


def told(accounts: Iterable[Account]) -> str:
    """Also by ``luoshi init``."""
    lines = [f"{account.role}  {_('账号')} {account.username}  {_('密码')} {account.password}" for account in accounts]
    last = _("密码只显示这一次，请分别交三个人保管，首次登录时设置第二重验证；姓名由系统管理员在“单位人员”里改成本人。")
    return "\n".join([*lines, last])
