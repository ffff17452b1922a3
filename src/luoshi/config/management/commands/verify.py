from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused
from luoshi.records.audit import Count, verify


class Command(BaseCommand):
    help = "核验台账：重算每条留痕、签名、佐证和封存，指出每个事项的第一处断点"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", default="", metavar="校验码", help="审计员留存的某次封存的校验码，核对它还在")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_old_database()
        count, broken = Count(), 0
        try:
            for found in verify(count, options["seal"]):
                broken += 1
                self.stdout.write(str(found))
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        if not count.seals:
            self.stdout.write(_("还没有封存过：截掉末尾、整条删除查不出来。请运行 luoshi seal。"))
        said = told(count)
        if broken:
            raise CommandError(_("发现 %(broken)d 处断点。%(said)s") % {"broken": broken, "said": said})
        self.stdout.write(_("没有断点。%(said)s") % {"said": said})


def told(count: Count) -> str:
    said = _(
        "核对事项 %(records)d 个、办理记录 %(events)d 条、佐证 %(files)d 份、封存 %(seals)d 次、审计日志 %(log)d 条；"
        "签名已删除 %(erased)d 处。"
    )
    return said % asdict(count)
