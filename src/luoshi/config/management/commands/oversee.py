from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused
from luoshi.org.founding import set_overseer, zone_named


class Command(BaseCommand):
    help = "写明一个高新区由谁主管，主管单位的督查员和领导可查看该区已交办的任务；--end 取消"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--zone", required=True, help="高新区全称")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--overseer", default="", metavar="全称", help="上级主管，须已设立")
        who.add_argument("--end", action="store_true", help="不再由上级主管查看")

    def handle(self, *_args: Any, **given: Any) -> None:
        refuse_old_database()
        try:
            set_overseer(zone_named(given["zone"]), None if given["end"] else zone_named(given["overseer"]))
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        self.stdout.write(_("已记录，并写入有关各方的审计日志。"))
