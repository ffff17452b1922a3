from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.management.commands.officers import told
from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused
from luoshi.org.founding import NewZone, found, zone_named


class Command(BaseCommand):
    help = "在已建的库里再设一个高新区或上级主管单位：督查室、第一位督查员和三员账号；各区数据互不可见"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zone", required=True, help="全称")
        parser.add_argument("--short", default="", help="简称")
        parser.add_argument("--office", default="督查室", help="督查员所在单位，默认“督查室”")
        parser.add_argument("--username", required=True, help="第一位督查员的账号")
        parser.add_argument("--name", required=True, help="第一位督查员的姓名")
        parser.add_argument("--overseer", default="", metavar="全称", help="上级主管，须已设立")

    def handle(self, *_args: Any, **given: Any) -> None:
        refuse_old_database()
        try:
            overseer = zone_named(given["overseer"]) if given["overseer"] else None
            names = (given["zone"], given["username"], given["name"], given["office"], given["short"])
            accounts = found(NewZone(*names, overseer=overseer))
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(_("已设立：%(zone)s。") % {"zone": given["zone"]})
        self.stdout.write(told(accounts))
