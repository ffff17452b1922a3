import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from luoshi.config.management.commands.verify import told
from luoshi.config.restore import restore
from luoshi.core.refusal import Refused


class Command(BaseCommand):
    help = "恢复：把备份装进空的系统，点数、核验无误才算完成"
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="luoshi backup 写出的文件")
        parser.add_argument("--accept-breaks", action="store_true", help="备份前就有断点，查明后仍要恢复")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            manifest, count, breaks = restore(options["file"], accept_breaks=options["accept_breaks"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        for found in breaks:
            self.stdout.write(found)
        values = {"made": local_time(manifest.made_at), "rows": sum(manifest.rows.values()), "files": manifest.files}
        said = _("已恢复 %(made)s 的备份：数据 %(rows)d 行，佐证文件 %(files)d 个。")
        self.stdout.write(said % values + told(count))


def local_time(moment: str) -> str:
    return timezone.localtime(dt.datetime.fromisoformat(moment)).strftime("%Y-%m-%d %H:%M")
