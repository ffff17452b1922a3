from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from luoshi.config.backup import back_up
from luoshi.config.serving import refuse_old_database
from luoshi.core.refusal import Refused

MEGABYTE = 1_000_000


class Command(BaseCommand):
    help = "备份：照常办公时把全部数据和佐证文件写进一个文件"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="备份文件，如 luoshi-2026-11-22.zip；不覆盖已有文件")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_old_database()
        try:
            manifest = back_up(options["file"])
        except Refused as refused:
            raise CommandError(refused.reason) from refused
        said = _("已备份到 %(path)s：%(size).1f MB，数据 %(rows)d 行，佐证文件 %(files)d 个。")
        size = options["file"].stat().st_size / MEGABYTE
        rows = sum(manifest.rows.values())
        self.stdout.write(said % {"path": options["file"], "size": size, "rows": rows, "files": manifest.files})
        if manifest.missing:
            told = _("注意：有 %(number)d 个佐证文件不在盘上，没有备份到。请运行 luoshi verify。")
            self.stderr.write(told % {"number": len(manifest.missing)})
